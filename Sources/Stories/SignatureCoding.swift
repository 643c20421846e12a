import Bytes

extension Signature {
  /// The signature as bytes, without its keys: version (1), count of runs (4), bound (4), number of kept
  /// runs (2), of numbers (1), of names (1), then each of the three lists; all little-endian.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = [UInt8(Self.version)]
    bytes.reserveCapacity(16 + 4 * runs.count + 2 * (facts.numbers.count + facts.names.count))
    bytes.append(littleEndian: UInt32(truncatingIfNeeded: runCount))
    bytes.append(littleEndian: bound)
    bytes.append(littleEndian: UInt16(runs.count))
    bytes.append(UInt8(facts.numbers.count))
    bytes.append(UInt8(facts.names.count))
    bytes.append(littleEndian: runs)
    bytes.append(littleEndian: facts.numbers + facts.names)
    return bytes
  }

  /// Reads back what `encoded` gave, without keys. Nil when it is of another version or damaged.
  public init?(encoded: some Sequence<UInt8>) {
    var reader = ByteReader(bytes: Array(encoded))
    guard reader.number(bytes: 1) == Self.version, let runCount = reader.number(bytes: 4),
      let bound = reader.number(bytes: 4), let runs = reader.number(bytes: 2),
      let numbers = reader.number(bytes: 1), let names = reader.number(bytes: 1),
      reader.left == 4 * runs + 2 * (numbers + names),
      let kept: [UInt32] = reader.numbers(runs),
      let keptNumbers: [UInt16] = reader.numbers(numbers),
      let keptNames: [UInt16] = reader.numbers(names)
    else { return nil }
    self.init(
      runCount: runCount, runs: kept, bound: UInt32(bound),
      facts: Facts(numbers: keptNumbers, names: keptNames))
  }
}
