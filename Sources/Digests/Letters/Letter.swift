import FoundationEssentials
import Mustache

/// An edition as a message of mail: its text and its HTML, either of which says all.
///
/// The same edition gives the same bytes, with the same Message-ID: a server that gets it twice can
/// tell. Lines end in CR LF, and none is longer than 76 characters but for that of an endless address.
/// Source: RFC 5322; RFC 2046 §5.1.4; List-Id: RFC 2919; Auto-Submitted: RFC 3834 §5.
public struct Letter: Sendable, Hashable {
  public let from: Mailbox
  public let to: [Mailbox]
  /// With its angle brackets.
  public let messageID: String
  /// The whole message.
  public let bytes: [UInt8]

  /// Writes an edition.
  ///
  /// - Parameter to: at least one.
  /// - Throws: `DigestError.template` when the theme's templates fail.
  public init(
    _ edition: Edition, from: Mailbox, to: [Mailbox], theme: Theme = .standard
  ) throws(DigestError) {
    self.from = from
    self.to = to
    let masthead = edition.masthead
    let name = StableName.urn(
      "rassegna edition", masthead.digest, String(masthead.number),
      Timestamp.text(masthead.writtenAt)
    ).dropFirst("urn:uuid:".count)
    messageID = "<\(name)@\(from.domain)>"
    let html: String
    do {
      html = try HTMLPage(edition).document(theme, as: .letter)
    } catch {
      throw .template(error)
    }
    // Quoted-printable never has an underscore behind an equals sign.
    let boundary = "=_\(name)"
    let head = Self.head(masthead, from: from, to: to, messageID: messageID, boundary: boundary)
    bytes =
      Array(head.utf8)
      + Self.part("text/plain", TextPage(edition).document, after: boundary)
      + Self.part("text/html", html, after: boundary) + Array("--\(boundary)--\r\n".utf8)
  }

  private static func head(
    _ masthead: Masthead, from: Mailbox, to: [Mailbox], messageID: String, boundary: String
  ) -> String {
    let almanac = Almanac(masthead)
    let title = masthead.title.string
    let subject = "\(title), \(almanac.title(of: masthead.day, part: masthead.part))"
    return """
      From: \(HeaderText.mailbox(from))
      To: \(to.map(HeaderText.mailbox).joined(separator: ",\r\n "))
      Subject: \(HeaderText.unstructured(subject))
      Date: \(date(masthead))
      Message-ID: \(messageID)
      List-Id: \(HeaderText.phrase(title)) <\(masthead.digest).\(from.domain)>
      Auto-Submitted: auto-generated
      Content-Language: \(almanac.wording.language)
      MIME-Version: 1.0
      Content-Type: multipart/alternative;
       boundary="\(boundary)"


      """
      .replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
  }

  private static func part(_ type: String, _ text: String, after boundary: String) -> [UInt8] {
    let head = """
      --\(boundary)
      Content-Type: \(type); charset=utf-8
      Content-Transfer-Encoding: quoted-printable


      """
    return Array(head.replacing("\n", with: "\r\n").utf8) + QuotedPrintable.encoded(text) + [
      13, 10,
    ]
  }

  /// The edition's moment in its zone. Source: RFC 5322 §3.3.
  private static func date(_ masthead: Masthead) -> String {
    let zone = masthead.timeZone
    let parts = Calendar.gregorian(in: zone).dateComponents(
      [.weekday, .day, .month, .year, .hour, .minute, .second], from: masthead.writtenAt)
    func digits(_ number: Int?) -> String {
      let text = String(number ?? 0)
      return text.count == 1 ? "0" + text : text
    }
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let offset = zone.secondsFromGMT(for: masthead.writtenAt) / 60
    let sign = offset < 0 ? "-" : "+"
    let time = [parts.hour, parts.minute, parts.second].map(digits).joined(separator: ":")
    return "\(weekdays[(parts.weekday ?? 1) - 1]), \(parts.day ?? 1) "
      + "\(months[(parts.month ?? 1) - 1]) \(parts.year ?? 1970) \(time) "
      + "\(sign)\(digits(abs(offset) / 60))\(digits(abs(offset) % 60))"
  }
}
