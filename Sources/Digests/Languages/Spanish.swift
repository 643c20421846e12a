/// The interface in Spanish.
struct Spanish: Wording {
  let language = "es"
  let locale = "es_ES"

  let contents = "En esta edición"
  let skipToStories = "Ir a las noticias"
  let allStories = "Noticias"
  let otherFeeds = "Otras fuentes"
  let alsoIn = "También en"
  let untitled = "Sin título"
  let nothingNew = "Nada nuevo desde la última edición."
  let completeness = "Qué tan completa es esta edición"
  let notRead = "No se pudo leer"
  let everythingRead = "Se pudieron leer todas las fuentes."
  let archive = "Todas las ediciones"

  func edition(number: String) -> String { "N.º \(number)" }
  func stories(_ count: Count) -> String { count.of("noticia", "noticias") }
  func items(_ count: Count) -> String { count.of("artículo", "artículos") }
  func feedsPolled(_ count: Count) -> String {
    count.of("fuente consultada", "fuentes consultadas")
  }
  func feedsFailing(_ count: Count) -> String { count.of("fallida", "fallidas") }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "desde el \($0), \(stamp.time)" } ?? "desde las \(stamp.time)"
  }

  func times(in zone: String) -> String { "Todas las horas son de \(zone)." }
}
