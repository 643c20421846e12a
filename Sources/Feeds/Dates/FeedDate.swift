import FoundationEssentials

/// Dates as feeds write them: RFC 5322, RFC 3339, and what is really sent.
///
/// Pure: neither the clock nor the zone or the locale of the machine plays a part. What comes back
/// lies between 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z; a date in the future is returned as
/// it stands, for to doubt it is somebody else's decision.
public enum FeedDate {
  /// The instant that a text names; nil where it names none, or one that does not exist.
  ///
  /// A text without a zone is read in `zone`, one without a time of day as midnight.
  public static func parse(_ text: some StringProtocol, zone: TimeZone = .gmt) -> Date? {
    parse(Array(text.utf8).span, zone: zone)
  }

  /// The same for UTF-8 bytes, which need not be valid. Some tens of nanoseconds for the two usual
  /// forms (`Thu, 01 Jan 2004 19:48:21 GMT`, `2004-01-01T19:48:21Z`).
  public static func parse(_ utf8: Span<UInt8>, zone: TimeZone = .gmt) -> Date? {
    (DateFields(internet: utf8) ?? DateFields(rfc3339: utf8))?.date(zone: zone)
  }
}
