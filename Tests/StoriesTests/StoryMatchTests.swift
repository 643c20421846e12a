import FoundationEssentials
import Testing

@testable import Stories

@Suite struct StoryMatchTests {
  private func evidence(_ title: String?, _ text: String, at seconds: TimeInterval = 0)
    -> StoryEvidence
  {
    let canonical = CanonicalText(title: title, text: text)
    return StoryEvidence(
      contentHash: canonical.hash, weight: canonical.weight,
      firstSeen: Date(timeIntervalSince1970: 1_800_000_000 + seconds))
  }

  private let text = "Il consiglio comunale ha approvato ieri sera il bilancio della città."

  @Test func `the same text in the window is one story`() {
    let copy = "«Il consiglio comunale ha approvato ieri sera il bilancio della città.»"
    #expect(StoryMatch(evidence("Uno", text), evidence("UNO", "AgenPress – \(text)")) == .sameText)
    #expect(StoryMatch(evidence("Uno", text), evidence("Uno", copy)) == .different(.otherText))
    #expect(StoryMatch(evidence("Uno", text), evidence("Due", text)) == .different(.otherText))
  }

  @Test(
    arguments: [
      (0.0, true), (3600, true), (72 * 3600, true), (-72 * 3600, true), (72 * 3600 + 1, false),
      (-72 * 3600 - 1, false),
    ] as [(Double, Bool)])
  func `copies more than three days apart are two stories`(seconds: Double, joins: Bool) {
    let match = StoryMatch(evidence("Uno", text), evidence("Uno", text, at: seconds))
    #expect(match == (joins ? .sameText : .different(.outsideWindow)))
  }

  @Test(
    arguments: [
      (nil, "", false), ("", " ", false), ("Buongiorno", "", false),
      ("Previsioni meteo", "", false),
      ("Borsa: Milano chiude in rialzo", "", false),
      ("Foto", "Leggi anche: un altro articolo di ieri", false),
      (nil, "Guarda il video nella nostra pagina.", false),
      ("Il governo approva la manovra: tutte le misure", "", true),
      ("Meteo", "Domani pioggia al nord, sole al centro, vento al sud.", true),
      ("東京の天気", "", false), ("東京都知事選挙は今日投票が行われる見通し", "", true),
    ] as [(String?, String, Bool)])
  func `only texts of some weight are compared`(title: String?, text: String, joins: Bool) {
    let match = StoryMatch(evidence(title, text), evidence(title, text))
    #expect(match == (joins ? .sameText : .different(.tooShort)))
  }

  @Test func `hashes of other versions say nothing`() throws {
    let one = evidence("Uno", text)
    var other = one
    other.contentHash = try #require(
      ContentHash(bytes: one.contentHash.bytes, version: one.contentHash.version + 1))
    #expect(StoryMatch(one, other) == .different(.otherVersion))
  }
}
