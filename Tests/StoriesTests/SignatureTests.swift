import Testing

@testable import Stories

/// Words that look like words, the same in every run.
private func words(_ count: Int, seed: UInt64) -> [String] {
  var dice = Dice(seed: seed)
  let syllables = ["ca", "me", "ri", "to", "sen", "pre", "con", "ta", "zio", "ve", "lu", "gna"]
  return (0..<count).map { _ in
    (0...dice.roll(3)).map { _ in syllables[dice.roll(syllables.count)] }.joined() + "o"
  }
}

private func signature(_ text: String) -> Signature? {
  Signature(CanonicalText(title: nil, text: text), text: text)
}

private func resemblance(_ one: String, _ other: String) -> Resemblance? {
  guard let one = signature(one), let other = signature(other) else { return nil }
  return Resemblance(one, other)
}

private func shareKeys(_ one: String, _ other: String) -> Bool {
  guard let one = signature(one), let other = signature(other) else { return false }
  return !Set(one.probes).isDisjoint(with: other.keys)
}

@Suite struct SignatureTests {
  @Test func `a text of a few words has no signature`() {
    #expect(signature("") == nil)
    #expect(signature(words(11, seed: 1).joined(separator: " ")) == nil)
    #expect(signature(words(12, seed: 1).joined(separator: " ")) != nil)
  }

  @Test(arguments: [12, 40, 130, 131, 600, 20_000])
  func `a signature is bounded, reads back`(count: Int) throws {
    let text = words(count, seed: 2).joined(separator: " ") + " Roma 12"
    let kept = try #require(signature(text))
    #expect(kept.encoded.count <= 16 + 4 * 192 + 2 * 64)
    #expect(!kept.keys.isEmpty)
    #expect(kept.keys.count <= Signature.maximumKeys)
    #expect(Set(kept.keys).count == kept.keys.count)
    #expect(Set(kept.probes).isSuperset(of: kept.keys))
    let back = try #require(Signature(encoded: kept.encoded))
    #expect(back.runs == kept.runs)
    #expect(back.bound == kept.bound)
    #expect(back.runCount == kept.runCount)
    #expect(back.facts == kept.facts)
  }

  @Test func `damaged bytes give none`() throws {
    let encoded = try #require(signature(words(40, seed: 3).joined(separator: " "))).encoded
    #expect(Signature(encoded: []) == nil)
    #expect(Signature(encoded: encoded.dropLast()) == nil)
    #expect(Signature(encoded: encoded + [0]) == nil)
    #expect(Signature(encoded: [99] + encoded.dropFirst()) == nil)
  }

  @Test func `the number of runs is estimated within a fifth`() throws {
    let text = words(3000, seed: 4).joined(separator: " ")
    let all = Set(Shingles(of: CanonicalText(title: nil, text: text).body.span).runs())
    let estimate = try #require(signature(text)).runCount
    #expect(abs(Double(estimate) / Double(all.count) - 1) < 0.2)
  }

  @Test(arguments: [30, 60, 250, 1000])
  func `a copy with every twentieth word changed shares keys with the text`(count: Int) {
    let text = words(count, seed: 5)
    var copy = text
    for index in stride(from: 7, to: count, by: 20) { copy[index] = "altro\(index)x" }
    #expect(shareKeys(text.joined(separator: " "), copy.joined(separator: " ")))
  }

  @Test func `two texts share no keys`() {
    for seed in 10..<40 as Range<UInt64> {
      let one = words(200, seed: seed).joined(separator: " ")
      let other = words(200, seed: seed + 1000).joined(separator: " ")
      #expect(!shareKeys(one, other))
    }
  }
}

@Suite struct ResemblanceTests {
  @Test(arguments: [20, 60, 128, 300, 2000])
  func `a text is like itself, not like another`(count: Int) throws {
    let text = words(count, seed: 1).joined(separator: " ")
    let same = try #require(resemblance(text, text))
    #expect(same.similarity == 1)
    #expect(same.containment == 1)
    #expect(same.isSameText)
    let other = try #require(resemblance(text, words(count, seed: 99).joined(separator: " ")))
    #expect(other.containment < 0.1)
    #expect(!other.isSameText)
  }

  @Test func `an estimate is near the truth`() throws {
    let text = words(1500, seed: 6)
    let half = Array(text.prefix(750)) + words(750, seed: 7)
    let found = try #require(
      resemblance(text.joined(separator: " "), half.joined(separator: " ")))
    #expect(abs(found.containment - 0.5) < 0.12)
    #expect(abs(found.similarity - 1.0 / 3) < 0.12)
  }

  @Test(arguments: [0, 40, 400])
  func `a flash is found in the long article around it`(start: Int) throws {
    let flash = words(45, seed: 8)
    let article = words(start, seed: 9) + flash + words(550, seed: 10)
    let found = try #require(
      resemblance(flash.joined(separator: " "), article.joined(separator: " ")))
    #expect(found.isSameText)
    #expect(found.similarity < 0.2)
  }

  @Test func `an article finds the flash that it grew out of`() {
    for seed in 100..<200 {
      let flash = words(45, seed: UInt64(seed))
      let article = words(seed, seed: 9) + flash + words(300, seed: 10)
      #expect(shareKeys(article.joined(separator: " "), flash.joined(separator: " ")))
    }
  }

  @Test func `a flash finds the article that begins with it`() {
    for seed in 100..<200 {
      let flash = words(45, seed: UInt64(seed))
      let article = flash + words(300, seed: 10)
      #expect(shareKeys(flash.joined(separator: " "), article.joined(separator: " ")))
    }
  }

  @Test func `the order of two texts does not matter`() throws {
    let one = words(100, seed: 11).joined(separator: " ")
    let other = words(40, seed: 12).joined(separator: " ")
    #expect(resemblance(one, other) == resemblance(other, one))
  }

  @Test(
    arguments: [
      (4, 20, 1.0), (10, 20, 0.9), (20, 20, 0.75), (40, 40, 0.55), (200, 128, 0.5), (200, 10, 0.75),
    ] as [(Int, Int, Double)])
  func `a short text must be found more whole`(runs: Int, sample: Int, threshold: Double) {
    #expect(Resemblance.threshold(for: runs, sample: sample) == threshold)
  }

  @Test func `a Japanese text is compared by its characters`() throws {
    let text = "東京都は新しい経済政策を発表し、来年度から市場の安全を守る技術の開発を大学と進める。"
    let copy = "【共同】東京都は新しい経済政策を発表し来年度から市場の安全を守る技術の開発を大学と共に進める。"
    let other = "大阪府では昨日の大雨により多くの道路が通行止めとなり、鉄道にも遅れが出ている模様だ。"
    #expect(try #require(resemblance(text, copy)).isSameText)
    #expect(shareKeys(text, copy))
    #expect(try !#require(resemblance(text, other)).isSameText)
  }

  /// Pairs of bulletins from one template, which differ only in what they tell.
  @Test(arguments: [
    (
      "Previsioni per domani a Torino: cielo sereno o poco nuvoloso per l'intera giornata, temperature comprese tra 3 e 12 gradi, venti deboli da Nord, nessuna pioggia attesa.",
      "Previsioni per domani a Milano: cielo sereno o poco nuvoloso per l'intera giornata, temperature comprese tra 5 e 14 gradi, venti deboli da Nord, nessuna pioggia attesa."
    ),
    (
      "La Borsa chiude in rialzo: l'indice principale di Piazza Affari segna un guadagno dello 0,42% a 34.120 punti, con lo spread tra Btp e Bund a 121 punti base e l'euro a 1,08 dollari.",
      "La Borsa chiude in rialzo: l'indice principale di Piazza Affari segna un guadagno dello 1,15% a 34.512 punti, con lo spread tra Btp e Bund a 118 punti base e l'euro a 1,09 dollari."
    ),
    (
      "Estrazione del lotto di martedì: i numeri vincenti sulla ruota di Bari sono 12 45 67 8 90, sulla ruota nazionale 3 22 41 56 78. Il jackpot sale a 45 milioni di euro.",
      "Estrazione del lotto di giovedì: i numeri vincenti sulla ruota di Bari sono 33 14 71 9 80, sulla ruota nazionale 6 25 48 50 77. Il jackpot sale a 47 milioni di euro."
    ),
    (
      "Finisce 2-1 la partita tra Lecce e Monza: decisivo nel finale il gol di Bianchi davanti ai tifosi di casa, che hanno festeggiato a lungo con la squadra dopo il fischio.",
      "Finisce 3-0 la partita tra Empoli e Pisa: decisivo nel finale il gol di Ferrari davanti ai tifosi di casa, che hanno festeggiato a lungo con la squadra dopo il fischio."
    ),
    (
      "È morto oggi all'età di 83 anni il professor Mario Rossi, per molti anni medico condotto a Siena. I funerali si terranno domani mattina nella chiesa di San Marco.",
      "È morto oggi all'età di 79 anni il professor Luca Verdi, per molti anni medico condotto a Lucca. I funerali si terranno domani mattina nella chiesa di Santa Croce."
    ),
    (
      "An earthquake of magnitude 3.2 was recorded at 12:30 near the town of Norcia at a depth of 10 km. There are no reports of damage to people or buildings at the moment.",
      "An earthquake of magnitude 4.1 was recorded at 07:15 near the town of Amatrice at a depth of 8 km. There are no reports of damage to people or buildings at the moment."
    ),
  ])
  func `bulletins from one template are told apart`(one: String, other: String) throws {
    #expect(try !#require(resemblance(one, other)).isSameText)
    #expect(try #require(resemblance(one, one)).isSameText)
  }

  @Test func `other numbers in the same words are a veto`() throws {
    let text = words(60, seed: 13).joined(separator: " ")
    let found = try #require(resemblance("\(text) 12 morti", "\(text) 15 morti"))
    #expect(found.veto == .numbers)
    #expect(found.containment > 0.9)
  }

  @Test func `other names in the same words are a veto`() throws {
    let text = words(40, seed: 14).joined(separator: " ")
    let found = try #require(
      resemblance("\(text) Rossi di Siena \(text)", "\(text) Verdi di Lucca \(text)"))
    #expect(found.veto == .names)
  }
}

@Suite struct FactsTests {
  private func facts(_ text: String) -> Facts { Facts(of: Array(text.utf8).span) }

  @Test(arguments: [
    ("il 3.2 alle 12:30", "il 3,2 alle 12.30"), ("1.000 euro", "1000 euro"), ("un 2–1", "un 2-1"),
    ("vince Roma", "perde ROMA"), ("ad Èze", "e Èze"), ("l’Italia", "l'Italia"),
    ("в Москве", "из Москве"),
  ])
  func `a fact written in another way is the same fact`(one: String, other: String) {
    #expect(facts(one) == facts(other))
    #expect(facts(one) != facts(""))
  }

  @Test(arguments: [("2-1", "21"), ("2-1", "1-2"), ("3.2", "3.3"), ("a Roma", "a Lima")])
  func `other facts differ`(one: String, other: String) {
    #expect(facts(one) != facts(other))
  }

  @Test(arguments: ["Una frase. Poi un'altra! Come? Così", "solo minuscole", "Titolo\nRiga", ""])
  func `a word that opens a sentence is no name`(text: String) {
    #expect(facts(text) == facts(""))
  }

  @Test func `only the first facts of a long text are kept`() {
    let facts = facts((1...500).map { "a Nome\($0) \($0)" }.joined(separator: " "))
    #expect(facts.numbers.count == Facts.maximum)
    #expect(facts.names.count == Facts.maximum)
  }
}
