/// The interface in French.
struct French: Wording {
  let language = "fr"
  let locale = "fr_FR"

  let contents = "Dans cette édition"
  let skipToStories = "Aller aux articles"
  let allStories = "Actualités"
  let otherFeeds = "Autres sources"
  let alsoIn = "Aussi dans"
  let untitled = "Sans titre"
  let nothingNew = "Rien de nouveau depuis la dernière édition."
  let completeness = "Ce que couvre cette édition"
  let notRead = "N’ont pas pu être lues"
  let everythingRead = "Toutes les sources ont pu être lues."
  let archive = "Toutes les éditions"

  func edition(number: String) -> String { "N° \(number)" }
  func stories(_ count: Count) -> String { plural(count, "sujet", "sujets") }
  func items(_ count: Count) -> String { plural(count, "article", "articles") }
  func feedsPolled(_ count: Count) -> String {
    plural(count, "source consultée", "sources consultées")
  }
  func feedsFailing(_ count: Count) -> String { plural(count, "en échec", "en échec") }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "depuis le \($0), \(stamp.time)" } ?? "depuis \(stamp.time)"
  }

  func times(in zone: String) -> String { "Toutes les heures sont celles de \(zone)." }

  /// In French, nothing is singular too.
  private func plural(_ count: Count, _ one: String, _ many: String) -> String {
    count.digits + " " + (count.value < 2 ? one : many)
  }
}
