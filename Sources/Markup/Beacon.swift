/// Pictures that are there to count readers, not to be seen.
enum Beacon {
  /// Whether a picture is a dot by its own account, or comes from where only counters come from.
  ///
  /// - Parameter address: absolute, as bytes.
  static func isOne(_ address: ArraySlice<UInt8>, _ attributes: Attributes) -> Bool {
    isDot(attributes) || isKnown(address)
  }

  private static func isDot(_ attributes: Attributes) -> Bool {
    if let width = attributes[.width]?.number, let height = attributes[.height]?.number {
      return width <= 1 && height <= 1
    }
    return attributes[.style].map { Style($0).isPixel } ?? false
  }

  private static func isKnown(_ address: ArraySlice<UInt8>) -> Bool {
    guard let slashes = address.firstIndex(of: UInt8(ascii: "/")) else { return false }
    let place = address[slashes...].drop { $0 == UInt8(ascii: "/") }
    let host = place.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    let path = place[host.endIndex...]
    return known.contains { beacon in
      host.count >= beacon.host.count
        && host.suffix(beacon.host.count).elementsEqual(beacon.host) { $0.lowercased == $1 }
        && (host.count == beacon.host.count || beacon.isDomainPart(of: host))
        && path.starts(with: beacon.path)
    }
  }

  private struct Place {
    let host: [UInt8]
    let path: [UInt8]

    init(_ text: String) {
      let bytes = Array(text.utf8)
      let slash = bytes.firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
      host = Array(bytes[..<slash])
      path = Array(bytes[slash...])
    }

    /// Whether the longer name is a subdomain, not another name with the same end.
    func isDomainPart(of name: ArraySlice<UInt8>) -> Bool {
      name[name.endIndex - host.count - 1] == UInt8(ascii: ".")
    }
  }

  /// Hosts, with their subdomains, and the beginnings of paths.
  private static let known = [
    "2o7.net", "b.scorecardresearch.com", "bat.bing.com", "counter.theconversation.com",
    "doubleclick.net", "facebook.com/tr", "feedburner.com/~r/",
    "feeds.wordpress.com/1.0/", "feedsportal.com", "google-analytics.com", "googleadservices.com",
    "googlesyndication.com", "imrworldwide.com", "medium.com/_/stat", "pheedo.com",
    "pixel.quantserve.com", "pixel.wp.com", "px.ads.linkedin.com", "sb.scorecardresearch.com",
    "statcounter.com", "stats.wordpress.com", "stats.wp.com", "track.hubspot.com",
  ].map { Place($0) }
}
