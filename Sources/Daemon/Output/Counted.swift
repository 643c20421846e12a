/// A number with its noun, in English: `1 item`, `2 items`; `plural` where no `s` makes it.
func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
}
