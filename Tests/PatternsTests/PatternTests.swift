import Patterns
import Testing

@Suite struct PatternTests {
  private static let finds: [(source: String, text: String, found: String?)] = [
    ("Meteo", "Meteo: sole", "Meteo"),
    ("Meteo", "meteo: sole", nil),
    ("(?i)METEO", "Il meteo", "meteo"),
    (#"^Borsa\b.*chiusura"#, "Titolo\nBorsa, la chiusura", "Borsa, la chiusura"),
    (#"^chiusura$"#, "prima\nchiusura\ndopo", "chiusura"),
    (#"\bperché\b"#, "E perché no?", "perché"),
    (#"\bart\b"#, "party", nil),
    (#"(?i)ÉTÉ"#, "un été", "été"),
    (#"\d+-\d+"#, "Roma-Lazio 2-1", "2-1"),
    ("", "anything", ""),
    ("x", "", nil),
    ("🙂+", "a 🙂🙂", "🙂🙂"),
  ]

  @Test(arguments: finds) func `It finds the first place`(
    _ row: (source: String, text: String, found: String?)
  ) throws {
    #expect(try Pattern(row.source).firstMatch(in: row.text).map(String.init) == row.found)
  }

  @Test(arguments: [
    ("a(b", 4), ("*a", 1), ("[z-a]", 4), (#"è\C"#, 4), ("(?<n>a)(?<n>b)", 13), (#"a(?=\Kb)"#, 9),
    (#"\p{Nix}"#, 8),
  ]) func `A mistake is told with its place`(_ source: String, _ character: Int) {
    let error = #expect(throws: PatternError.self) { _ = try Pattern(source) }
    guard case .malformed(let place, let reason) = error else {
      Issue.record("\(source) was taken")
      return
    }
    #expect(place == character)
    #expect(!reason.isEmpty)
  }

  /// From one place of the text, or a little from each of many.
  @Test(arguments: [
    (#"^(\w+\s?)*$"#, String(repeating: "word ", count: 40) + "!"),
    (#"a.*a.*[bc]"#, String(repeating: "a", count: 4000)),
    (#"(?:a?){20}a{20}[cd]"#, String(repeating: "a", count: 100_000)),
  ]) func `What goes back for ever is given up`(_ source: String, _ text: String) throws {
    let pattern = try Pattern(source)
    #expect(try pattern.firstMatch(in: "nothing") == (source.first == "^" ? "nothing" : nil))
    let error = #expect(throws: PatternError.self) { _ = try pattern.firstMatch(in: text) }
    guard case .gaveUp = error else {
      Issue.record("it was not given up: \(String(describing: error))")
      return
    }
  }
}
