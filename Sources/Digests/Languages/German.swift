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

  func edition(number: String) -> String { "Nr. \(number)" }
  func stories(_ count: Count) -> String { count.of("Meldung", "Meldungen") }
  func items(_ count: Count) -> String { count.of("Beitrag", "Beiträge") }
  func feedsPolled(_ count: Count) -> String { count.of("Quelle abgefragt", "Quellen abgefragt") }
  func feedsFailing(_ count: Count) -> String { count.digits + " nicht erreicht" }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "seit \($0), \(stamp.time)" } ?? "seit \(stamp.time)"
  }

  func times(in zone: String) -> String { "Alle Zeiten in der Zone \(zone)." }
}
