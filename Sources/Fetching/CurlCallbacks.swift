import CCurl
import Glibc

// libcurl's callbacks. Each recovers its owner, makes values and calls one method. The owners are kept
// by the fetcher for as long as the handles are: a `Transfer` owns its easy handle, the `MultiHandle`
// owns the `SocketSet` and the `Alarm`. All are called on the fetcher's queue, from within a call into
// libcurl, and none calls back into it.

/// CURLOPT_WRITEFUNCTION: a piece of the decoded body. Anything but its size ends the transfer.
func receiveBody(
  _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let transfer = unsafe transfer(context) else { return 0 }
  let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
  return transfer.receive(body: unsafe bytes.bytes) ? bytes.count : 0
}

/// CURLOPT_HEADERFUNCTION: one line of the head. Anything but its size ends the transfer.
func receiveLine(
  _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let transfer = unsafe transfer(context) else { return 0 }
  let line = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
  let bytes = unsafe line.bindMemory(to: UInt8.self)
  return transfer.receive(line: unsafe bytes.span) ? line.count : 0
}

/// CURLOPT_OPENSOCKETFUNCTION: an address that libcurl is about to connect to.
func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ wanted: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let transfer = unsafe transfer(context), let wanted = unsafe wanted else { return -1 }
  guard transfer.mayConnect(to: unsafe NetworkAddress(wanted)) else { return -1 }
  let (family, type) = unsafe (wanted.pointee.family, wanted.pointee.socktype)
  return transfer.sockets.open(family: family, type: type, protocol: unsafe wanted.pointee.protocol)
}

/// CURLOPT_PREREQFUNCTION: the address of the connection that a request is about to be sent on; a
/// connection that was kept has passed no other check of this request.
func mayRequest(
  _ context: UnsafeMutableRawPointer?, _ address: UnsafeMutablePointer<CChar>?,
  _ ownAddress: UnsafeMutablePointer<CChar>?, _ port: Int32, _ ownPort: Int32
) -> Int32 {
  guard let transfer = unsafe transfer(context) else { return CURL_PREREQFUNC_ABORT }
  let isAllowed = transfer.mayConnect { unsafe NetworkAddress(text: address) }
  return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

/// CURLOPT_CLOSESOCKETFUNCTION: a connection is over.
func closeSocket(_ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t) -> Int32 {
  guard let context = unsafe context else { return 1 }
  unsafe Unmanaged<SocketSet>.fromOpaque(context).takeUnretainedValue().close(socket)
  return 0
}

/// CURLMOPT_SOCKETFUNCTION: what libcurl waits for on a socket.
func watchSocket(
  _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32,
  _ context: UnsafeMutableRawPointer?, _ assigned: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context = unsafe context else { return -1 }
  unsafe Unmanaged<SocketSet>.fromOpaque(context).takeUnretainedValue().wait(for: what, on: socket)
  return 0
}

/// CURLMOPT_TIMERFUNCTION: when libcurl wants to be called.
func setAlarm(
  _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context = unsafe context else { return -1 }
  unsafe Unmanaged<Alarm>.fromOpaque(context).takeUnretainedValue().set(milliseconds: milliseconds)
  return 0
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
}

extension NetworkAddress {
  /// The address in libcurl's structure; nil for a family that is neither IPv4 nor IPv6.
  fileprivate init?(_ wanted: UnsafeMutablePointer<curl_sockaddr>) {
    // `addr` is the first field of a longer buffer, `addrlen` bytes long.
    guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
    let family = unsafe wanted.pointee.family
    let length = unsafe Int(wanted.pointee.addrlen)
    let start = unsafe UnsafeRawPointer(wanted) + offset
    let address = unsafe UnsafeRawBufferPointer(start: start, count: length)
    switch family {
    case AF_INET where length >= 8: unsafe self.init(bytes: Array(address[4..<8]))
    case AF_INET6 where length >= 24: unsafe self.init(bytes: Array(address[8..<24]))
    default: return nil
    }
  }

  /// Reads what inet_ntop(3) writes.
  fileprivate init?(text: UnsafePointer<CChar>?) {
    guard let text = unsafe text else { return nil }
    var bytes = [UInt8](repeating: 0, count: 16)
    if unsafe inet_pton(AF_INET, text, &bytes) == 1 {
      self.init(bytes: Array(bytes[..<4]))
    } else if unsafe inet_pton(AF_INET6, text, &bytes) == 1 {
      self.init(bytes: bytes)
    } else {
      return nil
    }
  }

  /// The address that the host of a URL is by itself: a literal one, or `localhost`. Nil for names that
  /// somebody has to resolve.
  ///
  /// Source: RFC 6761 §6.3.
  init?(host: String) {
    let name = host.hasSuffix(".") ? host.dropLast() : host[...]
    let isOwn = name == "localhost" || name.hasSuffix(".localhost")
    let literal = isOwn ? "127.0.0.1" : name.drop { $0 == "[" }.prefix { $0 != "]" && $0 != "%" }
    self.init(text: literal)
  }

  private init?(text: Substring) {
    let address = unsafe String(text).withCString { unsafe NetworkAddress(text: $0) }
    guard let address else { return nil }
    self = address
  }
}
