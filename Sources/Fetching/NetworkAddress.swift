/// An IPv4 or IPv6 address.
public struct NetworkAddress: Sendable, Hashable {
  /// Four or sixteen bytes in network order.
  public let bytes: [UInt8]

  /// Nil unless there are four or sixteen bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }
}
