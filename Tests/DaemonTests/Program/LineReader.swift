import Confinement
import Dispatch
import Glibc

/// What arrives at a socket, line by line, or datagram by datagram.
actor LineReader {
  enum Cut { case lines, datagrams }

  nonisolated let lines: AsyncStream<String>
  private let confined = ConfinedQueue(label: "test.lines")
  private let continuation: AsyncStream<String>.Continuation
  private let descriptor: Int32
  private let cut: Cut
  private var rest: [UInt8] = []
  private var source: (any DispatchSourceRead)?

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Owns the descriptor from here on.
  init(_ descriptor: Int32, _ cut: Cut) async {
    (lines, continuation) = AsyncStream.makeStream(of: String.self)
    self.descriptor = descriptor
    self.cut = cut
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: confined.queue)
    let read: @Sendable () -> Void = { [weak self] in self?.assumeIsolated { $0.read() } }
    let closing: @Sendable () -> Void = { _ = close(descriptor) }
    source.setEventHandler(handler: read)
    source.setCancelHandler(handler: closing)
    self.source = source
    source.activate()
  }

  /// Reads all that is there: Dispatch tells of the end only once, together with the last bytes.
  private func read() {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    while source != nil {
      let count = unsafe recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else { return end() }
      cut == .lines ? add(bytes[..<count]) : say(bytes[..<count])
    }
  }

  private func say(_ bytes: ArraySlice<UInt8>) {
    continuation.yield(String(decoding: bytes, as: UTF8.self))
  }

  private func add(_ bytes: ArraySlice<UInt8>) {
    rest += bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      say(rest[..<end])
      rest.removeFirst(end + 1)
    }
  }

  /// Lets the other side know that nothing is read or sent any more.
  func shutDown() {
    // A descriptor that is closed may be somebody else's by now.
    if source != nil { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  /// Closes the socket.
  func end() {
    source?.cancel()
    source = nil
    continuation.finish()
  }

  /// The next line that holds `text`; nil when none comes any more. Lines before it are passed over.
  nonisolated func next(with text: String) async -> String? {
    for await line in lines where line.contains(text) { return line }
    return nil
  }
}
