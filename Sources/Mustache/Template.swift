/// A mustache template that is known to be good: each tag closed, each name known.
///
/// The files that it includes (`{{>name.html}}`) are put in their places when it is made, so that
/// filling it reads nothing and always ends. Source: mustache(5).
public struct Template: Sendable, Hashable {
  private static let maximumBytes = 1 << 20
  private static let maximumDepth = 16

  /// With all files that it includes.
  private let source: String

  /// Reads a template and the files that it includes.
  ///
  /// - Parameters:
  ///   - name: of the file that is read first.
  ///   - files: the text of each file by its name.
  ///   - names: every name that a value may have.
  /// - Throws: `TemplateError.malformed` for the first mistake.
  public init(_ name: String, of files: [String: String], names: Set<String>) throws(TemplateError)
  {
    var assembly = Assembly(files: files, names: names)
    try assembly.add(name, text: files[name] ?? "")
    source = assembly.source
  }

  /// The template, filled. Cost: linear in what comes out.
  ///
  /// - Throws: `TemplateError.failed` when the library does, which is not expected.
  public func filled(with values: borrowing TemplateValues) throws(TemplateError) -> String {
    try values.rendered(source)
  }

  /// A template while its files are put together.
  private struct Assembly {
    let files: [String: String]
    let names: Set<String>
    var source = ""
    /// The files that are being read, each included by the one before.
    private var path: [String] = []

    init(files: [String: String], names: Set<String>) {
      self.files = files
      self.names = names
    }

    mutating func add(_ name: String, text: String) throws(TemplateError) {
      let scanner = TagScanner(file: name, text: text)
      path.append(name)
      var place = text.startIndex
      var open: [TemplateTag] = []
      for tag in try scanner.tags() {
        source += text[place..<tag.range.lowerBound]
        place = tag.range.upperBound
        switch tag.kind {
        case .comment: break
        case .file: try include(tag, from: scanner)
        case .section, .inverted, .end, .value:
          try check(tag, &open, scanner)
          source += tag.text
        }
      }
      if let tag = open.last { throw scanner.fault(.unclosedSection(tag.name), at: tag.start) }
      source += text[place...]
      path.removeLast()
    }

    private mutating func include(
      _ tag: TemplateTag, from scanner: TagScanner
    ) throws(TemplateError) {
      guard let text = files[tag.name] else {
        throw scanner.fault(.unknownFile(tag.name), at: tag.start)
      }
      if path.contains(tag.name) { throw scanner.fault(.circle(tag.name), at: tag.start) }
      guard source.utf8.count + text.utf8.count <= Template.maximumBytes else {
        throw scanner.fault(.tooLarge, at: tag.start)
      }
      try add(tag.name, text: text)
    }

    private func check(
      _ tag: TemplateTag, _ open: inout [TemplateTag], _ scanner: TagScanner
    ) throws(TemplateError) {
      if tag.kind == .end {
        let last = open.popLast()?.name
        guard last == tag.name else {
          throw scanner.fault(.unopenedSection(tag.name, open: last), at: tag.start)
        }
        return
      }
      guard names.contains(tag.name) else {
        throw scanner.fault(.unknownName(tag.name), at: tag.start)
      }
      if tag.kind == .value { return }
      open.append(tag)
      if open.count > Template.maximumDepth { throw scanner.fault(.tooDeep, at: tag.start) }
    }
  }
}
