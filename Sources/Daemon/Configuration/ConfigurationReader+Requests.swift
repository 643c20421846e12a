import Fetching
import TOML

// What only shows when the keys of a feed's requests are looked at together, and in other files.

extension ConfigurationReader {
  /// How a feed is asked. A secret that can not be read is told, and the feed waits for it; the
  /// configuration loads all the same, for those who may not read secrets.
  mutating func checkedRequest(_ feed: Placed<FeedDraft>, _ environment: [String: String])
    -> RequestManner<RequestSettings>
  {
    let draft = feed.value.request
    guard draft != RequestDraft() else { return .usual }
    checkPairs(feed)
    var settings = RequestSettings()
    settings.headers = draft.headers.compactMap(RequestSettings.header)
    settings.userAgent = draft.userAgent
    settings.keepsCookies = draft.keepsCookies
    settings.proxy = draft.proxy
    settings.httpVersion = draft.httpVersion
    settings.addressFamily = draft.addressFamily
    settings.timeout = draft.timeout
    settings.maximumBodyBytes = draft.maximumBodyBytes
    settings.clientCertificate = path(
      "client_certificate", draft.clientCertificate, feed, environment)
    settings.clientKey = path("client_key", draft.clientKey, feed, environment)
    settings.authorities = path("authorities", draft.authorities, feed, environment)
    if let user = draft.user,
      let secret = secret("password_file", draft.passwordFile, feed, environment)
    {
      settings.credentials = .basic(user: user, secret)
    } else if let secret = secret("token_file", draft.tokenFile, feed, environment) {
      settings.credentials = .bearer(secret)
    }
    return .own(settings)
  }

  private mutating func checkPairs(_ feed: Placed<FeedDraft>) {
    let request = feed.value.request
    if (request.user == nil) != (request.passwordFile == nil),
      let place = feed.firstPlace(of: "user", "password_file")
    {
      let key = request.user == nil ? "password_file" : "user"
      log.add(.error, at: place, key: "feed." + key, "'user' and 'password_file' go together")
    }
    if request.tokenFile != nil, request.user != nil, let place = feed.place(of: "token_file") {
      log.add(
        .error, at: place, key: "feed.token_file", "a feed has either a password or a token")
    }
    if request.clientKey != nil, request.clientCertificate == nil,
      let place = feed.place(of: "client_key")
    {
      log.add(
        .error, at: place, key: "feed.client_key", "a key is of no use without client_certificate")
    }
  }

  /// An absolute path, with the folder of systemd's credentials in its place.
  private mutating func path(
    _ key: String, _ path: String?, _ feed: Placed<FeedDraft>, _ environment: [String: String]
  ) -> String? {
    guard let path, let place = feed.place(of: key) else { return nil }
    let variable = "$CREDENTIALS_DIRECTORY/"
    guard path.hasPrefix(variable) else {
      let folder = AbsolutePath(place.file, in: files.workingDirectory).folder
      return AbsolutePath(path, in: folder).string
    }
    if let folder = environment["CREDENTIALS_DIRECTORY"] {
      return AbsolutePath(String(path.dropFirst(variable.count)), in: folder).string
    }
    log.add(
      .warning, at: place, key: "feed." + key,
      "$CREDENTIALS_DIRECTORY is not set: systemd sets it for the service")
    return path
  }

  private mutating func secret(
    _ key: String, _ written: String?, _ feed: Placed<FeedDraft>, _ environment: [String: String]
  ) -> Secret? {
    guard let path = path(key, written, feed, environment), let place = feed.place(of: key) else {
      return nil
    }
    guard path.hasPrefix("/") else { return Secret(path: path, text: nil) }
    do throws(FileFault) {
      let text = String(decoding: try files.read(path).bytes, as: UTF8.self)
      let line = text.split(separator: "\n", maxSplits: 1).first.map { String($0) } ?? ""
      if RequestHeader(name: "Authorization", value: line) != nil, !line.isEmpty {
        return Secret(path: path, text: line)
      }
      log.add(.error, at: place, key: "feed." + key, "\(path) does not begin with a line of text")
    } catch {
      log.add(.warning, at: place, key: "feed." + key, "\(path): \(error.sentence)")
    }
    return Secret(path: path, text: nil)
  }
}

extension RequestSettings {
  /// Reads `Name: value`; nil for what is no header, and for those that the program sets itself.
  static func header(_ text: String) -> RequestHeader? {
    guard let colon = text.firstIndex(of: ":"), (3...1000).contains(text.utf8.count) else {
      return nil
    }
    let name = String(text[..<colon])
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    let own = [
      "host", "user-agent", "authorization", "cookie", "if-none-match", "if-modified-since",
    ]
    guard !own.contains(name.lowercased()) else { return nil }
    return RequestHeader(name: name, value: String(value))
  }
}
