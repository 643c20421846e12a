import CCurl

/// The owner of one `CURLU *`: libcurl's URL parser.
@safe struct URLHandle: ~Copyable {
  enum Part {
    case whole, scheme, host, port, path, query, fragment, user, password

    fileprivate var code: CURLUPart {
      switch self {
      case .whole: CURLUPART_URL
      case .scheme: CURLUPART_SCHEME
      case .host: CURLUPART_HOST
      case .port: CURLUPART_PORT
      case .path: CURLUPART_PATH
      case .query: CURLUPART_QUERY
      case .fragment: CURLUPART_FRAGMENT
      case .user: CURLUPART_USER
      case .password: CURLUPART_PASSWORD
      }
    }
  }

  private let handle: OpaquePointer

  /// Nil when memory is out.
  init?() {
    guard let handle = unsafe curl_url() else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe curl_url_cleanup(handle) }

  /// Parses an absolute URL, or resolves a reference against what is set already. False when libcurl
  /// refuses it; what was set before is then kept.
  func set(_ url: some StringProtocol) -> Bool {
    let flags = UInt32(CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME)
    return unsafe curl_url_set(handle, CURLUPART_URL, String(url), flags) == CURLUE_OK
  }

  /// Replaces one part. False when libcurl refuses it.
  func set(_ part: Part, to text: String) -> Bool {
    unsafe curl_url_set(handle, part.code, text, 0) == CURLUE_OK
  }

  /// Takes one part away.
  func clear(_ part: Part) {
    // Only memory can fail here, and then the part stays: the caller's URL is still valid.
    _ = unsafe curl_url_set(handle, part.code, nil, 0)
  }

  /// One part as text; nil when the URL has none.
  func part(_ part: Part) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    let flags = part == .port ? UInt32(CURLU_DEFAULT_PORT) : 0
    guard unsafe curl_url_get(handle, part.code, &text, flags) == CURLUE_OK, let text = unsafe text
    else { return nil }
    defer { unsafe curl_free(text) }
    return unsafe String(cString: text)
  }
}
