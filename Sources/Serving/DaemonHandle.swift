import CMicroHTTPD
import Glibc

/// The owner of one `struct MHD_Daemon *`: libmicrohttpd's listening socket and its connections.
///
/// It has no thread. Whoever owns it watches `descriptor`, calls `run` when that is readable or the
/// time of `nextRun` has come, and lets no request be unanswered when it dies.
@safe struct DaemonHandle: ~Copyable {
  private let handle: OpaquePointer

  /// Serves who connects to the socket, which is libmicrohttpd's from now on. Nil when memory is out.
  init?(_ socket: consuming ListeningSocket, _ limits: ServingLimits, for server: Server) {
    let context = unsafe Unmanaged.passUnretained(server).toOpaque()
    let daemon = unsafe rassegna_serve(
      socket.released(), answerRequest, endRequest, beginRequest, followConnection, context,
      limits.connections, limits.silence)
    guard let daemon = unsafe daemon else { return nil }
    unsafe handle = daemon
  }

  deinit { unsafe MHD_stop_daemon(handle) }

  /// Readable when there is something to do; libmicrohttpd closes it.
  var descriptor: Int32 { unsafe rassegna_epoll(handle) }

  /// The port, chosen by the kernel where none was wanted.
  var port: UInt16 { unsafe rassegna_port(handle) }

  /// Does what is to be done, and waits for nothing.
  func run() {
    // It fails only for a daemon that has threads.
    _ = unsafe MHD_run(handle)
  }

  /// Milliseconds until `run` is to be called even if nothing came; nil for never.
  var nextRun: Int? {
    var milliseconds: UInt64 = 0
    guard unsafe MHD_get_timeout(handle, &milliseconds) == .YES else { return nil }
    return Int(min(milliseconds, 60_000))
  }
}

/// One request on its way, from its first byte to the end of its answer.
@safe final class Exchange {
  /// How far it is.
  enum State {
    /// The head is read; a body may be to come.
    case receiving
    case waiting
    case answered(ServedReply)
  }

  let target: String
  var state = State.receiving
  private let connection: OpaquePointer

  /// Nil for no connection. libmicrohttpd keeps the connection until it says that the request is over.
  init?(target: String, connection address: UInt) {
    guard let connection = unsafe OpaquePointer(bitPattern: address) else { return nil }
    self.target = target
    unsafe self.connection = connection
  }

  /// Takes the connection out until `resume`.
  func suspend() { unsafe MHD_suspend_connection(connection) }

  func resume() { unsafe MHD_resume_connection(connection) }

  /// The request with its headers.
  func request(method: String) -> ServedRequest {
    let headers = HeaderList()
    let context = unsafe Unmanaged.passUnretained(headers).toOpaque()
    // Its answer is the number of the fields.
    _ = unsafe MHD_get_connection_values(connection, .HEADER_KIND, collectHeader, context)
    return ServedRequest(method: method, target: target, headers: headers.fields)
  }

  /// Hands the answer over. False when memory is out, or the status is none.
  func send(_ reply: ServedReply) -> Bool {
    let response = unsafe reply.body.withUnsafeBytes { bytes in
      let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      return unsafe MHD_create_response_from_buffer(bytes.count, start, .RESPMEM_MUST_COPY)
    }
    guard let response = unsafe response else { return false }
    defer { unsafe MHD_destroy_response(response) }
    for field in reply.headers {
      // It refuses a field that would break its line: that one is left out.
      _ = unsafe MHD_add_response_header(response, field.name, field.value)
    }
    return unsafe MHD_queue_response(connection, UInt32(max(0, reply.status)), response) == .YES
  }
}

/// Where libmicrohttpd puts the header fields of a request.
final class HeaderList {
  var fields: [ServedHeader] = []
}
