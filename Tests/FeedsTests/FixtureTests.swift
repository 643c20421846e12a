import Feeds
import FoundationEssentials
import Testing

/// Documents beside what they say: `Fixtures/<format>/<behaviour>.xml` and `.expected.txt`.
///
/// `RECORD=1` writes what is expected anew; the difference is then for a person to read.
struct FixtureTests {
  private static let folder = String(#filePath.dropLast("FixtureTests.swift".count)) + "Fixtures"

  static var documents: [String] {
    let files = names(in: folder).flatMap { format in
      names(in: folder + "/" + format).map { format + "/" + $0 }
    }
    return files.filter { $0.hasSuffix(".xml") || $0.hasSuffix(".json") }
  }

  /// Sorted; an unreadable folder fails the test that counts them.
  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test(arguments: documents)
  func `a document says what stands beside it`(name: String) throws {
    let path = Self.folder + "/" + name
    let bytes = try Data(contentsOf: URL(filePath: path))
    let found = description(of: try Feed(parsing: Document(bytes: Array(bytes))))
    let expectation = path.dropLast(name.hasSuffix(".xml") ? 4 : 5) + ".expected.txt"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(found.utf8).write(to: URL(filePath: String(expectation)))
    }
    let expected = try Data(contentsOf: URL(filePath: String(expectation)))
    #expect(found == String(decoding: expected, as: UTF8.self))
  }

  @Test func `there are documents to read`() {
    #expect(Self.documents.count > 50)
  }
}
