import FoundationEssentials

/// The language of queries.
///
///     word           in the title, the text or the author; accents and case do not matter
///     word*          a word that begins so
///     "two words"    one after the other
///     -word          not this one; "-" goes before a phrase too
///     feed:name      a feed whose title or address has this in it; feed:"two words"
///     tag:name       a feed with this tag
///     after:DATE     2026, 2026-11, 2026-11-24 (UTC), or 7d for the last seven days
///     before:DATE    the same
///
/// Whatever has none of these forms is taken for words. Words beyond the 64th are passed over.
extension SearchQuery {
  static let maximumPhrases = 64
  private static let maximumCharacters = 4000

  /// Reads a query; `now` is what `7d` counts back from.
  public init(parsing text: String, at now: Date) {
    self.init()
    var rest = Substring(text.prefix(Self.maximumCharacters))
    while let part = Part(from: &rest) { add(part, at: now) }
  }

  private mutating func add(_ part: Part, at now: Date) {
    if !part.isUnwanted, part.isFilter, filter(part.key, part.value, at: now) { return }
    let text = part.key.isEmpty ? part.value : part.key + " " + part.value
    guard let phrase = Phrase(lettersOf: text, isPrefix: part.isPrefix),
      wanted.count + unwanted.count < Self.maximumPhrases
    else { return }
    if part.isUnwanted { unwanted.append(phrase) } else { wanted.append(phrase) }
  }

  /// False where it is no filter after all.
  private mutating func filter(_ key: String, _ value: String, at now: Date) -> Bool {
    switch key {
    case "feed": feeds.append(value)
    case "tag": tags.append(value)
    case "after":
      guard let date = Date(searched: value, at: now) else { return false }
      after = max(after ?? date, date)
    case "before":
      guard let date = Date(searched: value, at: now) else { return false }
      before = min(before ?? date, date)
    default: return false
    }
    return true
  }
}

/// What stands between two blanks of a query.
private struct Part {
  var isUnwanted = false
  /// What stands before a colon, in lower case; empty for none.
  var key = ""
  var value = ""
  var isPrefix = false

  var isFilter: Bool { !key.isEmpty && !value.isEmpty }

  /// Takes the next part off; nil when there is none.
  init?(from rest: inout Substring) {
    rest = rest.drop { $0.isWhitespace }
    if rest.isEmpty { return nil }
    if rest.hasPrefix("-") {
      isUnwanted = true
      rest = rest.dropFirst()
    }
    if let colon = rest.firstIndex(where: { $0.isWhitespace || $0 == ":" || $0 == "\"" }),
      rest[colon] == ":", colon > rest.startIndex
    {
      key = rest[..<colon].lowercased()
      rest = rest[rest.index(after: colon)...]
    }
    if rest.hasPrefix("\"") {
      let inside = rest.dropFirst().prefix { $0 != "\"" }
      value = String(inside)
      rest = rest[inside.endIndex...].dropFirst()
      if rest.hasPrefix("*") {
        isPrefix = true
        rest = rest.dropFirst()
      }
    } else {
      let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
      rest = rest[word.endIndex...]
      isPrefix = word.hasSuffix("*")
      value = String(word)
    }
  }
}

extension SearchQuery.Phrase {
  /// Keeps letters, digits and accents of `text`; nil when nothing is left.
  init?(lettersOf text: String, isPrefix: Bool) {
    var words = String.UnicodeScalarView()
    var needsBlank = false
    for scalar in text.unicodeScalars {
      guard scalar.isIndexed else {
        needsBlank = !words.isEmpty
        continue
      }
      if needsBlank { words.append(" ") }
      needsBlank = false
      words.append(scalar)
    }
    // Accents alone are no word.
    guard words.contains(where: { !$0.isMark && $0 != " " }) else { return nil }
    self.init(String(words), isPrefix: isPrefix)
  }
}

extension Unicode.Scalar {
  /// Whether the index keeps it: letters, digits, and what changes them.
  fileprivate var isIndexed: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse:
      true
    default: isMark
    }
  }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension Date {
  /// Reads `2026`, `2026-11`, `2026-11-24` as its beginning in UTC, or `7d` as that long before `now`.
  fileprivate init?(searched text: String, at now: Date) {
    if text.hasSuffix("d") {
      guard let days = Int(text.dropLast()), (0...100_000).contains(days) else { return nil }
      self = now.addingTimeInterval(Double(-days) * 86_400)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.count <= 4 ? Int($0) : nil }
    guard numbers.count == parts.count, (1...3).contains(numbers.count) else { return nil }
    let (month, day) = (
      numbers.count > 1 ? numbers[1] : 1, numbers.count > 2 ? numbers[2] : 1
    )
    guard (1000...9999).contains(numbers[0]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard
      let date = calendar.date(
        from: DateComponents(year: numbers[0], month: month, day: day))
    else { return nil }
    self = date
  }
}
