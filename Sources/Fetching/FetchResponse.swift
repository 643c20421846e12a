public import Links

/// What a server answered, when the answer was about the document.
///
/// Statuses that are neither 200 nor 304 are `FetchError.httpStatus`.
public struct FetchResponse: Sendable {
  /// Whether the document changed.
  public enum Outcome: Sendable {
    /// Status 200: the document as it is now.
    case modified(FetchedBody)
    /// Status 304: it is what the validators of the request describe.
    case notModified
  }

  public var outcome: Outcome
  /// 200 or 304; for `file` URLs too.
  public var status: Int
  /// The URL that answered, after redirects, without credentials.
  public var url: WebURL
  /// The redirects on the way, in order.
  public var redirects: [Redirect]
  /// What to send next time, as this response said; nil when it said nothing. After a 304 that
  /// repeats neither value these are the validators of the request.
  public var validators: Validators?
  /// How long the server says that this answer stays true.
  public var freshness: Freshness
  /// From the request to its last byte, redirects included.
  public var elapsed: Duration
}

/// A document as it came, decompressed.
public struct FetchedBody: Sendable {
  /// How the end of a body was recognised.
  public enum End: Sendable, Hashable {
    /// By its length, its last chunk or the end of its stream: all that was sent is here.
    case framed
    /// By the end of the connection only: the rest may be missing. Whoever reads the document keeps
    /// the validators only if it ends as a document does.
    case closed
  }

  public var bytes: [UInt8]
  /// The value of Content-Type, parameters included; nil when there was none.
  public var contentType: String?
  public var end: End
  /// Whether the body was compressed on the way. libcurl does not notice a compressed stream that was
  /// cut before the server framed it, so the end of such a document is worth a look too.
  public var wasCompressed: Bool
}

/// One redirect that was followed.
public struct Redirect: Sendable, Hashable {
  /// 301, 302, 303, 307 or 308.
  public var status: Int
  /// Where it led.
  public var target: WebURL

  /// Whether the server says that the document moved for good (301, 308).
  ///
  /// Source: RFC 9110 §15.4.2, §15.4.9.
  public var isPermanent: Bool { status == 301 || status == 308 }
}
