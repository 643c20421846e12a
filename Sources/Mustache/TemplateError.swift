/// Why a template can not be used.
public enum TemplateError: Error, Sendable, Equatable {
  /// What stands in one of its files is wrong: mend it there.
  case malformed(TemplateFault)
  /// The library failed on a template that seemed good; its own words.
  case failed(String)
}

/// A mistake in a template, with its place.
public struct TemplateFault: Sendable, Equatable {
  /// The file's name within its folder.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in characters.
  public var column: Int
  public var reason: Reason

  public init(file: String, line: Int, column: Int, reason: Reason) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// A tag has no end.
    case unclosedTag
    /// A tag is not of a name.
    case unreadableTag(String)
    /// Delimiters are changed, which only makes templates hard to check.
    case delimiters
    /// A section has no end.
    case unclosedSection(String)
    /// A section ends that is not open; the one that is, if any.
    case unopenedSection(String, open: String?)
    /// A section stands in more than sixteen others.
    case tooDeep
    /// No value has this name.
    case unknownName(String)
    /// No file of the theme has this name.
    case unknownFile(String)
    /// Files include each other in a circle.
    case circle(String)
    /// Files that include each other would make a template of more than a mebibyte.
    case tooLarge
    /// A style sheet or script holds the end of the element that it stands in.
    case endsItsElement(String)
  }
}
