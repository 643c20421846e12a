import Feeds
import FoundationEssentials
import Links
import Markup

/// A reader of what strangers send, as libFuzzer and the tests drive it: any bytes go in, and a
/// sentence comes out if the result breaks a rule that holds for all input.
///
/// A reader of another format becomes a case here and a folder in `Tests/FuzzingTests/Corpus`; `make
/// fuzz` and `ReplayTests` take both from this list.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case document
  case html
  case date

  /// The rule that the bytes broke; nil where all hold.
  public func finding(in bytes: [UInt8]) -> String? {
    switch self {
    case .document: DocumentOracle.finding(in: bytes)
    case .html: HTMLOracle.finding(in: bytes)
    case .date: DateOracle.finding(in: bytes)
    }
  }
}

private enum DocumentOracle {
  /// By the last byte of a document, so that claims of all kinds are tried.
  private static let contentTypes: [String?] = [
    nil, "text/xml; charset=utf-8", "text/html; charset=iso-8859-1", "text/xml; charset=gb2312",
    "application/rss+xml; charset=utf-16", "text/plain; charset=\"shift_jis\"", "x;charset=", nil,
  ]

  static func finding(in bytes: [UInt8]) -> String? {
    let document = Document(
      bytes: bytes, url: WebURL("https://example.org/feeds/all"),
      contentType: contentTypes[Int(bytes.last ?? 0) % contentTypes.count])
    // An error is an answer like any other.
    guard let feed = try? Feed(parsing: document) else { return nil }
    if let title = feed.title, !isLine(title) { return "the feed's title is no line of text" }
    for item in feed.items {
      if let title = item.title, !isLine(title) { return "a title is no line of text" }
      for text in [item.content, item.summary] {
        if let text, !isText(text.source) { return "content is no text" }
      }
      for date in [item.published, item.modified] {
        if let date, !DateOracle.isInRange(date) { return "a date is out of range" }
      }
      for address in [item.url, item.image] + item.attachments.map(\.url) {
        if let address, isScript(address) { return "an address runs something" }
      }
    }
    return nil
  }

  private static func isScript(_ address: String) -> Bool {
    ["javascript:", "data:", "vbscript:"].contains { address.lowercased().hasPrefix($0) }
  }

  private static func isLine(_ text: String) -> Bool {
    isText(text) && !text.isEmpty && !text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
  }

  fileprivate static func isText(_ text: String) -> Bool {
    isUTF8(text) && !text.utf8.contains(0)
  }
}

/// Strings that were made without a look at their bytes hold UTF-8 all the same.
private func isUTF8(_ text: String) -> Bool {
  String(validating: Array(text.utf8), as: UTF8.self) != nil
}

private enum HTMLOracle {
  static func finding(in bytes: [UInt8]) -> String? {
    let base = WebURL("https://example.org/items/1")
    let once = CleanHTML(String(decoding: bytes, as: UTF8.self), base: base)
    if !isUTF8(once.html) || !isUTF8(once.text) { return "the result is no UTF-8" }
    var reader = StrictReader(once.html)
    if !reader.isSound() { return "the HTML is not sound: \(once.html)" }
    let twice = CleanHTML(once.html, base: base)
    if twice.html != once.html {
      return "cleaning twice changes it: \(once.html) became \(twice.html)"
    }
    return nil
  }
}

private enum DateOracle {
  static func finding(in bytes: [UInt8]) -> String? {
    guard let date = FeedDate.parse(bytes.span) else { return nil }
    if !isInRange(date) { return "the date is out of range" }
    let text = String(decoding: bytes, as: UTF8.self)
    return FeedDate.parse(text) == date ? nil : "the same text has another date"
  }

  /// 0001-01-01T00:00:00Z up to the end of 9999.
  fileprivate static func isInRange(_ date: Date) -> Bool {
    let seconds = date.timeIntervalSince1970
    return seconds >= -62_135_596_800 && seconds < 253_402_300_800
  }
}
