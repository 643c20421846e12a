import FoundationEssentials

/// Dates as feeds write them: RFC 5322, RFC 3339, and what is really sent.
///
/// Tried in this order, the first that reads the whole text wins: the two usual forms byte by byte
/// (`UsualForms`), ISO 8601 at large (`ISODate`), words and numbers with English names, the same with
/// the names of the language that knows the most of the words (`WrittenDate`).
///
/// Pure: neither the clock nor the zone or the locale of the machine plays a part. What comes back
/// lies between 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z; a date in the future is returned as
/// it stands, for to doubt it is somebody else's decision.
public enum FeedDate {
  /// The instant that a text names; nil where it names none, or one that does not exist.
  ///
  /// A text without a zone is read in `zone`; where that is nil in Korea's if the words are Korean, for
  /// there is no other where they are spoken, else in UTC. A text without a time of day is midnight.
  public static func parse(_ text: some StringProtocol, zone: TimeZone? = nil) -> Date? {
    let text = String(text)
    return parse(text.utf8.span, zone: zone)
  }

  /// The same for UTF-8 bytes, which need not be valid. Some tens of nanoseconds for the two usual
  /// forms (`Thu, 01 Jan 2004 19:48:21 GMT`, `2004-01-01T19:48:21Z`), some microseconds for others.
  public static func parse(_ utf8: Span<UInt8>, zone: TimeZone? = nil) -> Date? {
    if let usual = DateFields(internet: utf8) ?? DateFields(rfc3339: utf8) {
      return usual.date(zone: zone ?? .gmt)
    }
    return unusual(utf8, zone)
  }

  private static func unusual(_ utf8: Span<UInt8>, _ zone: TimeZone?) -> Date? {
    // No date is as long as that, white space around it included.
    guard 1...1_000 ~= utf8.count else { return nil }
    var bytes: [UInt8] = []
    for index in utf8.indices { bytes.append(utf8[index]) }
    guard let text = DateText(String(decoding: bytes, as: UTF8.self)) else { return nil }
    if let ascii = text.ascii, let fields = ISODate(ascii).fields {
      return fields.date(zone: zone ?? .gmt)
    }
    return written(text.tokens, zone)
  }

  private static func written(_ tokens: [DateText.Token], _ zone: TimeZone?) -> Date? {
    let words = WrittenDate.words(of: tokens)
    var english: [String: DateWord] = [:]
    for word in words { english[word] = DateWord(english: word) }
    if !isAllEnglish(words, english) {
      let native = NativeDateNames.reading(of: words)
      if native.meanings.count > english.count,
        let fields = WrittenDate(tokens, meanings: native.meanings).fields
      {
        let place = native.language == "ko" ? TimeZone(secondsFromGMT: 9 * 3_600) : nil
        return fields.date(zone: zone ?? place ?? .gmt)
      }
    }
    return WrittenDate(tokens, meanings: english).fields?.date(zone: zone ?? .gmt)
  }

  /// Whether no other language needs to be asked: every word has a meaning, but for the `of`, `at`
  /// and `th` around the name of a month.
  private static func isAllEnglish(_ words: [String], _ english: [String: DateWord]) -> Bool {
    let hasMonth = english.values.contains { if case .month = $0 { true } else { false } }
    return words.allSatisfy { word in
      english[word] != nil || (hasMonth && word.utf8.count <= 2)
        || (word.utf8.count == 1 && word.utf8.first ?? 0 < 0x80)
    }
  }
}
