/// One message on its way, from the first word to the server until its last reply.
final class MailTransfer {
  typealias Outcome = Result<Void, MailError>

  let id: UInt64
  let waiting: CheckedContinuation<Outcome, Never>
  private(set) var handle: EasyHandle
  private let message: [UInt8]
  private var given = 0
  /// Whether libcurl has asked beyond the end of the message: the server may have all of it.
  private var isGiven = false

  /// Nil when memory is out, or libcurl refuses an option.
  init?(_ request: MailRequest, id: UInt64, _ waiting: CheckedContinuation<Outcome, Never>) {
    guard let handle = EasyHandle() else { return nil }
    self.id = id
    self.waiting = waiting
    self.handle = handle
    message = request.message
    guard self.handle.setUp(request, for: self) else { return nil }
  }

  /// The next bytes of the message; none at its end.
  func give(atMost count: Int) -> ArraySlice<UInt8> {
    let piece = message[given...].prefix(count)
    given += piece.count
    isGiven = isGiven || piece.isEmpty
    return piece
  }

  /// What has become of the message at the end of the conversation.
  func outcome(_ code: CurlCode) -> Outcome {
    if code == .finished { return .success(()) }
    let failure = handle.failure(code)
    let reply = handle.replyCode
    if (400...599).contains(reply) { return .failure(.refused(code: reply, failure)) }
    return .failure(isGiven ? .unknown(failure) : .notSent(failure))
  }

  /// What has become of it when the conversation is broken off.
  var outcomeIfCancelled: Outcome {
    let failure = CurlFailure(code: 0, text: "the program was told to end")
    return .failure(isGiven ? .unknown(failure) : .cancelled)
  }
}
