import Glibc

/// Whether files can be made in a folder, found out by making one.
enum FolderRights: Equatable {
  case writable
  case missing
  /// In the system's words.
  case refused(String)

  init(_ folder: String) {
    let path = folder + "/.rassegna-doctor"
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      self = errno == ENOENT ? .missing : .refused(systemMessage(errno))
      return
    }
    // An empty file was made, and nothing can be lost of it.
    _ = close(descriptor)
    _ = unsafe unlink(path)
    self = .writable
  }
}

/// Why the name of a host has no address.
struct HostLookupFailure: Sendable, Equatable {
  /// A code of getaddrinfo(3), in the system's words.
  var reason: String
  var cause: Cause

  /// What is to be looked at.
  enum Cause: Sendable, Equatable {
    /// A name server answered that there is no such name, or none was asked.
    case unknownName
    /// No name server answered.
    case noAnswer
    /// This machine could not ask.
    case ourselves
  }

  init(code: Int32) {
    reason = unsafe String(cString: gai_strerror(code))
    cause =
      switch code {
      case EAI_NONAME, -5: .unknownName  // -5: EAI_NODATA, which needs _GNU_SOURCE
      case EAI_AGAIN, EAI_FAIL: .noAnswer
      default: .ourselves
      }
  }

  /// What to do.
  ///
  /// - Parameter servers: the name servers of /etc/resolv.conf.
  func advice(servers: [String]) -> String {
    switch cause {
    case .unknownName:
      "look at the spelling of the host in the feed's url; `getent hosts NAME` asks the same"
    case .noAnswer where servers.isEmpty:
      "/etc/resolv.conf names no server: write one there as 'nameserver ADDRESS'"
    case .noAnswer:
      "no answer of \(servers.joined(separator: ", ")), as /etc/resolv.conf names: are they right, "
        + "and is the network there?"
    case .ourselves: "this machine could not ask: look at its memory and at `ulimit -n`"
    }
  }
}

/// The addresses that resolv.conf(5) names as servers, in its order.
func nameServers(_ text: String) -> [String] {
  text.split(whereSeparator: \.isNewline).compactMap { line in
    let words = line.split(whereSeparator: \.isWhitespace)
    return words.count > 1 && words[0] == "nameserver" ? String(words[1]) : nil
  }
}

/// Why the name of a host has no address; nil when it has one. Waits for the network.
func hostLookupFailure(_ host: String) -> HostLookupFailure? {
  var found: UnsafeMutablePointer<addrinfo>?
  let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  let code = unsafe getaddrinfo(bare, nil, nil, &found)
  if let found = unsafe found { unsafe freeaddrinfo(found) }
  return code == 0 ? nil : HostLookupFailure(code: code)
}
