/// The rules of tree construction: what is ended, or opened, before an element begins.
extension HTMLWriter {
  /// Makes the place right for `element`. False when it cannot stand here: its content then stays
  /// without it.
  mutating func prepare(for element: Element) -> Bool {
    if element.isTablePart { return prepareTable(for: element) }
    if let last = open.last?.element, last.isTableFrame { openCell() }
    if element == .a, !endLink() { return false }
    if element == .rt || element == .rp, !endAnnotation() { return false }
    var count: Int
    repeat {
      // What one rule ends may have hidden an element from another.
      count = open.count
      end(before: element)
    } while open.count < count
    if !element.endsParagraph, hasLostFormatting { openFormatting() }
    return true
  }

  /// Ends what cannot stay open around `element`.
  private mutating func end(before element: Element) {
    switch element {
    case .li: endItem { $0 == .li }
    case .dd, .dt: endItem { $0 == .dd || $0 == .dt }
    case _ where element.isHeading: endInnermost { $0.isHeading }
    default: break
    }
    if element.endsParagraph { endInnermost { $0 == .p } }
    if let last = open.last, last.element.ends(before: element) { close(to: open.count - 1) }
  }

  /// Ends the innermost element that `isWanted` knows, unless a cell or table lies between.
  private mutating func endInnermost(_ isWanted: (Element) -> Bool) {
    for place in open.indices.reversed() {
      if isWanted(open[place].element) { return close(to: place) }
      if open[place].element.isScope { return }
    }
  }

  /// Ends the list item that a new one replaces.
  private mutating func endItem(_ isItem: (Element) -> Bool) {
    for place in open.indices.reversed() {
      if isItem(open[place].element) { return close(to: place) }
      if open[place].element.isSpecial { return }
    }
  }

  /// Ends the link that is open, for good. False when it lies outside of a table: then the inner
  /// link goes, for a browser would read it in two ways.
  private mutating func endLink() -> Bool {
    if let outer = open.lastIndex(where: { $0.element == .a }) {
      guard open.lastIndex(where: { $0.element.isScope }) ?? -1 < outer else { return false }
      close(to: outer)
    }
    for frame in repeatable where frames[frame].element == .a { frames[frame].element = nil }
    return true
  }

  /// False outside of `ruby`.
  private mutating func endAnnotation() -> Bool {
    let scope = open.lastIndex { $0.element.isScope } ?? -1
    let ruby = open.lastIndex { $0.element == .ruby } ?? -1
    guard ruby > scope else { return false }
    while let last = open.last, last.element.hasOptionalEnd { close(to: open.count - 1) }
    return true
  }
}

/// Formatting across blocks.
extension HTMLWriter {
  /// The frames whose formatting may be opened again here.
  private var repeatable: Range<Int> {
    (tables.last.map { $0 + 1 } ?? 0)..<frames.count
  }

  /// Opens again what a block has ended.
  mutating func openFormatting() {
    hasLostFormatting = false
    for frame in repeatable where frames[frame].place == nil {
      guard let element = frames[frame].element, element.isFormatting else { continue }
      let tag = frames[frame].tag
      guard tag.count <= repeatableBytes, open.count < Self.maximumDepth else { return }
      repeatableBytes -= tag.count
      output.append(contentsOf: output[tag])
      frames[frame].place = open.count
      open.append(Open(element: element, frame: frame))
    }
  }
}

/// Tables: rows in groups, cells in rows, content in cells.
extension HTMLWriter {
  /// Ends and opens what stands between the innermost table and `element`. False outside of a table.
  private mutating func prepareTable(for element: Element) -> Bool {
    guard let table = open.lastIndex(where: { $0.element == .table }) else { return false }
    var place = table + 1
    if element == .tr || element.isCell {
      place = enter(.tbody, at: place) { $0.isRowGroup }
    }
    if element.isCell {
      place = enter(.tr, at: place) { $0 == .tr }
    }
    close(to: place)
    return true
  }

  /// Puts text and other content that stands between cells into a cell of its own.
  mutating func openCell() {
    guard prepareTable(for: .td) else { return }
    imply(.td)
  }

  /// Makes sure that an element which `isRight` accepts is open at `place`; the result is the place
  /// inside of it.
  private mutating func enter(
    _ element: Element, at place: Int, _ isRight: (Element) -> Bool
  ) -> Int {
    if open.count <= place || !isRight(open[place].element) {
      close(to: place)
      imply(element)
    }
    return place + 1
  }

  private mutating func imply(_ element: Element) {
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: element.name)
    output.append(UInt8(ascii: ">"))
    open.append(Open(element: element, frame: nil))
  }
}
