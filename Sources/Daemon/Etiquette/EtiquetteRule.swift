/// A rule of good manners for feed readers, as “feed reader behavior” (rachelbythebay.com) numbers them.
struct EtiquetteRule: Sendable, Hashable {
  /// The number behind `FRB`.
  var number: Int
  /// What it is about, in a few words.
  var name: String

  /// Such as `FRB004`.
  var title: String {
    let digits = String(number)
    return "FRB" + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

extension EtiquetteRule {
  /// All of them, in order.
  static let all = list.map { EtiquetteRule(number: $0, name: $1) }

  private static let list: [(Int, String)] = [
    (1, "Last-Modified is stored"), (2, "If-Modified-Since is sent"), (3, "ETag is stored"),
    (4, "If-None-Match is sent"), (10, "validators survive the next answer"),
    (11, "validators survive a restart"), (12, "If-Modified-Since is what was sent"),
    (13, "If-None-Match is what was sent"), (14, "validators are a pair"),
    (15, "validators survive an upgrade"), (16, "validators survive HTTP 429"),
    (20, "slows down when asked (HTTP 429)"), (21, "slows down without a hint"),
    (22, "follows the document's cache hints"), (23, "follows the feed's rhythm"),
    (24, "follows the hints in the feed"), (30, "fetches no content twice"),
    (31, "caches other URLs too"), (32, "does not hammer an item"),
    (33, "does not hammer a server"), (34, "many feeds, few servers"),
    (35, "many hosts, few machines"), (36, "a new feed is one request"),
    (37, "does not rely on cron"), (50, "only GET"), (51, "no HEAD"),
    (60, "checks the URLs that users write"), (61, "guesses no URL"),
    (62, "adds no parameters"), (63, "no cookies by default"), (64, "no cache-busting"),
    (65, "no referrers"), (66, "leaves query strings as they are"),
    (70, "limits fetches on demand"), (71, "confirms unconditional requests"),
    (80, "has a User-Agent"), (81, "names a contact"), (82, "names its version"),
    (83, "the version is of use"), (84, "no masquerade"), (85, "no masquerade as a browser"),
    (86, "names itself, not a library"), (87, "the User-Agent stays the same"),
    (88, "no user's number in it"), (89, "no joke in it"), (90, "its URLs are no fake"),
    (100, "does not take bad URLs"), (101, "shows what came instead of a feed"),
    (102, "knows what is no feed"), (103, "follows link rel=alternate"),
    (104, "guesses no feed's path"), (105, "guesses nothing else"),
    (106, "keeps URLs private"), (110, "slows down when it is no feed any more"),
    (111, "tells of HTTP 410"), (112, "slows down on 403"), (113, "slows down on 404"),
    (114, "stops on 410"), (115, "slows down on other answers"),
    (116, "slows down when a name has no address"), (117, "slows down without a connection"),
    (118, "slows down on server errors"), (119, "slows down on errors"),
    (120, "tells of errors"), (130, "HTTP 301 is permanent"), (131, "HTTP 308 is permanent"),
    (132, "tells of a permanent move"), (133, "HTTP 302 is temporary"),
    (134, "HTTP 307 is temporary"), (135, "tells of a temporary move"),
    (136, "tells of trouble with TLS"), (137, "notices feeds that are one"),
    (140, "offers compression"), (141, "reads what is compressed"),
  ]
}

/// What was observed of a rule.
struct EtiquetteFinding: Sendable, Equatable, Encodable {
  enum Verdict: String, Sendable, Encodable {
    case kept, broken
    case notApplicable = "not applicable"
  }

  var rule: String
  var name: String
  var verdict: Verdict
  /// What was seen on the wire, or why the rule can not apply.
  var evidence: String

  /// For people.
  var line: String { "\(rule)  \(verdict.rawValue)  \(name): \(evidence)" }
}
