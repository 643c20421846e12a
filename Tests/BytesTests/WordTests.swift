import Testing

@testable import Bytes

@Suite struct WordTests {
  private func word(_ text: String) -> Word { Array(text.utf8).span.word(at: 0) }

  @Test(arguments: ["abcdefgh", "ABCXYZ@[", "a{z`'-0 ", "        ", "09:;<=>?"])
  func `lower case is that of each byte`(text: String) {
    let lower = word(text).lowercased
    #expect(lower.bits == word(String(text.map { $0.lowercased() }.joined())).bits)
  }

  @Test func `each test finds its byte wherever it stands`() {
    for place in 0..<8 {
      var bytes = [UInt8](repeating: 0x61, count: 8)
      func at(_ byte: UInt8) -> Word {
        bytes[place] = byte
        return bytes.span.word(at: 0)
      }
      #expect(at(0x61).special == 0)
      #expect(at(0x80).special != 0)
      #expect(at(0x7F).special != 0)
      #expect(at(0x1F).below(0x20) != 0)
      #expect(at(0x20).below(0x20) == 0)
      #expect(at(0x26).equal(0x26) != 0)
      #expect(at(0x27).equal(0x26) == 0)
      #expect(at(0x3E).equal(0x3C, mask: 2) != 0)
    }
  }

  @Test(arguments: [
    ("", 0), ("plain", 0), ("plain text here", 8), ("plain tex& here", 8), ("pla&n text here", 0),
    ("plain text here is long, long", 24),
  ])
  func `bytes are passed by eight up to one that needs care`(text: String, end: Int) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.index(from: 0) { word, _ in word.equal(0x26) == 0 } == end)
  }

  @Test func `what is put is read again`() {
    var bytes = [UInt8](repeating: 0, count: 10)
    var room = bytes.mutableSpan
    room.put(word("abcdefgh"), at: 1)
    #expect(bytes == [0] + Array("abcdefgh".utf8) + [0])
  }
}
