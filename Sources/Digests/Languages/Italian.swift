/// The interface in Italian.
struct Italian: Wording {
  let language = "it"
  let locale = "it_IT"

  let contents = "In questa edizione"
  let skipToStories = "Vai alle notizie"
  let allStories = "Notizie"
  let otherFeeds = "Altre fonti"
  let alsoIn = "Anche su"
  let untitled = "Senza titolo"
  let nothingNew = "Nessuna novità dall’ultima edizione."
  let completeness = "Quanto è completa questa edizione"
  let notRead = "Non è stato possibile leggere"
  let everythingRead = "Tutte le fonti sono state lette."
  let archive = "Tutte le edizioni"
  let corrections = "Correzioni"
  let before = "Prima"
  let textRevised = "Il testo è stato rivisto."
  let quieter = "Più silenziose del solito"
  let mayBeMissing = "Potrebbe mancare qualcosa"
  let backlog = "vecchi articoli di fonti nuove"
  let months = "Mesi"
  let search = "Cerca tra date e titoli"
  let found = "Edizioni trovate:"

  func edition(number: String) -> String { "N. \(number)" }
  func editions(_ count: Count) -> String { plural(count, one: "edizione", other: "edizioni") }
  func stories(_ count: Count) -> String { plural(count, one: "notizia", other: "notizie") }
  func items(_ count: Count) -> String { plural(count, one: "articolo", other: "articoli") }
  func feedsPolled(_ count: Count) -> String {
    plural(count, one: "fonte consultata", other: "fonti consultate")
  }
  func feedsFailing(_ count: Count) -> String {
    plural(count, one: "non raggiunta", other: "non raggiunte")
  }

  /// The article is elided before the days that begin with a vowel: otto and undici.
  func since(_ stamp: Stamp) -> String {
    guard let day = stamp.day else { return "dalle \(stamp.time)" }
    let elides = day.hasPrefix("8 ") || day.hasPrefix("11 ")
    return (elides ? "dall’" : "dal ") + "\(day), \(stamp.time)"
  }

  func times(in zone: String) -> String { "Gli orari sono di \(zone)." }

  func andMore(_ count: Count) -> String {
    count.value == 1 ? "e un’altra" : "e altre \(count.digits)"
  }
  func readingTime(_ minutes: Count) -> String { "\(minutes.digits) min di lettura" }
  func told(on day: String) -> String { "nell’edizione di \(day)" }
  func leftOut(_ count: Count) -> String {
    plural(count, one: "articolo escluso", other: "articoli esclusi")
  }
  func rhythm(usual: Count, lastDay: Count) -> String {
    "di solito \(usual.digits) al giorno, nelle ultime 24 ore \(lastDay.digits)"
  }
  func nothing(forDays count: Count) -> String {
    "niente da " + plural(count, one: "giorno", other: "giorni")
  }
  func lastDays(_ days: Count) -> String { "Gli ultimi \(days.digits) giorni" }
  func rhythm(total: Count, days: Count, most: Count, last: Count) -> String {
    "\(total.digits) in \(days.digits) giorni, al massimo \(most.digits) in uno, \(last.digits) nell’ultimo"
  }
  func between(_ from: Stamp, _ until: Stamp) -> String {
    "tra \(from.description) e \(until.description)"
  }

  func clause(of reason: FailureReason) -> String {
    switch reason {
    case .name: "il nome del server non ha indirizzo"
    case .connection: "il server non è raggiungibile"
    case .proxy: "il proxy ha rifiutato"
    case .privateAddress: "il suo indirizzo è privato, e non è permesso"
    case .encryption: "la connessione cifrata non è affidabile"
    case .timeout: "nessuna risposta in tempo"
    case .tooLarge: "il documento è troppo grande"
    case .truncated: "il documento è arrivato incompleto"
    case .redirect: "rimanda a un indirizzo che non porta a nulla"
    case .status(401): "il server chiede una password"
    case .status(403): "il server lo vieta (403)"
    case .status(404): "la pagina non esiste (404)"
    case .status(410): "rimosso per sempre (410)"
    case .status(429): "il server chiede meno richieste (429)"
    case .status(let status):
      status >= 500 ? "errore del server (\(status))" : "il server ha risposto \(status)"
    case .challenge: "il sito vuole la prova che a leggere sia un browser"
    case .protocolViolation: "il server non rispetta HTTP"
    case .file: "il file non si può leggere"
    case .empty: "il documento è vuoto"
    case .webPage: "è arrivata una pagina web, non un feed"
    case .notAFeed: "ciò che è arrivato non è un feed"
    case .refusedDocument: "il documento è stato rifiutato perché pericoloso"
    case .unknown: "non è stato possibile leggerla"
    }
  }

  /// Source: CLDR 46, cardinals of `it`.
  func pluralForm(of value: Int) -> PluralForm {
    if value == 1 { return .one }
    return value != 0 && value % 1_000_000 == 0 ? .many : .other
  }

  func ofMillions(_ noun: String) -> String { "di " + noun }
}
