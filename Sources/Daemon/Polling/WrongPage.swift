import Feeds
import Fetching
import Links

/// What a web page is that came in a feed's place, in words.
///
/// A page of another site that asks for a password, or that a network shows before it lets anybody
/// out, says nothing of the feed: nothing of such an answer is remembered but the failure.
struct WrongPage {
  /// The title of the page; nil where it has none.
  var title: String?
  /// What was asked for.
  var asked: WebURL
  /// What answered.
  var answered: WebURL
  var body: [UInt8]

  /// As the reason of a failure.
  var sentence: String {
    let name = title.map { " (\"\($0)\")" } ?? ""
    let isElsewhere = answered.site != asked.site
    if asksForPassword || hasPathOfLogin {
      let place = answered.host.isEmpty ? "" : " at \(answered.host)"
      return "a login page\(place)\(name), not a feed"
    }
    if isElsewhere {
      return
        "a web page of \(answered.host)\(name) instead of the feed: has the site moved, or does "
        + "the network ask for a login?"
    }
    return "a web page, not a feed" + (title.map { ": \"\($0)\"" } ?? "")
  }

  private var asksForPassword: Bool {
    let markup = String(decoding: body.prefix(256 * 1024), as: UTF8.self).lowercased()
    return ["type=\"password\"", "type='password'", "type=password"].contains {
      markup.contains($0)
    }
  }

  /// Whether the page was led to and its address says what it is.
  private var hasPathOfLogin: Bool {
    guard asked != answered else { return false }
    let words = (answered.path ?? "").lowercased().split { "/._-?".contains($0) }
    return words.contains { ["login", "signin", "logon", "sso", "auth"].contains($0) }
  }
}
