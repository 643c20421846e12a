/// The form of a noun that agrees with a number; each language has some of them.
/// Source: Unicode Technical Standard 35, part 3, “Language Plural Rules”.
enum PluralForm: Sendable {
  case zero, one, two, few, many, other
}

extension Wording {
  /// Source: CLDR 46, cardinals of `en`, `de` and most languages of Europe.
  func pluralForm(of value: Int) -> PluralForm { value == 1 ? .one : .other }

  func ofMillions(_ noun: String) -> String { noun }

  /// The digits and the noun that agrees with them. A form that is not given is made of `other`.
  func plural(
    _ count: Count, zero: String? = nil, one: String, two: String? = nil, few: String? = nil,
    many: String? = nil, other: String
  ) -> String {
    let noun =
      switch pluralForm(of: count.value) {
      case .zero: zero ?? other
      case .one: one
      case .two: two ?? other
      case .few: few ?? other
      case .many: many ?? ofMillions(other)
      case .other: other
      }
    return count.digits + " " + noun
  }
}
