import FoundationEssentials
import Fuzzing
import Links
import Markup
import Testing

/// The cases that `make hostile` opens in a browser, looked at without one.
@Suite struct HostileTests {
  private static let cases: [String] = {
    let folder = #filePath.dropLast("MarkupTests/HostileTests.swift".count)
    // Without the file there are no cases, which a test below tells.
    let text = try? Data(contentsOf: URL(filePath: folder + "Hostile/cases.txt"))
    return String(decoding: text ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
  }()

  @Test func `there are cases`() { #expect(Self.cases.count > 100) }

  @Test(arguments: ["", "https://example.org/a/b"])
  func `what is left of a hostile page is sound`(base: String) {
    for source in Self.cases {
      let html = CleanHTML("<p>before</p>\(source)", base: WebURL(base)).html
      var reader = StrictReader(html)
      let isSound = reader.isSound()
      #expect(isSound, "\(source)\n\(html)")
      #expect(html.hasPrefix("<p>before</p>"))
      for address in Self.addresses(html) {
        let scheme = address.firstIndex(of: ":").map { address[..<$0] }
        let isAllowed = scheme.map { ["http", "https", "mailto"].contains($0) } ?? true
        #expect(isAllowed, "\(source)\n\(address)")
      }
    }
  }

  /// The values of all attributes that lead somewhere.
  private static func addresses(_ html: String) -> [Substring] {
    [" href=\"", " src=\"", " cite=\"", " poster=\""].flatMap { name in
      html.ranges(of: name).map { html[$0.upperBound...].prefix { $0 != "\"" } }
    }
  }
}
