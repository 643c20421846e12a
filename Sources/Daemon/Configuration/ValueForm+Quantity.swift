import TOML

extension ValueForm where Value == Duration {
  /// A duration, such as `"1h30m"`.
  static func duration(_ example: String, in range: ClosedRange<Duration>) -> ValueForm {
    .text(
      "a duration such as \"\(example)\", from \(range.lowerBound.configured) "
        + "to \(range.upperBound.configured)",
      example: example,
      parse: { text, _ in Duration(configured: text).flatMap { range.contains($0) ? $0 : nil } },
      advice: { durationAdvice($0, in: range) }, write: { $0.configured })
  }
}

/// What to write instead of what is no duration; nil for one that is only out of range.
private func durationAdvice(_ value: TOMLValue, in range: ClosedRange<Duration>) -> String? {
  guard let text = value.writtenText, Duration(configured: text) == nil else { return nil }
  if let number = Int(text), number >= 0 {
    let meant = ["s", "m", "h"].map { "\(number)\($0)" }.filter { text in
      Duration(configured: text).map { range.contains($0) } ?? false
    }
    guard let last = meant.last else { return nil }
    let others = meant.dropLast().map { quoted($0) }.joined(separator: ", ")
    return "write " + (others.isEmpty ? "" : others + " or ") + quoted(last)
  }
  if let meant = Duration(words: text) { return "write \(quoted(meant.configured))" }
  return "the units are ms, s, m, h and d, as in \"1h30m\""
}

extension Duration {
  /// Reads a duration that is written in words, such as `90 Minutes` or `1 hour 5 min`.
  fileprivate init?(words text: String) {
    let units: [(unit: String, words: Set<String>)] = [
      ("ms", ["ms", "msec", "millisecond", "milliseconds"]),
      ("s", ["s", "sec", "secs", "second", "seconds"]),
      ("m", ["m", "min", "mins", "minute", "minutes"]),
      ("h", ["h", "hr", "hrs", "hour", "hours"]), ("d", ["d", "day", "days"]),
    ]
    var written = ""
    var rest = text.lowercased().filter { !$0.isWhitespace }[...]
    while !rest.isEmpty {
      written += rest.prefix { $0.isNumber }
      rest = rest.drop { $0.isNumber }
      let word = String(rest.prefix { !$0.isNumber })
      guard let unit = units.first(where: { $0.words.contains(word) }) else { return nil }
      written += unit.unit
      rest = rest.dropFirst(word.count)
    }
    self.init(configured: written)
  }
}

extension ValueForm where Value == Int {
  /// A size in bytes, such as `"16MiB"`.
  static func size(_ example: String, in range: ClosedRange<ByteCount>) -> ValueForm {
    let form = ValueForm<ByteCount>.text(
      "a size such as \"\(example)\", from \(range.lowerBound.configured) "
        + "to \(range.upperBound.configured)",
      example: example,
      parse: { text, _ in ByteCount(configured: text).flatMap { range.contains($0) ? $0 : nil } },
      advice: { sizeAdvice($0) }, write: { $0.configured })
    return ValueForm(
      expected: form.expected, example: form.example,
      read: { node, context throws(Complaints) in try form.read(node, context).bytes },
      write: { form.write(ByteCount(bytes: $0)) })
  }
}

/// What to write instead of what is no size; nil for one that is only out of range.
private func sizeAdvice(_ value: TOMLValue) -> String? {
  guard let text = value.writtenText, ByteCount(configured: text) == nil else { return nil }
  let bare = text.lowercased().filter { !$0.isWhitespace }
  let digits = bare.prefix { $0.isNumber }
  let units = [
    "": "B", "k": "kB", "kb": "kB", "kib": "KiB", "m": "MB", "mb": "MB", "mib": "MiB", "g": "GB",
    "gb": "GB", "gib": "GiB", "b": "B", "bytes": "B",
  ]
  guard let unit = units[String(bare.dropFirst(digits.count))], !digits.isEmpty else {
    return "the units are B, kB, MB, GB, KiB, MiB and GiB"
  }
  return "write \(quoted(digits + unit))"
}

extension ByteCount: Comparable {
  static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }
}
