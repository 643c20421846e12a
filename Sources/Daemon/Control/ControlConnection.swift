import Dispatch

/// One command that is connected: what it has sent so far, and what it has not received.
struct ControlConnection {
  /// What some more bytes from the client led to.
  enum Input: Hashable {
    case waiting
    case line([UInt8])
    case tooLong, gone
  }

  /// What became of bytes for the client.
  enum Output: Hashable {
    /// All are sent; more may follow.
    case idle
    /// The client does not read as fast.
    case blocked
    /// The answer is sent, or nobody is left to read it.
    case over
  }

  /// Events that find more than this waiting are dropped.
  private static let maximumWaitingBytes = 1 << 20

  private let descriptor: Descriptor
  private var input = LineBuffer(maximumBytes: ControlRequest.maximumBytes)
  private var output: [UInt8] = []
  private var isAnswered = false
  /// Whether a request has come, or a refusal: nothing more is read.
  private(set) var isTaken = false
  var reader: (any DispatchSourceRead)?
  private(set) var writer: (any DispatchSourceWrite)?

  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
  }

  /// Reads all that has come: Dispatch tells of a client that has gone only once, together with what
  /// it sent last.
  mutating func receive() -> Input {
    while !isTaken {
      switch descriptor.receive() {
      case .failure(let failure): return failure.isTemporary ? .waiting : .gone
      case .success(let bytes) where bytes.isEmpty: return .gone
      case .success(let bytes):
        switch input.add(bytes) {
        case .incomplete: break
        case .line(let line): return .line(line)
        case .tooLong: return .tooLong
        }
      }
    }
    return .waiting
  }

  /// Reads no more: a client that closes its half still gets its answer.
  mutating func take() {
    isTaken = true
    reader?.cancel()
    reader = nil
    input = LineBuffer(maximumBytes: 0)
  }

  /// Lets a message wait to be sent. False for one that is dropped.
  mutating func add(_ message: ControlMessage) -> Bool {
    guard !isAnswered, message.isAnswer || output.count < Self.maximumWaitingBytes else {
      return false
    }
    output += ControlLine.bytes(of: message)
    isAnswered = message.isAnswer
    return true
  }

  /// Sends as much as the client takes.
  mutating func flush() -> Output {
    while !output.isEmpty {
      switch descriptor.send(output) {
      case .success(let count): output.removeFirst(count)
      case .failure(let failure): return failure.isTemporary ? .blocked : .over
      }
    }
    writer?.cancel()
    writer = nil
    return isAnswered ? .over : .idle
  }

  /// Calls `action` when the client has taken something.
  mutating func awaitRoom(on queue: DispatchQueue, _ action: @escaping @Sendable () -> Void) {
    writer = descriptor.writeSource(on: queue, action)
  }

  /// Ends it; the descriptor closes when its sources have let go of it.
  func cancel() {
    reader?.cancel()
    writer?.cancel()
  }
}
