import Serving

/// What is answered to who asks for metrics.
extension ServedReply {
  /// Refuses what is no request for metrics; nil for one.
  ///
  /// A name in Host is one that leads to this machine and that a web page of anybody may have chosen, so
  /// that a browser here would hand the page over (“DNS rebinding”): only addresses and `localhost` are
  /// answered. Source: RFC 9110 §15.5.20.
  init?(refusing request: ServedRequest, at address: ServedAddress) {
    guard request.path == "/metrics" else {
      self.init(status: 404, "text/plain", "The metrics are at /metrics.\n")
      return
    }
    guard ["GET", "HEAD"].contains(request.method) else {
      self.init(
        status: 405, "text/plain", "Metrics are read only.\n",
        headers: [ServedHeader("Allow", "GET, HEAD"), .last])
      return
    }
    guard let host = request[header: "Host"], !Self.isOwn(host), !address.isSocket else {
      return nil
    }
    self.init(
      status: 421, "text/plain", "Ask for 127.0.0.1, [::1] or localhost.\n", headers: [.last])
  }

  /// - Parameter page: nil where none could be made.
  init(metrics page: String?) {
    guard let page else {
      self.init(status: 503, "text/plain", "The log says why.\n", headers: [.last])
      return
    }
    self.init("text/plain; version=0.0.4; charset=utf-8", page, headers: [.last])
  }

  private static func isOwn(_ host: String) -> Bool {
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    if name.hasPrefix("[") || ["", "localhost"].contains(name.lowercased()) { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension ServedHeader {
  /// A connection that asks once a minute is not worth keeping.
  fileprivate static let last = ServedHeader("Connection", "close")
}

extension ServedAddress {
  /// Reads `127.0.0.1:PORT`, `[::1]:PORT` or the absolute path of a Unix socket; nil for all else.
  init?(_ text: String) {
    if text.hasPrefix("/") {
      guard text.utf8.count <= 107, text.isLine(maximum: 107), !text.hasSuffix("/") else {
        return nil
      }
      self = .socket(path: text)
      return
    }
    guard let colon = text.lastIndex(of: ":"),
      case let digits = text[colon...].dropFirst(), digits.allSatisfy(\.isASCII),
      digits.first?.isNumber == true, let port = UInt16(digits), port > 0
    else { return nil }
    switch text[..<colon] {
    case "127.0.0.1": self = .loopback(port: port)
    case "[::1]": self = .loopback6(port: port)
    default: return nil
    }
  }

  /// As it is written in the configuration.
  var text: String {
    switch self {
    case .loopback(let port): "127.0.0.1:\(port)"
    case .loopback6(let port): "[::1]:\(port)"
    case .socket(let path): path
    }
  }

  fileprivate var isSocket: Bool { if case .socket = self { true } else { false } }
}
