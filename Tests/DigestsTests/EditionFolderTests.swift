import Digests
import FoundationEssentials
import Glibc
import Testing

/// A folder that is gone when the test is over.
private final class Scratch {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/digests-\(UUID().uuidString)"
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }  // Else the system cleans it up.

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }

  func put(_ text: String, as name: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// The number of the file itself: another one after each rename onto its name.
  func inode(_ name: String) throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return try #require(attributes[.systemFileNumber] as? UInt64)
  }
}

private func edition(_ day: Int, part: Int = 1) -> Edition {
  var edition = sample
  edition.masthead.day = Day(year: 2026, month: 11, day: day)
  edition.masthead.part = part
  return edition
}

@Suite struct EditionFolderTests {
  private let scratch = Scratch()

  private func open() throws(DigestError) -> EditionFolder {
    try EditionFolder(opening: scratch.path)
  }

  @Test func `An edition is written in its forms, with copies and a list`() throws {
    let files = try open().write(edition(24), as: [.html, .text])
    #expect(files.map(\.name) == ["2026-11-24.html", "2026-11-24.txt"])
    #expect(files.map(\.state) == [.written, .written])
    #expect(
      try scratch.names
        == [
          "2026-11-24.html", "2026-11-24.txt", "feed.xml", "index.html", "latest.html",
          "latest.txt",
        ])
    #expect(try scratch.text("2026-11-24.html") == edition(24).text(as: .html))
    #expect(try scratch.text("latest.txt") == edition(24).text(as: .text))
  }

  @Test func `Files are readable for everyone, whatever the umask`() throws {
    _ = try open().write(edition(24), as: [.html])
    for name in try scratch.names {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(scratch.path)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o644, "\(name)")
    }
  }

  @Test func `The same bytes are left alone`() throws {
    _ = try open().write(edition(24), as: [.html])
    let before = try ["2026-11-24.html", "latest.html", "index.html"].map(scratch.inode)
    let files = try open().write(edition(24), as: [.html])
    #expect(files.map(\.state) == [.unchanged])
    #expect(try ["2026-11-24.html", "latest.html", "index.html"].map(scratch.inode) == before)
  }

  @Test(arguments: ["", "half an edi", "other"]) func `A damaged file is repaired`(
    damage: String
  ) throws {
    _ = try open().write(edition(24), as: [.text])
    try scratch.put(damage, as: "2026-11-24.txt")
    #expect(try open().write(edition(24), as: [.text]).map(\.state) == [.written])
    #expect(try scratch.text("2026-11-24.txt") == edition(24).text(as: .text))
  }

  @Test func `What a crash left is taken away, what is not ours stays`() throws {
    try scratch.put("half", as: ".rassegna-2026-11-23.html.tmp")
    try scratch.put("mine", as: "notes.tmp")
    _ = try open()
    #expect(try scratch.names == ["notes.tmp"])
  }

  @Test func `A link in place of a file is replaced, not followed`() throws {
    try scratch.put("precious", as: "elsewhere")
    for name in ["2026-11-24.txt", "latest.txt"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(scratch.path)/\(name)", withDestinationPath: "elsewhere")
    }
    _ = try open().write(edition(24), as: [.text])
    #expect(try scratch.text("elsewhere") == "precious")
    #expect(try scratch.text("latest.txt") == edition(24).text(as: .text))
    let type = try FileManager.default.attributesOfItem(atPath: "\(scratch.path)/latest.txt")[.type]
    #expect(type as? FileAttributeType == .typeRegular)
  }

  @Test func `A link to the right bytes is no file of ours`() throws {
    try scratch.put(try edition(24).text(as: .text), as: "elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/2026-11-24.txt", withDestinationPath: "elsewhere")
    #expect(try open().write(edition(24), as: [.text]).map(\.state) == [.written])
  }

  @Test func `A link in place of the folder is refused`() throws {
    try scratch.put("", as: "x")
    let link = "\(scratch.path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: ".")
    for path in [link, link + "/"] {
      let error = #expect(throws: DigestError.self) { _ = try EditionFolder(opening: path) }
      #expect(error.map { "\($0)".contains("open") } == true)
    }
  }

  @Test func `A file in place of the folder is an error with its code`() throws {
    try scratch.put("", as: "x")
    let path = "\(scratch.path)/x"
    #expect(throws: DigestError.system(call: "open", path: path, errno: ENOTDIR)) {
      _ = try EditionFolder(opening: path)
    }
  }

  @Test func `A folder in place of a file is an error that leaves nothing behind`() throws {
    try scratch.put("", as: "x")
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/2026-11-24.txt", withIntermediateDirectories: false)
    let path = "\(scratch.path)/2026-11-24.txt"
    #expect(throws: DigestError.system(call: "renameat", path: path, errno: EISDIR)) {
      _ = try open().write(edition(24), as: [.text])
    }
    #expect(try scratch.names == ["2026-11-24.txt", "x"])
  }

  @Test func `An earlier edition written again is not the latest`() throws {
    _ = try open().write(edition(24), as: [.text])
    _ = try open().write(edition(24, part: 2), as: [.text])
    _ = try open().write(edition(23), as: [.text])
    #expect(try scratch.text("latest.txt") == edition(24, part: 2).text(as: .text))
    #expect(
      try scratch.names
        == ["2026-11-23.txt", "2026-11-24-2.txt", "2026-11-24.txt", "latest.txt"])
  }

  @Test func `The list names every edition once, newest first`() throws {
    try scratch.put("", as: "2026-10-31.md")
    try scratch.put("", as: "2026-13-31.html")
    try scratch.put("", as: "2026-11-01-02.html")
    try scratch.put("", as: "<b>.html")
    for day in [23, 24] { _ = try open().write(edition(day), as: [.html, .markdown]) }
    _ = try open().write(edition(24, part: 10), as: [.html])
    _ = try open().write(edition(24, part: 2), as: [.html])
    let page = try scratch.text("index.html")
    #expect(
      page.matches(of: /<h2 id="month-[^"]*">([^<]+)/).map(\.1) == [
        "Novembre 2026", "Ottobre 2026",
      ])
    let links = page.matches(of: /href="(2026[^"]+)"/).map { String($0.1) }
    #expect(
      links == [
        "2026-11-24-10.html", "2026-11-24-2.html", "2026-11-24.html", "2026-11-24.md",
        "2026-11-23.html", "2026-11-23.md", "2026-10-31.md",
      ])
  }

  @Test func `An edition that is written names its files`() throws {
    let paths = try edition(24).write([.markdown, .html], into: scratch.path)
    #expect(paths == ["md", "html"].map { "\(scratch.path)/2026-11-24.\($0)" })
    #expect(try scratch.text("2026-11-24.md") == edition(24).text(as: .markdown))
  }
}
