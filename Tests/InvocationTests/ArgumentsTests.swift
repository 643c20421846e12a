import Testing

@testable import Invocation

/// getopt_long(3) has one state a process: these run one after another.
@Suite(.serialized) struct ArgumentsTests {
  private static let options = [
    Option("config", value: "FILE", help: "the configuration"),
    Option("all", help: "every feed"),
    Option("json", help: "for machines"),
  ]

  private func read(_ arguments: String...) throws(UsageError) -> Arguments {
    try Arguments(arguments, options: Self.options)
  }

  @Test func `options and operands come in any order`() throws {
    let arguments = try read("one", "--config", "a.toml", "two", "--all")
    #expect(arguments.operands == ["one", "two"])
    #expect(arguments.value("config") == "a.toml")
    #expect(arguments.has("all"))
    #expect(!arguments.has("json"))
  }

  @Test func `a value may stand behind an equals sign`() throws {
    #expect(try read("--config=b.toml").value("config") == "b.toml")
  }

  @Test func `the last of two values holds`() throws {
    #expect(try read("--config=a", "--config=b").value("config") == "b")
  }

  @Test func `after two dashes everything is an operand`() throws {
    #expect(try read("--", "--all").operands == ["--all"])
  }

  @Test func `an unambiguous abbreviation will do`() throws {
    #expect(try read("--js").has("json"))
  }

  @Test func `a lone dash is an operand`() throws {
    #expect(try read("-").operands == ["-"])
  }

  @Test(arguments: ["--nonesuch", "-x", "--nonesuch=3"])
  func `an unknown option is named`(argument: String) {
    #expect(throws: UsageError.unknownOption(argument)) { try read(argument) }
  }

  @Test func `a missing value is named`() {
    #expect(throws: UsageError.missingValue("--config")) { try read("--config") }
  }

  @Test func `two invocations do not disturb each other`() throws {
    #expect(try read("--all", "x").operands == ["x"])
    #expect(try read("y", "--all").operands == ["y"])
  }
}
