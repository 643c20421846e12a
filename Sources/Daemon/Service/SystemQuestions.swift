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

/// Why the name of a host has no address; nil when it has one. Waits for the network.
func hostLookupFailure(_ host: String) -> String? {
  var found: UnsafeMutablePointer<addrinfo>?
  let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  let code = unsafe getaddrinfo(bare, nil, nil, &found)
  if let found = unsafe found { unsafe freeaddrinfo(found) }
  return code == 0 ? nil : unsafe String(cString: gai_strerror(code))
}
