import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct ResemblanceTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
    ("intreval", "interval", 1),
    ("abcd", "badc", 2), ("ca", "abc", 3),
  ])
  func `edits are counted, an exchange of neighbours as one`(old: String, new: String, count: Int) {
    #expect(edits(from: Array(old), to: Array(new)) == count)
  }

  @Test(arguments: [
    ("intervall", "interval"), ("INTERVAL", "interval"), ("flor", "floor"), ("x", nil),
    ("timeuot", "timeout"), ("something", nil), ("", nil),
  ])
  func `the nearest name is found, if one is near`(written: String, meant: String?) {
    #expect(written.nearest(of: ["interval", "floor", "timeout"]) == meant)
  }

  @Test func `every zone that is suggested exists`() {
    #expect(TimeZone.frequent.filter { TimeZone(identifier: $0) == nil }.isEmpty)
  }
}
