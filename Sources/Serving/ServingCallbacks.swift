import CMicroHTTPD

// libmicrohttpd's callbacks. All are called on the server's queue, from within `DaemonHandle.run`,
// which the server calls; the server owns the handle and so outlives them. The request's own pointer,
// which libmicrohttpd keeps for us, is not one: it is the server's number of the exchange.

/// MHD_OPTION_URI_LOG_CALLBACK: the target of a request, as it was sent.
func beginRequest(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?,
  _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  guard let server = unsafe server(context), let target = unsafe target else { return nil }
  let text = unsafe String(cString: target)
  let address = UInt(bitPattern: connection)
  let id = server.assumeIsolated { $0.open(target: text, connection: address) }
  return unsafe UnsafeMutableRawPointer(bitPattern: id)
}

/// MHD_AccessHandlerCallback: the head of a request has come, then each piece of its body, then its
/// end; and again when the connection is resumed.
func answerRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ url: UnsafePointer<CChar>?, _ method: UnsafePointer<CChar>?,
  _ version: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
  _ count: UnsafeMutablePointer<Int>?, _ own: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let server = unsafe server(context), let id = unsafe number(own),
    let method = unsafe method, let count = unsafe count
  else { return .NO }
  if unsafe count.pointee > 0 {
    // A body is of no use to anybody here.
    unsafe count.pointee = 0
    return .YES
  }
  let name = unsafe String(cString: method)
  return server.assumeIsolated { $0.advance(id, method: name) } ? .YES : .NO
}

/// MHD_OPTION_NOTIFY_COMPLETED: the answer is sent, or the client has gone.
func endRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ own: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
  guard let server = unsafe server(context), let id = unsafe number(own) else { return }
  server.assumeIsolated { $0.close(id) }
}

/// MHD_NotifyConnectionCallback: a client has come, or has gone and its descriptor is about to be closed.
func followConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ own: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ code: MHD_ConnectionNotificationCode
) {
  guard let server = unsafe server(context), let own = unsafe own else { return }
  if code == .CONNECTION_NOTIFY_STARTED {
    let descriptor = unsafe rassegna_descriptor(connection)
    let id = server.assumeIsolated { $0.connected(descriptor) }
    unsafe own.pointee = unsafe UnsafeMutableRawPointer(bitPattern: id)
  } else if let id = unsafe number(own) {
    server.assumeIsolated { $0.disconnected(id) }
  }
}

/// MHD_KeyValueIterator: one header field.
func collectHeader(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
  _ value: UnsafePointer<CChar>?
) -> MHD_Result {
  guard let context = unsafe context, let name = unsafe name else { return .NO }
  let text = unsafe value.map { unsafe String(cString: $0) } ?? ""
  unsafe Unmanaged<HeaderList>.fromOpaque(context).takeUnretainedValue().fields.append(
    ServedHeader(unsafe String(cString: name), text))
  return .YES
}

private func server(_ context: UnsafeMutableRawPointer?) -> Server? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<Server>.fromOpaque(context).takeUnretainedValue()
}

private func number(_ own: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> UInt? {
  guard let pointer = unsafe own?.pointee else { return nil }
  return UInt(bitPattern: pointer)
}
