import Stories

/// A picture that an edition shows: what its bytes are, by their own header.
///
/// Whatever a server or an address says of them, they are a picture if they begin as one of four kinds
/// does; SVG, which can hold scripts and addresses, is none. The bytes stand beside the edition
/// (`Edition.pictures`), by the name that follows from them.
public struct Picture: Codable, Sendable, Hashable {
  /// What browsers and e-readers show by themselves.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case jpeg, png, gif, webp

    var mediaType: String { "image/" + rawValue }
    var fileExtension: String { self == .jpeg ? "jpg" : rawValue }
  }

  /// Of the bytes: the first half of their SHA-256, in hexadecimal digits.
  public let name: String
  public let kind: Kind
  /// In pixels, as stored: a camera's note of how it was held is not looked at.
  public let width: Int
  public let height: Int

  /// Smaller ones count readers, or are icons.
  static let leastSide = 100
  static let mostSide = 10_000
  /// A few hundred kilobytes can hold many more, which would take the reader's memory.
  static let mostPixels = 32_000_000
  /// Banners are longer.
  static let mostRatio = 4

  /// Nil for what is no picture, moves, is too small, too large or too long.
  public init?(_ bytes: [UInt8]) {
    guard let header = PictureHeader(bytes), !header.moves else { return nil }
    let (short, long) = (min(header.width, header.height), max(header.width, header.height))
    guard short >= Self.leastSide, long <= Self.mostSide, short * long <= Self.mostPixels,
      long <= short * Self.mostRatio
    else { return nil }
    name = Checksum.sha256(bytes).prefix(16).map(Self.hexadecimal).joined()
    (kind, width, height) = (header.kind, header.width, header.height)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
