import Links

/// Bytes that may be a feed, and what the transport said about them.
public struct Document: Sendable {
  /// The bytes after decompression, in whatever encoding they came.
  public var bytes: [UInt8]
  /// Where they came from, after redirects: the base of relative links; nil when unknown.
  public var url: WebURL?
  /// The value of the Content-Type header, parameters included; nil when there was none.
  public var contentType: String?

  public init(bytes: [UInt8], url: WebURL? = nil, contentType: String? = nil) {
    self.bytes = bytes
    self.url = url
    self.contentType = contentType
  }
}
