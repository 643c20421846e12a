/// What a server said of one version of a document, sent back to it to ask whether it changed.
///
/// Both values are opaque and belong together: they come from one response, are stored together, and
/// are echoed byte for byte. Some servers answer 304 only when both match.
///
/// Source: RFC 9110 §8.8, §13.1.
public struct Validators: Sendable, Hashable {
  /// The value of ETag, with quotation marks and `W/` as sent; nil when there was none.
  public let etag: String?
  /// The value of Last-Modified as sent; nil when there was none.
  public let lastModified: String?

  /// The most bytes of one value.
  public static let maximumBytes = 1024

  /// Keeps what can be echoed safely; nil when nothing is left.
  ///
  /// A value that is empty, longer than `maximumBytes` or holds a control character is dropped: it
  /// could end its line and begin another header.
  public init?(etag: String?, lastModified: String?) {
    self.etag = etag.flatMap(Self.safe)
    self.lastModified = lastModified.flatMap(Self.safe)
    if self.etag == nil && self.lastModified == nil { return nil }
  }

  private static func safe(_ value: String) -> String? {
    guard !value.isEmpty, value.utf8.count <= maximumBytes, HTTPText.isFieldValue(value)
    else { return nil }
    return value
  }
}
