extension Signature {
  /// The signature as bytes, without its keys: version (1), count of runs (4), bound (4), number of kept
  /// runs (2), of numbers (1), of names (1), then each of the three lists; all little-endian.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = [UInt8(Self.version)]
    bytes.reserveCapacity(16 + 4 * runs.count + 2 * (facts.numbers.count + facts.names.count))
    append(UInt32(truncatingIfNeeded: runCount), to: &bytes)
    append(bound, to: &bytes)
    append(UInt16(runs.count), to: &bytes)
    bytes.append(UInt8(facts.numbers.count))
    bytes.append(UInt8(facts.names.count))
    for run in runs { append(run, to: &bytes) }
    for fact in facts.numbers + facts.names { append(fact, to: &bytes) }
    return bytes
  }

  /// Reads back what `encoded` gave, without keys. Nil when it is of another version or damaged.
  public init?(encoded: some Sequence<UInt8>) {
    var reader = Reader(bytes: Array(encoded))
    guard reader.number(bytes: 1) == Self.version, let runCount = reader.number(bytes: 4),
      let bound = reader.number(bytes: 4), let runs = reader.number(bytes: 2),
      let numbers = reader.number(bytes: 1), let names = reader.number(bytes: 1),
      reader.left == 4 * runs + 2 * (numbers + names)
    else { return nil }
    self.init(
      bandKeys: [], runCount: runCount,
      runs: (0..<runs).compactMap { _ in reader.number(bytes: 4).map { UInt32($0) } },
      bound: UInt32(bound),
      facts: Facts(
        numbers: (0..<numbers).compactMap { _ in reader.number(bytes: 2).map { UInt16($0) } },
        names: (0..<names).compactMap { _ in reader.number(bytes: 2).map { UInt16($0) } }))
  }
}

private func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
  for index in 0..<value.bitWidth / 8 {
    bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index)))
  }
}

/// Reads little-endian numbers one after the other.
private struct Reader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The number of bytes not read yet.
  var left: Int { bytes.count - position }

  /// Nil at the end.
  mutating func number(bytes count: Int) -> Int? {
    guard left >= count else { return nil }
    var value = 0
    for index in 0..<count { value |= Int(bytes[position + index]) << (8 * index) }
    position += count
    return value
  }
}
