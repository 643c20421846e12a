/// The name of a feed's format.
enum FeedFormat {
  /// Such as `rss-2.0`, by the root element.
  static func name(of root: XMLElement) -> String {
    let namespace = root.namespace.map(Namespace.essence)
    switch root.name.lowercased() {
    case "rss": return "rss-" + version(root.attributes["version"])
    case "feed":
      let isOld = namespace != "w3.org/2005/atom" && (namespace != nil || hasOldVersion(root))
      return isOld ? "atom-0.3" : "atom-1.0"
    case "rdf": return root.declares(isRSS090) ? "rss-0.90" : "rss-1.0"
    default:
      if namespace == "purl.org/net/rss1.1" { return "rss-1.1" }
      return root.attributes["href"] != nil || root.name != "channel" ? "cdf" : "rss-2.0"
    }
  }

  /// The same when the channel inside is known: only it tells RSS 0.90 from 1.0.
  static func name(of channel: XMLElement, inside format: String) -> String {
    guard format == "rss-1.0", let namespace = channel.namespace.map(Namespace.essence) else {
      return format
    }
    return isRSS090(namespace) ? "rss-0.90" : format
  }

  private static func isRSS090(_ uri: String) -> Bool {
    Namespace.essence(of: uri).hasSuffix("netscape.com/rdf/simple/0.9")
  }

  private static func hasOldVersion(_ root: XMLElement) -> Bool {
    root.attributes["version"]?.hasPrefix("0.") ?? false
  }

  /// `2.0` where there is no version or none that ever was.
  private static func version(_ written: String?) -> String {
    let version = (written ?? "").filter { !$0.isWhitespace }
    switch version {
    case "0.9", "0.90": return "0.90"
    case "0.91", "0.92", "0.93", "0.94", "1.0": return version
    default: return version.hasPrefix("0.91") ? "0.91" : "2.0"
    }
  }
}
