import Digests
import Fetching
import FoundationEssentials
import Running
import Storage

/// Sends the letters of the outbox, one after the other. It never holds up an edition's files: those
/// are written before, and letters go beside the loop.
struct Postman: Sendable {
  var configuration: Configuration
  var store: Store
  var fetcher: Fetcher
  var clock: Clock
  var log: Log
  /// `CREDENTIALS_DIRECTORY` in it is where systemd puts secrets.
  var environment: [String: String] = [:]

  /// A letter with what has become of it.
  struct Delivery: Sendable {
    var letter: OutboxLetter
    var to: [String]
  }

  /// Makes one attempt for each letter that is due.
  ///
  /// - Returns: the letters that were tried, and when the next one is due; nil when none is left.
  func deliver() async throws(StorageError) -> (tried: [Delivery], next: Date?) {
    var tried: [Delivery] = []
    for letter in try await store.openLetters() where letter.nextAttemptAt <= clock.now() {
      // The daemon is about to end.
      if Task.isCancelled { break }
      tried.append(try await deliver(letter))
    }
    return (tried, try await store.openLetters().first?.nextAttemptAt)
  }

  /// Makes a round as `deliver` does, and tells in the log where the store fails; then the next one is
  /// due in a minute.
  func round() async -> Date? {
    do throws(StorageError) {
      return try await deliver().next
    } catch {
      log(.error, "mail", ["error": error.sentence])
      return clock.now().addingTimeInterval(60)
    }
  }

  private func deliver(_ letter: OutboxLetter) async throws(StorageError) -> Delivery {
    let digest = configuration.digests.first { $0.name == letter.digest }
    guard let digest, let mail = digest.mail else {
      var letter = letter
      letter.state = .givenUp
      letter.failure = "this digest goes by mail no more"
      try await store.write(letter, at: clock.now())
      return told(Delivery(letter: letter, to: []))
    }
    let begun = LetterCourse.beginning(letter)
    try await store.write(begun, at: clock.now())
    let outcome = try await send(begun, digest, mail)
    let ended = LetterCourse.ending(begun, outcome, at: clock.now())
    try await store.write(ended, at: clock.now())
    return told(Delivery(letter: ended, to: mail.to.map(\.address)))
  }

  private func send(
    _ letter: OutboxLetter, _ digest: DigestSettings, _ mail: MailSettings
  ) async throws(StorageError) -> LetterCourse.Outcome {
    guard let record = try await store.edition(letter.digest, number: letter.number) else {
      return .refused("the edition is gone")
    }
    do throws(DigestError) {
      let edition = try Edition(decoding: record.content)
      let message = try Letter(edition, from: mail.from, to: mail.to, theme: digest.theme)
      return await post(message, mail)
    } catch {
      return .failed(error.sentence)
    }
  }

  private func post(_ message: Letter, _ mail: MailSettings) async -> LetterCourse.Outcome {
    let (from, to) = (message.from.address, message.to.map(\.address))
    switch mail.carrier {
    case .server(var server):
      if let user = mail.user {
        guard let password = mail.password(credentials: environment["CREDENTIALS_DIRECTORY"]) else {
          return .failed("the file of the password can not be read")
        }
        server.account = MailServer.Account(user: user, password: password)
      }
      return await post(
        MailRequest(server: server, from: from, to: to, message: message.bytes))
    case .program(let sendmail):
      let program = sendmail.program(from: from, to: to, environment: environment)
      do {
        return sendmail.outcome(try await program.run(input: Sendmail.input(message.bytes)))
      } catch {
        return sendmail.outcome(error)
      }
    }
  }

  private func post(_ request: MailRequest) async -> LetterCourse.Outcome {
    do {
      try await fetcher.send(request)
      return .sent
    } catch {
      return LetterCourse.Outcome(error)
    }
  }

  /// Tells of an attempt in the log.
  private func told(_ delivery: Delivery) -> Delivery {
    let letter = delivery.letter
    let priority: Log.Priority = letter.state == .sent && !letter.isDoubtful ? .notice : .warning
    log(
      priority, "mail",
      [
        "digest": letter.digest, "edition": "\(letter.number)", "state": letter.state.rawValue,
        "attempts": "\(letter.attempts)",
        "next": letter.state == .waiting ? letter.nextAttemptAt.rfc3339 : nil,
        "error": letter.failure, "twice": letter.isDoubtful ? "it may have been sent twice" : nil,
      ])
    return delivery
  }
}

extension Postman.Delivery {
  /// What became of the letter, for people.
  var sentence: String {
    let doubt = letter.isDoubtful ? "; it may have been sent twice" : ""
    let name = "edition \(letter.number)"
    switch letter.state {
    case .sent: return "\(name) mailed to \(to.joined(separator: ", "))" + doubt
    case .givenUp: return "\(name) is not mailed: \(letter.failure ?? "")" + doubt
    case .waiting, .sending:
      return "\(name) is not mailed yet: \(letter.failure ?? ""); "
        + "the next attempt is due at \(letter.nextAttemptAt.words)" + doubt
    }
  }
}
