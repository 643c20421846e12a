import Digests
import FoundationEssentials
import Stories
import Testing

/// A small edition with one of everything.
let sample: Edition = {
  let arabic = Source(url: "https://arabic.example/rss", title: "صحيفة", tags: ["esteri"])
  let dead = Source(url: "https://dead.example/rss", title: "La Gazzetta")
  let long = (1...9).map { "Frase numero \($0) del testo, lunga quanto basta." }
  let pending = [
    item(
      1, of: agency, story: 1, title: "GENOVA. Riapre il porto",
      text: "AgenPress – Novanta navi in attesa.", minutesBefore: 95),
    item(2, of: courier, story: 1, title: "Porto riaperto", minutesBefore: 60),
    item(3, of: blog, story: 1, title: "Port open again", minutesBefore: 30),
    item(
      4, of: agency, title: "Perché «1 < 2» & altro", text: long.joined(separator: " "),
      minutesBefore: 1_500),
    item(5, of: agency, title: "Solo un titolo", minutesBefore: 20),
    item(6, of: arabic, title: "افتتاح الميناء", text: "بعد عامين.", minutesBefore: 10),
    item(7, of: blog, title: nil, text: "An untitled note.", minutesBefore: 45),
    item(8, of: blog, title: nil, minutesBefore: 50),
  ]
  var material = Material(
    masthead: masthead(), sources: [agency, courier, arabic, blog], pending: pending,
    troubles: [
      Trouble(
        source: dead, since: morning.addingTimeInterval(-1_123_200),
        reason: "il server risponde 503")
    ], feedsPolled: 5)
  material.sectionLimit = 1
  material.revised = [
    RevisedItem(
      item: item(9, of: courier, title: "Genova, due navi", revision: 2), revisedAt: morning,
      toldTitle: "Genova, tre navi", toldText: "", toldOn: Day(year: 2026, month: 11, day: 23)),
    RevisedItem(
      item: item(10, of: agency, title: "Il bilancio", revision: 3), revisedAt: morning,
      toldTitle: "Il bilancio", toldText: "", toldOn: Day(year: 2026, month: 11, day: 22)),
  ]
  material.silences = [
    Silence(source: agency, usualPerDay: 60, lastDay: 0, quietDays: 1),
    Silence(source: blog, usualPerDay: 0, lastDay: 0, quietDays: 16),
  ]
  material.holes = [
    Hole(
      source: courier, from: morning.addingTimeInterval(-7_200),
      until: morning.addingTimeInterval(-3_600))
  ]
  return material.composed().edition
}()

/// An edition on a day without news.
let quiet = material([]).composed().edition

/// The forms that are text.
let textForms = Form.allCases.filter { $0 != .epub }

@Suite struct FormsTests {
  @Test(arguments: textForms)
  func `An edition looks as recorded`(form: Form) throws {
    try Golden("edition.\(form.fileExtension)").check(try sample.text(as: form).withoutStyle)
  }

  @Test(arguments: textForms)
  func `A quiet day looks as recorded`(form: Form) throws {
    try Golden("quiet.\(form.fileExtension)").check(try quiet.text(as: form).withoutStyle)
  }

  @Test(arguments: Form.allCases)
  func `A stored edition gives the same bytes again`(form: Form) throws {
    let again = try Edition(decoding: sample.encoded())
    #expect(try again.rendered(as: form) == sample.rendered(as: form))
  }

  @Test(arguments: textForms) func `Each form ends with one line break`(form: Form) throws {
    let text = try sample.text(as: form)
    #expect(text.hasSuffix("\n"))
    #expect(!text.hasSuffix("\n\n"))
  }

  @Test(arguments: [Form.html, .markdown, .text]) func `All that is told stands in each form`(
    form: Form
  ) throws {
    let text = try sample.text(as: form)
    for part in [
      "Agenzia", "Il Corriere", "Notes on Swift", "La Gazzetta", "503", "05:25", "06:30",
      "Novanta navi", "افتتاح الميناء", "Senza titolo", "An untitled note.",
      "https://news.example/2", "https://news.example/8", "Genova, due navi", "Genova, tre navi",
      "testo è stato rivisto", "di solito 60 al giorno", "niente da 16 giorni", "05:00",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}

extension String {
  /// A page without its style sheet and that one's hash, which say nothing of an edition.
  fileprivate var withoutStyle: String {
    replacing(/<style>[^<]*<\/style>/, with: "<style></style>")
      .replacing(/'sha256-[^']*'/, with: "'sha256-…'")
  }
}
