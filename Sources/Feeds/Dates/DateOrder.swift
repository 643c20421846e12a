/// Finds out which of the numbers in a date is the year, which the month, which the day.
///
/// With the name of a month: the year is the one of more than two digits, or above 31, else the
/// second; the first, if it stands alone, must be a year of four digits. With units (年, 月, 日): what
/// they say. With numbers only: a year of four digits comes first or last, one of two digits last.
///
/// Where day and month could be either, a dot between them puts the day first, as all do who write
/// dots; then the day of the week decides, if it fits one reading only; then whatever shows that an
/// American wrote it (AM, PM, EST). Else nobody can know, and there is no date: a wrong one is worse.
struct DateOrder {
  /// A number, and what stands between it and the number before: a mark, a space, or nil for more.
  struct Number: Sendable, Hashable {
    var value: Int
    var digits: Int
    var separator: Unicode.Scalar?
  }

  /// What was found.
  private(set) var fields: DateFields?
  /// The numbers that were not needed, in order.
  private(set) var rest: ArraySlice<Number> = []

  private var numbers: [Number] = []
  private var units: [DateWord: Int] = [:]
  private var month: Int?
  private var weekday: Int?
  private let isMonthFirst: Bool

  init(_ tokens: [DateText.Token], meanings: [String: DateWord], isMonthFirst: Bool) {
    self.isMonthFirst = isMonthFirst
    collect(tokens, meanings)
    guard !isNegative(tokens) else { return }
    if !units.isEmpty {
      readUnits()
    } else if let month {
      read(month: month)
    } else {
      readNumbers()
    }
  }

  private mutating func collect(_ tokens: [DateText.Token], _ meanings: [String: DateWord]) {
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .number(let value, let digits):
        let separator = DateOrder.separator(before: index, in: tokens)
        numbers.append(Number(value: value, digits: digits, separator: separator))
      case .word(let word):
        collect(meanings[word], isBehindNumber: DateOrder.isNumber(before: index, in: tokens))
      case .mark: break
      }
    }
  }

  private static func separator(
    before index: Int, in tokens: [DateText.Token]
  ) -> Unicode.Scalar? {
    if isNumber(before: index, in: tokens) { return " " }
    if index > 1, case .mark(let mark) = tokens[index - 1].kind,
      isNumber(before: index - 1, in: tokens)
    {
      return mark
    }
    return nil
  }

  private static func isNumber(before index: Int, in tokens: [DateText.Token]) -> Bool {
    guard index > 0, case .number = tokens[index - 1].kind else { return false }
    return true
  }

  private mutating func collect(_ meaning: DateWord?, isBehindNumber: Bool) {
    switch meaning {
    case .month(let month): self.month = month
    case .weekday(let weekday): self.weekday = weekday
    case .yearUnit, .monthUnit, .dayUnit:
      if isBehindNumber, let meaning, let last = numbers.last, last.digits <= 4 {
        units[meaning] = numbers.removeLast().value
      }
    case .morning, .afternoon, nil: break
    }
  }

  /// A sign in front of all is no date of ours.
  private func isNegative(_ tokens: [DateText.Token]) -> Bool {
    guard tokens.count > 1, case .mark(let mark) = tokens[0].kind, case .number = tokens[1].kind
    else { return false }
    return (mark == "-" || mark == "+") && tokens[1].isAttached
  }

  private mutating func readUnits() {
    guard let year = units[.yearUnit], let month = units[.monthUnit] else { return }
    rest = numbers[...]
    fields = DateFields(year: year, month: month, day: units[.dayUnit] ?? 1)
  }

  private mutating func read(month: Int) {
    guard let first = numbers.first else { return }
    guard numbers.count > 1 else {
      if first.digits == 4 { fields = DateFields(year: first.value, month: month, day: 1) }
      return
    }
    let second = numbers[1]
    let isYearFirst = first.digits > 2 || first.value > 31
    let (year, day) = isYearFirst ? (first, second) : (second, first)
    guard day.digits <= 2, let year = DateOrder.year(year) else { return }
    rest = numbers[2...]
    fields = DateFields(year: year, month: month, day: day.value)
  }

  private mutating func readNumbers() {
    guard numbers.count >= 3 else { return readMonthOfYear() }
    let (first, second, third) = (numbers[0], numbers[1], numbers[2])
    guard second.digits <= 2, let mark = second.separator, third.separator != nil else { return }
    rest = numbers[3...]
    if first.digits == 4, third.digits <= 2 {
      let isDayFirst = second.value > 12 && third.value <= 12
      fields = DateFields(
        year: first.value, month: isDayFirst ? third.value : second.value,
        day: isDayFirst ? second.value : third.value)
    } else if first.digits <= 2, third.digits == 2 || third.digits == 4,
      let year = DateOrder.year(third)
    {
      fields = order(first.value, second.value, of: year, mark: mark)
    }
  }

  /// `2003/12`, `12/2003`.
  private mutating func readMonthOfYear() {
    guard numbers.count == 2, let mark = numbers[1].separator, "./-".unicodeScalars.contains(mark)
    else { return }
    let (year, month) =
      numbers[0].digits == 4 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
    guard year.digits == 4, month.digits <= 2 else { return }
    fields = DateFields(year: year.value, month: month.value, day: 1)
  }

  /// Two numbers that are day and month of a year.
  private func order(_ first: Int, _ second: Int, of year: Int, mark: Unicode.Scalar)
    -> DateFields?
  {
    let dayFirst = DateFields(year: year, month: second, day: first)
    let monthFirst = DateFields(year: year, month: first, day: second)
    if second > 12 { return monthFirst }
    if first > 12 || first == second || mark == "." { return dayFirst }
    if let weekday {
      let fits = [dayFirst, monthFirst].filter { $0.weekday == weekday }
      if fits.count == 1 { return fits[0] }
    }
    return isMonthFirst ? monthFirst : nil
  }

  /// A year of two to four digits, the century filled in (RFC 5322 §4.3: three count from 1900).
  private static func year(_ number: Number) -> Int? {
    switch number.digits {
    case 2: DateFields.year(twoDigits: number.value)
    case 3: 1900 + number.value
    case 4: number.value
    default: nil
    }
  }
}

extension DateFields {
  /// 0 for a Sunday … 6.
  fileprivate var weekday: Int {
    CivilDay.weekday(sinceEpoch: CivilDay.sinceEpoch(year: year, month: month, day: day))
  }
}
