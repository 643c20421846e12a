import Digests
import FoundationEssentials
import Testing

@Suite struct LetterTests {
  private func letter(_ edition: Edition, from: String = "me@example.org") throws -> String {
    let letter = try Letter(
      edition, from: try #require(Mailbox(from)),
      to: ["a@example.org", "Bèa <b@example.org>"].compactMap { Mailbox($0) })
    return String(decoding: letter.bytes, as: UTF8.self)
  }

  private func head(_ letter: String) throws -> [String] {
    let end = try #require(letter.firstRange(of: "\r\n\r\n")).lowerBound
    return letter[..<end].split(separator: "\r\n").map(String.init)
  }

  @Test func `a letter has the headers that a digest should have`() throws {
    let head = try head(letter(sample, from: "Rassegna <me@example.org>"))
    #expect(
      head == [
        "From: \"Rassegna\" <me@example.org>", "To: a@example.org,",
        " =?utf-8?B?QsOoYQ==?= <b@example.org>",
        "Subject: =?utf-8?B?UmFzc2VnbmEgZGVsIG1hdHRpbm8sIG1hcnRlZMOsIDI0IG5v?=",
        " =?utf-8?B?dmVtYnJlIDIwMjY=?=", "Date: Tue, 24 Nov 2026 07:00:00 +0100",
        "Message-ID: <c9d3b683-077c-8a7a-9b12-56299cd7b04c@example.org>",
        "List-Id: \"Rassegna del mattino\" <daily.example.org>", "Auto-Submitted: auto-generated",
        "Content-Language: it", "MIME-Version: 1.0", "Content-Type: multipart/alternative;",
        " boundary=\"=_c9d3b683-077c-8a7a-9b12-56299cd7b04c\"",
      ])
  }

  @Test(arguments: hostile + ["a\r\nBcc: evil@example.org", "a\nX: y", "=?utf-8?B?QQ==?=", "\""])
  func `a title adds no header`(title: String) throws {
    var edition = edition(saying: title)
    edition.masthead.title = Line(title)
    let names = try head(letter(edition)).filter { !$0.hasPrefix(" ") }.map {
      $0.prefix { $0 != ":" }
    }
    let harmless = try head(letter(sample)).filter { !$0.hasPrefix(" ") }.map {
      $0.prefix { $0 != ":" }
    }
    #expect(names == harmless)
  }

  @Test(arguments: hostile) func `every line is ASCII and short`(text: String) throws {
    for line in try letter(edition(saying: text)).split(separator: "\r\n") {
      #expect(line.utf8.count <= 76)
      #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 9 })
      #expect(!line.hasPrefix(".") && !line.hasPrefix("From "))
    }
  }

  @Test func `the text and the HTML are both whole`() throws {
    let parts = try letter(sample).components(separatedBy: "\r\n--=_")
    #expect(parts.count == 4)
    #expect(try Self.decoded(parts[1]) == sample.text(as: .text))
    #expect(try Self.decoded(parts[2]).contains("<h3><a href=\"https://news.example/5\""))
    #expect(try !Self.decoded(parts[2]).contains("<script"))
    #expect(parts[3].hasSuffix("--\r\n"))
  }

  @Test func `the same edition gives the same letter`() throws {
    #expect(try letter(sample) == letter(try Edition(decoding: sample.encoded())))
  }

  @Test(arguments: [
    ("a@b.example", nil, "a@b.example"), (" A <a@b.example> ", "A", "a@b.example"),
    ("\"Rossi, M.\" <a@b.example>", "Rossi, M.", "a@b.example"), ("<a@b>", nil, "a@b"),
    ("o'neil+x@b.example", nil, "o'neil+x@b.example"),
  ]) func `an address is read with its name`(text: String, name: String?, address: String) {
    let mailbox = Mailbox(text)
    #expect(mailbox?.address == address)
    #expect(mailbox?.name == name)
  }

  @Test(arguments: [
    "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b>", "<a@b", "a@b\r\nRCPT",
    "a@b> x", "è@b", "a@è", ".a@b", "a..b@c", "a@b.", "a@\u{0}b", "\"a\"@b",
  ]) func `what is no address is refused`(text: String) {
    #expect(Mailbox(text) == nil)
  }

  /// The text of a part. Source: RFC 2045 §6.7.
  private static func decoded(_ part: String) throws -> String {
    let start = try #require(part.firstRange(of: "\r\n\r\n")).upperBound
    var bytes: [UInt8] = []
    var rest = part[start...].utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      let code = String(decoding: rest.prefix(2), as: UTF8.self)
      rest = rest.dropFirst(2)
      if code != "\r\n" { bytes.append(try #require(UInt8(code, radix: 16))) }
    }
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
