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
  let corrections = "Correcciones"
  let before = "Antes"
  let textRevised = "El texto fue revisado."
  let quieter = "Más silenciosas de lo habitual"
  let mayBeMissing = "Puede faltar algo"
  let backlog = "artículos antiguos de fuentes nuevas"
  let months = "Meses"
  let search = "Buscar en fechas y titulares"
  let found = "Ediciones encontradas:"

  func edition(number: String) -> String { "N.º \(number)" }
  func editions(_ count: Count) -> String { plural(count, one: "edición", other: "ediciones") }
  func stories(_ count: Count) -> String { plural(count, one: "noticia", other: "noticias") }
  func items(_ count: Count) -> String { plural(count, one: "artículo", other: "artículos") }
  func feedsPolled(_ count: Count) -> String {
    plural(count, one: "fuente consultada", other: "fuentes consultadas")
  }
  func feedsFailing(_ count: Count) -> String { plural(count, one: "fallida", other: "fallidas") }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "desde el \($0), \(stamp.time)" } ?? "desde las \(stamp.time)"
  }

  func times(in zone: String) -> String { "Todas las horas son de \(zone)." }

  func andMore(_ count: Count) -> String {
    count.value == 1 ? "y otra más" : "y otras \(count.digits)"
  }
  func readingTime(_ minutes: Count) -> String { "\(minutes.digits) min de lectura" }
  func told(on day: String) -> String { "en la edición del \(day)" }
  func leftOut(_ count: Count) -> String {
    plural(count, one: "artículo excluido", other: "artículos excluidos")
  }
  func rhythm(usual: Count, lastDay: Count) -> String {
    "normalmente \(usual.digits) al día, en las últimas 24 horas \(lastDay.digits)"
  }
  func nothing(forDays count: Count) -> String {
    "nada desde hace " + plural(count, one: "día", other: "días")
  }
  func lastDays(_ days: Count) -> String { "Los últimos \(days.digits) días" }
  func rhythm(total: Count, days: Count, most: Count, last: Count) -> String {
    "\(total.digits) en \(days.digits) días, como máximo \(most.digits) en uno, \(last.digits) en el último"
  }
  func between(_ from: Stamp, _ until: Stamp) -> String {
    "entre \(from.description) y \(until.description)"
  }

  func clause(of reason: FailureReason) -> String {
    switch reason {
    case .name: "el nombre del servidor no tiene dirección"
    case .connection: "no hay conexión con el servidor"
    case .proxy: "el proxy la rechazó"
    case .privateAddress: "su dirección es privada, y no está permitido"
    case .encryption: "la conexión cifrada no es de confianza"
    case .timeout: "no respondió a tiempo"
    case .tooLarge: "el documento es demasiado grande"
    case .truncated: "el documento llegó incompleto"
    case .redirect: "redirige a ninguna parte"
    case .status(401): "el servidor pide una contraseña"
    case .status(403): "el servidor lo prohíbe (403)"
    case .status(404): "la página no existe (404)"
    case .status(410): "eliminada para siempre (410)"
    case .status(429): "el servidor pide menos solicitudes (429)"
    case .status(let status):
      status >= 500 ? "error del servidor (\(status))" : "el servidor respondió \(status)"
    case .challenge: "el sitio exige la prueba de un navegador"
    case .protocolViolation: "el servidor no cumple HTTP"
    case .file: "el archivo no se puede leer"
    case .empty: "el documento está vacío"
    case .webPage: "llegó una página web en lugar de un feed"
    case .notAFeed: "lo que llegó no es un feed"
    case .refusedDocument: "el documento fue rechazado por peligroso"
    case .unknown: "no se pudo leer"
    }
  }

  /// Source: CLDR 46, cardinals of `es`.
  func pluralForm(of value: Int) -> PluralForm {
    if value == 1 { return .one }
    return value != 0 && value % 1_000_000 == 0 ? .many : .other
  }

  func ofMillions(_ noun: String) -> String { "de " + noun }
}
