import Digests
import Fetching
import TOML

extension ConfigurationReader {
  /// Reads `[digest.NAME.mail]`; nil, with the reason in the log, where it does not say enough.
  mutating func mail(
    _ entry: TOMLEntry, of digest: String, _ context: ReadingContext, in file: String
  ) -> MailSettings? {
    let key = "digest.\(digest).mail"
    let place = ConfigurationPlace(file: file, position: entry.keyPosition)
    guard let entries = entry.node.value.table?.entries else {
      log.add(.error, at: place, key: key, "expected a section [\(key)]")
      return nil
    }
    var draft = MailDraft()
    var given: Set<String> = []
    ConfigurationKeys.mail.read(entries, context, into: &draft) { name, complaint in
      let place = ConfigurationPlace(file: file, position: complaint.position)
      log.add(.error, at: place, key: "\(key).\(name)", complaint.message)
      given.insert(name)
    }
    given.formUnion(entries.map(\.key))
    self.draft.mails[digest] = draft
    for name in ["from", "to"] where !given.contains(name) {
      log.add(.error, at: place, key: "\(key).\(name)", "this section lacks \(name): add it")
    }
    checkCarrier(draft, given, at: place, key: key)
    guard let from = draft.from, let to = draft.to, let carrier = carrier(of: draft, context) else {
      return nil
    }
    if let path = draft.sendmail, let entry = entries.first(where: { $0.key == "sendmail" }) {
      checkProgram(path, at: ConfigurationPlace(file: file, position: entry.node.position), key)
    }
    return MailSettings(
      from: from, to: to, carrier: carrier, user: draft.user,
      passwordFile: draft.passwordFile.map {
        MailSettings.PasswordFile(name: $0, path: AbsolutePath($0, in: context.folder).string)
      })
  }

  /// Letters go by a server or through a program.
  private mutating func checkCarrier(
    _ draft: MailDraft, _ given: Set<String>, at place: ConfigurationPlace, key: String
  ) {
    switch (given.contains("server"), given.contains("sendmail")) {
    case (true, true):
      log.add(
        .error, at: place, key: key,
        "server and sendmail stand side by side: keep one of them, letters go one way")
    case (false, false):
      log.add(
        .error, at: place, key: key, "this section lacks the way to send: add server or sendmail")
    case (false, true):
      for name in ["security", "user", "password_file", "authorities"] where given.contains(name) {
        log.add(
          .error, at: place, key: "\(key).\(name)",
          "this is for a server; the program of sendmail has a configuration of its own")
      }
    case (true, false):
      if (draft.user == nil) != (draft.passwordFile == nil),
        !given.isSuperset(of: ["user", "password_file"])
      {
        log.add(
          .error, at: place, key: key, "user and password_file are given together or not at all")
      }
    }
  }

  /// A program that is not there does not keep the daemon from starting: it may be installed before the
  /// next edition, and letters wait for it.
  private mutating func checkProgram(
    _ path: String, at place: ConfigurationPlace, _ key: String
  ) {
    guard let fault = files.programFault(path) else { return }
    log.add(.warning, at: place, key: key + ".sendmail", "\(quoted(path)) \(fault.sentence)")
  }

  private func carrier(of draft: MailDraft, _ context: ReadingContext) -> MailSettings.Carrier? {
    if let path = draft.sendmail { return .program(Sendmail(path: path)) }
    guard let host = draft.server else { return nil }
    return .server(
      MailServer(
        host: host.name, port: host.port ?? draft.security.usualPort, security: draft.security,
        authorities: draft.authorities.map { AbsolutePath($0, in: context.folder).string }))
  }
}

extension ProgramFault {
  fileprivate var sentence: String {
    switch self {
    case .missing: "is not there: no letter will go until it is installed"
    case .notRegular: "is no file that can be executed: name the program itself"
    case .forbidden:
      "may not be executed by this user: no letter will go "
        + "(for the service see Sendmail in rassegna(8))"
    }
  }
}
