import FoundationEssentials
import Testing

@testable import Digests

@Suite struct LanguageTests {
  private func almanac(_ language: String, zone: String = "Europe/Rome") -> Almanac {
    Almanac(
      Masthead(
        digest: "d", title: "D", number: 1, writtenAt: morning, zone: zone, language: language))
  }

  @Test(arguments: [
    ("it", "martedì 24 novembre 2026"), ("en", "Tuesday, 24 November 2026"),
    ("en-US", "Tuesday, November 24, 2026"), ("de", "Dienstag, 24. November 2026"),
    ("fr", "mardi 24 novembre 2026"), ("es", "martes, 24 de noviembre de 2026"),
    ("de-AT", "Dienstag, 24. November 2026"), ("tlh", "Tuesday, 24 November 2026"),
    ("", "Tuesday, 24 November 2026"),
  ]) func `The day is written as in the language`(language: String, date: String) throws {
    #expect(almanac(language).fullDate(Day(year: 2026, month: 11, day: 24)) == date)
  }

  @Test(arguments: [
    (0.0, nil, "07:00"), (-25_199, nil, "00:00"), (-25_260, "23 nov", "23:59"),
    (61_200, "25 nov", "00:00"), (-31_536_000, "24 nov 2025", "07:00"),
  ]) func `A moment names its day where it is another one`(
    offset: Double, day: String?, time: String
  ) throws {
    #expect(almanac("it").stamp(morning.addingTimeInterval(offset)) == Stamp(day: day, time: time))
  }

  @Test func `Times are those of the zone, on both nights of the clock change`() throws {
    let zones = almanac("it")
    let spring = Date(timeIntervalSince1970: 1_774_746_000)  // 2026-03-29T01:00:00Z
    #expect(zones.stamp(spring.addingTimeInterval(-60)).time == "01:59")
    #expect(zones.stamp(spring).time == "03:00")
    let autumn = Date(timeIntervalSince1970: 1_792_890_000)  // 2026-10-25T01:00:00Z
    #expect(zones.stamp(autumn.addingTimeInterval(-60)).time == "02:59")
    #expect(zones.stamp(autumn).time == "02:00")
  }

  @Test(arguments: [
    ("it", ["0 notizie", "1 notizia", "2 notizie"]), ("en", ["0 stories", "1 story", "2 stories"]),
    ("fr", ["0 sujet", "1 sujet", "2 sujets"]),
    ("de", ["0 Meldungen", "1 Meldung", "2 Meldungen"]),
    ("es", ["0 noticias", "1 noticia", "2 noticias"]),
  ]) func `Plurals agree`(language: String, expected: [String]) throws {
    let almanac = almanac(language)
    #expect((0...2).map { almanac.wording.stories(almanac.count($0)) } == expected)
  }

  @Test(arguments: [
    ("it", "12.000"), ("en", "12,000"), ("de", "12.000"), ("fr", "12\u{202F}000"), ("es", "12.000"),
  ]) func `Large numbers are grouped as in the language`(language: String, digits: String) throws {
    #expect(almanac(language).count(12_000).digits == digits)
  }

  @Test(arguments: [
    (7, "dal 7 nov, 07:00"), (8, "dall’8 nov, 07:00"), (11, "dall’11 nov, 07:00"),
    (18, "dal 18 nov, 07:00"), (24, "dalle 07:00"),
  ]) func `Italian elides before eight and eleven`(day: Double, expected: String) throws {
    let almanac = almanac("it")
    let moment = morning.addingTimeInterval((day - 24) * 86_400)
    #expect(almanac.wording.since(almanac.stamp(moment)) == expected)
  }

  @Test func `Every language has words of its own for everything`() throws {
    let words = Edition.languages.map { language -> [String] in
      let spoken = Edition.wording(for: language)
      let count = Count(value: 2, digits: "2")
      return [
        spoken.contents, spoken.skipToStories, spoken.allStories, spoken.otherFeeds, spoken.alsoIn,
        spoken.untitled, spoken.nothingNew, spoken.completeness, spoken.notRead,
        spoken.everythingRead, spoken.archive, spoken.stories(count), spoken.feedsPolled(count),
        spoken.feedsFailing(count), spoken.since(Stamp(day: "2", time: "3")),
        spoken.times(in: "UTC"), spoken.corrections, spoken.before, spoken.textRevised,
        spoken.quieter, spoken.mayBeMissing, spoken.andMore(count), spoken.told(on: "2"),
        spoken.leftOut(count), spoken.rhythm(usual: count, lastDay: count),
        spoken.nothing(forDays: count),
        spoken.between(Stamp(day: nil, time: "2"), Stamp(day: nil, time: "3")),
      ] + FailureReason.examples.map { $0.clause(in: language) }
    }
    #expect(words.count == 5)
    for (first, second) in zip(words, words.dropFirst()) {
      for (one, other) in zip(first, second) { #expect(one != other) }
    }
    #expect(words.joined().allSatisfy { !$0.isEmpty })
  }

  @Test func `A reason is stored as a code and worded in the digest's language`() throws {
    for reason in FailureReason.examples { #expect(FailureReason(code: reason.code) == reason) }
    #expect(FailureReason(code: "of a later version") == .unknown)
    #expect(FailureReason(code: "status-x") == .unknown)
    #expect(FailureReason.status(404).clause(in: "it") == "la pagina non esiste (404)")
    #expect(FailureReason.status(503).clause(in: "de-AT") == "Fehler des Servers (503)")
  }

  @Test func `The digest's language is that of the page`() throws {
    for language in Edition.languages {
      var edition = sample
      edition.masthead.language = language
      #expect(try edition.text(as: .html).contains("<html lang=\"\(language)\" dir=\"ltr\">"))
    }
  }
}

extension FailureReason {
  fileprivate static let examples: [FailureReason] =
    [
      .name, .connection, .proxy, .privateAddress, .encryption, .timeout, .tooLarge, .truncated,
      .redirect, .challenge, .protocolViolation, .file, .empty, .webPage, .notAFeed,
      .refusedDocument, .unknown,
    ] + [401, 403, 404, 410, 418, 429, 500].map { .status($0) }
}
