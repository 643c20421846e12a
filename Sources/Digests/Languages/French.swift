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
  let corrections = "Rectifications"
  let before = "Avant"
  let textRevised = "Le texte a été révisé."
  let quieter = "Plus silencieuses que d’habitude"
  let mayBeMissing = "Il manque peut-être quelque chose"
  let backlog = "anciens articles de sources nouvelles"
  let months = "Mois"
  let search = "Chercher dans les dates et les titres"
  let found = "Éditions trouvées :"

  func edition(number: String) -> String { "N° \(number)" }
  func editions(_ count: Count) -> String { plural(count, one: "édition", other: "éditions") }
  func stories(_ count: Count) -> String { plural(count, one: "sujet", other: "sujets") }
  func items(_ count: Count) -> String { plural(count, one: "article", other: "articles") }
  func feedsPolled(_ count: Count) -> String {
    plural(count, one: "source consultée", other: "sources consultées")
  }
  func feedsFailing(_ count: Count) -> String { plural(count, one: "en échec", other: "en échec") }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "depuis le \($0), \(stamp.time)" } ?? "depuis \(stamp.time)"
  }

  func times(in zone: String) -> String { "Toutes les heures sont celles de \(zone)." }

  func andMore(_ count: Count) -> String { "et " + plural(count, one: "autre", other: "autres") }
  func readingTime(_ minutes: Count) -> String { "\(minutes.digits) min de lecture" }
  func told(on day: String) -> String { "dans l’édition du \(day)" }
  func leftOut(_ count: Count) -> String {
    plural(count, one: "article écarté", other: "articles écartés")
  }
  func rhythm(usual: Count, lastDay: Count) -> String {
    "d’habitude \(usual.digits) par jour, ces dernières 24 heures \(lastDay.digits)"
  }
  func nothing(forDays count: Count) -> String {
    "rien depuis " + plural(count, one: "jour", other: "jours")
  }
  func lastDays(_ days: Count) -> String { "Les \(days.digits) derniers jours" }
  func rhythm(total: Count, days: Count, most: Count, last: Count) -> String {
    "\(total.digits) en \(days.digits) jours, \(most.digits) au plus en un jour, \(last.digits) le dernier"
  }
  func between(_ from: Stamp, _ until: Stamp) -> String {
    "entre \(from.description) et \(until.description)"
  }

  func clause(of reason: FailureReason) -> String {
    switch reason {
    case .name: "le nom du serveur n’a pas d’adresse"
    case .connection: "le serveur est injoignable"
    case .proxy: "le proxy a refusé"
    case .privateAddress: "son adresse est privée, ce qui n’est pas permis"
    case .encryption: "la connexion chiffrée n’est pas sûre"
    case .timeout: "pas de réponse à temps"
    case .tooLarge: "le document est trop grand"
    case .truncated: "le document est arrivé incomplet"
    case .redirect: "elle renvoie vers une adresse sans issue"
    case .status(401): "le serveur demande un mot de passe"
    case .status(403): "le serveur l’interdit (403)"
    case .status(404): "la page n’existe pas (404)"
    case .status(410): "supprimée pour toujours (410)"
    case .status(429): "le serveur demande moins de requêtes (429)"
    case .status(let status):
      status >= 500 ? "erreur du serveur (\(status))" : "le serveur a répondu \(status)"
    case .challenge: "le site exige la preuve d’un navigateur"
    case .protocolViolation: "le serveur ne respecte pas HTTP"
    case .file: "le fichier est illisible"
    case .empty: "le document est vide"
    case .webPage: "une page web est arrivée au lieu d’un flux"
    case .notAFeed: "ce qui est arrivé n’est pas un flux"
    case .refusedDocument: "le document a été refusé car dangereux"
    case .unknown: "elle n’a pas pu être lue"
    }
  }

  /// Source: CLDR 46, cardinals of `fr`: nothing is singular, too.
  func pluralForm(of value: Int) -> PluralForm {
    if value == 0 || value == 1 { return .one }
    return value % 1_000_000 == 0 ? .many : .other
  }

  func ofMillions(_ noun: String) -> String {
    let elides = noun.first.map { "aeiouéèêhAEIOUÉ".contains($0) } ?? false
    return (elides ? "d’" : "de ") + noun
  }
}
