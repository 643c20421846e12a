/// A table of short ASCII names, looked up by their bytes in any case.
///
/// Names have at most sixteen bytes. Two words hold a name, a multiplication picks the slot, and no
/// String is made.
struct NameTable<Value: Sendable>: Sendable {
  private struct Slot: Sendable {
    let name: NameKey
    let value: Value
  }

  private var slots: [Slot?]

  init(_ entries: [(String, Value)]) {
    var size = 16
    while size < entries.count * 4 { size *= 2 }
    slots = Array(repeating: nil, count: size)
    for (name, value) in entries {
      guard let key = NameKey(Array(name.utf8)[...]) else { continue }
      var at = key.hash & (size - 1)
      while slots[at] != nil { at = (at + 1) & (size - 1) }
      slots[at] = Slot(name: key, value: value)
    }
  }

  subscript(_ key: NameKey) -> Value? {
    var at = key.hash & (slots.count - 1)
    while let slot = slots[at] {
      if slot.name == key { return slot.value }
      at = (at + 1) & (slots.count - 1)
    }
    return nil
  }
}

/// A name of at most sixteen bytes in two words, letters in lower case.
struct NameKey: Equatable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Nil when the name is empty or longer.
  init?(_ name: ArraySlice<UInt8>) {
    guard !name.isEmpty, name.count <= 16 else { return nil }
    for byte in name { push(byte) }
  }

  /// Nil when the name is empty or longer.
  init?(_ name: borrowing Span<UInt8>) {
    guard !name.isEmpty, name.count <= 16 else { return nil }
    for index in name.indices { push(name[index]) }
  }

  private mutating func push(_ byte: UInt8) {
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(byte.lowercased)
  }

  fileprivate var hash: Int {
    Int(truncatingIfNeeded: ((low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
