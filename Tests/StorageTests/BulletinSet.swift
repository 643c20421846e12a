import Testing

/// Bulletins that a machine or a habit makes from one template: alike in wording, each its own story.
struct BulletinSet: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let texts: [String]

  /// - Parameters:
  ///   - template: with `{}` for each blank.
  ///   - rows: what fills the blanks, separated by `|`.
  private init(_ name: String, _ template: String, _ rows: [String]) {
    testDescription = name
    texts = rows.map { row in
      var parts = template.components("{}").makeIterator()
      var text = parts.next() ?? ""
      for value in row.components("|") { text += value + (parts.next() ?? "") }
      return text
    }
  }

  static let all = [
    BulletinSet(
      "weather",
      "Il tempo a {}: per la giornata di domani è previsto cielo {} al mattino e {} nel pomeriggio, con temperature tra {} e {} gradi e venti da {}. Le previsioni sono aggiornate due volte al giorno.",
      [
        "Torino|sereno|nuvoloso|3|12|nord", "Milano|sereno|nuvoloso|4|13|nord",
        "Genova|coperto|nuvoloso|9|15|sud", "Bari|sereno|nuvoloso|8|14|est",
        "Torino|sereno|nuvoloso|5|11|nord",
      ]),
    BulletinSet(
      "stock market",
      "Piazza Affari chiude in {}: l'indice principale termina la seduta a {} punti, con una variazione del {} per cento rispetto alla vigilia. Tra i titoli migliori {}, in coda {}. Gli operatori guardano alle decisioni della banca centrale.",
      [
        "rialzo|34.212|+0,8|Alfa e Beta|Gamma", "rialzo|34.540|+0,9|Delta e Beta|Gamma",
        "ribasso|33.871|-1,2|Zeta|Alfa e Beta", "rialzo|34.002|+0,4|Alfa e Beta|Omega",
      ]),
    BulletinSet(
      "lottery",
      "Ecco i numeri vincenti del concorso numero {}: la combinazione estratta è {}. Il montepremi per il prossimo concorso sale a {} milioni di euro. Nessun giocatore ha indovinato tutti i numeri.",
      [
        "141|4 12 33 47 61 88|52", "142|7 15 22 40 59 71|54", "143|1 18 29 36 66 90|56",
      ]),
    BulletinSet(
      "match reports",
      "Finisce {} la partita tra {} e {}: gara combattuta fino al fischio finale, con i padroni di casa avanti nel primo tempo e gli ospiti pericolosi nella ripresa. In rete {}. Prossimo turno in programma domenica.",
      [
        "2-1|Empoli|Pisa|Rossi e Bianchi", "2-2|Empoli|Lucca|Rossi e Neri",
        "0-1|Siena|Pisa|Verdi", "3-1|Prato|Arezzo|Galli e Conti", "1-2|Pisa|Empoli|Ferrari",
      ]),
    BulletinSet(
      "obituaries",
      "Si è spento all'età di {} anni {}, per lungo tempo {} a {}. Lascia la moglie e due figli. I funerali saranno celebrati nella chiesa di {} alle ore {}. La famiglia ringrazia quanti vorranno partecipare.",
      [
        "83|Mario Rossi|medico condotto|Siena|San Marco|10",
        "79|Luca Verdi|maestro|Lucca|Santa Croce|15",
        "91|Anna Neri|farmacista|Siena|San Marco|11",
        "83|Paolo Galli|medico condotto|Prato|San Rocco|10",
      ]),
    BulletinSet(
      "earthquakes",
      "An earthquake of magnitude {} was recorded at {} near the town of {}, at a depth of {} kilometres. There are no reports of damage to people or buildings at the moment. The nearest places are {}.",
      [
        "3.2|12:30|Norcia|10|Cascia and Preci", "2.4|07:15|Amatrice|8|Accumoli and Leonessa",
        "2.9|22:41|Norcia|11|Cascia and Preci",
      ]),
    BulletinSet(
      "traffic",
      "Traffic on the {}: an accident between {} and {} has closed one lane, with queues of {} kilometres towards {}. Rescue services are on the spot. Drivers are advised to leave the motorway at the previous exit.",
      [
        "A1|Orte|Orvieto|3|Florence", "A4|Brescia|Desenzano|6|Venice", "A1|Arezzo|Valdarno|2|Rome",
        "A14|Rimini|Cesena|4|Bologna",
      ]),
  ]
}

extension String {
  /// The parts between a separator.
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
