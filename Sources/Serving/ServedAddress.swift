/// Where a server is to be found: on this machine only.
public enum ServedAddress: Sendable, Hashable {
  /// 127.0.0.1; port 0 stands for one that is free.
  case loopback(port: UInt16)
  /// ::1, likewise.
  case loopback6(port: UInt16)
  /// A Unix socket, for its owner and group.
  case socket(path: String)
}

/// How much of a server its clients may have.
public struct ServingLimits: Sendable, Hashable {
  /// Connections at once, above zero; more wait in the kernel.
  public var connections: UInt32
  /// Whole seconds after which a silent connection is closed, above zero.
  public var silence: UInt32
  /// How long a connection may last, whatever its client does; nil for as long as it speaks.
  public var lifetime: Duration?

  public init(connections: UInt32 = 256, silence: UInt32 = 30, lifetime: Duration? = nil) {
    self.connections = connections
    self.silence = silence
    self.lifetime = lifetime
  }
}

/// Why a server could not begin.
public enum ServingError: Error, Sendable, Equatable {
  /// A call of the system failed, with this `errno`.
  case system(call: String, errno: Int32)
  /// The path is longer than an address may be (107 bytes), or empty.
  case unusablePath
  /// Something is at the path that is no socket, and is left alone.
  case otherFile
  /// It runs already, or libmicrohttpd has no memory.
  case unavailable
}
