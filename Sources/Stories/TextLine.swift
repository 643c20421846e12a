import Bytes

/// One line of a plain text, and what it is remembered by as furniture.
struct TextLine {
  /// Where it is in the text, without the line break.
  let range: Range<Int>
  /// Nil for a line that is empty or too long to be furniture. The item's title in it counts as a
  /// blank.
  let key: UInt64?
  /// Where the title stands in the text; nil where it does not.
  private let blank: Range<Int>?

  /// The line that starts at a place.
  init(of text: Span<UInt8>, from start: Int, title: [UInt8]) {
    var end = text.index(from: start) { bytes, _ in bytes.equal(0x0A) == 0 }
    while end < text.count, text[end] != 0x0A { end += 1 }
    range = start..<end
    guard start < end, end - start <= LearnedFurniture.maximumLineBytes else {
      key = nil
      blank = nil
      return
    }
    let blank = Self.place(of: title, in: text, range)
    self.blank = blank
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var position = start
    while position < end {
      if position == blank?.lowerBound, let blank {
        position = blank.upperBound
      } else {
        hash ^= UInt64(text[position])
        position += 1
      }
      hash = hash &* 0x100_0000_01B3
    }
    key = Shingles.mixed(hash)
  }

  /// Its first characters, the title as an ellipsis.
  func sample(of text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for position in range {
      if position == blank?.lowerBound { bytes += "…".utf8 }
      if blank?.contains(position) != true { bytes.append(text[position]) }
    }
    return String(String(decoding: bytes, as: UTF8.self).prefix(80))
  }

  /// Where a title of some length stands in a longer line.
  private static func place(of title: [UInt8], in text: Span<UInt8>, _ line: Range<Int>)
    -> Range<Int>?
  {
    guard title.count >= 8, title.count < line.count else { return nil }
    for start in line.lowerBound...line.upperBound - title.count
    where text[start] == title[0] && title.indices.allSatisfy({ text[start + $0] == title[$0] }) {
      return start..<start + title.count
    }
    return nil
  }
}
