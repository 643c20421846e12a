import Testing

@testable import Daemon

@Suite struct EtiquetteTests {
  @Test func `every rule of good manners that applies is kept`() async throws {
    let findings = try await Etiquette.findings(hostGap: .milliseconds(150))
    #expect(findings.count == 74)
    for finding in findings { #expect(finding.verdict != .broken, "\(finding.line)") }
    let skipped = findings.filter { $0.verdict == .notApplicable }.map(\.rule)
    #expect(skipped == ["FRB031", "FRB070", "FRB071"])
  }
}
