import FoundationEssentials

/// A decision in words and for programs, as `feeds --why` tells it.
extension Schedule.Decision {
  /// Such as `every 60 min, raised to 2 h by max-age, +4 min jitter`.
  var reasonsInWords: String { reasons.map(\.words).joined(separator: ", ") }
}

extension Schedule.Reason {
  /// A name for programs, in snake case.
  var name: String {
    switch self {
    case .interval: "interval"
    case .rhythm: "rhythm"
    case .floor: "floor"
    case .secondTry: "second_try"
    case .ttl: "ttl"
    case .updatePeriod: "update_period"
    case .maxAge: "max_age"
    case .expires: "expires"
    case .retryAfter: "retry_after"
    case .backoff: "backoff"
    case .ceiling: "ceiling"
    case .jitter: "jitter"
    case .skip: "skip"
    case .activeHours: "active_hours"
    }
  }

  /// The wait that the step led to; for `jitter`, `skip` and `activeHours` what was added.
  var length: Duration {
    switch self {
    case .interval(let length), .rhythm(let length, _), .floor(let length),
      .secondTry(let length), .ttl(let length), .updatePeriod(let length), .maxAge(let length),
      .expires(let length),
      .retryAfter(let length), .backoff(_, let length), .ceiling(let length),
      .jitter(let length), .skip(let length), .activeHours(let length):
      length
    }
  }

  fileprivate var words: String {
    let length = length.words
    return switch self {
    case .interval: "every \(length)"
    case .rhythm(_, let perDay): "\(length) by its rhythm of \(Self.rate(perDay))"
    case .floor: "raised to the floor of \(length)"
    case .secondTry: "lowered to \(length) after a first failure"
    case .ttl: "raised to \(length) by ttl"
    case .updatePeriod: "raised to \(length) by sy:updatePeriod"
    case .maxAge: "raised to \(length) by max-age"
    case .expires: "raised to \(length) by Expires"
    case .retryAfter: "raised to \(length) by Retry-After"
    case .backoff(let failures, _):
      "\(length) after \(failures == 1 ? "a failure" : "\(failures) failures")"
    case .ceiling: "lowered to the ceiling of \(length)"
    case .jitter(let added): added < .zero ? "\(length) jitter" : "+\(length) jitter"
    case .skip: "+\(length) for skipHours or skipDays"
    case .activeHours: "+\(length) into the active hours"
    }
  }

  /// Items a day, a week or a month, whichever is above one.
  private static func rate(_ perDay: Double) -> String {
    let (number, span) =
      perDay >= 1
      ? (perDay, "day") : perDay >= 1 / 7 ? (perDay * 7, "week") : (perDay * 30, "month")
    let whole = max(1, Int(number.rounded()))
    return "\(whole) \(whole == 1 ? "item" : "items") a \(span)"
  }
}

extension Duration {
  /// For people, at most two units: `45 s`, `90 min`, `2 h 30 min`, `3 d 4 h`; to the minute from two
  /// minutes on.
  var words: String {
    let seconds = Int(seconds.rounded())
    if seconds < 0 { return "-" + Duration.seconds(-seconds).words }
    if seconds < 120 { return "\(seconds) s" }
    let minutes = (seconds + 30) / 60
    if minutes < 120 { return "\(minutes) min" }
    if minutes < 48 * 60 { return Self.pair(minutes, "min", "h", 60) }
    return Self.pair((minutes + 30) / 60, "h", "d", 24)
  }

  private static func pair(_ number: Int, _ small: String, _ large: String, _ size: Int) -> String {
    let rest = number % size
    return "\(number / size) \(large)" + (rest > 0 ? " \(rest) \(small)" : "")
  }
}
