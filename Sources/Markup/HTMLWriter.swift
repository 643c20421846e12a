import Links

/// Writes safe HTML such that a browser reads it in one way only.
///
/// The source's elements arrive balanced, but nested anyhow. What is open in the output follows the
/// standard's rules of tree construction: where a browser would end, move or invent an element, the
/// writer ends it, wraps it or leaves it out, so that nothing is left to the browser. An element of
/// the source that was ended early stays in `frames` until its own end; formatting (bold, a link) is
/// then opened again before the next text.
///
/// Invariants: every start tag written gets its end tag; a paragraph never holds a block; a table
/// holds rows only; a link never holds a link; reading the output and writing it again gives the
/// same bytes.
///
/// Source: HTML standard §13.2.6.
struct HTMLWriter {
  /// An element of the source.
  struct Frame {
    /// Nil when nothing is written for it.
    var element: Element?
    /// Its start tag in `output`, to be written again.
    var tag: Range<Int>
    /// Where it stands in `open`; nil when the output has ended it.
    var place: Int?
  }

  /// An element of the output.
  struct Open {
    let element: Element
    /// The frame that it came from; nil for a row or cell that the source left out.
    let frame: Int?
  }

  /// What a line feed would mean here.
  private enum LineFeed {
    case content
    /// A `pre` has just begun: the parser drops it.
    case dropped
    /// One was dropped: another is content, and would be dropped in its place.
    case guarded
  }

  /// Browsers stop nesting at 512; what is deeper than this is written flat.
  static let maximumDepth = 256

  var output: [UInt8] = []
  /// The address of the first picture, absolute where it could be resolved.
  private(set) var image: String?
  var frames: [Frame] = []
  var open: [Open] = []
  /// The frames that are tables. Formatting outside of the innermost is not opened again inside.
  private(set) var tables: [Int] = []
  /// Some formatting may wait to be opened again.
  var hasLostFormatting = false
  /// How many bytes of start tags may still be written again: nesting must not multiply the output.
  var repeatableBytes: Int
  private var lineFeed = LineFeed.content
  private let links: AddressReader

  /// - Parameter bytes: the size of the source.
  init(base: WebURL?, bytes: Int) {
    links = AddressReader(base: base)
    repeatableBytes = bytes + 16 * 1024
    output.reserveCapacity(bytes + bytes / 8 + 64)
  }

  /// Begins an element for which nothing is written.
  mutating func startNothing() {
    frames.append(Frame(element: nil, tag: 0..<0, place: nil))
  }

  /// Begins an element.
  mutating func start(_ element: Element, _ attributes: Attributes) {
    guard open.count < Self.maximumDepth, let tag = StartTag(element, attributes, links),
      prepare(for: element)
    else { return startNothing() }
    let start = output.count
    tag.write(to: &output)
    if element == .img, image == nil { image = tag.address?.string }
    push(Frame(element: element, tag: start..<output.count, place: nil))
    lineFeed = element == .pre ? .dropped : .content
  }

  private mutating func push(_ frame: Frame) {
    var frame = frame
    if let element = frame.element, !element.isVoid {
      frame.place = open.count
      open.append(Open(element: element, frame: frames.count))
      if element == .table { tables.append(frames.count) }
    }
    frames.append(frame)
  }

  /// Ends the innermost element of the source.
  mutating func end() {
    guard let frame = frames.popLast() else { return }
    if let place = frame.place { close(to: place) }
    if tables.last == frames.count {
      tables.removeLast()
      hasLostFormatting = true
    }
    // For what was never written nothing stands between a `pre` and its line feed.
    if frame.element != nil { lineFeed = .content }
  }

  /// Writes text.
  mutating func text(_ bytes: borrowing Span<UInt8>) {
    if let element = open.last?.element, element.isTableFrame {
      if bytes.isBlank { return }
      openCell()
    }
    if hasLostFormatting { openFormatting() }
    if lineFeed == .content { Escape.write(bytes, into: &output) } else { startPre(bytes) }
  }

  /// The parser drops a line feed right behind `<pre>`; one that is content is written twice.
  /// Source: HTML standard §13.2.6.4.7.
  private mutating func startPre(_ bytes: borrowing Span<UInt8>) {
    // What is not written can not come before a line feed.
    var rest = bytes.extracting(Escape.bytesOfNothing(bytes)...)
    guard !rest.isEmpty else { return }
    if lineFeed == .dropped, rest[0] == UInt8(ascii: "\n") {
      rest = rest.extracting(1...)
      rest = rest.extracting(Escape.bytesOfNothing(rest)...)
    }
    lineFeed = rest.isEmpty ? .guarded : .content
    guard !rest.isEmpty else { return }
    if rest[0] == UInt8(ascii: "\n") { output.append(UInt8(ascii: "\n")) }
    Escape.write(rest, into: &output)
  }

  /// Ends what is open in the output from `place` on.
  mutating func close(to place: Int) {
    while open.count > place, let last = open.popLast() {
      output.append("</")
      output.append(contentsOf: last.element.name)
      output.append(UInt8(ascii: ">"))
      guard let frame = last.frame, frame < frames.count else { continue }
      frames[frame].place = nil
      if last.element.isFormatting { hasLostFormatting = true }
    }
  }
}
