import CCurl
import Links

/// A request for a document.
extension EasyHandle {
  /// Sets what is the same for every request. False when this libcurl lacks what a request must not
  /// go without.
  func setUp(sharing sessions: SessionShare) -> Bool {
    unsafe setUp() && sessions.join(pointer)
      && set(CURLOPT_PROTOCOLS_STR, "http,https")
      && set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
      && set(CURLOPT_FOLLOWLOCATION, 0)
      && set(CURLOPT_PATH_AS_IS, 1)
      && set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
      && set(CURLOPT_BUFFERSIZE, 64 * 1024)
      && set(CURLOPT_NOPROXY, "")
  }

  /// Directs what arrives to `transfer`, which owns this handle and so outlives its callbacks.
  func report(to transfer: Transfer, opening sockets: SocketSet) -> Bool {
    let owner = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    let socketOwner = unsafe Unmanaged.passUnretained(sockets).toOpaque()
    return unsafe set(CURLOPT_PRIVATE, owner)
      && set(CURLOPT_WRITEDATA, owner)
      && set(CURLOPT_HEADERDATA, owner)
      && set(CURLOPT_OPENSOCKETDATA, owner)
      && set(CURLOPT_PREREQDATA, owner)
      && set(CURLOPT_CLOSESOCKETDATA, socketOwner)
      && check(rassegna_setopt_data_callback(pointer, CURLOPT_WRITEFUNCTION, receiveBody))
      && check(rassegna_setopt_data_callback(pointer, CURLOPT_HEADERFUNCTION, receiveLine))
      && check(rassegna_setopt_open_socket(pointer, openSocket))
      && check(rassegna_setopt_prereq(pointer, mayRequest))
      && check(rassegna_setopt_close_socket(pointer, closeSocket))
  }

  /// Sets how to ask. False when libcurl refuses one of the options.
  func apply(_ options: FetchOptions) -> Bool {
    let limits = options.limits
    return set(CURLOPT_USERAGENT, options.userAgent)
      // Empty offers all that libcurl knows; nil also leaves what comes as it is.
      && set(CURLOPT_ACCEPT_ENCODING, options.compression == .offered ? "" : nil)
      && set(CURLOPT_PROXY, options.proxy?.string ?? "")
      && set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.wholeMilliseconds)
      && set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedBytesPerSecond)
      && set(CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.lowSpeedTime.components.seconds)))
      && setTotalTime(limits.total)
      && applyManner(options)
  }

  /// Sets what few requests change.
  private func applyManner(_ options: FetchOptions) -> Bool {
    let version = options.httpVersion == .newest ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
    let family =
      switch options.family {
      case .any: CURL_IPRESOLVE_WHATEVER
      case .ipv4: CURL_IPRESOLVE_V4
      case .ipv6: CURL_IPRESOLVE_V6
      }
    let certificate = options.clientCertificate
    return set(CURLOPT_HTTP_VERSION, Int(version)) && set(CURLOPT_IPRESOLVE, Int(family))
      && set(CURLOPT_SSLCERT, certificate?.certificatePath)
      && set(CURLOPT_SSLKEY, certificate.flatMap { $0.keyPath ?? $0.certificatePath })
      // The system's own stay in the folder of CURLOPT_CAPATH. There is no way to forget these again.
      && (options.authorities == nil || set(CURLOPT_CAINFO, options.authorities))
      // An empty name turns libcurl's memory for cookies on; there is no way to turn it off again.
      && (options.cookies == .refused || set(CURLOPT_COOKIEFILE, ""))
  }

  /// Sets how long the transfer may take, from now on.
  func setTotalTime(_ time: Duration) -> Bool {
    set(CURLOPT_TIMEOUT_MS, time.wholeMilliseconds)
  }

  /// Sets what to fetch and forgets the last transfer's error.
  func aim(at url: String) -> Bool {
    forgetError()
    // Requests that begin together wait until one has a connection, and share it where it is HTTP/2.
    // Without TLS that is known only from an answer, which may take its time.
    return set(CURLOPT_URL, url) && set(CURLOPT_PIPEWAIT, url.hasPrefix("https:") ? 1 : 0)
  }

  /// Replaces all request headers beside libcurl's own.
  mutating func setHeaders(_ lines: [String]) -> Bool { setList(CURLOPT_HTTPHEADER, lines) }

  /// How far the transfer came before the first byte of an answer.
  var phaseBeforeAnswer: FetchPhase {
    if microseconds(until: CURLINFO_PRETRANSFER_TIME_T) > 0 { return .waiting }
    if microseconds(until: CURLINFO_CONNECT_TIME_T) > 0 { return .securing }
    return microseconds(until: CURLINFO_NAMELOOKUP_TIME_T) > 0 ? .connecting : .resolving
  }

  /// Microseconds from the start of the transfer to a moment in its life; zero when it was not
  /// reached.
  private func microseconds(until moment: CURLINFO) -> Int {
    var value: curl_off_t = 0
    let code = unsafe rassegna_getinfo_offset(pointer, moment, &value)
    return code == CURLE_OK ? Int(value) : 0
  }
}

extension Duration {
  /// At least one: zero means no limit to libcurl.
  fileprivate var wholeMilliseconds: Int {
    let parts = components
    let milliseconds = parts.seconds.multipliedReportingOverflow(by: 1_000)
    if milliseconds.overflow { return Int(Int32.max) }
    let sum = milliseconds.partialValue + parts.attoseconds / 1_000_000_000_000_000
    return Int(max(1, min(sum, Int64(Int32.max))))
  }
}
