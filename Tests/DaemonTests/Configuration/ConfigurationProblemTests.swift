import TOML
import Testing

@testable import Daemon

@Suite struct ConfigurationProblemTests {
  private func problem(
    _ severity: ConfigurationProblem.Severity, _ position: TOMLPosition? = nil, key: String? = nil,
    message: String = "no"
  ) -> ConfigurationProblem {
    ConfigurationProblem(
      severity: severity, place: ConfigurationPlace(file: "a.toml", position: position), key: key,
      message: message)
  }

  @Test func `a problem is one line, as compilers print it`() {
    let position = TOMLPosition(line: 3, column: 12)
    #expect(problem(.error, position, key: "x.y").line == "a.toml:3:12: error: x.y: no")
    #expect(problem(.warning, position).line == "a.toml:3:12: warning: no")
    #expect(problem(.error).line == "a.toml: error: no")
  }

  @Test(arguments: [
    ("a\nb", #"a\u{A}b"#), ("\u{1B}[31m", #"\u{1B}[31m"#), ("\u{202E}x", #"\u{202E}x"#),
    ("città “x” 😀", "città “x” 😀"),
  ])
  func `nothing in a problem commands the terminal`(message: String, shown: String) {
    #expect(problem(.error, message: message).line == "a.toml: error: " + shown)
  }

  @Test func `problems are summed up`() {
    #expect([ConfigurationProblem]().summary == "no problems")
    #expect([problem(.error)].summary == "1 error")
    let many = [problem(.warning), problem(.error), problem(.error), problem(.warning)]
    #expect(many.summary == "2 errors, 2 warnings")
  }
}
