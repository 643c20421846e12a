import FoundationEssentials
import Testing

@testable import Storage

@Suite struct SearchQueryTests {
  private static let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func parse(_ text: String) -> SearchQuery {
    SearchQuery(parsing: text, at: Self.now)
  }

  @Test(arguments: [
    ("alba", "(alba)"),
    ("alba mare", "(alba) AND (mare)"),
    ("\"alba sul mare\"", "(alba sul mare)"),
    ("\"alba sul mar\"*", "(alba sul mar *)"),
    ("autostrad*", "(autostrad *)"),
    ("dell'acqua", "(dell acqua)"),
    ("caffè", "(caffè)"),
    ("mare -calcio", "((mare)) NOT (calcio)"),
    ("-calcio", "((all)) NOT (calcio)"),
    ("-\"prima pagina\"", "((all)) NOT (prima pagina)"),
    ("titolo:alba", "(titolo alba)"),
    ("after:domani", "(after domani)"),
    ("-after:2026", "((all)) NOT (after 2026)"),
    ("\"open quote", "(open quote)"),
    ("AND OR NOT NEAR(a", "(AND) AND (OR) AND (NOT) AND (NEAR a)"),
    ("!!! -- ** \" :", "(all)"),
    ("a:\"b c\"", "(a b c)"),
  ])
  func `words, phrases and what is neither`(text: String, expected: String) {
    let plain = SearchExpression(parse(text), feeds: nil).text
      .replacing("{title author body} : ", with: "").replacing("mark : ", with: "")
      .replacing("\"", with: "")
    #expect(plain == expected)
  }

  @Test func `filters are taken out of the words`() {
    let query = parse("feed:agen feed:\"Il Porto\" tag:italia alba after:2026-11 before:2026-11-24")
    #expect(query.feeds == ["agen", "Il Porto"])
    #expect(query.tags == ["italia"])
    #expect(query.wanted == [SearchQuery.Phrase("alba")])
    #expect(query.after == Date(timeIntervalSince1970: 1_793_491_200))
    #expect(query.before == Date(timeIntervalSince1970: 1_795_478_400))
  }

  @Test(arguments: [
    ("2026", 1_767_225_600.0), ("2026-02", 1_769_904_000), ("7d", 1_794_898_800),
    ("2026-13", nil), ("20260-01", nil), ("2026-1-1-1", nil), ("d", nil), ("-3d", nil), ("", nil),
  ])
  func `dates`(text: String, seconds: Double?) {
    #expect(parse("after:" + text).after?.timeIntervalSince1970 == seconds)
  }

  @Test func `a long query is cut`() {
    let query = parse(String(repeating: "parola ", count: 10_000))
    #expect(query.wanted.count == SearchQuery.maximumPhrases)
  }

  @Test func `a query without a word looks for nothing`() {
    #expect(parse(" !?\" \u{0}\u{301} ").isEmpty)
  }

  @Test func `no text of 100,000 is an error to FTS5`() async throws {
    try await withStore { store in
      try await store.fillIndex(["Alba sul mare", "Caffè corretto"])
      try await store.search(100_000)
    }
  }
}

/// Texts made of what might be syntax, with a seed.
private struct Pieces {
  private static let pieces = [
    "\"", "'", "*", "-", "+", "^", "(", ")", "{", "}", ":", "alba", "mare", "AND", "OR", "NOT",
    "NEAR(", ",", " ", "  ", "\u{0}", "\u{301}", "é", "漢字", "😀", "\u{202E}", "feed:", "tag:",
    "after:", "before:", "2026-11", "7d", "9d", "\\", "%", "body:", "\n", "🇮🇹", "ﬁ", "١٢",
    "\u{E000}", "\u{FFFD}", "-\"", "\"*", ";DROP TABLE item",
  ]
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func text() -> String {
    (0..<next(7)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
  }

  /// Source: Knuth, MMIX.
  private mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}

extension Store {
  fileprivate func fillIndex(_ titles: [String]) async throws {
    let feed = try known("https://a.example/feed")
    let sightings = try titles.enumerated().map { try sighting("\($0.offset)", $0.element) }
    _ = try record(
      [PollRecord(feed: feed, sightings: sightings)], at: Date(timeIntervalSince1970: 9))
    try index(try itemsToIndex(limit: 99).map { $0.indexed(text: $0.html) })
  }

  /// Runs so many queries of made-up texts against the first volume.
  fileprivate func search(_ number: Int) throws {
    let select = try connection.prepare("SELECT 1 FROM search_0 WHERE search_0 MATCH ? LIMIT 1")
    let now = Date(timeIntervalSince1970: 1_795_503_600)
    var random = Pieces(seed: 7)
    for _ in 0..<number {
      let query = SearchQuery(parsing: random.text(), at: now)
      _ = try select.first([.text(SearchExpression(query, feeds: nil).text)]) { _ in }
    }
  }
}
