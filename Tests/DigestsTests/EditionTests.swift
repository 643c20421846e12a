import Digests
import FoundationEssentials
import Stories
import Testing

@Suite struct EditionTests {
  private let edition = material([
    item(1, of: agency, story: 1, title: "È “vero”", published: morning.addingTimeInterval(-0.7)),
    item(2, of: blog, story: 1),
  ]).composed().edition

  @Test func `An edition survives its JSON`() throws {
    #expect(try Edition(decoding: edition.encoded()) == edition)
  }

  @Test func `The JSON of an edition is always the same bytes`() throws {
    let once = try edition.encoded()
    #expect(try Edition(decoding: once).encoded() == once)
    let text = String(decoding: once, as: UTF8.self)
    #expect(text.contains(#""day":"2026-11-24""#))
    #expect(text.contains(#""writtenAt":1795500000"#))
    #expect(text.contains(#""link":"https://news.example/1""#))
  }

  @Test func `An edition that an earlier version stored is read, its feeds' stories in a row`()
    throws
  {
    let story = { (seq: Int) in
      """
      {"also":[],"excerpt":"","moment":1795490000,"revision":1,"seq":\(seq),"source":"A",\
      "story":\(seq),"title":"Headline \(seq)"}
      """
    }
    let json = """
      {"counts":{"feedsFailing":1,"feedsPolled":2,"items":3,"stories":2},\
      "masthead":{"day":"2026-11-24","digest":"daily","language":"it","number":1,"part":1,\
      "title":"T","writtenAt":1795500000,"zone":"Europe/Rome"},"sections":[{"groups":[\
      {"source":{"tags":[],"title":"A","url":"https://a.example/"},"stories":[\(story(1))]},\
      {"source":{"tags":[],"title":"B","url":"https://b.example/"},"stories":[\(story(2))]}],\
      "tag":"italia"}],"troubles":[{"reason":"x","since":1795400000,\
      "source":{"tags":[],"title":"C","url":"https://c.example/"}}]}
      """
    let edition = try Edition(decoding: Array(json.utf8))
    #expect(edition.places == ["italia / A / 1", "italia / A / 2"])
    #expect(edition.sections.map(\.shown) == [2])
    #expect(edition.changes.isEmpty && edition.silences.isEmpty && edition.accounts.isEmpty)
    #expect(try Edition(decoding: edition.encoded()) == edition)
  }

  @Test(arguments: ["", "{}", "[1]", "{\"masthead\":null}"])
  func `Damaged JSON is an error`(json: String) {
    #expect(throws: DigestError.unreadableEdition) { try Edition(decoding: Array(json.utf8)) }
  }

  @Test func `Text in a stored edition is cleaned again when it is read`() throws {
    let json = String(decoding: try edition.encoded(), as: UTF8.self)
    let forged = json.replacing("È “vero”", with: #"a\u001b[31mb"#)
    let read = try Edition(decoding: Array(forged.utf8))
    #expect(read.stories.first?.title.string == "a[31mb")
  }

  @Test(arguments: [
    (1_795_500_000, "Europe/Rome", 1, "2026-11-24"),
    (1_795_474_800, "Europe/Rome", 2, "2026-11-24-2"),
    (1_795_474_799, "Europe/Rome", 1, "2026-11-23"),
    (1_795_500_000, "Pacific/Kiritimati", 1, "2026-11-24"),
    (1_795_530_000, "Pacific/Kiritimati", 1, "2026-11-25"),
    (1_795_500_000, "No/Where", 1, "2026-11-24"),
  ]) func `Files are named by the day in the zone`(
    seconds: Double, zone: String, part: Int, stem: String
  ) {
    let masthead = Masthead(
      digest: "../x", title: "", number: 1, part: part,
      writtenAt: Date(timeIntervalSince1970: seconds), zone: zone, language: "it")
    #expect(masthead.fileStem == stem)
    #expect(masthead.title.string == "../x")
  }
}

@Suite struct DayTests {
  @Test(arguments: ["2026-11-24", "2024-02-29", "0001-01-01", "9999-12-31"])
  func `A day is read as it is written`(text: String) {
    #expect(Day(text)?.description == text)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-24 ", "+026-11-24", "2026-11",
    "20261124", "２０２６-11-24", "",
  ]) func `What is no day is refused`(text: String) {
    #expect(Day(text) == nil)
  }
}
