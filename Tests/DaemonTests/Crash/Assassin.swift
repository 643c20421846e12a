import Confinement
import Dispatch
import Glibc

/// Kills a process at the n-th change in the folders that it writes to.
///
/// Each write, file, or new name is one change, as inotify(7) tells; so the process dies in the middle
/// of transactions and of files, not between them.
actor Assassin {
  private let confined = ConfinedQueue(label: "test.assassin")
  private let inotify: Int32
  private var source: (any DispatchSourceRead)?
  private var victim: pid_t?
  private var remaining: Int
  /// What was seen so far.
  private(set) var changes = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Watches the folders.
  ///
  /// - Parameter moment: the change at which it kills; nil to count only.
  init(watching folders: [String], moment: Int?) async {
    inotify = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    remaining = moment ?? .max
    let wanted = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_ATTRIB)
    for folder in folders { _ = unsafe inotify_add_watch(inotify, folder, wanted) }
    let descriptor = inotify
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: confined.queue)
    let read: @Sendable () -> Void = { [weak self] in self?.assumeIsolated { $0.read() } }
    let closing: @Sendable () -> Void = { _ = close(descriptor) }
    source.setEventHandler(handler: read)
    source.setCancelHandler(handler: closing)
    self.source = source
    source.activate()
  }

  /// Whom to kill; at once when the moment has passed already.
  func aim(at process: pid_t) {
    victim = process
    if remaining <= 0 { _ = kill(process, SIGKILL) }
  }

  func end() {
    source?.cancel()
    source = nil
    victim = nil
  }

  private func read() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe Glibc.read(inotify, &bytes, bytes.count)
    var place = 0
    // Source: inotify(7), struct inotify_event: 16 bytes, the last 4 of which are the name's length.
    while place + 16 <= count {
      let length = bytes[(place + 12)..<(place + 16)].reversed().reduce(0) { $0 << 8 | Int($1) }
      place += 16 + length
      changes += 1
      remaining -= 1
      if remaining == 0, let victim { _ = kill(victim, SIGKILL) }
    }
  }
}

/// Random numbers that a seed repeats. Source: Steele, Lea, Flood, “Fast splittable pseudorandom
/// number generators”, 2014.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
