import FoundationEssentials
import Mustache
import Stories

/// The look of the pages: templates, a style sheet, and the script of the archive's search.
///
/// The files of the built-in theme are compiled into the program; a theme of somebody else replaces
/// some of them by files of the same name. Every template is known to be good once the theme is made.
/// Templates show values; all of them arrive as markup that is safe already.
public struct Theme: Sendable, Hashable {
  /// The theme of the program itself.
  public static let standard = Theme(builtIn)

  /// The names of the files that a theme consists of.
  public static var fileNames: [String] { builtIn.keys.sorted() }

  /// The text of the built-in file of that name; nil where there is none.
  public static func builtInText(_ name: String) -> String? { builtIn[name] }

  private let files: [String: String]

  private init(_ files: [String: String]) {
    self.files = files
  }

  /// The built-in theme with some of its files replaced.
  ///
  /// - Throws: `TemplateError.malformed` for the first mistake in a file.
  public init(replacing files: [String: String]) throws(TemplateError) {
    self.init(Self.builtIn.merging(files) { _, own in own })
    for page in Page.allCases { _ = try template(page) }
    try Self.check("style.css", self.files, endsWith: "</style")
    try Self.check("pictures.css", self.files, endsWith: "</style")
    try Self.check("letter.css", self.files, endsWith: "</style")
    try Self.check("search.js", self.files, endsWith: "</script")
  }

  /// A page that the theme has a template for.
  enum Page: String, CaseIterable {
    case edition = "edition.html"
    case archive = "archive.html"
    case letter = "letter.html"
  }

  /// Where the pictures of a page are.
  enum Pictures { case none, embedded }

  /// Fills the template of a page; the values of every page are set here.
  func page(
    _ page: Page, _ values: consuming TemplateValues, _ pictures: Pictures = .none
  ) throws(TemplateError) -> String {
    let pictureStyle = pictures == .none ? "" : "\n" + (files["pictures.css"] ?? "")
    let style = "\n" + (files["style.css"] ?? "") + pictureStyle
    let script = page == .archive ? "\n" + (files["search.js"] ?? "") : nil
    values.set("style", markup: style)
    values.set("letter_style", markup: "\n" + (files["letter.css"] ?? ""))
    values.set("script", markup: script)
    values.set("policy", markup: Self.policy(style: style, script: script, pictures))
    return try template(page).filled(with: values)
  }

  private func template(_ page: Page) throws(TemplateError) -> Template {
    try Template(page.rawValue, of: files, names: Self.names)
  }

  /// Allows the page its own style and script, by their hashes, the pictures that it holds itself where
  /// it has some, and nothing else.
  /// Source: Content Security Policy Level 3 §2.3.1.
  private static func policy(style: String, script: String?, _ pictures: Pictures) -> String {
    var policy = "default-src 'none'; style-src '\(hash(style))'; "
    if pictures == .embedded { policy += "img-src data:; " }
    if let script { policy += "script-src '\(hash(script))'; " }
    return policy + "base-uri 'none'; form-action 'none'"
  }

  private static func hash(_ text: String) -> String {
    "sha256-" + Data(Checksum.sha256(Array(text.utf8))).base64EncodedString()
  }

  /// What stands inside an element of the page may not end it.
  private static func check(
    _ name: String, _ files: [String: String], endsWith end: String
  ) throws(TemplateError) {
    let text = files[name] ?? ""
    guard let place = text.lowercased().firstRange(of: end)?.lowerBound else { return }
    let line = text.lowercased()[..<place].reduce(1) { $1.isNewline ? $0 + 1 : $0 }
    throw .malformed(
      TemplateFault(file: name, line: line, column: 1, reason: .endsItsElement(end)))
  }

  private static let builtIn: [String: String] = [
    "archive.html": text(PackageResources.archive_html),
    "edition.html": text(PackageResources.edition_html),
    "head.html": text(PackageResources.head_html),
    "letter-story.html": text(PackageResources.letter_story_html),
    "letter.css": text(PackageResources.letter_css),
    "letter.html": text(PackageResources.letter_html),
    "pictures.css": text(PackageResources.pictures_css),
    "search.js": text(PackageResources.search_js),
    "story.html": text(PackageResources.story_html),
    "style.css": text(PackageResources.style_css),
    "title.html": text(PackageResources.title_html),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Theme {
  /// Every name that a template may use.
  public static let names: Set<String> = [
    // Every page.
    "language", "direction", "policy", "page_title", "style", "letter_style", "script", "digest",
    "archive",
    // The edition.
    "number", "moment", "dateline", "story_count", "skip_to_stories", "has_contents", "contents",
    "nothing_new", "opening", "sections", "id", "heading", "count", "stories", "and_more",
    "further",
    // A story.
    "title", "image", "image_width", "image_height", "link", "lang", "time", "source", "author",
    "reading_time", "excerpt", "is_shared",
    "also_in", "mentions",
    // A correction.
    "has_changes", "corrections", "changes", "before", "headline_before", "text_revised", "told",
    // How complete the edition is.
    "completeness", "account", "feed", "has_troubles", "not_read", "troubles", "since", "reason",
    "everything_read", "has_silences", "quieter", "silences", "has_holes", "may_be_missing",
    "holes",
    "has_accounts", "last_days", "accounts", "picture", "times_zone",
    // The archive.
    "edition_count", "months_heading", "months", "month", "editions", "date", "other_forms", "form",
    "headlines", "further", "search", "found",
  ]
}

extension TemplateValues {
  /// Puts HTML under a name; nil stands for nothing.
  mutating func set(_ name: String, _ html: HTML?) {
    set(name, markup: html?.string)
  }
}
