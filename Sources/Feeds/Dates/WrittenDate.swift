/// A date written for people, or by a program that tried: numbers, words and marks in any order.
///
/// 1. The time is the first `h:mm`, else a number before `h` or `pm`.
/// 2. The zone is an offset or a name behind the time, else a name in capitals anywhere.
/// 3. The month is the last word that means one (`mar, 5 mag`: the first is a day of the week).
/// 4. What is left of the numbers is the date, by `DateOrder`; and if no time was found, what is left
///    of those is the time (`15.3.2020 klo 19.30`, `13時44分`).
///
/// Words without a meaning are passed over.
struct WrittenDate {
  /// What was read; nil when there is no date in the text, or more than one.
  private(set) var fields: DateFields?

  private var tokens: [DateText.Token]
  private let meanings: [String: DateWord]
  private var time: (hour: Int, minute: Int, second: Int, fraction: Double)?
  private var offsetSeconds: Int?
  private var zone: ZoneName?
  private var half: DateWord?

  init(_ tokens: [DateText.Token], meanings: [String: DateWord]) {
    self.tokens = tokens
    self.meanings = meanings
    half = words.lazy.compactMap { meanings[$0] }.first { $0 == .morning || $0 == .afternoon }
    readTime()
    if zone == nil, offsetSeconds == nil { readZoneAnywhere() }
    readDate()
  }

  /// The words of a text that may mean a month or a day: not those in brackets, nor zones.
  static func words(of tokens: [DateText.Token]) -> [String] {
    var words: [String] = []
    for token in tokens {
      if token.kind == .mark("(") { break }
      guard case .word(let word) = token.kind else { continue }
      if ZoneName(word) == nil || DateWord(english: word) != nil { words.append(word) }
    }
    return words
  }

  private var words: [String] {
    tokens.compactMap { if case .word(let word) = $0.kind { word } else { nil } }
  }

  // MARK: Time

  private mutating func readTime() {
    for index in tokens.indices where isMark(":", at: index + 1) {
      guard let hour = number(at: index, digits: 1...2),
        let minute = number(at: index + 2, digits: 1...2)
      else { continue }
      time = (hour, minute, 0, 0)
      readSeconds(from: index)
      return
    }
    for index in tokens.indices {
      guard let hour = number(at: index, digits: 1...2), let word = word(at: index + 1) else {
        continue
      }
      if word.lowercased() == "h" {
        let minute = number(at: index + 2, digits: 2...2)
        time = (hour, minute ?? 0, 0, 0)
        take(index..<(index + (minute == nil ? 2 : 3)))
        return
      }
      if hour <= 12, let half, meanings[word] == half {
        time = (hour, 0, 0, 0)
        take(index..<(index + 2))
        return
      }
    }
  }

  /// `[:ss[.f]]` behind `hh:mm`, which stands at `index`; then the zone.
  private mutating func readSeconds(from index: Int) {
    var end = index + 3
    if isMark(":", at: end), let second = number(at: end + 1, digits: 1...2) {
      time?.second = second
      end += 2
      if isMark(".", at: end) || isMark(",", at: end), isAttached(end + 1),
        case .number(let value, let digits) = tokens[end + 1].kind
      {
        time?.fraction = WrittenDate.fraction(value, digits: digits)
        end += 2
      }
    }
    take(index..<end)
    readZone(at: index)
  }

  private static func fraction(_ value: Int, digits: Int) -> Double {
    var fraction = Double(value)
    for _ in 0..<min(digits, 18) { fraction /= 10 }
    return fraction
  }

  // MARK: Zone

  /// The zone right behind the time; AM or PM may come between.
  private mutating func readZone(at start: Int) {
    var index = start
    if let word = word(at: index), meanings[word] == .morning || meanings[word] == .afternoon {
      index += 1
    }
    if isMark("(", at: index) { index += 1 }
    if let word = word(at: index), let zone = ZoneName(word), meanings[word] == nil {
      self.zone = zone
      if let (seconds, count) = offset(at: index + 1), isAttached(index + 1) {
        // POSIX counts `Etc/GMT+5` to the west.
        offsetSeconds = word.contains("/") ? -seconds : seconds
        take((index + 1)..<(index + 1 + count))
      }
      take(index..<(index + 1))
    } else if let (seconds, count) = offset(at: index) {
      offsetSeconds = seconds
      take(index..<(index + count))
    }
  }

  /// `±h`, `±hh`, `±hmm`, `±hhmm`, `±hh:mm`, and how many tokens they are.
  private func offset(at index: Int) -> (seconds: Int, count: Int)? {
    let isWest = isMark("-", at: index)
    guard isWest || isMark("+", at: index), isAttached(index + 1),
      case .number(let value, let digits) = tokens[index + 1].kind, digits <= 4
    else { return nil }
    var seconds = digits <= 2 ? value * 3_600 : value / 100 * 3_600 + value % 100 * 60
    var count = 2
    if digits <= 2, isMark(":", at: index + 2), let minutes = number(at: index + 3, digits: 2...2) {
      seconds += minutes * 60
      count = 4
    }
    return seconds < 86_400 ? (isWest ? -seconds : seconds, count) : nil
  }

  private mutating func readZoneAnywhere() {
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token.kind, word.utf8.count > 1, meanings[word] == nil,
        word.contains("/") || word.utf8.allSatisfy({ 0x41...0x5a ~= $0 }),
        let zone = ZoneName(word)
      else { continue }
      self.zone = zone
      take(index..<(index + 1))
      return
    }
  }

  // MARK: Date

  private mutating func readDate() {
    var order = DateOrder(
      tokens, meanings: meanings,
      isMonthFirst: half != nil || zone?.isNorthAmerican == true)
    guard var fields = order.fields else { return }
    if time == nil { readLateTime(&order) }
    if let time {
      fields.hour = time.hour
      fields.minute = time.minute
      fields.second = time.second
      fields.fraction = time.fraction
      if half == .afternoon, fields.hour < 12 { fields.hour += 12 }
      if half == .morning, fields.hour == 12 { fields.hour = 0 }
    }
    fields.offsetSeconds = offsetSeconds ?? zone?.offset(atLocal: fields.localSeconds)
    self.fields = fields
  }

  /// Two or three numbers of two digits that the date had no use for.
  private mutating func readLateTime(_ order: inout DateOrder) {
    let rest = order.rest.prefix { $0.digits <= 2 }.map(\.value)
    if rest.count >= 2 { time = (rest[0], rest[1], rest.count > 2 ? rest[2] : 0, 0) }
  }

  // MARK: Tokens

  private func number(at index: Int, digits range: ClosedRange<Int>) -> Int? {
    guard index < tokens.count, case .number(let value, let digits) = tokens[index].kind,
      range ~= digits
    else { return nil }
    return value
  }

  private func word(at index: Int) -> String? {
    guard index < tokens.count, case .word(let word) = tokens[index].kind else { return nil }
    return word
  }

  private func isMark(_ mark: Unicode.Scalar, at index: Int) -> Bool {
    index < tokens.count && tokens[index].kind == .mark(mark)
  }

  private func isAttached(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].isAttached
  }

  /// Takes tokens out; the one behind them counts as free-standing from then on.
  private mutating func take(_ range: Range<Int>) {
    tokens.removeSubrange(range)
    if range.lowerBound < tokens.count { tokens[range.lowerBound].isAttached = false }
  }
}
