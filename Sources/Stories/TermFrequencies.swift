/// How rare words are among the items of the window: what makes them weigh.
///
/// A table of fixed size; two words that fall into one place count together. Deterministic.
public struct TermFrequencies: Sendable {
  private static let places = 1 << 16
  /// A word of one item in so many, or more, says nothing.
  private static let commonShare = 12
  /// How many of the rarest words an item is remembered under, and looks for others with.
  private static let keysOfItem = 6
  private static let probesOfItem = 10

  private var counts = [UInt32](repeating: 0, count: places)
  /// How many items were counted.
  private(set) var items = 0
  /// Of the items and some more, so that the first words do not weigh nothing.
  private var itemBits = Double.log2(16)

  public init() {}

  /// Counts the words of one item.
  public mutating func add(_ terms: NewsTerms) {
    items += 1
    itemBits = .log2(Double(items + 16))
    for hash in terms.hashes { counts[Self.place(of: hash)] += 1 }
  }

  /// The bits of information in a word; 0 for a common one.
  func weight(of hash: UInt32) -> Double {
    let count = Int(counts[Self.place(of: hash)])
    // Of few items even a common word is in some only.
    guard count * Self.commonShare <= items + 4 * Self.commonShare else { return 0 }
    return itemBits - Self.bits(of: count + 1)
  }

  /// What an item is remembered under: its rarest words.
  public func keys(of terms: NewsTerms) -> [UInt64] { rarest(Self.keysOfItem, of: terms) }

  /// What an item looks for others with.
  public func probes(of terms: NewsTerms) -> [UInt64] { rarest(Self.probesOfItem, of: terms) }

  /// The heaviest first, those of the title by one bit more; of equals the lower hash.
  private func rarest(_ count: Int, of terms: NewsTerms) -> [UInt64] {
    var rarest: [(hash: UInt32, weight: Double)] = []
    rarest.reserveCapacity(count + 1)
    for hash in terms.hashes {
      let weight = weight(of: hash) + Double(hash & 1)
      guard weight > 1, rarest.count < count || weight > rarest[count - 1].weight else { continue }
      // Hashes come in ascending order: behind its equals.
      let place = rarest.firstIndex { $0.weight < weight } ?? rarest.count
      rarest.insert((hash & ~1, weight), at: place)
      if rarest.count > count { rarest.removeLast() }
    }
    return rarest.map { Shingles.mixed(UInt64($0.hash)) }
  }

  /// The binary logarithm of a positive number, by its ten highest bits: to a thousandth.
  private static func bits(of number: Int) -> Double {
    let shift = max(0, Int.bitWidth - number.leadingZeroBitCount - tableBits)
    return bits[number >> shift] + Double(shift)
  }

  private static let tableBits = 10
  /// The binary logarithms of the numbers below 1,024; that of 0 is not asked for.
  private static let bits = [0] + (1..<1 << tableBits).map { Double.log2(Double($0)) }

  private static func place(of hash: UInt32) -> Int { Int(hash >> 16) }
}

extension Double {
  /// The binary logarithm, to a thousandth: the exponent and a few terms of the mantissa.
  fileprivate static func log2(_ value: Double) -> Double {
    var (rest, bits) = (value.significand, Double(value.exponent))
    var step = 0.5
    while step > 0.0005 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        bits += step
      }
      step /= 2
    }
    return bits
  }
}
