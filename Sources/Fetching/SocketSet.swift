import CCurl
import Glibc

/// The sockets that libcurl waits for, in one epoll set.
///
/// Dispatch watches the set, not each socket: one source instead of two a connection. A socket leaves
/// the set at once when libcurl says so, whereas a Dispatch source lets go of its descriptor some time
/// after it was cancelled, and libcurl closes the sockets of its resolver without asking.
///
/// A connection that is kept for the next request stays in the set, so that taking it up again costs
/// no system call. It leaves the set when its server closes it or when libcurl does.
@safe final class SocketSet {
  /// What a socket is waited for, in epoll's bits.
  private typealias Interest = UInt32

  private struct Entry {
    /// What libcurl waits for now; zero for nothing.
    var wanted: Interest = 0
    /// What the set reports; zero when the socket is not in it.
    var watched: Interest = 0
    /// Whether `open` made it, so that libcurl closes it by `close` only.
    var isOurs = false
  }

  /// The epoll descriptor: readable when a socket is ready. Whoever watches it closes it.
  let descriptor: Int32
  /// By descriptor; these are small numbers.
  private var entries: [Entry] = []
  private var events = unsafe [epoll_event](repeating: epoll_event(), count: 128)

  /// Nil when descriptors are out.
  init?() {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  /// Opens a socket that does not block; -1 when descriptors are out.
  func open(family: Int32, type: Int32, protocol: Int32) -> Int32 {
    let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(family, type | flags, `protocol`)
    if socket >= 0 {
      makeRoom(for: socket)
      entries[Int(socket)] = Entry(isOurs: true)
    }
    return socket
  }

  /// Closes a socket; the kernel takes it out of the set.
  func close(_ socket: Int32) {
    makeRoom(for: socket)
    entries[Int(socket)] = Entry()
    _ = Glibc.close(socket)  // Nothing can be done about a failure, and the number is free anyway.
  }

  /// Notes what libcurl waits for on a socket: one of its `CURL_POLL_…`.
  func wait(for what: Int32, on socket: Int32) {
    makeRoom(for: socket)
    switch what {
    case CURL_POLL_IN: entries[Int(socket)].wanted = EPOLLIN.rawValue
    case CURL_POLL_OUT: entries[Int(socket)].wanted = EPOLLOUT.rawValue
    case CURL_POLL_INOUT: entries[Int(socket)].wanted = EPOLLIN.rawValue | EPOLLOUT.rawValue
    default:
      entries[Int(socket)].wanted = 0
      if !entries[Int(socket)].isOurs { drop(socket) }
      return
    }
    watch(socket)
  }

  /// Calls `action` with each socket that is ready and libcurl's `CURL_CSELECT_…` for it.
  func forEachReady(_ action: (Int32, Int32) -> Void) {
    let count = unsafe epoll_wait(descriptor, &events, Int32(events.count), 0)
    for index in 0..<max(0, Int(count)) {
      let event = unsafe events[index]
      let socket = unsafe event.data.fd
      let wanted = entries[Int(socket)].wanted
      if wanted == 0 { drop(socket) } else { action(socket, unsafe Self.selection(event.events)) }
    }
  }

  private static func selection(_ events: UInt32) -> Int32 {
    var selection: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { selection |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { selection |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { selection |= CURL_CSELECT_ERR }
    return selection
  }

  private func makeRoom(for socket: Int32) {
    let missing = Int(socket) + 1 - entries.count
    if missing > 0 { entries.append(contentsOf: repeatElement(Entry(), count: missing)) }
  }

  private func watch(_ socket: Int32) {
    let entry = entries[Int(socket)]
    guard entry.watched != entry.wanted else { return }
    var event = unsafe epoll_event()
    unsafe event.events = entry.wanted
    unsafe event.data.fd = socket
    let change = entry.watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
    // Where the kernel has no memory for it, the transfer ends by its limit of time.
    let isWatched = unsafe epoll_ctl(descriptor, change, socket, &event) == 0
    entries[Int(socket)].watched = isWatched ? entry.wanted : 0
  }

  private func drop(_ socket: Int32) {
    guard entries[Int(socket)].watched != 0 else { return }
    entries[Int(socket)].watched = 0
    var none = unsafe epoll_event()
    // The socket may be closed already, and is then out of the set.
    _ = unsafe epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, &none)
  }
}
