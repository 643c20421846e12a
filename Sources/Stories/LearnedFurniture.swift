/// What one feed's items have taught of its furniture: lines that recur from item to item.
///
/// A line is furniture once it stood in at least four items and in a fifth of all that were seen since
/// it first came up. An item's title within a line counts as a blank, so that a tail like "Der Beitrag
/// … erschien zuerst auf …" is one line for all items. A paragraph never is: only lines up to
/// `maximumLineBytes` are looked at. Lines are compared as the feed sends them: a machine writes them.
///
/// Bounded: `maximumLines` lines are remembered, the least frequent of the oldest make room. Memory
/// fades: after each `fadingItems` items all counts are halved, so that a feed that changes its
/// furniture unlearns the old. The same items in the same order teach the same.
public struct LearnedFurniture: Hashable, Sendable {
  /// The version of the rules; other versions are forgotten when read back.
  public static let version = 2
  /// In UTF-8.
  public static let maximumLineBytes = 240
  public static let maximumLines = 192
  public static let fadingItems = 400

  static let minimumItems = 4
  /// One item in so many.
  static let minimumShare = 5

  /// One line, as a person may be shown it.
  public struct Line: Hashable, Sendable {
    /// How it begins, the item's title as `…`.
    public let sample: String
    /// In how many items it stood; halved as memory fades.
    public let items: Int
    /// How many items were seen since it first came up, with that one; halved as memory fades.
    public let outOf: Int
  }

  /// What is remembered of one line.
  struct Memory: Hashable, Sendable {
    /// Empty until it comes up again.
    var sample = ""
    var items = 1
    /// The number of the item in which it first came up.
    var since: Int
  }

  /// How often what is furniture has changed: it stands with each hash that was made without it.
  public private(set) var edition = 0
  /// How many items were seen; halved as memory fades.
  private(set) var itemsSeen = 0
  private(set) var lines: [UInt64: Memory] = [:]
  /// The keys of the lines that are furniture now.
  private var current: Set<UInt64> = []

  public init() {}

  init(edition: Int, itemsSeen: Int, lines: [UInt64: Memory]) {
    self.edition = edition
    self.itemsSeen = itemsSeen
    self.lines = lines
    current = Set(lines.filter { isFurniture($0.value) }.keys)
  }

  /// The lines that are furniture, the most frequent first.
  public var furniture: [Line] {
    lines.values.filter(isFurniture)
      .map { Line(sample: $0.sample, items: $0.items, outOf: itemsSeen - $0.since + 1) }
      .sorted { ($1.items, $0.sample) < ($0.items, $1.sample) }
  }

  /// Learns from new items, not from edits of known ones. Cost: about 1 ns a byte.
  public mutating func observe(_ items: some Sequence<(title: String?, text: String)>) {
    for item in items { observe(item.title, item.text) }
    let now = Set(lines.filter { isFurniture($0.value) }.keys)
    if now != current { edition += 1 }
    current = now
  }

  private mutating func observe(_ title: String?, _ text: String) {
    itemsSeen += 1
    var seen: Set<UInt64> = []
    let title = title.map { Array($0.utf8) } ?? []
    var text = text
    text.makeContiguousUTF8()
    let all = text.utf8.span
    var start = 0
    while start < all.count {
      let line = TextLine(of: all, from: start, title: title)
      start = line.range.upperBound + 1
      guard let key = line.key, seen.insert(key).inserted else { continue }
      if var memory = lines[key] {
        if memory.sample.isEmpty { memory.sample = line.sample(of: all) }
        memory.items += 1
        lines[key] = memory
      } else {
        makeRoom()
        lines[key] = Memory(since: itemsSeen)
      }
    }
    if itemsSeen >= Self.fadingItems { fade() }
  }

  /// Where lines of a text stand that are furniture now, in UTF-8, each with its line break; in order.
  func places(in text: String, title: String?) -> [Range<Int>] {
    guard !current.isEmpty else { return [] }
    let title = title.map { Array($0.utf8) } ?? []
    var text = text
    text.makeContiguousUTF8()
    let all = text.utf8.span
    var places: [Range<Int>] = []
    var start = 0
    while start < all.count {
      let line = TextLine(of: all, from: start, title: title)
      let next = min(line.range.upperBound + 1, all.count)
      if let key = line.key, current.contains(key) { places.append(start..<next) }
      start = next
    }
    return places
  }

  /// A text without the lines that are furniture now.
  func removed(from text: String, title: String?) -> String {
    text.without(places(in: text, title: title))
  }

  /// Whether a line by itself is furniture now.
  func contains(_ line: some StringProtocol, title: String?) -> Bool {
    guard !current.isEmpty else { return false }
    let bytes = Array(line.utf8)
    let line = TextLine(of: bytes.span, from: 0, title: title.map { Array($0.utf8) } ?? [])
    return line.key.map(current.contains) ?? false
  }

  /// How a line is shown.
  func sample(of line: some StringProtocol, title: String?) -> String {
    let bytes = Array(line.utf8)
    return TextLine(of: bytes.span, from: 0, title: title.map { Array($0.utf8) } ?? [])
      .sample(of: bytes.span)
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

extension String {
  /// The text without parts of its UTF-8 that are whole lines, given in order.
  func without(_ places: [Range<Int>]) -> String {
    guard !places.isEmpty else { return self }
    let all = Array(utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(all.count)
    var end = 0
    for place in places {
      kept += all[end..<place.lowerBound]
      end = place.upperBound
    }
    kept += all[end...]
    return String(decoding: kept, as: UTF8.self)
  }
}
