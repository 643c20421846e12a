/// The header fields of one response that matter to us, read line by line as they arrive.
///
/// A status line begins a new response: what an interim one (1xx) said is forgotten. Lines after the
/// blank one are a trailer and count for nothing. A value that is continued on the next line is
/// dropped whole: such folding is obsolete, and half a value is worse than none. Of a field that
/// comes twice the first counts, but the directives of Cache-Control are joined.
///
/// Source: RFC 9112 §4, §5; RFC 9110 §5.3.
struct ResponseHead {
  /// A field that is kept.
  enum Field: Int, CaseIterable {
    case etag, lastModified, contentType, contentEncoding, contentLength, transferEncoding
    case location, date, age, expires, cacheControl, retryAfter, mitigation

    /// The fields whose names have `length` bytes, each with its name in lower case. The length
    /// decides nearly alone, so that a line that does not matter costs next to nothing.
    static func candidates(length: Int) -> [(Field, String)] {
      length < table.count ? table[length] : []
    }

    private static let table: [[(Field, String)]] = [
      [], [], [], [(.age, "age")], [(.etag, "etag"), (.date, "date")], [], [],
      [(.expires, "expires")], [(.location, "location")], [], [], [(.retryAfter, "retry-after")],
      [(.contentType, "content-type"), (.mitigation, "cf-mitigated")],
      [(.lastModified, "last-modified"), (.cacheControl, "cache-control")],
      [(.contentLength, "content-length")], [], [(.contentEncoding, "content-encoding")],
      [(.transferEncoding, "transfer-encoding")],
    ]
  }

  /// The most bytes of all header lines of one request, redirects aside.
  static let maximumBytes = 256 * 1024

  /// The status code; zero before the first status line.
  private(set) var status = 0
  /// The major version of HTTP; zero before the first status line.
  private(set) var version = 0
  /// Whether the blank line has come.
  private(set) var isEnded = false
  /// Bytes of all lines so far.
  private(set) var byteCount = 0

  private var values = [String?](repeating: nil, count: Field.allCases.count)
  private var last: Field?

  /// The value of a field without the white space around it; nil when absent, empty or not UTF-8.
  subscript(field: Field) -> String? { values[field.rawValue] }

  /// Whether the end of the body is marked by anything but the end of the connection.
  var isFramed: Bool {
    version >= 2 || self[.contentLength] != nil || self[.transferEncoding] != nil
  }

  /// Forgets everything.
  mutating func reset() {
    byteCount = 0
    forgetFields()
  }

  /// Takes one line, its end of line included. False when there have been too many.
  mutating func read(line: Span<UInt8>) -> Bool {
    byteCount += line.count
    guard byteCount <= Self.maximumBytes else { return false }
    let end = Self.end(of: line)
    if line.starts(with: "http/") {
      readStatus(line.extracting(0..<end))
    } else if end == 0 {
      isEnded = true
    } else if !isEnded {
      readField(line.extracting(0..<end))
    }
    return true
  }

  private mutating func forgetFields() {
    status = 0
    version = 0
    isEnded = false
    last = nil
    for index in values.indices { values[index] = nil }
  }

  /// `HTTP/1.1 200 OK` or `HTTP/2 200`.
  private mutating func readStatus(_ line: Span<UInt8>) {
    forgetFields()
    guard line.count > 5 else { return }
    version = Int(line[5]) - 0x30
    var index = 5
    while index < line.count, line[index] != 0x20 { index += 1 }
    while index < line.count, line[index] == 0x20 { index += 1 }
    while index < line.count, (0x30...0x39).contains(line[index]), status < 1_000 {
      status = status * 10 + Int(line[index] - 0x30)
      index += 1
    }
  }

  private mutating func readField(_ line: Span<UInt8>) {
    if line[0] == 0x20 || line[0] == 0x09 {
      if let last { values[last.rawValue] = nil }
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      last = nil
      return
    }
    last = Field.candidates(length: colon).first { line.starts(with: $0.1) }?.0
    guard let last, let text = Self.value(in: line, after: colon + 1) else { return }
    switch (self[last], last) {
    case (nil, _): values[last.rawValue] = text
    case (let first?, .cacheControl): values[last.rawValue] = first + ", " + text
    default: break
    }
  }

  private static func value(in line: Span<UInt8>, after start: Int) -> String? {
    var start = start
    var end = line.count
    while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
    while end > start, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
    guard start < end, let text = try? UTF8Span(validating: line.extracting(start..<end)) else {
      return nil  // What is not UTF-8 can not be stored as text; the request is then unconditional.
    }
    return String(copying: text)
  }

  private static func end(of line: Span<UInt8>) -> Int {
    var end = line.count
    while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
    return end
  }
}

extension Span<UInt8> {
  fileprivate func firstIndex(of byte: UInt8) -> Int? {
    for index in indices where self[index] == byte { return index }
    return nil
  }

  /// Compares ASCII letters without regard to case; `name` is in lower case.
  fileprivate func starts(with name: String) -> Bool {
    guard count >= name.utf8.count else { return false }
    var index = 0
    for byte in name.utf8 {
      let own = self[index]
      let folded = (0x41...0x5A).contains(own) ? own | 0x20 : own
      if folded != byte { return false }
      index += 1
    }
    return true
  }
}
