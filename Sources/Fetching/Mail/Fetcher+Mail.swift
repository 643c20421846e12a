// Mail goes by the same queue and the same libcurl as documents do.

extension Fetcher {
  /// Sends one message; returns when the server has taken it.
  public func send(_ request: MailRequest) async throws(MailError) {
    let outcome = await withCheckedContinuation { begin(request, $0) }
    try outcome.get()
  }

  private func begin(
    _ request: MailRequest, _ waiting: CheckedContinuation<MailTransfer.Outcome, Never>
  ) {
    guard !isShutDown, let multi = openMulti() else {
      return waiting.resume(returning: .failure(.cancelled))
    }
    lastID += 1
    guard let transfer = MailTransfer(request, id: lastID, waiting), multi.add(transfer.handle)
    else {
      let failure = CurlFailure(code: 0, text: "no memory or descriptors for a message")
      return waiting.resume(returning: .failure(.notSent(failure)))
    }
    mail[transfer.id] = transfer
    settle()
  }

  /// Ends a conversation that is over.
  func conclude(_ transfer: MailTransfer, _ code: CurlCode) {
    multi?.remove(transfer.handle)
    mail[transfer.id] = nil
    transfer.waiting.resume(returning: transfer.outcome(code))
  }

  /// Breaks all conversations off.
  func cancelMail() {
    for transfer in mail.values {
      multi?.remove(transfer.handle)
      transfer.waiting.resume(returning: transfer.outcomeIfCancelled)
    }
    mail = [:]
  }
}
