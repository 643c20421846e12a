/// A command's way to the daemon that has the database.
struct ControlClient: Sendable {
  private let descriptor: Descriptor

  /// Connects to the daemon that listens at `path`; throws where there is none.
  init(path: String) throws(ControlSocket.Failure) {
    descriptor = try Descriptor(connectedTo: path)
  }

  /// Asks, gives what happens meanwhile to `observe`, and waits for the answer as long as it takes.
  /// Nil when the daemon went away before it had answered.
  func ask(_ request: ControlRequest, _ observe: (LogEvent) -> Void) -> ControlMessage? {
    var rest = ControlLine.bytes(of: request)[...]
    while !rest.isEmpty {
      guard case .success(let count) = descriptor.send(Array(rest)) else { break }
      rest = rest.dropFirst(count)
    }
    var buffer = LineBuffer(maximumBytes: ControlMessage.maximumBytes)
    while case .success(let bytes) = descriptor.receive(), !bytes.isEmpty {
      var progress = buffer.add(bytes)
      while case .line(let line) = progress {
        guard let message = ControlLine.value(ControlMessage.self, in: line) else { return nil }
        guard case .event(let event) = message else { return message }
        observe(event)
        progress = buffer.add([])
      }
      if progress == .tooLong { return nil }
    }
    return nil
  }
}

extension ControlClient {
  /// The daemon's answer; a refusal is thrown.
  func answer(to request: ControlRequest, _ observe: (LogEvent) -> Void) throws(Session.Failure)
    -> ControlMessage
  {
    guard let answer = ask(request, observe) else {
      throw Session.Failure(
        sentence: "the daemon ended before it had answered", code: .temporaryFailure)
    }
    if case .refused(let refusal) = answer { throw Session.Failure(refusal) }
    return answer
  }
}

extension Session.Failure {
  init(_ refusal: ControlMessage.Refusal) {
    self.init(sentence: refusal.sentence.printable, code: refusal.code)
  }

  /// The daemon answered something else than was asked.
  static var notUnderstood: Session.Failure {
    Session.Failure(sentence: "the daemon is of another version; restart it", code: .unavailable)
  }
}

extension ControlMessage.Refusal {
  init(_ failure: Session.Failure) {
    self.init(sentence: failure.sentence, code: failure.code)
  }
}
