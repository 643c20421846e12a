import FoundationEssentials
import Testing

/// A file of expected bytes beside the tests; `RECORD=1` in the environment writes it anew.
struct Golden {
  private let url: URL

  init(_ name: String, file: String = #filePath) {
    url = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }

  func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: url)
      return
    }
    let expected = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(text == expected, sourceLocation: sourceLocation)
  }
}
