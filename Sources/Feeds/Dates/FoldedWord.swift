/// A word without the differences of case and accent.
///
/// The standard library tells the name of every character, and that of an accented letter begins
/// with the name of its base: GREEK SMALL LETTER IOTA WITH TONOS.
struct FoldedWord: Sendable, Hashable {
  /// Equal for words that differ by case, accents and dots only.
  private(set) var key = ""
  /// Whether there are letters only, but for dots.
  private(set) var isOneWord = true

  init(_ word: String) {
    for scalar in word.unicodeScalars {
      if !scalar.properties.isAlphabetic, scalar != "." { isOneWord = false }
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower) }
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar == "." || scalar.properties.generalCategory == .nonspacingMark { return }
    key.unicodeScalars.append(scalar.isASCII ? scalar : FoldedWord.base(of: scalar))
  }

  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    // What an İ without its dot is to those who do not write Turkish.
    if scalar == "ı" { return "i" }
    guard let name = scalar.properties.name, let with = name.firstRange(of: " WITH ") else {
      return scalar
    }
    return bases[String(name[..<with.lowerBound])] ?? scalar
  }

  /// The letters of the three alphabets that have accents, by name.
  private static let bases: [String: Unicode.Scalar] = {
    var bases: [String: Unicode.Scalar] = [:]
    for range in ["a"..."z", "α"..."ω", "а"..."я"] as [ClosedRange<Unicode.Scalar>] {
      for value in range.lowerBound.value...range.upperBound.value {
        guard let scalar = Unicode.Scalar(value), let name = scalar.properties.name else {
          continue
        }
        bases[name] = scalar
      }
    }
    return bases
  }()
}
