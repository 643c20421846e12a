import CCurl

/// The owner of one `CURLM *`: libcurl's state of all transfers, its connections and its DNS cache.
///
/// Its callbacks only write down what libcurl wants: sockets in `sockets`, a time in `alarm`.
@safe final class MultiHandle {
  let sockets: SocketSet
  let alarm: Alarm
  private let handle: UnsafeMutableRawPointer

  /// Nil when memory or descriptors are out. Keeps at most `connections` connections open that no
  /// transfer uses.
  init?(connections: Int) {
    guard let sockets = SocketSet(), let handle = unsafe curl_multi_init() else { return nil }
    self.sockets = sockets
    unsafe self.handle = handle
    alarm = Alarm()
    guard setUp(connections: connections) else { return nil }
  }

  deinit {
    // Closes the connections, by way of `sockets`, which dies after this.
    _ = unsafe curl_multi_cleanup(handle)
  }

  private func setUp(connections: Int) -> Bool {
    let set = unsafe Unmanaged.passUnretained(sockets).toOpaque()
    let clock = unsafe Unmanaged.passUnretained(alarm).toOpaque()
    return unsafe check(rassegna_multi_setopt_pointer(handle, CURLMOPT_SOCKETDATA, set))
      && check(rassegna_multi_setopt_socket(handle, watchSocket))
      && check(rassegna_multi_setopt_pointer(handle, CURLMOPT_TIMERDATA, clock))
      && check(rassegna_multi_setopt_timer(handle, setAlarm))
      && check(rassegna_multi_setopt_long(handle, CURLMOPT_MAXCONNECTS, connections))
  }

  /// Starts a transfer. False when memory is out.
  func add(_ easy: borrowing EasyHandle) -> Bool {
    unsafe check(curl_multi_add_handle(handle, easy.pointer))
  }

  /// Ends a transfer, finished or not; its connection is closed if it can not be used again.
  func remove(_ easy: borrowing EasyHandle) {
    // It fails only for a handle that was never added.
    _ = unsafe curl_multi_remove_handle(handle, easy.pointer)
  }

  /// Goes on with all transfers whose sockets are ready.
  func serveSockets() {
    sockets.forEachReady { socket, selection in
      act(on: socket, selection)
    }
  }

  /// Goes on with all transfers whose time has come.
  func serveTimeouts() {
    act(on: CURL_SOCKET_TIMEOUT, 0)
  }

  /// The next `Transfer` or `MailTransfer` that is over, with its code; nil when there is none.
  func nextFinished() -> (owner: AnyObject, code: CurlCode)? {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(handle, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
      var owner: UnsafeMutableRawPointer?
      let easy = unsafe message.pointee.easy_handle
      let code = unsafe message.pointee.data.result
      guard unsafe rassegna_getinfo_pointer(easy, CURLINFO_PRIVATE, &owner) == CURLE_OK,
        let owner = unsafe owner
      else { continue }
      // The fetcher keeps every transfer that it has added.
      return (unsafe Unmanaged<AnyObject>.fromOpaque(owner).takeUnretainedValue(), CurlCode(code))
    }
    return nil
  }

  private func act(on socket: Int32, _ selection: Int32) {
    var running: Int32 = 0
    // What fails here fails in a transfer and comes back by `nextFinished`.
    _ = unsafe curl_multi_socket_action(handle, socket, selection, &running)
  }

  private func check(_ code: CURLMcode) -> Bool { code == CURLM_OK }
}
