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

  func edition(number: String) -> String { "N. \(number)" }
  func stories(_ count: Count) -> String { count.of("notizia", "notizie") }
  func items(_ count: Count) -> String { count.of("articolo", "articoli") }
  func feedsPolled(_ count: Count) -> String { count.of("fonte consultata", "fonti consultate") }
  func feedsFailing(_ count: Count) -> String {
    count.of("non raggiunta", "non raggiunte")
  }

  /// The article is elided before the days that begin with a vowel: otto and undici.
  func since(_ stamp: Stamp) -> String {
    guard let day = stamp.day else { return "dalle \(stamp.time)" }
    let elides = day.hasPrefix("8 ") || day.hasPrefix("11 ")
    return (elides ? "dall’" : "dal ") + "\(day), \(stamp.time)"
  }

  func times(in zone: String) -> String { "Gli orari sono di \(zone)." }
}
