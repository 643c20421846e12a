import Bytes

/// Writes what people read: paragraphs apart by a blank line, items of lists and rows of tables on
/// lines of their own, white space folded. What is not seen is not written.
///
/// Breaks are remembered and written with the next character, so that markup without text leaves no
/// trace, and the same text in other markup comes out the same.
struct TextWriter {
  /// How the text is laid out.
  enum Layout {
    case paragraphs
    /// Every break is a blank; nothing is marked.
    case oneLine
  }

  /// What is between that which is written and that which comes.
  private enum Gap: Int {
    case none, blank, cell, line, paragraph

    var text: StaticString {
      switch self {
      case .none: ""
      case .blank: " "
      case .cell: " | "
      case .line: "\n"
      case .paragraph: "\n\n"
      }
    }
  }

  /// A list of the source: its next number, or nil for bullets, and whether an item has begun.
  private struct List {
    var number: Int?
    var hasItems = false
  }

  private let layout: Layout
  private var output: [UInt8] = []
  private var elements: [Element?] = []
  private var lists: [List] = []
  private var tables = 0
  private var gap = Gap.none
  /// What goes before the first text of a list item.
  private var mark: [UInt8] = []
  /// How many `pre` are open: their white space counts.
  private var preformatted = 0
  /// How many players are open: their content is for browsers that know no players.
  private var players = 0
  /// The texts of pictures, which count where there is nothing else.
  private var pictures: [ArraySlice<UInt8>] = []

  init(_ layout: Layout, reserving bytes: Int) {
    self.layout = layout
    output.reserveCapacity(bytes)
  }

  /// The text, or where there is none what stands for the pictures.
  mutating func finish() -> String {
    if output.isEmpty {
      for picture in pictures {
        widen(to: .line)
        text(picture.span)
      }
    }
    return output.validString
  }

  /// Begins an element that is no more than its content.
  mutating func startNothing() {
    elements.append(nil)
  }

  mutating func start(_ element: Element, _ attributes: Attributes) {
    elements.append(element)
    widen(to: gap(around: element))
    switch element {
    case .br: breakLine()
    case .ul: lists.append(List(number: nil))
    case .ol: lists.append(List(number: attributes[.start]?.number ?? 1))
    case .li: startItem()
    case .table: tables += 1
    case .img: if output.isEmpty, let text = attributes[.alt] { pictures.append(text) }
    case .pre: preformatted += 1
    case .audio, .video: players += 1
    default: break
    }
  }

  mutating func end() {
    guard let last = elements.popLast(), let element = last else { return }
    switch element {
    case .ul, .ol: lists.removeLast()
    case .li: mark = []
    case .table: tables -= 1
    case .pre: endPre()
    case .audio, .video: players -= 1
    default: break
    }
    widen(to: gap(around: element))
  }

  // MARK: Breaks

  private mutating func widen(to wanted: Gap) {
    if wanted.rawValue > gap.rawValue, mark.isEmpty { gap = wanted }
  }

  private func gap(around element: Element) -> Gap {
    switch element {
    case .blockquote, .details, .dl, .figure, .hr, .p, .pre, .table: .paragraph
    case .ol, .ul: lists.isEmpty ? .paragraph : .line
    case .audio, .dd, .div, .dt, .figcaption, .li, .summary, .video: .line
    case .caption, .tr: tables > 0 ? .line : .none
    case .td, .th: tables > 0 ? .cell : .none
    default: element.isHeading ? .paragraph : .none
    }
  }

  private mutating func breakLine() {
    widen(to: gap == .line ? .paragraph : .line)
  }

  private mutating func startItem() {
    guard var list = lists.popLast() else { return mark(with: "•") }
    // A paragraph in the item before is no reason for a blank line between two items.
    if list.hasItems { gap = .line }
    list.hasItems = true
    if let number = list.number {
      mark(with: "\(number).")
      list.number = number + 1
    } else {
      mark(with: "•")
    }
    lists.append(list)
  }

  private mutating func mark(with text: String) {
    if layout == .paragraphs { mark = Array("\(text) ".utf8) }
  }

  private mutating func endPre() {
    preformatted -= 1
    while let last = output.last, last.isBlank { output.removeLast() }
  }

  private mutating func writeGap() {
    if gap != .none, !output.isEmpty {
      output.append(layout == .oneLine ? " " : gap.text)
    }
    gap = .none
    if !mark.isEmpty {
      output += mark
      mark = []
    }
  }
}

extension TextWriter {
  /// Writes text. White space is folded, but in `pre`.
  mutating func text(_ bytes: borrowing Span<UInt8>) {
    if players > 0 { return }
    var run = 0
    var at = 0
    var look = 0
    while at < bytes.count {
      if TextCharacter.isPlain(bytes[at]) {
        at &+= 1
        if at >= look {
          // A word has begun: pass what is plain by eight bytes.
          at = bytes.index(from: at - 1, passing: TextCharacter.arePlain)
          look = at + 8
        }
        continue
      }
      // A single blank between words needs no care.
      if bytes[at] == 0x20, at > run, at + 1 < bytes.count, TextCharacter.isPlain(bytes[at + 1]) {
        at += 2
        continue
      }
      let character = TextCharacter(bytes, at: at)
      if character.kind != .visible {
        put(bytes.extracting(run..<at))
        put(character.kind)
        run = at + character.length
      }
      at += character.length
    }
    put(bytes.extracting(run...))
  }

  private mutating func put(_ bytes: borrowing Span<UInt8>) {
    if bytes.isEmpty { return }
    if gap != .none || !mark.isEmpty { writeGap() }
    output.append(bytes)
  }

  private mutating func put(_ kind: TextCharacter.Kind) {
    switch kind {
    case .visible, .nothing: break
    case .blank: preformatted > 0 ? put(" ") : widen(to: .blank)
    case .lineFeed:
      // The first line feed of a `pre` is the break before it.
      if preformatted == 0 || layout == .oneLine {
        widen(to: .blank)
      } else if gap == .none {
        put("\n")
      }
    case .other(let text): put(text)
    }
  }

  private mutating func put(_ text: StaticString) {
    if text.utf8CodeUnitCount == 0 { return }
    if gap != .none || !mark.isEmpty { writeGap() }
    output.append(text)
  }
}
