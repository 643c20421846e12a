import FoundationEssentials
import ScriptServer

/// nginx with HTTP/2 over TLS on 127.0.0.1, and a certificate that only its own file vouches for.
struct SecureServer {
  /// One line of its log.
  struct Request {
    var connection: Int
    /// Such as `HTTP/2.0`.
    var version: Substring
    var status: Int
    /// Seconds, both to the millisecond.
    var begin: Double
    var end: Double
  }

  private static let nginx = "/usr/sbin/nginx"
  private static let openssl = "/usr/bin/openssl"

  /// Whether this machine has what it needs.
  static let isAvailable = [nginx, openssl].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  let port: UInt16
  private let folder: String
  private let child: ChildProcess

  /// What a client has to trust.
  var authorities: String { folder + "/cert.pem" }

  func url(_ path: String) -> String { "https://127.0.0.1:\(port)\(path)" }

  /// Starts to serve the files below `pages` in `folder`.
  init(in folder: String) async throws {
    self.folder = folder
    let request = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem", "-days", "2", "-subj",
      "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1",
    ]
    _ = try await ChildProcess(request, of: Self.openssl).end()
    for _ in 0..<5 {
      let port = await Self.freePort()
      try write(Self.configuration(folder, port), to: folder + "/nginx.conf")
      let child = try ChildProcess(
        ["120", Self.nginx, "-p", folder, "-c", folder + "/nginx.conf"], of: "/usr/bin/timeout")
      if await Self.listens(child, folder) {
        self.port = port
        self.child = child
        return
      }
    }
    throw NotStarted()
  }

  /// It did not start, whatever the port, or was not waited for.
  struct NotStarted: Error {}

  /// A port that was free a moment ago; another test may take it before nginx does.
  private static func freePort() async -> UInt16 {
    let probe = await ScriptServer { _ in .http(404) }
    await probe.stop()
    return probe.port
  }

  /// Waits until it listens, which is when it writes its number. False when it ends instead.
  private static func listens(_ child: ChildProcess, _ folder: String) async -> Bool {
    while !FileManager.default.fileExists(atPath: folder + "/nginx.pid") {
      if Task.isCancelled { child.send(15) }
      if await child.hasEnded { return false }
      await Task.yield()
    }
    return true
  }

  /// Ends it and tells what was asked, in the order of the answers.
  func stop() async throws -> [Request] {
    child.send(15)
    _ = await child.end()
    let log = try String(contentsOfFile: folder + "/access.log", encoding: .utf8)
    return log.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 5, let connection = Int(words[0]), let status = Int(words[2]),
        let end = Double(words[3]), let length = Double(words[4])
      else { return nil }
      return Request(
        connection: connection, version: words[1], status: status, begin: end - length, end: end)
    }
  }

  private static func configuration(_ folder: String, _ port: UInt16) -> String {
    """
    daemon off; master_process off; pid nginx.pid; error_log error.log;
    events { worker_connections 256; }
    http {
      log_format poll '$connection $server_protocol $status $msec $request_time';
      access_log access.log poll;
      client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4;
      scgi_temp_path t5; default_type application/rss+xml; root \(folder)/pages;
      server {
        listen 127.0.0.1:\(port) ssl http2;
        ssl_certificate \(folder)/cert.pem; ssl_certificate_key \(folder)/key.pem;
      }
    }
    """
  }
}
