/// SHA-256 of a document's bytes as they came: two polls of a server without validators are compared
/// by it.
public struct BodyHash: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: [UInt8]

  public init(_ body: [UInt8]) {
    var hash = SHA256("body 1")
    hash.add(body.span)
    bytes = Stories.bytes(of: hash.finish())
  }
}
