/// What a word in a date means.
enum DateWord: Sendable, Hashable {
  /// 1…12.
  case month(Int)
  /// 0 for Sunday … 6.
  case weekday(Int)
  case morning
  case afternoon
  /// The number before it is the year, the month, the day (年, 월, 日).
  case yearUnit
  case monthUnit
  case dayUnit

  /// The meaning in English; nil for any other word. Names may be cut down to three letters.
  init?(english word: String) {
    let word = word.lowercased()
    switch word {
    case "am": self = .morning
    case "pm": self = .afternoon
    default:
      guard word.utf8.count >= 3 else { return nil }
      if let index = DateWord.months.firstIndex(where: { $0.hasPrefix(word) }) {
        self = .month(index + 1)
      } else if let index = DateWord.weekdays.firstIndex(where: { $0.hasPrefix(word) }) {
        self = .weekday(index)
      } else {
        return nil
      }
    }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]
}
