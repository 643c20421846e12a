import FoundationEssentials
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(1))) struct ParseCommandTests {
  private let document = """
    <rss version="2.0"><channel><title>F</title><item><guid>1</guid><title>T</title>
    <link>/page</link><pubDate>Sat, 01 Jan 1500 00:00:00 GMT</pubDate>
    <description>&lt;p onclick="x()"&gt;Text&lt;/p&gt;</description></item></channel></rss>
    """

  @Test func `a feed is one line of JSON Feed, made safe`() async throws {
    try await withTemporaryFolder { folder in
      try write(document, to: folder + "/feed.xml")
      let run = try await Run(
        ["parse", "--base-url", "https://a.example/feed", folder + "/feed.xml"], in: folder)
      #expect(run.ending == .exit(0))
      #expect(run.output.split(separator: "\n").count == 1)
      #expect(run.output.contains(#""version":"https://jsonfeed.org/version/1.1""#))
      #expect(run.output.contains(#""url":"https://a.example/page""#))
      #expect(run.output.contains(#""content_html":"<p>Text</p>""#))
      #expect(run.output.contains(#""format":"rss-2.0""#))
    }
  }

  @Test func `raw HTML comes as it was sent, only where it is asked for`() async throws {
    try await withTemporaryFolder { folder in
      try write(document, to: folder + "/feed.xml")
      let run = try await Run(["parse", "--raw-html", folder + "/feed.xml"], in: folder)
      #expect(run.output.contains("onclick"))
    }
  }

  @Test func `what is no feed is told, and the others are printed`() async throws {
    try await withTemporaryFolder { folder in
      try write(document, to: folder + "/good.xml")
      try write("<html><title>Log in</title></html>", to: folder + "/page.html")
      let names = ["/page.html", "/missing.xml", "/good.xml"].map { folder + $0 }
      try write(names.joined(separator: "\n"), to: folder + "/list")
      let run = try await Run(["parse", "--files-from", folder + "/list"], in: folder)
      #expect(run.ending == .exit(65))
      #expect(run.output.split(separator: "\n").count == 1)
      let told = run.errors.split(separator: "\n")
      #expect(told.count == 2)
      #expect(told.first?.hasSuffix("page.html: a web page, not a feed: \"Log in\"") == true)
      #expect(told.last?.hasSuffix("missing.xml: No such file or directory") == true)
    }
  }

  @Test(
    arguments: [
      (["parse"], 64), (["parse", "--base-url", "nowhere", "x"], 64), (["parse", "--colour"], 64),
      (["parse", "/nonexistent"], 66),
    ] as [([String], Int32)])
  func `a wrong call is told apart from a missing file`(arguments: [String], code: Int32)
    async throws
  {
    try await withTemporaryFolder { folder in
      let run = try await Run(arguments, in: folder)
      #expect(run.ending == .exit(code))
      #expect(run.output == "")
      #expect(run.errors.hasPrefix("rassegna parse: "))
    }
  }

  @Test func `totals are one line`() async throws {
    try await withTemporaryFolder { folder in
      try write(document, to: folder + "/feed.xml")
      let run = try await Run(["parse", "--quiet", folder + "/feed.xml"], in: folder)
      #expect(run.output.hasPrefix("feeds=1 items=1 damaged=0 failed=0 bytes="))
    }
  }
}
