import Links

/// HTML from a feed, made safe to show, with its text and its first picture.
public struct CleanHTML: Hashable, Sendable {
  /// The longest source that is read, in bytes of UTF-8; what is over is cut off.
  public static let maximumBytes = 4 * 1024 * 1024

  /// HTML from the allow-list only: everything closed, escaped and quoted; links absolute where they
  /// could be resolved. A browser reads it in one way, and cleaning it again changes nothing.
  public let html: String
  /// The same as plain text for people: paragraphs separated by a blank line, list items and table
  /// rows on lines of their own, no invisible text. This is also what is hashed.
  public let text: String
  /// The address of the first picture that is content (not a tracking pixel), absolute; nil when
  /// there is none.
  public let image: String?

  /// Reads HTML as a feed sent it, in time that grows with its length whatever it holds.
  ///
  /// - Parameters:
  ///   - source: HTML, a fragment or a whole page, of any size and quality.
  ///   - base: what relative links resolve against; with nil they stay relative.
  public init(_ source: String, base: WebURL?) {
    let bytes = Self.bytes(of: source)
    var composer = Composer(
      html: HTMLWriter(base: base, bytes: bytes.count),
      plain: TextWriter(.paragraphs, reserving: bytes.count))
    composer.read(bytes)
    html = composer.html.map { $0.output.validString } ?? ""
    image = composer.html?.image
    text = composer.plain.finish()
  }

  /// The source, up to the limit.
  fileprivate static func bytes(of source: String) -> [UInt8] {
    var bytes = Array(source.utf8)
    if bytes.count > maximumBytes {
      var end = maximumBytes
      // Not within a character.
      while bytes[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.removeLast(bytes.count - end)
    }
    return bytes
  }
}

/// The text of what may be HTML, on one line: a title, a name, a tag.
///
/// Markup is taken out, character references are decoded, white space is folded to single blanks.
/// Text without `<` and `&` is only folded.
public func plainText(_ source: String) -> String {
  let bytes = CleanHTML.bytes(of: source)
  var composer = Composer(html: nil, plain: TextWriter(.oneLine, reserving: bytes.count))
  composer.read(bytes)
  return composer.plain.finish()
}
