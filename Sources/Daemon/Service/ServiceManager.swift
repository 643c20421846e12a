import Glibc

/// Tells systemd how the service is: one datagram a message, after sd_notify(3).
///
/// Without `$NOTIFY_SOCKET` every message goes nowhere.
struct ServiceManager: Sendable {
  /// A state that systemd knows.
  enum State: Sendable, Equatable {
    case ready
    /// Reading the configuration again; the monotonic time in microseconds.
    case reloading(monotonicMicroseconds: UInt64)
    case stopping
    /// One line for `systemctl status`.
    case status(String)
    case watchdog
    /// The step that is under way may take this much longer, from now on.
    case extendTimeout(Duration)

    fileprivate var lines: String {
      switch self {
      case .ready: "READY=1"
      case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
      case .stopping: "STOPPING=1"
      case .status(let text): "STATUS=" + text.printable
      case .watchdog: "WATCHDOG=1"
      case .extendTimeout(let time): "EXTEND_TIMEOUT_USEC=\(Int64(time.seconds * 1_000_000))"
      }
    }
  }

  private let socketPath: String?
  /// How often systemd wants to hear `.watchdog`: half of its time limit; nil when it does not.
  let watchdogInterval: Duration?

  /// Reads `$NOTIFY_SOCKET`, `$WATCHDOG_USEC` and `$WATCHDOG_PID`.
  init(environment: [String: String], processNumber: Int32 = getpid()) {
    socketPath = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
    let isMeant = environment["WATCHDOG_PID"].map { $0 == "\(processNumber)" } ?? true
    let limit = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
    watchdogInterval = isMeant && limit > 0 ? .microseconds(limit / 2) : nil
  }

  /// Sends states in one message. A message that can not be sent is dropped: systemd's own time
  /// limits say what follows.
  func notify(_ states: State...) {
    guard let socketPath else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { _ = close(descriptor) }
    let message = Array(states.map(\.lines).joined(separator: "\n").utf8)
    _ = UnixAddress(socketPath)?.send(message, over: descriptor)
  }
}
