import Testing

@testable import Daemon

@Suite struct ProgressTests {
  @Test(arguments: [
    (2, ["polled 1 of 2 feeds (50 %)", "polled 2 of 2 feeds (100 %)"]),
    (1, ["polled 1 of 1 feeds (100 %)"]), (0, []),
  ])
  func `each step of few is told`(total: Int, lines: [String]) async {
    #expect(await told(total) == lines)
  }

  @Test func `of many, each percent is told once`() async {
    let lines = await told(20_000)
    #expect(lines.count == 100)
    #expect(lines.first == "polled 200 of 20000 feeds (1 %)")
    #expect(lines.last == "polled 20000 of 20000 feeds (100 %)")
  }

  @Test(arguments: [([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false)])
  func `colours are the user's choice`(environment: [String: String], isAllowed: Bool) {
    #expect(Terminal.allowsColour(environment) == isAllowed)
  }

  @Test func `where there is no terminal, nothing is coloured`() {
    guard !Terminal.isInteractive else { return }
    #expect(Terminal.coloured("error", .red) == "error")
  }

  private func told(_ total: Int) async -> [String] {
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    let progress = Progress("polled", "feeds", total: total) { continuation.yield($0) }
    for _ in 0..<total { progress.advance() }
    continuation.finish()
    return await lines.reduce(into: []) { $0.append($1) }
  }
}
