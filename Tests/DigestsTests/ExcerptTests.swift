import Digests
import FoundationEssentials
import Stories
import Testing

@Suite struct ExcerptTests {
  private static let short = "Il governo ha approvato il decreto."

  private func story(title: String?, text: String) -> Edition.Story? {
    let item = item(1, of: blog, title: title, text: text)
    return material([item]).composed().edition.stories.first
  }

  @Test(arguments: [
    ("", ""), (short, short), ("Titolo", ""), ("titolo.", ""), ("Titolo\n\n" + short, short),
    ("Titolo: «" + short + "»", "«" + short + "»"), ("Titolone di prova", "Titolone di prova"),
    ("AgenPress – Notizia\n\nbreve", "AgenPress – Notizia breve"),
  ]) func `The text does not repeat the title`(text: String, expected: String) {
    #expect(story(title: "Titolo", text: text)?.excerpt.string == expected)
  }

  @Test func `A long text ends after a sentence of the last third`() {
    let sentence = String(repeating: "parola ", count: 34) + "conclusiva."
    let text = sentence + " Poi " + String(repeating: "altro ", count: 60)
    #expect(story(title: "T", text: text)?.excerpt.string == sentence)
  }

  @Test(arguments: [
    "così ha detto il dott. Rossi", "previsto per il 24. November",
    "secondo il sito www.esempio.it oggi", "vale 3.500 euro",
  ]) func `An abbreviation ends no sentence`(words: String) {
    let text =
      String(repeating: "parola ", count: 33) + words + " "
      + String(repeating: "altro ", count: 60)
    let excerpt = story(title: "T", text: text)?.excerpt.string ?? ""
    #expect(excerpt.hasSuffix("altro…"))
    #expect(excerpt.count <= 301)
  }

  @Test func `Text without blanks is cut all the same`() {
    let text = String(repeating: "新聞", count: 400)
    #expect(story(title: "T", text: text)?.excerpt.string.count == 301)
  }

  @Test func `An untitled item is headed by its first words and goes on below`() throws {
    let first = try #require(story(title: nil, text: Self.short))
    #expect(first.title.string == Self.short)
    #expect(first.excerpt.isEmpty)

    let words = (1...40).map { "w\($0)" }.joined(separator: " ")
    let second = try #require(story(title: " ", text: words))
    #expect(second.title.string.hasSuffix("…"))
    #expect(second.excerpt.string.hasPrefix("…"))
    let joined =
      second.title.string.dropLast() + " " + second.excerpt.string.dropFirst()
    #expect(joined == words)

    let sentence = "Una frase che finisce dopo più di sessanta caratteri, ma non oltre."
    let third = try #require(story(title: nil, text: sentence + " Segue il resto. " + words))
    #expect(third.title.string == sentence)
    #expect(third.excerpt.string.hasPrefix("Segue il resto."))
  }

  @Test func `An item without title or text keeps its place`() {
    let empty = story(title: nil, text: "")
    #expect(empty?.title.isEmpty == true)
    #expect(empty?.excerpt.isEmpty == true)
  }
}
