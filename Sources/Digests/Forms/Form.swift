import Mustache

/// A form that an edition is written in.
public enum Form: String, CaseIterable, Codable, Sendable {
  /// One file for a browser: no script, no request to anywhere.
  case html
  /// CommonMark.
  case markdown
  /// Text of 72 columns.
  case text
  /// JSON Feed 1.1.
  case json
  /// EPUB 3, for e-readers.
  case epub

  /// What the form's files end in, without the dot.
  public var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .text: "txt"
    case .json: "json"
    case .epub: "epub"
    }
  }
}

extension Edition {
  /// The edition in a form. Pure: always the same bytes. Text is in UTF-8, with a line break at its
  /// end.
  ///
  /// - Throws: `DigestError.template` when the theme's templates fail.
  public func rendered(
    as form: Form, theme: Theme = .standard
  ) throws(DigestError) -> [UInt8] {
    do {
      switch form {
      case .html: return Array(try HTMLPage(self).document(theme).utf8)
      case .markdown: return Array(MarkdownPage(self).document.string.utf8)
      case .text: return Array(TextPage(self).document.utf8)
      case .json: return try JSONPage(self).document
      case .epub: return try EPUBBook(self).document
      }
    } catch let error as TemplateError {
      throw .template(error)
    } catch let error as DigestError {
      throw error
    } catch {
      throw .unencodable
    }
  }
}
