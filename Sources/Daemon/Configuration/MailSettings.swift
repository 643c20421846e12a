import Digests
import Fetching
import Links

/// How the editions of a digest go by mail: a section `[digest.NAME.mail]`.
struct MailSettings: Sendable, Equatable {
  var from: Mailbox
  /// At least one, none twice.
  var to: [Mailbox]
  var carrier: Carrier
  /// Nil where the server asks for no account.
  var user: String?
  /// The file of the password at the server: an absolute path, or a name below the folder of credentials.
  var passwordFile: PasswordFile?

  /// Who takes the letters.
  enum Carrier: Sendable, Equatable {
    /// Without an account; that is made of `user` and the file of the password when a letter goes.
    case server(MailServer)
    case program(Sendmail)
  }

  /// Where a password is found.
  struct PasswordFile: Sendable, Equatable {
    /// As configured.
    var name: String
    /// Where that is where there is no folder of credentials, or nothing of that name in it.
    var path: String
  }

  /// The password, without the line break at its end; nil where the file can not be read.
  ///
  /// It is read for each letter, so that no memory holds it in between and a new one counts at once.
  func password(credentials: String?) -> String? {
    guard let passwordFile else { return nil }
    let places = credentials.map { [$0 + "/" + passwordFile.name, passwordFile.path] }
    for path in places ?? [passwordFile.path] {
      // A file that is not there may be at the other place.
      guard let bytes = try? InputFile.bytes(of: path, maximumBytes: 4096) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      return String(text.prefix { !$0.isNewline })
    }
    return nil
  }
}

/// What a section `[digest.NAME.mail]` says: nil where the key is not given.
struct MailDraft: Sendable {
  /// The server's name or address with its port.
  struct Host: Sendable, Equatable {
    var name: String
    /// Nil: the usual one.
    var port: Int?
  }

  var from: Mailbox?
  var to: [Mailbox]?
  var server: Host?
  var security = MailServer.Security.startTLS
  /// A program that is used instead of a server: its absolute path.
  var sendmail: String?
  var user: String?
  var passwordFile: String?
  var authorities: String?
}

extension MailServer.Security {
  /// The port where none is given. Source: RFC 8314 §7.3, RFC 6409 §3.1, RFC 5321 §4.5.4.2.
  var usualPort: Int {
    switch self {
    case .startTLS: 587
    case .tls: 465
    case .none: 25
    }
  }
}
