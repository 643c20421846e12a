import FoundationEssentials
import Links

/// Bytes that may be a feed, what the transport said about them, and what is known of their source.
public struct Document: Sendable {
  /// The bytes after decompression, in whatever encoding they came.
  public var bytes: [UInt8]
  /// Where they came from, after redirects: the base of relative links; nil when unknown.
  public var url: WebURL?
  /// The value of the Content-Type header, parameters included; nil when there was none.
  public var contentType: String?
  /// The zone of dates that name none; nil: what `FeedDate` does without one.
  public var defaultZone: TimeZone?
  /// The label of the encoding that is tried for bytes which are not UTF-8 when neither the transport
  /// nor the document names one that they can be read in; nil: windows-1252.
  public var defaultEncoding: String?

  public init(bytes: [UInt8], url: WebURL? = nil, contentType: String? = nil) {
    self.bytes = bytes
    self.url = url
    self.contentType = contentType
  }

  /// Whether documents can be read in an encoding: one of WHATWG Encoding §4.2 and a few that are
  /// older, under any label, but none that hides markup from whoever looks at the bytes.
  public static func knows(encoding label: String) -> Bool { TextEncoding(label: label) != nil }
}
