import Digests
import Stories
import Testing

@Suite struct SieveTests {
  private static let horoscope: StoredItem = {
    var item = item(
      1, of: agency, title: "L’OROSCOPO di oggi", text: "Ariete: giornata buona. Toro: così così.")
    item.author = "Mario Rossi, Anna Verdi"
    item.tags = ["Astrologia", "Società"]
    item.language = "it-CH"
    item.url = "https://news.example/oroscopo/2026"
    return item
  }()

  private static let conditions: [(filter: Filter, evidence: String?)] = [
    (Filter(name: "f", words: ["oroscop*"]), "oroscopo"),
    (Filter(name: "f", words: ["ariete"]), "ariete"),
    (Filter(name: "f", titleWords: ["ariete"]), nil),
    (Filter(name: "f", titleWords: ["lotto", "oroscopo"]), "oroscopo"),
    (Filter(name: "f", titlePattern: "OROSCOPO"), "OROSCOPO"),
    (Filter(name: "f", titlePattern: "oroscopo"), nil),
    (Filter(name: "f", textPattern: #"Ariete\b.*Toro"#), "Ariete: giornata buona. Toro"),
    (Filter(name: "f", textPattern: "OROSCOPO"), nil),
    (Filter(name: "f", urlPattern: "/oroscopo/"), "/oroscopo/"),
    (Filter(name: "f", tags: ["societa"]), "Società"),
    (Filter(name: "f", tags: ["socie"]), nil),
    (Filter(name: "f", authors: ["anna verdi"]), "anna verdi"),
    (Filter(name: "f", authors: ["Rossi Anna"]), nil),
    (Filter(name: "f", languages: ["IT"]), "it-CH"),
    (Filter(name: "f", languages: ["it-CH"]), "it-CH"),
    (Filter(name: "f", languages: ["it-IT", "de"]), nil),
    (Filter(name: "f", words: ["oroscopo"], languages: ["it"]), "oroscopo, it-CH"),
    (Filter(name: "f", words: ["oroscopo"], languages: ["de"]), nil),
    (Filter(name: "f"), nil),
  ]

  @Test(arguments: conditions) func `A filter catches what meets every condition`(
    _ row: (filter: Filter, evidence: String?)
  ) {
    let sifting = Sieve(digest: [row.filter]).sift(Self.horoscope)
    #expect(sifting.leftOutBy == (row.evidence == nil ? nil : "f"))
    #expect(sifting.deeds.map(\.evidence) == (row.evidence.map { [$0] } ?? []))
  }

  private static func filter(_ name: String, _ action: Filter.Action, _ word: String) -> Filter {
    Filter(name: name, action: action, words: [word])
  }

  private static let chains: [(filters: [Filter], leftOutBy: String?, section: String?)] = [
    ([], nil, nil),
    ([filter("a", .keep, "oroscopo"), filter("b", .drop, "oroscopo")], nil, nil),
    ([filter("b", .drop, "oroscopo"), filter("a", .keep, "oroscopo")], "b", nil),
    ([filter("a", .only, "oroscopo")], nil, nil),
    ([filter("a", .only, "lotto")], "a", nil),
    ([filter("a", .only, "oroscopo"), filter("b", .drop, "ariete")], "b", nil),
    ([filter("a", .keep, "lotto"), filter("b", .only, "lotto")], "b", nil),
    ([filter("a", .section, "oroscopo"), filter("b", .section, "ariete")], nil, "a"),
    ([filter("a", .section, "lotto"), filter("b", .section, "ariete")], nil, "b"),
    ([filter("a", .section, "ariete"), filter("b", .drop, "ariete")], "b", "a"),
    ([filter("b", .keep, "ariete"), filter("a", .section, "ariete")], nil, "a"),
  ]

  @Test(arguments: chains) func `The first filter that decides decides`(
    _ row: (filters: [Filter], leftOutBy: String?, section: String?)
  ) {
    let sifting = Sieve(digest: row.filters).sift(Self.horoscope)
    #expect(sifting.leftOutBy == row.leftOutBy)
    #expect(sifting.section == row.section)
  }

  @Test func `A feed's filters come first, and see its items only`() {
    let sieve = Sieve(
      digest: [Self.filter("all", .drop, "oroscopo")],
      feeds: [
        courier.url: [Self.filter("ours", .drop, "oroscopo")],
        agency.url: [Self.filter("stars", .keep, "oroscopo")],
      ])
    let kept = sieve.sift(Self.horoscope)
    #expect(kept.leftOutBy == nil)
    #expect(kept.deeds.map(\.rule.name) == ["stars", "all"])
    #expect(kept.deeds.map(\.isDecisive) == [true, false])
    var other = Self.horoscope
    other.feedURL = courier.url
    #expect(sieve.sift(other).leftOutBy == "ours")
    other.feedURL = blog.url
    #expect(sieve.sift(other).leftOutBy == "all")
  }

  @Test(arguments: [Filter.Action.drop, .only]) func `A filter that gives up leaves nothing out`(
    _ action: Filter.Action
  ) {
    let slow = Filter(name: "slow", action: action, textPattern: #"^(\w+\s?)*$"#)
    let broken = Filter(name: "broken", action: action, textPattern: "(")
    let text = String(repeating: "word ", count: 40) + "!"
    let sifting = Sieve(digest: [slow, broken]).sift(item(1, of: agency, text: text))
    #expect(sifting.leftOutBy == nil)
    #expect(sifting.undecided.map(\.name) == ["slow", "broken"])
  }
}
