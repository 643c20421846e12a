import Digests
import FoundationEssentials
import Stories
import Testing

@Suite struct CompositionTests {
  @Test func `One story from three feeds is told once, by the item published first`() throws {
    let (edition, ledger) = material([
      item(12, of: blog, story: 10, minutesBefore: 10),
      item(10, of: agency, story: 10, minutesBefore: 30),
      item(11, of: courier, story: 10, minutesBefore: 20),
    ]).composed()
    #expect(edition.stories.map(\.seq) == [10])
    let story = try #require(edition.stories.first)
    #expect(story.source.string == "Agenzia")
    #expect(story.also.map(\.source.string) == ["Il Corriere", "Notes on Swift"])
    #expect(
      story.also.map(\.link?.string) == ["https://news.example/11", "https://news.example/12"])
    #expect(story.also.map(\.moment) == [-20, -10].map { morning.addingTimeInterval(60 * $0) })
    #expect(ledger.map(\.seq) == [10, 11, 12])
    #expect(ledger.map(\.outcome) == [.printed, .merged(into: 10), .merged(into: 10)])
    #expect(edition.counts.stories == 1)
    #expect(edition.counts.items == 3)
  }

  /// Minutes before the edition at which each copy says that it was published, nil for no date; the
  /// feeds in the order of the copies that lead.
  private static let copies: [(agency: Double?, courier: Double?, blog: Double?, order: [String])] =
    [
      (90, 80, 70, ["Agenzia", "Il Corriere", "Notes on Swift"]),
      (70, 80, 90, ["Notes on Swift", "Il Corriere", "Agenzia"]),
      (nil, nil, nil, ["Agenzia", "Il Corriere", "Notes on Swift"]),
      (80, 80, 80, ["Agenzia", "Il Corriere", "Notes on Swift"]),
      (nil, 61, nil, ["Il Corriere", "Agenzia", "Notes on Swift"]),
      // To come, and two years ago: neither is believed.
      (30, 1_051_200, 61, ["Notes on Swift", "Agenzia", "Il Corriere"]),
    ]

  @Test(arguments: copies) func `Which source leads does not depend on whose poll ended first`(
    _ copies: (agency: Double?, courier: Double?, blog: Double?, order: [String])
  ) {
    let sources = [(agency, copies.agency), (courier, copies.courier), (blog, copies.blog)]
    for arrival in [
      [1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1] as [Int64],
    ] {
      let items = zip(arrival, sources).map { seq, source in
        item(
          seq, of: source.0, story: 1,
          published: source.1.map { morning.addingTimeInterval(-60 * $0) })
      }
      let story = material(items).composed().edition.stories.first
      #expect(story.map { [$0.source.string] + $0.also.map(\.source.string) } == copies.order)
    }
  }

  @Test func `A source that tells a story twice is named once`() throws {
    let (edition, ledger) = material([
      item(1, of: agency, story: 1), item(2, of: agency, story: 1),
      item(3, of: courier, story: 1), item(4, of: courier, story: 1),
    ]).composed()
    #expect(edition.stories.first?.also.map(\.source.string) == ["Il Corriere"])
    #expect(ledger.count == 4)
  }

  @Test func `A story whose first item belongs to no feed of this digest has a lead here`() {
    let (edition, ledger) = material([item(8, of: courier, story: 2)]).composed()
    #expect(edition.stories.map(\.seq) == [8])
    #expect(edition.stories.map(\.story) == [2])
    #expect(ledger.map(\.outcome) == [.printed])
  }

  @Test func `A story told in an earlier edition is merged into it`() {
    let (edition, ledger) = material(
      [item(20, of: courier, story: 5), item(21, of: blog, story: 5, isBacklog: true)], told: [5]
    ).composed()
    #expect(edition.stories.isEmpty)
    #expect(ledger.map(\.outcome) == [.merged(into: 5), .merged(into: 5)])
  }

  @Test func `The backlog of a new feed is left out by its rule`() {
    let (edition, ledger) = material([
      item(1, of: blog, isBacklog: true), item(2, of: blog, isBacklog: true), item(3, of: blog),
    ]).composed()
    #expect(edition.stories.map(\.seq) == [3])
    #expect(
      ledger.map(\.outcome)
        == [.leftOut(rule: "backlog"), .leftOut(rule: "backlog"), .printed])
  }

  @Test func `An old item leads no story but is named beside a fresh one`() {
    let (edition, ledger) = material([
      item(1, of: blog, story: 1, isBacklog: true), item(2, of: agency, story: 1),
    ]).composed()
    #expect(edition.stories.map(\.seq) == [2])
    #expect(edition.stories.first?.also.map(\.source.string) == ["Notes on Swift"])
    #expect(ledger.map(\.outcome) == [.merged(into: 1), .printed])
  }

  @Test func `An edited item is told as last edited, once`() {
    let (edition, ledger) = material([
      item(1, of: agency, title: "After", revision: 2), item(1, of: agency, title: "Before"),
    ]).composed()
    #expect(edition.stories.map(\.title.string) == ["After"])
    #expect(edition.stories.map(\.revision) == [2])
    #expect(ledger == [LedgerEntry(seq: 1, revision: 2, outcome: .printed)])
  }

  @Test func `Sections follow the sources, an item of several tags stands in the first`() {
    let (edition, _) = material([
      item(1, of: blog), item(2, of: courier, minutesBefore: 50),
      item(3, of: courier, minutesBefore: 5), item(4, of: agency),
    ]).composed()
    #expect(
      edition.places == [
        "italia / Agenzia / 4", "esteri / Il Corriere / 3", "esteri / Il Corriere / 2",
        "- / Notes on Swift / 1",
      ])
  }

  @Test func `The digest's own tags set the order and the choice`() {
    let (edition, _) = material(
      [item(1, of: agency), item(2, of: courier)], tags: ["esteri"]
    ).composed()
    #expect(edition.places == ["esteri / Agenzia / 1", "esteri / Il Corriere / 2"])
  }

  @Test func `An item whose feed is configured no longer is told under the feed's host`() {
    let gone = Source(url: "https://gone.example/feed", title: "Gone")
    let (edition, ledger) = material([item(1, of: gone)]).composed()
    #expect(edition.places == ["- / gone.example / 1"])
    #expect(ledger.map(\.outcome) == [.printed])
  }

  @Test func `The story that most sources tell opens the edition and stands nowhere else`() {
    let (edition, _) = material([
      item(1, of: agency), item(2, of: courier), item(3, of: agency, story: 3),
      item(4, of: courier, story: 3), item(5, of: blog, story: 3), item(6, of: agency, story: 6),
      item(7, of: blog, story: 6), item(8, of: blog),
    ]).composed()
    #expect(edition.opening?.seq == 3)
    #expect(edition.stories.filter { $0.seq == 3 }.count == 1)
    #expect(Set(edition.stories.map(\.seq)) == [1, 2, 3, 6, 8])
  }

  @Test func `In a section the story of more, or better, sources comes first`() {
    var material = material([
      item(1, of: courier, minutesBefore: 5), item(2, of: courier, story: 2, minutesBefore: 300),
      item(3, of: blog, story: 2), item(4, of: blog, minutesBefore: 5),
    ])
    material.tags = ["none"]
    #expect(material.composed().edition.stories.map(\.seq) == [2, 1, 4])
    material.ranks = [blog.url: 9, courier.url: 1]
    #expect(material.composed().edition.stories.map(\.seq) == [3, 4, 1])
  }

  @Test func `Stories about one event stand side by side`() {
    var material = material([
      item(1, of: courier, minutesBefore: 50), item(2, of: courier, minutesBefore: 40),
      item(3, of: courier, minutesBefore: 30),
    ])
    #expect(material.composed().edition.stories.map(\.seq) == [3, 2, 1])
    material.groups = [3: 1]
    #expect(material.composed().edition.stories.map(\.seq) == [3, 1, 2])
  }

  @Test func `A section tells as many stories whole as its limit says, and names the rest`() {
    var material = material((1...9).map { item($0, of: agency, minutesBefore: Double($0) * 40) })
    material.sectionLimit = 4
    let (edition, ledger) = material.composed()
    let section = edition.sections[0]
    #expect(section.told.map(\.seq) == [1, 2, 3, 4])
    #expect(section.further.map(\.seq) == [5, 6, 7, 8, 9])
    #expect(ledger.filter { $0.outcome == .printed }.count == 9)
  }

  @Test func `A feed that says much leaves room for the others, and its rest is named`() {
    var material = material(
      (1...5).map { item($0, of: agency, minutesBefore: Double($0)) }
        + [item(6, of: courier, minutesBefore: 60), item(7, of: courier, minutesBefore: 70)])
    material.sources = [agency, courier].map {
      Source(url: $0.url, title: $0.title.string, tags: ["x"])
    }
    material.feedLimit = 2
    let section = material.composed().edition.sections[0]
    #expect(section.told.map(\.seq) == [1, 2, 6, 7])
    #expect(section.further.map(\.seq) == [3, 4, 5])
    material.sectionLimit = 3
    let less = material.composed().edition.sections[0]
    #expect(less.told.map(\.seq) == [1, 2, 6])
    #expect(less.further.map(\.seq) == [3, 4, 5, 7])
  }

  @Test func `A few stories have no opening, nor have stories of one source each`() {
    let pair = [item(1, of: agency, story: 1), item(2, of: courier, story: 1)]
    #expect(material(pair).composed().edition.opening == nil)
    let singles = (1...9).map { item($0, of: agency) }
    #expect(material(singles).composed().edition.opening == nil)
  }

  @Test func `Nothing pending gives an empty edition with its troubles`() {
    let trouble = Trouble(source: blog, since: morning, reason: "il server non risponde")
    let (edition, ledger) = material([], troubles: [trouble]).composed()
    #expect(edition.sections.isEmpty)
    #expect(ledger.isEmpty)
    #expect(edition.troubles == [trouble])
    #expect([edition.counts.stories, edition.counts.items] == [0, 0])
    #expect([edition.counts.feedsPolled, edition.counts.feedsFailing] == [3, 1])
  }

  /// Seconds from the moment of being seen: what the feed says, what is believed.
  private static let dates: [(said: Double, believed: Double)] = [
    (-3_600, -3_600), (0, 0), (1, 0), (34_560_000_000, 0), (-31_622_400, -31_622_400),
    (-31_622_401, 0), (-1_795_500_000, 0),
  ]

  @Test(arguments: dates) func `A date is believed within the year before the item was seen`(
    said: Double, believed: Double
  ) {
    let seen = item(1, of: blog, minutesBefore: 0, published: morning.addingTimeInterval(said))
    let story = material([seen]).composed().edition.stories.first
    #expect(story?.moment == morning.addingTimeInterval(believed))
  }

  @Test func `Every pending item has one entry, whatever the order it comes in`() {
    let sources = [agency, courier, blog]
    let pending = (1...60).map { seq in
      item(
        seq, of: sources[Int(seq % 3)], story: max(1, seq - seq % 7),
        minutesBefore: Double(seq * 13 % 50), isBacklog: seq % 5 == 0)
    }
    let forward = material(pending, told: [14, 21]).composed()
    let backward = material(pending.reversed(), told: [14, 21]).composed()
    #expect(forward.ledger.map(\.seq) == Array(1...60))
    #expect(forward.ledger == backward.ledger)
    #expect(forward.edition == backward.edition)
    let printed = forward.ledger.filter { $0.outcome == .printed }.map(\.seq)
    #expect(Set(printed) == Set(forward.edition.stories.map(\.seq)))
    #expect(printed.count == forward.edition.stories.count)
  }
}
