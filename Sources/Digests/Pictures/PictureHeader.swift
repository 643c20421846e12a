/// What the first bytes of a picture say of it: kind, size, and whether it moves.
///
/// Source: JPEG, ITU T.81 §B.2; PNG, W3C PNG 3 §5 and §11; GIF89a §18; WebP, RFC 9649 §2.
struct PictureHeader: Equatable {
  var kind: Picture.Kind
  /// In pixels; may be zero or anything else that the file claims.
  var width: Int
  var height: Int
  /// Whether it is an animation.
  var moves = false

  /// Nil for what begins as no picture does, or ends before its size is told.
  init?(_ bytes: [UInt8]) {
    let file = PictureBytes(bytes)
    let found =
      file.has("\u{89}PNG\r\n\u{1A}\n", at: 0)
      ? Self.png(file)
      : file.has("GIF87a", at: 0) || file.has("GIF89a", at: 0)
        ? Self.gif(file)
        : file.has("RIFF", at: 0) && file.has("WEBP", at: 8)
          ? Self.webp(file) : file.has("\u{FF}\u{D8}\u{FF}", at: 0) ? Self.jpeg(file) : nil
    guard let found else { return nil }
    self = found
  }

  private init(_ kind: Picture.Kind, width: Int, height: Int, moves: Bool = false) {
    (self.kind, self.width, self.height, self.moves) = (kind, width, height, moves)
  }

  /// The frame header stands behind any number of other segments.
  private static func jpeg(_ file: PictureBytes) -> Self? {
    var place = 2
    while let marker = file.number(at: place + 1, bytes: 1), file.has("\u{FF}", at: place) {
      switch marker {
      case 0xFF: place += 1  // Bytes of 0xFF may stand before a marker.
      case 0x01, 0xD0...0xD7: place += 2
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard let height = file.number(at: place + 5, bytes: 2),
          let width = file.number(at: place + 7, bytes: 2)
        else { return nil }
        return Self(.jpeg, width: width, height: height)
      case 0xD9, 0xDA: return nil
      default:
        guard let length = file.number(at: place + 2, bytes: 2), length >= 2 else { return nil }
        place += 2 + length
      }
    }
    return nil
  }

  /// The header is the first chunk; that of an animation stands before the image.
  private static func png(_ file: PictureBytes) -> Self? {
    guard file.has("IHDR", at: 12), let width = file.number(at: 16, bytes: 4),
      let height = file.number(at: 20, bytes: 4)
    else { return nil }
    var place = 8
    while let length = file.number(at: place, bytes: 4), !file.has("IDAT", at: place + 4) {
      if file.has("acTL", at: place + 4) {
        return Self(.png, width: width, height: height, moves: true)
      }
      place += 12 + length
    }
    return Self(.png, width: width, height: height)
  }

  /// One that moves says how often, in an extension of Netscape's.
  private static func gif(_ file: PictureBytes) -> Self? {
    guard let width = file.number(at: 6, bytes: 2, .little),
      let height = file.number(at: 8, bytes: 2, .little)
    else { return nil }
    return Self(.gif, width: width, height: height, moves: file.contains("NETSCAPE2.0"))
  }

  private static func webp(_ file: PictureBytes) -> Self? {
    if file.has("VP8 ", at: 12), file.has("\u{9D}\u{01}\u{2A}", at: 23),
      let width = file.number(at: 26, bytes: 2, .little),
      let height = file.number(at: 28, bytes: 2, .little)
    {
      return Self(.webp, width: width & 0x3FFF, height: height & 0x3FFF)
    }
    if file.has("VP8L", at: 12), file.has("\u{2F}", at: 20),
      let bits = file.number(at: 21, bytes: 4, .little)
    {
      return Self(.webp, width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
    }
    if file.has("VP8X", at: 12), let flags = file.number(at: 20, bytes: 1),
      let width = file.number(at: 24, bytes: 3, .little),
      let height = file.number(at: 27, bytes: 3, .little)
    {
      return Self(.webp, width: width + 1, height: height + 1, moves: flags & 0x02 != 0)
    }
    return nil
  }
}

/// Bytes that are looked at anywhere, even beyond their end.
private struct PictureBytes {
  enum Order { case big, little }

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether the bytes from `place` on are those of `text`, of characters below 256.
  func has(_ text: String, at place: Int) -> Bool {
    let wanted = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    guard place <= bytes.count - wanted.count else { return false }
    return bytes[place..<place + wanted.count].elementsEqual(wanted)
  }

  func contains(_ text: String) -> Bool { bytes.firstRange(of: Array(text.utf8)) != nil }

  /// The number of some bytes; nil where they are not all there.
  func number(at place: Int, bytes count: Int, _ order: Order = .big) -> Int? {
    guard place <= bytes.count - count else { return nil }
    let part = bytes[place..<place + count]
    let digits = order == .big ? Array(part) : part.reversed()
    return digits.reduce(0) { $0 << 8 | Int($1) }
  }
}
