import Testing

@testable import Stories

@Suite struct AffinityTests {
  /// Events, each told by several outlets in their own words.
  private static let events: [[(title: String, text: String)]] = [
    [
      (
        "Terremoto a Norcia, scossa di magnitudo 4.2 avvertita in tutta l'Umbria",
        "La terra è tornata a tremare nella notte in Valnerina: scuole chiuse per le verifiche, nessun ferito secondo la protezione civile."
      ),
      (
        "Umbria, forte scossa di terremoto nella notte: epicentro vicino a Norcia",
        "Paura ma nessun danno grave. Il sindaco di Norcia ha disposto la chiusura delle scuole in attesa delle verifiche sugli edifici."
      ),
    ],
    [
      (
        "Sciopero dei treni venerdì, Trenord garantisce solo le fasce protette",
        "Otto ore di stop proclamate dai sindacati del trasporto ferroviario in Lombardia. Disagi per i pendolari, corse garantite la mattina e la sera."
      ),
      (
        "Treni, sciopero di otto ore: venerdì nero per i pendolari della Lombardia",
        "I sindacati del trasporto ferroviario incrociano le braccia. Trenord assicura le corse nelle fasce garantite del mattino e della sera."
      ),
    ],
    [
      (
        "Central bank raises interest rates to fight inflation",
        "The central bank lifted its benchmark rate by a quarter point on Thursday and signalled that borrowing costs will stay high until inflation falls."
      ),
      (
        "Borrowing costs climb as central bank steps up inflation fight",
        "Policymakers increased the benchmark interest rate by a quarter of a point, saying inflation remains too high."
      ),
    ],
    [
      (
        "Wildfire forces thousands to flee homes near Athens",
        "Firefighters battled a blaze driven by strong winds on the outskirts of Athens as residents were told to evacuate several suburbs."
      ),
      (
        "Athens suburbs evacuated as winds fan huge blaze",
        "Thousands of residents left their homes while firefighters fought a wildfire on the edge of the Greek capital."
      ),
    ],
    [
      (
        "Bundesrat stimmt dem neuen Klimaschutzgesetz zu",
        "Die Länderkammer hat das umstrittene Klimaschutzgesetz gebilligt. Die Opposition kündigte eine Klage vor dem Verfassungsgericht an."
      ),
      (
        "Umstrittenes Klimaschutzgesetz passiert den Bundesrat",
        "Nach langer Debatte hat die Länderkammer zugestimmt; die Opposition will vor das Verfassungsgericht ziehen."
      ),
    ],
    [
      (
        "Louvre : le musée fermé après une fuite d'eau dans l'aile Denon",
        "Plusieurs salles du musée du Louvre ont été fermées au public après une fuite d'eau ; aucune œuvre n'a été endommagée, selon la direction."
      ),
      (
        "Fuite d'eau au Louvre, des salles fermées au public",
        "La direction du musée assure qu'aucune œuvre n'est endommagée dans l'aile Denon, où des salles restent inaccessibles."
      ),
    ],
  ]

  private static let others: [(title: String, text: String)] = [
    (
      "Calcio, la Fiorentina batte il Genoa e torna in zona Europa",
      "Decisivo un gol nel secondo tempo. L'allenatore soddisfatto: abbiamo giocato una grande partita davanti ai nostri tifosi."
    ),
    (
      "Norcia, riapre dopo i lavori la basilica di San Benedetto",
      "Cerimonia con il vescovo e il presidente della Regione. I fedeli tornano in chiesa a dieci anni dai crolli."
    ),
    (
      "Trenord presenta i nuovi convogli per la linea di Lecco",
      "I treni entreranno in servizio in primavera. Investimento regionale per il rinnovo della flotta."
    ),
    (
      "Greek parliament debates pension reform",
      "Lawmakers in the capital discussed changes to retirement rules proposed by the government."
    ),
    (
      "Le Louvre annonce une exposition consacrée à Vermeer",
      "Le musée réunira l'an prochain des tableaux venus du monde entier pour une rétrospective du peintre."
    ),
    (
      "Bundesrat wählt neuen Präsidenten",
      "Die Ministerpräsidenten einigten sich einstimmig auf den Kandidaten aus dem Norden."
    ),
    (
      "Inflation data due on Wednesday could move markets",
      "Analysts expect consumer prices to have slowed last month as energy became cheaper."
    ),
    (
      "Previsioni meteo: pioggia al Nord, sole al Sud",
      "Una perturbazione attraversa le regioni settentrionali, temperature in calo ovunque."
    ),
  ]

  private func evidence(_ item: (title: String, text: String)) -> Affinity.Evidence {
    let canonical = CanonicalText(title: item.title, text: item.text)
    return .init(
      terms: NewsTerms(canonical), signature: Signature(canonical, text: item.text))
  }

  private var frequencies: TermFrequencies {
    var frequencies = TermFrequencies()
    for item in Self.events.flatMap(\.self) + Self.others {
      frequencies.add(evidence(item).terms)
    }
    return frequencies
  }

  @Test(arguments: 0..<6)
  func `two outlets tell one event in their own words`(number: Int) {
    let frequencies = frequencies
    let event = Self.events[number].map(evidence)
    let found = Affinity(event[0], event[1], frequencies)
    #expect(found.isSameEvent, "\(found)")
    #expect(found == Affinity(event[1], event[0], frequencies))
  }

  @Test func `items about other events are apart, though they share a place or a subject`() {
    let frequencies = frequencies
    let groups = Self.events.map { $0.map(evidence) } + Self.others.map { [evidence($0)] }
    for (index, group) in groups.enumerated() {
      for other in groups.dropFirst(index + 1) {
        for one in group {
          for two in other {
            let found = Affinity(one, two, frequencies)
            #expect(!found.isSameEvent, "\(found)")
          }
        }
      }
    }
  }

  @Test(arguments: BulletinPair.all)
  func `bulletins from one template are about different events`(pair: BulletinPair) {
    let texts = [pair.one, pair.other].map { evidence((title: pair.title, text: $0)) }
    var frequencies = frequencies
    for text in texts { frequencies.add(text.terms) }
    #expect(!Affinity(texts[0], texts[1], frequencies).isSameEvent)
  }

  struct BulletinPair: Sendable {
    let title: String
    let one: String
    let other: String

    static let all = [
      BulletinPair(
        title: "Borsa: Milano chiude in rialzo",
        one:
          "L'indice principale di Piazza Affari termina a 34.212 punti, in rialzo dello 0,8 per cento, con scambi per 2,1 miliardi di euro.",
        other:
          "L'indice principale di Piazza Affari termina a 34.540 punti, in rialzo dello 0,9 per cento, con scambi per 2,4 miliardi di euro."
      ),
      BulletinPair(
        title: "Lotto, i numeri vincenti di oggi",
        one:
          "Ecco la combinazione estratta nel concorso 141: 4, 12, 33, 47, 61, 88. Il montepremi sale a 52 milioni.",
        other:
          "Ecco la combinazione estratta nel concorso 142: 7, 15, 22, 40, 59, 71. Il montepremi sale a 54 milioni."
      ),
    ]
  }

  @Test func `where hardly any item is known, no two are about one event`() {
    let tickers = ["Eni", "Enel"].map {
      evidence(
        (title: "Borsa Milano, \($0) chiude in rialzo", text: "Seduta positiva in Piazza Affari."))
    }
    var few = TermFrequencies()
    for ticker in tickers { few.add(ticker.terms) }
    let found = Affinity(tickers[0], tickers[1], few)
    #expect(found.veto == .fewItems)
    #expect(!found.isSameEvent)
    let event = Self.events[0].map(evidence)
    for item in Self.others.prefix(14).map(evidence) + event { few.add(item.terms) }
    #expect(Affinity(event[0], event[1], few).veto == .fewItems)
  }

  @Test func `a common word weighs nothing, a rare one much`() {
    var frequencies = TermFrequencies()
    func terms(_ title: String) -> NewsTerms { NewsTerms(CanonicalText(title: title, text: "")) }
    for number in 0..<400 { frequencies.add(terms("della parola\(number % 100)xyz")) }
    let weights = terms("della").hashes.map(frequencies.weight)
    #expect(weights == [0])
    #expect(terms("zanzibar").hashes.allSatisfy { frequencies.weight(of: $0) > 8 })
  }

  @Test func `stems bring forms of a word together, words read back`() {
    func terms(_ title: String) -> [UInt32] {
      NewsTerms(CanonicalText(title: title, text: "")).hashes
    }
    #expect(terms("governo") == terms("governi"))
    #expect(terms("wildfire") == terms("wildfires"))
    #expect(terms("un di 12 il") == [])
    #expect(terms("東京").count == 1)
    let all = NewsTerms(CanonicalText(title: "Terremoto a Norcia", text: "La terra trema"))
    #expect(NewsTerms(encoded: all.encoded) == all)
  }
}
