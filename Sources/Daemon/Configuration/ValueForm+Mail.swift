import Digests
import TOML

extension ValueForm where Value == Mailbox {
  /// An address of mail, with a name or without.
  static var mailbox: ValueForm {
    .text(
      "an address of mail such as \"Rassegna <rassegna@example.org>\"", example: "me@example.org",
      parse: { text, _ in Mailbox(text) },
      write: { mailbox in mailbox.name.map { "\($0) <\(mailbox.address)>" } ?? mailbox.address })
  }
}

extension ValueForm where Value == MailDraft.Host {
  /// A server's name or address, with a port or without.
  static var mailHost: ValueForm {
    .text(
      "a mail server such as \"mail.example.org\" or \"mail.example.org:587\"",
      example: "mail.example.org", parse: { text, _ in MailDraft.Host(text) },
      advice: { value in
        guard case .string(let text) = value, text.contains("://") else { return nil }
        return "write the name alone; 'security' says how it is spoken to"
      },
      write: { $0.name + ($0.port.map { ":\($0)" } ?? "") })
  }
}

extension MailDraft.Host {
  /// Nil for what is neither a name nor an address, nor an address of IPv6 in brackets.
  init?(_ text: String) {
    var name = text[...]
    var port: Int?
    if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
      guard let number = Int(text[colon...].dropFirst()), (1...65_535).contains(number) else {
        return nil
      }
      port = number
      name = text[..<colon]
    }
    let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
    let marks = isBracketed ? "[]:." : "-."
    guard (1...253).contains(name.utf8.count),
      name.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: marks.utf8.contains(byte)
        }
      })
    else { return nil }
    self.init(name: String(name), port: port)
  }
}
