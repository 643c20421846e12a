import CCurl

/// The owner of one `CURL *` that carries one message.
///
/// It is used on the fetcher's queue only, and never from within one of its own callbacks.
@safe struct MailHandle: ~Copyable {
  private let handle: UnsafeMutableRawPointer
  /// libcurl's last sentence; it writes here until `deinit`.
  private let errorText: UnsafeMutablePointer<CChar>
  /// The recipients; libcurl reads them until the transfer is over.
  private var recipients: UnsafeMutablePointer<curl_slist>?

  /// Nil when memory is out.
  init?() {
    guard let handle = unsafe curl_easy_init() else { return nil }
    unsafe self.handle = handle
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe recipients = nil
  }

  deinit {
    unsafe curl_easy_cleanup(handle)
    unsafe curl_slist_free_all(recipients)
    unsafe errorText.deallocate()
  }

  /// For the multi handle, which drives it.
  var pointer: UnsafeMutableRawPointer { unsafe handle }

  /// Sets what to send and where. False when libcurl refuses one of the options.
  mutating func setUp(_ request: MailRequest, for transfer: MailTransfer) -> Bool {
    for address in request.to {
      guard let longer = unsafe curl_slist_append(recipients, address) else { return false }
      unsafe recipients = longer
    }
    let owner = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    let timeout = request.timeout.components.seconds
    return unsafe setServer(request.server)
      && check(rassegna_setopt_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
      && check(rassegna_setopt_pointer(handle, CURLOPT_PRIVATE, owner))
      && check(rassegna_setopt_pointer(handle, CURLOPT_READDATA, owner))
      && check(rassegna_setopt_data_callback(handle, CURLOPT_READFUNCTION, giveMail))
      && check(rassegna_setopt_list(handle, CURLOPT_MAIL_RCPT, recipients))
      && set(CURLOPT_MAIL_FROM, request.from) && set(CURLOPT_UPLOAD, 1)
      && set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_QUICK_EXIT, 1) && set(CURLOPT_PROXY, "")
      && set(CURLOPT_CONNECTTIMEOUT_MS, 20_000)
      && set(CURLOPT_TIMEOUT_MS, max(1, Int(timeout) * 1_000))
      // A connection that another letter has left may carry another account.
      && set(CURLOPT_FRESH_CONNECT, 1) && set(CURLOPT_FORBID_REUSE, 1)
  }

  private func setServer(_ server: MailServer) -> Bool {
    let scheme = server.security == .tls ? "smtps" : "smtp"
    let security = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    var isSet =
      set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
      && set(CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)/")
      && set(CURLOPT_USE_SSL, Int(security.rawValue))
    if let account = server.account {
      isSet =
        isSet && set(CURLOPT_USERNAME, account.user) && set(CURLOPT_PASSWORD, account.password)
    }
    if let authorities = server.authorities { isSet = isSet && set(CURLOPT_CAINFO, authorities) }
    return isSet
  }

  /// The code and libcurl's sentence about it.
  func failure(_ code: CurlCode) -> CurlFailure {
    var text = unsafe String(cString: errorText)
    if text.isEmpty { text = unsafe String(cString: curl_easy_strerror(code.raw)) }
    return CurlFailure(code: Int(code.raw.rawValue), text: text)
  }

  /// The code of the server's last reply; 0 where none came.
  var replyCode: Int {
    var code = 0
    let result = unsafe rassegna_getinfo_long(handle, CURLINFO_RESPONSE_CODE, &code)
    return result == CURLE_OK ? code : 0
  }

  private func set(_ option: CURLoption, _ value: Int) -> Bool {
    unsafe check(rassegna_setopt_long(handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) -> Bool {
    unsafe check(rassegna_setopt_string(handle, option, value))
  }

  private func check(_ code: CURLcode) -> Bool { code == CURLE_OK }
}

/// CURLOPT_READFUNCTION: the next piece of the message; none at its end.
private func giveMail(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context else { return 0 }
  let transfer = unsafe Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
  let piece = transfer.give(atMost: size * count)
  unsafe UnsafeMutableRawBufferPointer(start: buffer, count: size * count).copyBytes(from: piece)
  return piece.count
}
