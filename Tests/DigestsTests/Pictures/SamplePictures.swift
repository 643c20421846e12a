@testable import Digests

/// The beginnings of pictures: what their headers say, and little behind.
enum SamplePicture {
  static func png(_ width: Int, _ height: Int, moves: Bool = false) -> [UInt8] {
    let animation = chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0])
    return bytes("\u{89}PNG\r\n\u{1A}\n")
      + chunk("IHDR", number(width, 4) + number(height, 4) + [8, 2, 0, 0, 0])
      + chunk("gAMA", [0, 0, 0xB1, 0x8F]) + (moves ? animation : [])
      + chunk("IDAT", [1, 2, 3]) + chunk("acTL", []) + chunk("IEND", [])
  }

  /// - Parameter frame: the marker of the frame header, 0xC0 for the usual one.
  static func jpeg(_ width: Int, _ height: Int, frame: UInt8 = 0xC0) -> [UInt8] {
    let application: [UInt8] = [0xFF, 0xE0, 0, 6] + bytes("\u{FF}\u{C0}xx")
    let table: [UInt8] = [0xFF, 0xFF, 0xFF, 0xC4, 0, 3, 0]
    return [0xFF, 0xD8] + application + table
      + [0xFF, frame, 0, 17, 8] + number(height, 2) + number(width, 2)
      + [UInt8](repeating: 0, count: 12) + [0xFF, 0xDA, 0, 2, 0xFF, 0xD9]
  }

  static func gif(_ width: Int, _ height: Int, moves: Bool = false) -> [UInt8] {
    bytes("GIF89a") + number(width, 2).reversed() + number(height, 2).reversed() + [0, 0, 0]
      + (moves ? [0x21, 0xFF, 11] + bytes("NETSCAPE2.0") + [3, 1, 0, 0, 0] : []) + [0x3B]
  }

  static func lossyWebP(_ width: Int, _ height: Int) -> [UInt8] {
    webP(
      "VP8 ",
      [0, 0, 0, 0x9D, 0x01, 0x2A] + number(width, 2).reversed() + number(height, 2).reversed())
  }

  static func losslessWebP(_ width: Int, _ height: Int) -> [UInt8] {
    webP("VP8L", [0x2F] + number((height - 1) << 14 | (width - 1), 4).reversed())
  }

  static func extendedWebP(_ width: Int, _ height: Int, moves: Bool = false) -> [UInt8] {
    webP(
      "VP8X",
      [moves ? 0x12 : 0x10, 0, 0, 0] + number(width - 1, 3).reversed()
        + number(height - 1, 3).reversed())
  }

  private static func webP(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    bytes("RIFF") + [0, 0, 0, 0] + bytes("WEBP" + kind) + number(content.count, 4).reversed()
      + content
  }

  private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    number(content.count, 4) + bytes(kind) + content + [0, 0, 0, 0]
  }

  private static func number(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
