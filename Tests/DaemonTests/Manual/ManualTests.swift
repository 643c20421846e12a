import FoundationEssentials
import Testing

@testable import Daemon

/// The manual pages tell everything that the program knows. `RECORD=1 make test FILTER=ManualTests`
/// writes the lists of commands and keys anew.
@Suite struct ManualTests {
  @Test func `rassegna(1) tells each command with its options`() throws {
    try check("rassegna.1", "commands", ManualText.commands(Rassegna.commands))
  }

  @Test func `rassegna.toml(5) tells each key`() throws {
    try check("rassegna.toml.5", "keys", ManualText.keys(ConfigurationKeys.descriptions))
  }

  @Test func `rassegna(1) tells each exit status`() throws {
    let told = try page("rassegna.1").split(separator: "\n").compactMap { line in
      line.hasPrefix(".It Er ") ? Int32(line.dropFirst(7)) : nil
    }
    #expect(told == ExitCode.allCases.map(\.rawValue).sorted())
  }

  @Test func `the README's table tells each command and each exit status`() throws {
    let readme = try String(contentsOfFile: repository + "README.md", encoding: .utf8)
    for command in Rassegna.commands {
      #expect(readme.contains("`rassegna \(command.name)"), "no row for \(command.name)")
    }
    for code in ExitCode.allCases where code != .ok {
      #expect(readme.contains("\(code.rawValue)"), "no row for \(code.rawValue)")
    }
  }

  @Test func `the package has the program's version`() throws {
    let log = try String(
      contentsOfFile: repository + "packaging/debian/changelog", encoding: .utf8)
    #expect(log.hasPrefix("rassegna (\(Rassegna.version)-"))
  }

  @Test func `the package names the libraries that a build needs`() throws {
    let needed = try String(
      contentsOfFile: repository + "packaging/build-depends", encoding: .utf8
    ).split(separator: "\n").compactMap { $0.split(separator: " ").first }
    let control = try String(
      contentsOfFile: repository + "packaging/debian/control", encoding: .utf8)
    for name in needed where name.hasSuffix("-dev") {
      #expect(control.contains(" \(name)"), "packaging/debian/control lacks \(name)")
    }
  }

  @Test(arguments: [
    ("One. Two `a b`… c.", ["One.", "Two a b...\\& c."]), ("./a is read.", ["\\&./a is read."]),
    ("It's \"so.\" Then", ["It's \"so.\"", "Then"]), ("a\\b", ["a\\eb"]),
  ])
  func `text can not be taken for a macro`(text: String, lines: [String]) {
    #expect(ManualText.prose(text) == lines)
  }

  @Test func `indented lines are a list of terms`() {
    #expect(
      ManualText.table("  word*      begins so\n  '\"a b\"'    a row. Two") == [
        ".Bl -tag -width after:2026-11-01 -compact", ".It Li word*", "begins so",
        #".It Li \(aq\(dqa\ b\(dq\(aq"#, "a row.", "Two", ".El",
      ])
    #expect(ManualText.table("  word  is\nnot") == nil)
  }

  /// Compares what stands in a page between two marks with what should, or writes it there.
  private func check(_ name: String, _ list: String, _ expected: String) throws {
    let begin = ".\\\" begin: \(list), by ManualTests\n"
    let end = ".\\\" end: \(list)\n"
    let page = try page(name)
    let from = try #require(page.firstRange(of: begin)).upperBound
    let to = try #require(page.firstRange(of: end)).lowerBound
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      let text = page[..<from] + expected + page[to...]
      try String(text).write(
        toFile: repository + "docs/" + name, atomically: true, encoding: .utf8)
      return
    }
    let told = Set(page[from..<to].split(separator: "\n"))
    let missing = expected.split(separator: "\n").filter { !told.contains($0) }
    #expect(
      page[from..<to] == expected,
      """
      docs/\(name) does not tell what the program knows; missing: \
      \(missing.joined(separator: " | ")). RECORD=1 make test FILTER=ManualTests writes it.
      """)
  }

  private func page(_ name: String) throws -> String {
    try String(contentsOfFile: repository + "docs/" + name, encoding: .utf8)
  }

  /// The folder of Package.swift.
  private var repository: String {
    #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined() + "/"
  }
}
