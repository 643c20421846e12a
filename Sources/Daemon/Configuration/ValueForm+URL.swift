import Links
import TOML

extension ValueForm where Value == WebURL {
  /// The address of a feed: http or https, or a file on this machine.
  ///
  /// A file is a `file:` URL or a path that begins with `/`, `./` or `../`; so that a host without
  /// its scheme is not taken for a file.
  static var feedURL: ValueForm {
    .text(
      "the address of a feed such as \"https://example.org/feed\"",
      example: "https://example.org/feed",
      parse: { text, context in WebURL(feed: text, in: context.folder) },
      advice: { value in
        guard case .string(let text) = value else { return nil }
        return urlAdvice(text.withoutUserinfo)
      }, write: { $0.string })
  }
}

extension WebURL {
  /// Reads the address of a feed; nil for other schemes and for files of other machines.
  init?(feed text: String, in folder: String) {
    if text.isPath {
      self.init(AbsolutePath(text, in: folder).fileURL)
    } else if text.lowercased().hasPrefix("file:"), !text.dropFirst(5).hasPrefix("/") {
      let local = AbsolutePath(".", in: folder)
      let base = WebURL(local.string == "/" ? "file:///" : local.fileURL + "/")
      self.init(text.dropFirst(5), relativeTo: base)
    } else {
      self.init(text)
    }
    switch scheme {
    case "http", "https": if host.isEmpty { return nil }
    case "file": if !["", "localhost"].contains(host) { return nil }
    default: return nil
    }
  }
}

extension String {
  fileprivate var isPath: Bool { hasPrefix("/") || hasPrefix("./") || hasPrefix("../") }
}

/// What to write instead of what is no feed's address.
private func urlAdvice(_ text: String) -> String? {
  guard let colon = text.firstIndex(of: ":") else {
    let isBare = !text.isEmpty && !text.contains { $0.isWhitespace }
    return isBare ? "write \"https://\(text)\", or \"./\(text)\" if it is a file" : nil
  }
  let scheme = text[..<colon].lowercased()
  let rest = text[text.index(after: colon)...]
  switch scheme {
  case "http", "https": return "the host is missing or wrong"
  case "file": return "a file must be on this machine: write file:///PATH"
  case "feed": return "write \(quoted(rest.hasPrefix("//") ? "https:" + rest : String(rest)))"
  default:
    if let meant = scheme.nearest(of: ["https", "http", "file"]) {
      return "write \(quoted("\(meant):\(rest)"))"
    }
    return "only http, https and file are polled"
  }
}
