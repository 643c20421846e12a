/// A form that an edition is written in.
public enum Form: String, CaseIterable, Codable, Sendable {
  /// One file for a browser: no script, no request to anywhere.
  case html
  /// CommonMark.
  case markdown
  /// Text of 72 columns.
  case text

  /// What the form's files end in, without the dot.
  public var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .text: "txt"
    }
  }
}

extension Edition {
  /// The edition in a form, in UTF-8, with a line break at its end. Pure: always the same bytes.
  public func rendered(as form: Form) -> [UInt8] {
    let text =
      switch form {
      case .html: HTMLPage(self).document.string
      case .markdown: MarkdownPage(self).document.string
      case .text: TextPage(self).document
      }
    return Array(text.utf8)
  }
}
