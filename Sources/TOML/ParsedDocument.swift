import CTOML

/// The owner of what toml++ made of a text.
@safe struct ParsedDocument: ~Copyable {
  private let document: OpaquePointer

  /// Parses UTF-8, with or without a byte order mark.
  init(_ bytes: [UInt8]) throws(TOMLError) {
    let parsed = unsafe bytes.withUnsafeBytes { buffer in
      let text = unsafe buffer.assumingMemoryBound(to: CChar.self)
      // toml++ wants a pointer even to nothing.
      return unsafe text.baseAddress.map { unsafe ctoml_parse($0, text.count) }
        ?? ctoml_parse("", 0)
    }
    guard let parsed = unsafe parsed else { throw .outOfMemory }
    unsafe document = parsed
  }

  deinit { unsafe ctoml_free(document) }

  /// The tree, built without recursion, so that no depth of nesting exhausts the stack.
  func root() throws(TOMLError) -> TOMLTable {
    guard unsafe ctoml_is_valid(document) else { throw error() }
    var open: [Container] = []
    while let node = unsafe ctoml_next(document) {
      unsafe open.append(Container(node.pointee))
      // A container closes when its last child is in it, and so may the one around it.
      while let last = open.last, last.isComplete {
        let entry = open.removeLast().entry
        if open.isEmpty, let table = entry.node.value.table { return table }
        open[open.count - 1].children.append(entry)
      }
    }
    throw .outOfMemory
  }

  private func error() -> TOMLError {
    var reason = unsafe ctoml_text()
    let position = unsafe ctoml_error(document, &reason)
    return unsafe .syntax(TOMLPosition(position), reason: String(reason))
  }
}

extension TOMLTable {
  /// Parses a TOML document: UTF-8, with or without a byte order mark.
  ///
  /// - Throws: `TOMLError.syntax` at the first place that is no TOML 1.0.0, nests arrays and inline
  ///   tables more than 16 deep, or has more than 128 dots on one line.
  public init(parsing bytes: [UInt8]) throws(TOMLError) {
    do {
      self = try ParsedDocument(bytes).root()
    } catch {
      throw TOMLPosition.ofInvalidUTF8(in: bytes).map(TOMLError.encoding) ?? error
    }
  }
}

/// A node with as many of its children as were read; a simple value has none.
private struct Container {
  let key: String
  let keyPosition: TOMLPosition
  let position: TOMLPosition
  /// What a simple value is, or an empty array or table.
  let value: TOMLValue
  let count: Int
  var children: [TOMLEntry] = []

  init(_ node: ctoml_node) {
    key = unsafe String(node.key)
    keyPosition = unsafe TOMLPosition(node.key_position)
    position = unsafe TOMLPosition(node.position)
    count = Int(unsafe node.children)
    value = unsafe TOMLValue(node)
    children.reserveCapacity(count)
  }

  var isComplete: Bool { children.count == count }

  var entry: TOMLEntry {
    let complete =
      switch value {
      case .array: TOMLValue.array(children.map(\.node))
      case .table: TOMLValue.table(TOMLTable(entries: children))
      default: value
      }
    return TOMLEntry(
      key: key, keyPosition: keyPosition, node: TOMLNode(complete, at: position))
  }
}

extension TOMLValue {
  /// A value without its children.
  fileprivate init(_ node: ctoml_node) {
    switch unsafe node.kind {
    case CTOML_INTEGER: self = unsafe .integer(Int(node.integer))
    case CTOML_REAL: self = unsafe .real(node.real)
    case CTOML_BOOLEAN: self = unsafe .boolean(node.integer != 0)
    case CTOML_DATE_TIME: self = unsafe .dateTime(String(node.text))
    case CTOML_ARRAY: self = .array([])
    case CTOML_TABLE: self = .table(TOMLTable(entries: []))
    default: self = unsafe .string(String(node.text))
    }
  }
}

extension TOMLPosition {
  fileprivate init(_ position: ctoml_position) {
    self.init(line: Int(position.line), column: Int(position.column))
  }
}

extension String {
  fileprivate init(_ text: ctoml_text) {
    let bytes = unsafe UnsafeBufferPointer(start: text.bytes, count: text.count)
    self = unsafe String(decoding: UnsafeRawBufferPointer(bytes), as: UTF8.self)
  }
}
