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
    for name in ["from", "to", "server"] where !given.contains(name) {
      log.add(.error, at: place, key: "\(key).\(name)", "this section lacks \(name): add it")
    }
    if (draft.user == nil) != (draft.passwordFile == nil),
      !given.isSuperset(of: ["user", "password_file"])
    {
      log.add(
        .error, at: place, key: key, "user and password_file are given together or not at all")
    }
    guard let from = draft.from, let to = draft.to, let server = draft.server else { return nil }
    return settings(draft, from, to, server, context)
  }

  private func settings(
    _ draft: MailDraft, _ from: Mailbox, _ to: [Mailbox], _ host: MailDraft.Host,
    _ context: ReadingContext
  ) -> MailSettings {
    MailSettings(
      from: from, to: to,
      server: MailServer(
        host: host.name, port: host.port ?? draft.security.usualPort, security: draft.security,
        authorities: draft.authorities.map { AbsolutePath($0, in: context.folder).string }),
      user: draft.user,
      passwordFile: draft.passwordFile.map {
        MailSettings.PasswordFile(name: $0, path: AbsolutePath($0, in: context.folder).string)
      })
  }
}
