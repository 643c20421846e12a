import Digests
import FoundationEssentials
import Stories

/// Seven in the morning in Rome, 24 November 2026.
let morning = Date(timeIntervalSince1970: 1_795_500_000)

/// Feeds in the order of a configuration.
let agency = Source(
  url: "https://agency.example/feed", title: "Agenzia", tags: ["italia", "esteri"])
let courier = Source(url: "https://courier.example/rss", title: "Il Corriere", tags: ["esteri"])
let blog = Source(url: "https://blog.example/atom", title: "Notes on Swift")

/// An item of `source`, first seen `minutes` before the edition.
func item(
  _ seq: Int64, of source: Source, story: Int64? = nil, title: String? = "Headline",
  text: String = "", minutesBefore minutes: Double = 60, published: Date? = nil, revision: Int = 1,
  isBacklog: Bool = false
) -> StoredItem {
  StoredItem(
    seq: seq, story: story ?? seq, feedURL: source.url, url: "https://news.example/\(seq)",
    title: title, text: text, published: published,
    firstSeen: morning.addingTimeInterval(-60 * minutes), revision: revision,
    isBacklog: isBacklog)
}

func masthead(language: String = "it", part: Int = 1) -> Masthead {
  Masthead(
    digest: "daily", title: "Rassegna del mattino", number: 128, part: part, writtenAt: morning,
    zone: "Europe/Rome", language: language)
}

func material(
  _ pending: [StoredItem], tags: [String] = [], told: Set<Int64> = [], troubles: [Trouble] = []
) -> Material {
  Material(
    masthead: masthead(), tags: tags, sources: [agency, courier, blog], pending: pending,
    told: told, troubles: troubles, feedsPolled: 3)
}

extension Edition {
  /// Every story with its section and its source, in the order of the page.
  var places: [String] {
    sections.flatMap { section in
      section.stories.map { "\(section.title?.string ?? "-") / \($0.source) / \($0.seq)" }
    }
  }

  var stories: [Story] {
    (opening.map { [$0] } ?? []) + sections.flatMap(\.stories)
  }
}
