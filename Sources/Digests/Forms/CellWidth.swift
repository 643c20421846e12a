import CUTF8Proc

extension Column {
  /// 0 for what combines with its neighbours alone, 2 for the characters of East Asia and for emoji.
  ///
  /// A cluster is as wide as its widest character. Source: Unicode Standard Annex 11, by utf8proc.
  static func cells(_ character: Character) -> Int {
    guard !character.isASCII else { return 1 }
    let scalars = character.unicodeScalars
    // U+FE0F asks for the picture of a character that is text by itself; two letters are a flag.
    if scalars.contains("\u{FE0F}") || scalars.count(where: isRegional) == 2 { return 2 }
    return scalars.reduce(0) { max($0, Int(utf8proc_charwidth(Int32($1.value)))) }
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }
}
