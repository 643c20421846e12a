import Digests
import Feeds
import Fetching
import Glibc
import Serving
import Storage

/// What went wrong, in words for people: the only place where errors become sentences.
extension FetchError {
  var sentence: String {
    switch self {
    case .resolve(let failure): "the host's name has no address: \(failure.text)"
    case .connect(let failure): "no connection: \(failure.text)"
    case .proxy(let failure): "the proxy refused: \(failure.text)"
    case .refusedAddress(let address):
      "\(address) is a private address; allow_private = true would allow it"
    case .tls(let failure): "no trusted encrypted connection: \(failure.text)"
    case .timeout(let phase, _): "no answer in time, while \(phase.rawValue)"
    case .tooLarge(let limit): "larger than the limit of \(limit) bytes"
    case .truncated(let failure): "the document came cut short: \(failure.text)"
    case .badRedirect(let fault): fault.sentence
    case .unsupportedScheme(let scheme): "'\(scheme)' addresses are not fetched"
    case .httpStatus(let failure): failure.sentence
    case .protocolViolation where isFalseEncoding:
      "the document is not compressed as its Content-Encoding says; the next request asks for it plain"
    case .protocolViolation(let failure): "the server does not keep to HTTP: \(failure.text)"
    case .file(let path, let code): "\(path): \(systemMessage(code))"
    case .ourselves(let failure): "the program is short of something: \(failure.text)"
    case .cancelled: "cancelled"
    }
  }

  /// How long the server wants to be left alone.
  var retryAfter: Duration? {
    if case .httpStatus(let failure) = self { failure.retryAfter } else { nil }
  }
}

extension RedirectFault {
  fileprivate var sentence: String {
    switch self {
    case .missingLocation: "a redirect that leads nowhere"
    case .unreadableLocation(let text): "a redirect to '\(text)', which is no address"
    case .tooMany(let limit): "more than \(limit) redirects"
    case .loop(let url): "redirects in a circle, at \(url)"
    }
  }
}

extension HTTPFailure {
  fileprivate var sentence: String {
    if isChallenge { return "HTTP \(status): the site asks for proof of a browser (Cloudflare)" }
    let meaning =
      switch status {
      case 204: ": no content"
      case 206: ": only a part"
      case 304: ": not modified, though the request named nothing to compare with"
      case 401: ": a password is needed"
      case 403: ": forbidden"
      case 404: ": not found"
      case 410: ": gone for good"
      case 429: ": too many requests"
      case 511: ": the network asks for a login first"
      case 500...599: ": the server has failed"
      default: ""
      }
    return "HTTP \(status)" + meaning
  }
}

extension FeedError {
  var sentence: String {
    switch self {
    case .empty: "an empty document"
    case .webPage(let title): "a web page, not a feed" + (title.map { ": \"\($0)\"" } ?? "")
    case .notAFeed(let look): "no feed: \(look)"
    case .entityDeclaration: "a document that declares entities, which are never expanded"
    case .tooLarge(let limit): "beyond a limit: \(limit)"
    }
  }
}

extension StorageError {
  var sentence: String {
    switch self {
    case .full: "no space is left for the database"
    case .busy: "another program holds the database"
    case .corrupt(let failure):
      "the database is damaged: \(failure.message); nothing was changed; 'rassegna restore' puts a "
        + "backup in its place"
    case .missing(let path):
      "there is no database at \(path.printable) yet: the daemon, or 'rassegna poll', makes it"
    case .forbidden(let failure):
      "the database can not be opened: \(failure.message); its owner can run this"
    case .unavailable(let failure): "the database can not be opened: \(failure.message)"
    case .newer(let schema):
      "the database was written by a newer version of rassegna (schema \(schema))"
    case .older(let schema):
      "the database was written by an older version of rassegna (schema \(schema)); the daemon, or "
        + "'rassegna tidy', brings it forward"
    case .noBackup(let path, let failure):
      "\(path.printable) is no whole backup: \(failure.message); nothing was changed"
    case .occupied(let path, .openDatabase):
      "\(path.printable) is a database in use: a backup needs a name of its own"
    case .occupied(let path, .otherFile):
      "\(path.printable) is no database, and is not replaced by a backup"
    case .failed(let failure): "the database failed: \(failure.message)"
    }
  }

  /// How a command that met it ends.
  var exitCode: ExitCode {
    switch self {
    case .full: .ioError
    case .busy: .temporaryFailure
    case .corrupt, .noBackup, .newer, .older: .dataError
    case .missing, .unavailable: .noInput
    case .forbidden: .noPermission
    case .occupied: .cannotCreate
    case .failed: .ioError
    }
  }
}

extension InstanceLock.Refusal {
  var sentence: String {
    switch self {
    case .held(let process):
      "another rassegna has the database" + (process.map { " (process \($0))" } ?? "")
    case .unavailable(let code): "the lock can not be taken: \(systemMessage(code))"
    }
  }

  var exitCode: ExitCode {
    switch self {
    case .held: .temporaryFailure
    case .unavailable(let code): code == EACCES || code == EPERM ? .noPermission : .cannotCreate
    }
  }
}

extension ControlSocket.Failure {
  var sentence: String { "\(call): \(systemMessage(code))" }
}

extension ServingError {
  var sentence: String {
    switch self {
    case .system("bind", EADDRINUSE): "something else listens there already"
    case .system(let call, let code): "\(call): \(systemMessage(code))"
    case .unusablePath: "the path is too long for a socket"
    case .otherFile: "there is a file that is no socket, and is left alone"
    case .unavailable: "no memory for a server"
    }
  }
}

extension DigestError {
  var sentence: String {
    switch self {
    case .unreadableEdition: "a stored edition can not be read"
    case .unencodable: "an edition can not be stored"
    case .template(let error): error.sentence
    case .archive(let code): "a book can not be made (libzip: error \(code))"
    case .system(let call, let path, let code): "\(path): \(call): \(systemMessage(code))"
    case .foreignFolder(let path): "\(path): the folder belongs to somebody else"
    }
  }
}
