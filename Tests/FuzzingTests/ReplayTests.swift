import FoundationEssentials
import Fuzzing
import Testing

/// The seeds of `make fuzz`, and what it has found: each broke a rule once.
@Suite(.timeLimit(.minutes(10))) struct ReplayTests {
  private static let folder = String(#filePath.dropLast("ReplayTests.swift".count)) + "Corpus/"

  private static func inputs(of target: FuzzTarget) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + target.rawValue).sorted()
  }

  @Test(arguments: FuzzTarget.allCases)
  func `no input of the corpus breaks a rule`(target: FuzzTarget) throws {
    let inputs = try Self.inputs(of: target)
    #expect(inputs.count > 5)
    for name in inputs {
      let path = Self.folder + target.rawValue + "/" + name
      let finding = target.finding(in: Array(try Data(contentsOf: URL(filePath: path))))
      #expect(finding == nil, "\(name)")
    }
  }

  @Test func `a rule that is broken is told`() {
    for html in ["<script>x</script>", "<b>", "a & b", "<p onclick=\"x\">y</p>", "<td>x</td>"] {
      var reader = StrictReader(html)
      let isSound = reader.isSound()
      #expect(!isSound, "\(html)")
    }
  }
}
