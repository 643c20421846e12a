import FoundationEssentials
import Links
import Testing

@testable import Fetching

@Suite struct FeedFileTests {
  private func withFile(
    _ text: String, named name: String = "feed.xml", _ test: (String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rassegna-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name).path
    try Data(text.utf8).write(to: URL(filePath: path))
    let result = await Result { try await test(path) }
    try FileManager.default.removeItem(at: folder)
    try result.get()
  }

  @Test func `a file is read once for each version`() async throws {
    try await withFile("<rss/>") { path in
      let first = try await Fetcher().fetch(FetchRequest("file://" + path))
      #expect(first.text == "<rss/>")
      #expect(first.validators?.etag != nil)
      let again = FetchRequest(url: first.url, validators: first.validators)
      #expect(try await Fetcher().fetch(again).status == 304)
      try Data("<rss></rss>".utf8).write(to: URL(filePath: path))
      #expect(try await Fetcher().fetch(again).text == "<rss></rss>")
    }
  }

  @Test func `a name may hold spaces`() async throws {
    try await withFile("x", named: "a b.xml") { path in
      let response = try await Fetcher().fetch(FetchRequest("file://" + path))
      #expect(response.text == "x")
    }
  }

  @Test func `a file larger than allowed is refused`() async throws {
    try await withFile("0123456789") { path in
      let exact = try FetchRequest("file://" + path) { $0.limits.maximumBodyBytes = 10 }
      #expect(await failure(of: exact) == nil)
      let small = try FetchRequest("file://" + path) { $0.limits.maximumBodyBytes = 9 }
      #expect(await failure(of: small) == .tooLarge(limitBytes: 9))
    }
  }

  @Test(arguments: [("/nowhere/at/all", 2), ("/dev/zero", 22), ("/tmp", 22)] as [(String, Int32)])
  func `what is no file is told by its errno`(path: String, code: Int32) async throws {
    #expect(await failure(of: try FetchRequest("file://" + path)) == .file(path: path, errno: code))
  }

  @Test(
    arguments: [
      ("file:///a%20b", "/a b"), ("file://localhost/a", "/a"), ("file:///a%2Fb", "/a/b"),
      ("file:///%C3%A8", "/è"), ("file:///100%", "/100%"), ("file:///a%00b", nil),
      ("http://example.org/a", nil),
    ] as [(String, String?)])
  func `the path of a URL is decoded`(url: String, path: String?) throws {
    let url = try #require(WebURL(url))
    #expect(FeedFile.path(of: url) == path)
  }
}

extension Result where Failure == any Error {
  /// What an asynchronous piece of work came to.
  fileprivate init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
