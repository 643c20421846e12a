import Testing

@testable import Digests

@Suite struct WeightTests {
  private static let weights: [(ranks: [Int], hours: Double, points: Int)] = [
    ([5], 0, 98), ([5], 3, 92), ([5], 24, 50), ([5], 240, 50), ([5], -5, 98),
    ([5, 5, 5], 3, 192), ([9], 3, 132), ([1], 3, 52), ([], 48, 0), ([9, 1], 24, 100),
  ]

  @Test(arguments: weights)
  func `sources, their ranks and freshness add up`(ranks: [Int], hours: Double, points: Int) {
    #expect(Weight(ranks: ranks, ageSeconds: hours * 3600).points == points)
  }

  @Test func `a reader's words outweigh sources, and his mute outweighs his boost`() {
    let many = Weight(ranks: [5, 5, 5], ageSeconds: 0).points
    #expect(Weight(ranks: [5], ageSeconds: 86_400, isBoosted: true).points > many)
    #expect(Weight(ranks: [5], ageSeconds: 0, isBoosted: true, isMuted: true).points < 0)
  }

  @Test(
    arguments: [
      ("", nil), ("Tre parole soltanto", nil), (String(repeating: "parola ", count: 219), nil),
      (String(repeating: "parola\n", count: 220), 1),
      (String(repeating: "a b c ", count: 1_000), 13),
      (String(repeating: "新", count: 1_012), 2),
    ] as [(String, Int?)]) func `reading takes time`(text: String, minutes: Int?)
  {
    #expect(ReadingTime.minutes(of: text) == minutes)
  }

  @Test(arguments: [
    ("it", "it"), ("en-GB", "en-GB"), ("pt_BR", "pt-BR"), ("zh-Hant-TW", "zh-Hant-TW"),
    ("", nil), ("i", nil), ("en-", nil), ("it\" onload=x", nil), ("italiano!", nil), ("12", nil),
    (String(repeating: "a-", count: 40) + "a", nil),
  ]) func `a language tag holds letters, digits and hyphens`(text: String, tag: String?) {
    #expect(LanguageTag(text)?.string == tag)
  }
}
