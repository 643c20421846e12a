import Bytes

extension LearnedFurniture {
  /// What was learned as bytes for a store, 3 KB at most for a feed without furniture: version (1), edition (4),
  /// items seen (2), number of lines (2), then for each line its key (8), items (2), since (2), bytes of
  /// the sample (2), sample; all little-endian, in the order of the keys.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = [UInt8(Self.version)]
    bytes.append(littleEndian: UInt32(truncatingIfNeeded: edition))
    bytes.append(littleEndian: UInt16(itemsSeen))
    bytes.append(littleEndian: UInt16(lines.count))
    for (key, line) in lines.sorted(by: { $0.key < $1.key }) {
      bytes.append(littleEndian: key)
      bytes.append(littleEndian: UInt16(line.items))
      bytes.append(littleEndian: UInt16(line.since))
      bytes.append(littleEndian: UInt16(line.sample.utf8.count))
      bytes += line.sample.utf8
    }
    return bytes
  }

  /// Reads back what `encoded` gave. Nil when it is of another version or damaged: then learning
  /// starts anew.
  public init?(encoded: some Sequence<UInt8>) {
    var reader = ByteReader(bytes: Array(encoded))
    guard reader.number(bytes: 1) == Self.version, let edition = reader.number(bytes: 4),
      let seen = reader.number(bytes: 2), let count = reader.number(bytes: 2)
    else { return nil }
    var lines: [UInt64: Memory] = [:]
    for _ in 0..<count {
      guard let key = reader.number(bytes: 8), let items = reader.number(bytes: 2),
        let since = reader.number(bytes: 2), let length = reader.number(bytes: 2),
        let sample = reader.text(bytes: length)
      else { return nil }
      lines[UInt64(bitPattern: Int64(key))] = Memory(sample: sample, items: items, since: since)
    }
    guard reader.left == 0 else { return nil }
    self.init(edition: edition, itemsSeen: seen, lines: lines)
  }
}
