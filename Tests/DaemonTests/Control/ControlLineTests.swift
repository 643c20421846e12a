import Testing

@testable import Daemon

@Suite struct ControlLineTests {
  @Test(
    arguments: [
      (.poll(.due), #"{"poll":[]}"#), (.poll(.all), #"{"all":true,"poll":[]}"#),
      (
        .poll(.named(["https://a.example/x", "B \"b\""])),
        #"{"poll":["https://a.example/x","B \"b\""]}"#
      ),
      (.digest([]), #"{"digest":[]}"#), (.digest(["daily"]), #"{"digest":["daily"]}"#),
    ] as [(ControlRequest, String)])
  func `a request is one line that can be read again`(request: ControlRequest, line: String) {
    #expect(ControlLine.bytes(of: request) == Array((line + "\n").utf8))
    #expect(ControlLine.value(ControlRequest.self, in: Array(line.utf8)) == request)
  }

  @Test(
    arguments: [
      "", "{", "null", "[]", "{}", "\"poll\"", #"{"poll":"all"}"#, #"{"poll":[1]}"#,
      #"{"digest":null}"#, #"{"poll":[],"digest":[]}"#, #"{"all":true,"digest":[]}"#,
      #"{"all":true}"#, "{\"poll\":[\"\u{0}", "\u{1B}]0;x\u{7}",
      String(repeating: "[", count: 100_000), String(repeating: "{\"poll\":", count: 50_000),
    ])
  func `what is no request is read as none`(line: String) {
    #expect(ControlLine.value(ControlRequest.self, in: Array(line.utf8)) == nil)
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x00], [0xC3, 0x28], [UInt8](repeating: 0, count: 1000),
    ] as [[UInt8]])
  func `bytes that are no text are read as none`(bytes: [UInt8]) {
    #expect(ControlLine.value(ControlRequest.self, in: bytes) == nil)
  }

  @Test(
    arguments: [
      .event(said: LogEvent(.warning, "poll", ["feed": "x y", "error": "no\nline"])),
      .polled(summary: PollSummary(polled: 3, newItems: 2), trouble: nil),
      .polled(
        summary: PollSummary(withdrawn: 1), trouble: .init(sentence: "so", code: .ioError)),
      .digested(reports: [DigestReport(digest: "d", stories: 2, paths: ["/a"], titles: ["T"])]),
      .digested(reports: []), .refused(reason: .init(sentence: "no", code: .noInput)),
    ] as [ControlMessage])
  func `a message is one line that can be read again`(message: ControlMessage) {
    let bytes = ControlLine.bytes(of: message)
    #expect(bytes.firstIndex(of: LineBuffer.lineFeed) == bytes.count - 1)
    #expect(ControlLine.value(ControlMessage.self, in: bytes) == message)
  }
}

@Suite struct LineBufferTests {
  @Test(arguments: 1...7) func `a line is whole however it is cut`(size: Int) {
    var buffer = LineBuffer(maximumBytes: 10)
    var lines: [String] = []
    var rest = Array("one\ntwo\n\nfour\n".utf8)[...]
    while !rest.isEmpty {
      var progress = buffer.add(rest.prefix(size))
      rest = rest.dropFirst(size)
      while case .line(let line) = progress {
        lines.append(String(decoding: line, as: UTF8.self))
        progress = buffer.add([])
      }
      #expect(progress == .incomplete)
    }
    #expect(lines == ["one", "two", "", "four"])
  }

  @Test(
    arguments: [
      ("123456789", .incomplete), ("123456789\n", .line(Array("123456789".utf8))),
      ("1234567890", .tooLong), ("1234567890\n", .tooLong), ("123456789012345\n", .tooLong),
    ] as [(String, LineBuffer.Progress)])
  func `a line has an end or is too long`(text: String, progress: LineBuffer.Progress) {
    var buffer = LineBuffer(maximumBytes: 10)
    #expect(buffer.add(text.utf8) == progress)
  }
}
