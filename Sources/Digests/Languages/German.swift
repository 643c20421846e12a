/// The interface in German.
struct German: Wording {
  let language = "de"
  let locale = "de_DE"

  let contents = "In dieser Ausgabe"
  let skipToStories = "Zu den Meldungen"
  let allStories = "Meldungen"
  let otherFeeds = "Weitere Quellen"
  let alsoIn = "Auch bei"
  let untitled = "Ohne Titel"
  let nothingNew = "Nichts Neues seit der letzten Ausgabe."
  let completeness = "Wie vollständig diese Ausgabe ist"
  let notRead = "Nicht lesbar"
  let everythingRead = "Alle Quellen waren lesbar."
  let archive = "Alle Ausgaben"
  let corrections = "Berichtigungen"
  let before = "Vorher"
  let textRevised = "Der Text wurde überarbeitet."
  let quieter = "Stiller als sonst"
  let mayBeMissing = "Hier fehlt vielleicht etwas"
  let backlog = "alte Beiträge neuer Quellen"
  let months = "Monate"
  let search = "In Daten und Schlagzeilen suchen"
  let found = "Gefundene Ausgaben:"

  func edition(number: String) -> String { "Nr. \(number)" }
  func editions(_ count: Count) -> String { plural(count, one: "Ausgabe", other: "Ausgaben") }
  func stories(_ count: Count) -> String { plural(count, one: "Meldung", other: "Meldungen") }
  func items(_ count: Count) -> String { plural(count, one: "Beitrag", other: "Beiträge") }
  func feedsPolled(_ count: Count) -> String {
    plural(count, one: "Quelle abgefragt", other: "Quellen abgefragt")
  }
  func feedsFailing(_ count: Count) -> String { count.digits + " nicht erreicht" }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "seit \($0), \(stamp.time)" } ?? "seit \(stamp.time)"
  }

  func times(in zone: String) -> String { "Alle Zeiten in der Zone \(zone)." }

  func andMore(_ count: Count) -> String {
    "und " + plural(count, one: "weitere", other: "weitere")
  }
  func readingTime(_ minutes: Count) -> String { "\(minutes.digits) Min. Lesezeit" }
  func told(on day: String) -> String { "in der Ausgabe vom \(day)" }
  func leftOut(_ count: Count) -> String {
    plural(count, one: "Beitrag ausgelassen", other: "Beiträge ausgelassen")
  }
  func rhythm(usual: Count, lastDay: Count) -> String {
    "sonst \(usual.digits) am Tag, in den letzten 24 Stunden \(lastDay.digits)"
  }
  func nothing(forDays count: Count) -> String {
    "nichts seit " + plural(count, one: "Tag", other: "Tagen")
  }
  func lastDays(_ days: Count) -> String { "Die letzten \(days.digits) Tage" }
  func rhythm(total: Count, days: Count, most: Count, last: Count) -> String {
    "\(total.digits) in \(days.digits) Tagen, höchstens \(most.digits) an einem, \(last.digits) am letzten"
  }
  func between(_ from: Stamp, _ until: Stamp) -> String {
    "zwischen \(from.description) und \(until.description)"
  }

  func clause(of reason: FailureReason) -> String {
    switch reason {
    case .name: "der Name des Servers hat keine Adresse"
    case .connection: "keine Verbindung zum Server"
    case .proxy: "der Proxy hat abgelehnt"
    case .privateAddress: "die Adresse ist privat, und das ist nicht erlaubt"
    case .encryption: "keine vertrauenswürdige verschlüsselte Verbindung"
    case .timeout: "keine rechtzeitige Antwort"
    case .tooLarge: "das Dokument ist zu groß"
    case .truncated: "das Dokument kam unvollständig an"
    case .redirect: "die Umleitung führt nirgendwohin"
    case .status(401): "der Server verlangt ein Passwort"
    case .status(403): "der Server verbietet es (403)"
    case .status(404): "die Seite gibt es nicht (404)"
    case .status(410): "endgültig entfernt (410)"
    case .status(429): "der Server will weniger Anfragen (429)"
    case .status(let status):
      status >= 500 ? "Fehler des Servers (\(status))" : "der Server antwortete \(status)"
    case .challenge: "die Seite verlangt den Nachweis eines Browsers"
    case .protocolViolation: "der Server hält sich nicht an HTTP"
    case .file: "die Datei ist nicht lesbar"
    case .empty: "das Dokument ist leer"
    case .webPage: "statt eines Feeds kam eine Webseite"
    case .notAFeed: "was kam, ist kein Feed"
    case .refusedDocument: "das Dokument wurde als gefährlich abgelehnt"
    case .unknown: "nicht lesbar"
    }
  }
}
