/// An IPv4 or IPv6 address.
public struct NetworkAddress: Sendable, Hashable {
  /// Four or sixteen bytes in network order.
  public let bytes: [UInt8]

  /// Nil unless there are four or sixteen bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Whom the address leads to.
  public var addressClass: AddressClass { AddressClass(of: bytes) }
}

extension NetworkAddress: CustomStringConvertible {
  /// `192.0.2.1`, or eight hexadecimal groups without leading zeros, never shortened by `::`.
  public var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map {
      String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }
}
