/// What one feed's items have taught of its furniture: lines that recur from item to item.
///
/// A line is furniture once it stood in at least four items and in a fifth of all that were seen since
/// it first came up. An item's title within a line counts as a blank, so that a tail like "Der Beitrag
/// … erschien zuerst auf …" is one line for all items. A paragraph never is: only lines up to
/// `maximumLineBytes` are looked at.
///
/// Bounded: `maximumLines` lines are remembered, the least frequent of the oldest make room. Memory
/// fades: after each `fadingItems` items all counts are halved, so that a feed that changes its
/// furniture unlearns the old. The same items in the same order teach the same.
public struct LearnedFurniture: Hashable, Sendable {
  /// The version of the rules; other versions are forgotten when read back.
  public static let version = 1
  /// In canonical form.
  public static let maximumLineBytes = 240
  public static let maximumLines = 256
  public static let fadingItems = 400

  static let minimumItems = 4
  /// One item in so many.
  static let minimumShare = 5

  /// One line, as a person may be shown it.
  public struct Line: Hashable, Sendable {
    /// How it began when it first came up, in canonical form, the item's title as `…`.
    public let sample: String
    /// In how many items it stood; halved as memory fades.
    public let items: Int
    /// How many items were seen since it first came up, with that one; halved as memory fades.
    public let outOf: Int
  }

  /// What is remembered of one line.
  struct Memory: Hashable, Sendable {
    var sample: String
    var items = 1
    /// The number of the item in which it first came up.
    var since: Int
  }

  /// How many items were seen; halved as memory fades.
  private(set) var itemsSeen = 0
  private(set) var lines: [UInt64: Memory] = [:]

  public init() {}

  init(itemsSeen: Int, lines: [UInt64: Memory]) {
    self.itemsSeen = itemsSeen
    self.lines = lines
  }

  /// The lines that are furniture, the most frequent first.
  public var furniture: [Line] {
    lines.values.filter(isFurniture)
      .map { Line(sample: $0.sample, items: $0.items, outOf: itemsSeen - $0.since + 1) }
      .sorted { ($1.items, $0.sample) < ($0.items, $1.sample) }
  }

  /// Learns from one new item, not from edits of known ones. Cost: that of a canonical text.
  public mutating func observe(title: String?, text: String) {
    itemsSeen += 1
    let title = title.map(TextFolder.line) ?? []
    var seen: Set<UInt64> = []
    for line in text.split(separator: "\n").map(TextFolder.line) {
      guard let key = Self.key(of: line.span, title: title), seen.insert(key).inserted else {
        continue
      }
      if lines[key] != nil {
        lines[key]?.items += 1
      } else {
        makeRoom()
        lines[key] = Memory(sample: Self.sample(of: line, title: title), since: itemsSeen)
      }
    }
    if itemsSeen >= Self.fadingItems { fade() }
  }

  /// Whether a line in canonical form is furniture that was learned.
  func contains(_ line: Span<UInt8>, title: [UInt8]) -> Bool {
    guard !lines.isEmpty, let key = Self.key(of: line, title: title) else { return false }
    return lines[key].map(isFurniture) ?? false
  }

  private func isFurniture(_ line: Memory) -> Bool {
    line.items >= Self.minimumItems && line.items * Self.minimumShare >= itemsSeen - line.since + 1
  }

  private mutating func makeRoom() {
    guard lines.count >= Self.maximumLines else { return }
    let weakest = lines.min {
      ($0.value.items, $0.value.since, $0.key) < ($1.value.items, $1.value.since, $1.key)
    }
    if let weakest { lines[weakest.key] = nil }
  }

  private mutating func fade() {
    itemsSeen /= 2
    for (key, line) in lines {
      let faded = Memory(sample: line.sample, items: line.items / 2, since: line.since / 2)
      lines[key] = faded.items > 0 ? faded : nil
    }
  }
}

extension LearnedFurniture {
  /// What a line is remembered by; nil for one that is empty or too long to be furniture.
  private static func key(of line: Span<UInt8>, title: [UInt8]) -> UInt64? {
    guard line.count > 0, line.count <= maximumLineBytes else { return nil }
    let blank = place(of: title, in: line)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in line.indices {
      if let blank, blank.contains(index) {
        if index == blank.lowerBound { hash = hash &* 0x100_0000_01B3 }
      } else {
        hash = (hash ^ UInt64(line[index])) &* 0x100_0000_01B3
      }
    }
    return Shingles.mixed(hash)
  }

  /// Where a title of some length stands in a longer line.
  private static func place(of title: [UInt8], in line: Span<UInt8>) -> Range<Int>? {
    guard title.count >= 8, title.count < line.count else { return nil }
    for start in 0...line.count - title.count
    where title.indices.allSatisfy({ line[start + $0] == title[$0] }) {
      return start..<start + title.count
    }
    return nil
  }

  /// The first characters of a line, its title as an ellipsis.
  private static func sample(of line: [UInt8], title: [UInt8]) -> String {
    guard let blank = place(of: title, in: line.span) else {
      return String(String(decoding: line, as: UTF8.self).prefix(80))
    }
    let parts = [line[..<blank.lowerBound], line[blank.upperBound...]]
    return String(
      parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "…").prefix(80))
  }
}
