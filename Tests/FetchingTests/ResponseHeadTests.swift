import Testing

@testable import Fetching

@Suite struct ResponseHeadTests {
  private func head(_ lines: [String]) -> ResponseHead {
    var head = ResponseHead()
    for line in lines { _ = head.read(line: Array((line + "\r\n").utf8).span) }
    return head
  }

  @Test func `fields are found whatever their case`() {
    let head = head(["HTTP/1.1 200 OK", "ETAG:\"a\"", "content-TYPE: \t text/xml ; a=b \t", ""])
    #expect(head.status == 200)
    #expect(head.version == 1)
    #expect(head[.etag] == "\"a\"")
    #expect(head[.contentType] == "text/xml ; a=b")
    #expect(head.isEnded)
  }

  @Test func `every field is known by its name`() {
    let names: [(ResponseHead.Field, String)] = [
      (.etag, "ETag"), (.lastModified, "Last-Modified"), (.contentType, "Content-Type"),
      (.contentEncoding, "Content-Encoding"), (.contentLength, "Content-Length"),
      (.transferEncoding, "Transfer-Encoding"), (.location, "Location"), (.date, "Date"),
      (.age, "Age"), (.expires, "Expires"), (.cacheControl, "Cache-Control"),
      (.retryAfter, "Retry-After"), (.mitigation, "cf-mitigated"),
    ]
    #expect(names.count == ResponseHead.Field.allCases.count)
    let head = head(["HTTP/1.1 200 OK"] + names.map { $1 + ": " + $1 })
    for (field, name) in names { #expect(head[field] == name) }
  }

  @Test func `a new status line forgets the response before`() {
    let head = head(["HTTP/1.1 103 Early Hints", "ETag: \"a\"", "", "HTTP/2 304", "Age: 1", ""])
    #expect(head.status == 304)
    #expect(head.version == 2)
    #expect(head[.etag] == nil)
    #expect(head[.age] == "1")
  }

  @Test func `a trailer counts for nothing`() {
    let head = head(["HTTP/1.1 200 OK", "", "ETag: \"a\""])
    #expect(head[.etag] == nil)
  }

  @Test func `the first of two equal fields counts, directives are joined`() {
    let head = head([
      "HTTP/1.1 200 OK", "ETag: \"a\"", "ETag: \"b\"", "Cache-Control: public",
      "Cache-Control: max-age=1",
    ])
    #expect(head[.etag] == "\"a\"")
    #expect(head[.cacheControl] == "public, max-age=1")
  }

  @Test func `a folded value is dropped whole`() {
    let head = head(["HTTP/1.1 200 OK", "ETag: \"a\"", "\tX: 1", "Age: 1"])
    #expect(head[.etag] == nil)
    #expect(head[.age] == "1")
  }

  @Test func `bytes that are not UTF-8 are no value`() {
    var head = head(["HTTP/1.1 200 OK"])
    let line = Array("ETag: ".utf8) + [0x22, 0xE9, 0x22, 0x0D, 0x0A]
    let isRead = head.read(line: line.span)
    #expect(isRead)
    #expect(head[.etag] == nil)
  }

  @Test(arguments: [
    "", "X", ":", ": x", "ETag", "ETag:", "ETagX: 1", "HTTP/", "HTTP/1.1", "HTTP/x y",
  ])
  func `a line that says nothing harms nothing`(line: String) {
    let head = head([line])
    #expect(head.status == 0)
    #expect(head[.etag] == nil)
  }

  @Test func `lines are counted in bytes`() {
    var head = ResponseHead()
    let line = Array(repeating: UInt8(ascii: "a"), count: 1024)
    let lines = (0..<257).map { _ in head.read(line: line.span) }
    #expect(lines.firstIndex(of: false) == 256)
    head.reset()
    let isRead = head.read(line: line.span)
    #expect(isRead)
  }

  @Test(arguments: [
    ("HTTP/2 200", "X: 1", true), ("HTTP/1.1 200", "Content-Length: 5", true),
    ("HTTP/1.1 200", "Transfer-Encoding: chunked", true), ("HTTP/1.1 200", "X: 1", false),
  ])
  func `the end of a body is framed or not`(status: String, field: String, expected: Bool) {
    #expect(head([status, field, ""]).isFramed == expected)
  }
}
