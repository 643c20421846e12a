/// An address of mail with the name of who has it: `Rassegna <rassegna@example.org>`.
///
/// The address is of ASCII letters, digits and the few marks that stand in real ones, so that neither a
/// header nor a command of SMTP can be broken by it. Source: RFC 5322 §3.4, without its oddities.
public struct Mailbox: Sendable, Hashable {
  /// Nil where none is given.
  public let name: String?
  /// `local@domain`.
  public let address: String

  /// Nil for what is no address.
  public init?(_ text: String) {
    let trimmed = text.drop(while: \.isWhitespace)
    var address = trimmed
    var name: Substring?
    if let open = trimmed.lastIndex(of: "<"), let close = trimmed.lastIndex(of: ">"), open < close {
      guard trimmed[close...].dropFirst().allSatisfy(\.isWhitespace) else { return nil }
      address = trimmed[trimmed.index(after: open)..<close]
      name = trimmed[..<open]
    }
    guard Self.isAddress(address) else { return nil }
    self.address = String(address)
    let line = Line(String(name ?? "").filter { $0 != "\"" }, limit: 100)
    self.name = line.isEmpty ? nil : line.string
  }

  /// The part behind the at sign.
  public var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

  private static func isAddress(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count),
      !parts[1].isEmpty
    else { return false }
    return isDotted(parts[0], marks: "!#$%&'*+/=?^_`{|}~-") && isDotted(parts[1], marks: "-")
  }

  /// Whether text is made of words between dots.
  private static func isDotted(_ text: Substring, marks: String) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
          default: marks.utf8.contains(byte)
          }
        }
    }
  }
}
