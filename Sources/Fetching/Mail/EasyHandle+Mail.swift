import CCurl

/// A message by SMTP.
extension EasyHandle {
  /// Sets what to send and where. False when libcurl refuses one of the options.
  mutating func setUp(_ request: MailRequest, for transfer: MailTransfer) -> Bool {
    let owner = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    let timeout = request.timeout.components.seconds
    return unsafe setUp() && setServer(request.server)
      && set(CURLOPT_PRIVATE, owner)
      && set(CURLOPT_READDATA, owner)
      && check(rassegna_setopt_data_callback(pointer, CURLOPT_READFUNCTION, giveMail))
      && setList(CURLOPT_MAIL_RCPT, request.to)
      && set(CURLOPT_MAIL_FROM, request.from) && set(CURLOPT_UPLOAD, 1)
      && set(CURLOPT_PROXY, "")
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

  /// The code of the server's last reply; 0 where none came.
  var replyCode: Int {
    var code = 0
    let result = unsafe rassegna_getinfo_long(pointer, CURLINFO_RESPONSE_CODE, &code)
    return result == CURLE_OK ? code : 0
  }
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
