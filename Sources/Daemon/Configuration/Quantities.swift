// How quantities are written in the configuration.
//
//   durations   "500ms" "2s" "30m" "1h30m" "1d": numbers with units, the larger unit first
//   sizes       "64B" "500kB" "16MiB": one number with one unit

extension Duration {
  /// The units with their length in milliseconds, the largest first.
  private static let units = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// Reads a duration; nil for anything else, also for what no number can hold.
  init?(configured text: String) {
    var rest = text[...]
    var units = Self.units[...]
    var total = 0
    repeat {
      guard let number = rest.takeNumber() else { return nil }
      let unit = rest.prefix { !$0.isConfiguredDigit }
      rest = rest.dropFirst(unit.count)
      guard let index = units.firstIndex(where: { $0.0 == unit }) else { return nil }
      let (product, overflows) = number.multipliedReportingOverflow(by: units[index].1)
      let (sum, alsoOverflows) = total.addingReportingOverflow(product)
      guard !overflows, !alsoOverflows else { return nil }
      (total, units) = (sum, units[(index + 1)...])
    } while !rest.isEmpty
    self = .milliseconds(total)
  }

  /// The duration as it is written in the configuration, to the millisecond: `1h30m`, `0s`. Days
  /// are used from two on.
  var configured: String {
    var rest = Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    var text = ""
    for (unit, milliseconds) in Self.units where rest >= milliseconds {
      if unit == "d" && rest < 2 * milliseconds { continue }
      text += "\(rest / milliseconds)\(unit)"
      rest %= milliseconds
    }
    return text.isEmpty ? "0s" : text
  }
}

/// A number of bytes.
struct ByteCount: Sendable, Hashable {
  let bytes: Int

  private static let units = [
    ("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000),
    ("KiB", 1 << 10), ("kB", 1000), ("B", 1),
  ]

  init(bytes: Int) { self.bytes = bytes }

  /// Reads a size; nil for anything else, also for what no number can hold.
  init?(configured text: String) {
    var unit = text[...]
    guard let number = unit.takeNumber(), let size = Self.units.first(where: { $0.0 == unit })
    else { return nil }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: size.1)
    if overflows { return nil }
    self.bytes = bytes
  }

  /// The size in the largest unit that it is a whole number of: `16MiB`.
  var configured: String {
    let unit = Self.units.first { bytes != 0 && bytes % $0.1 == 0 } ?? ("B", 1)
    return "\(bytes / unit.1)\(unit.0)"
  }
}

extension Substring {
  /// Takes the ASCII digits that this begins with; nil when there is none, or too many.
  fileprivate mutating func takeNumber() -> Int? {
    let digits = prefix { $0.isConfiguredDigit }
    self = dropFirst(digits.count)
    return Int(digits)
  }
}

extension Character {
  /// Whether this is one of the ten ASCII digits.
  fileprivate var isConfiguredDigit: Bool { isASCII && isNumber }
}
