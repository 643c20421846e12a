/// The interface in English.
struct English: Wording {
  let language = "en"
  let locale = "en_GB"

  let contents = "In this edition"
  let skipToStories = "Skip to the stories"
  let allStories = "Stories"
  let otherFeeds = "Other sources"
  let alsoIn = "Also in"
  let untitled = "Untitled"
  let nothingNew = "Nothing new since the last edition."
  let completeness = "How complete this edition is"
  let notRead = "Could not be read"
  let everythingRead = "Every source could be read."
  let archive = "All editions"
  let corrections = "Corrections"
  let before = "Before"
  let textRevised = "The text was revised."
  let quieter = "Quieter than usual"
  let mayBeMissing = "Something may be missing"
  let backlog = "old items of new sources"
  let months = "Months"
  let search = "Search dates and headlines"
  let found = "Editions found:"

  func edition(number: String) -> String { "No. \(number)" }
  func editions(_ count: Count) -> String { plural(count, one: "edition", other: "editions") }
  func stories(_ count: Count) -> String { plural(count, one: "story", other: "stories") }
  func items(_ count: Count) -> String { plural(count, one: "item", other: "items") }
  func feedsPolled(_ count: Count) -> String {
    plural(count, one: "source polled", other: "sources polled")
  }
  func feedsFailing(_ count: Count) -> String { count.digits + " failing" }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "since \($0), \(stamp.time)" } ?? "since \(stamp.time)"
  }

  func times(in zone: String) -> String { "All times are \(zone)." }

  func andMore(_ count: Count) -> String { "and \(count.digits) more" }
  func readingTime(_ minutes: Count) -> String { "\(minutes.digits) min read" }
  func told(on day: String) -> String { "told on \(day)" }
  func leftOut(_ count: Count) -> String {
    plural(count, one: "item left out", other: "items left out")
  }
  func rhythm(usual: Count, lastDay: Count) -> String {
    "usually \(usual.digits) a day, in the last 24 hours \(lastDay.digits)"
  }
  func nothing(forDays count: Count) -> String {
    "nothing for " + plural(count, one: "day", other: "days")
  }
  func lastDays(_ days: Count) -> String { "The last \(days.digits) days" }
  func rhythm(total: Count, days: Count, most: Count, last: Count) -> String {
    "\(total.digits) in \(days.digits) days, at most \(most.digits) in one, \(last.digits) in the last"
  }
  func between(_ from: Stamp, _ until: Stamp) -> String {
    "between \(from.description) and \(until.description)"
  }

  func clause(of reason: FailureReason) -> String {
    switch reason {
    case .name: "the host’s name has no address"
    case .connection: "no connection to the server"
    case .proxy: "the proxy refused"
    case .privateAddress: "its address is private, and that is not allowed"
    case .encryption: "no trusted encrypted connection"
    case .timeout: "no answer in time"
    case .tooLarge: "the document is too large"
    case .truncated: "the document came cut short"
    case .redirect: "it redirects to nowhere"
    case .status(401): "the server wants a password"
    case .status(403): "the server forbids it (403)"
    case .status(404): "the page does not exist (404)"
    case .status(410): "gone for good (410)"
    case .status(429): "the server wants fewer requests (429)"
    case .status(let status):
      status >= 500 ? "the server has failed (\(status))" : "the server answered \(status)"
    case .challenge: "the site wants proof of a browser"
    case .protocolViolation: "the server does not keep to HTTP"
    case .file: "the file can not be read"
    case .empty: "the document is empty"
    case .webPage: "a web page came instead of a feed"
    case .notAFeed: "what came is no feed"
    case .refusedDocument: "the document was refused as dangerous"
    case .unknown: "it could not be read"
    }
  }
}
