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

  /// The tree, built from the end of the flat array: when a node is reached, its children are the
  /// topmost on the stack, so that no depth of nesting needs recursion.
  func root() throws(TOMLError) -> TOMLTable {
    var count = 0
    guard let nodes = unsafe ctoml_nodes(document, &count) else { throw error() }
    var stack: [TOMLEntry] = []
    for index in (0..<count).reversed() {
      let node = unsafe nodes[index]
      unsafe stack.append(entry(node, childrenFrom: &stack))
    }
    guard case .table(let table)? = stack.first?.node.value else { throw error() }
    return table
  }

  private func entry(_ node: ctoml_node, childrenFrom stack: inout [TOMLEntry]) -> TOMLEntry {
    let value = unsafe value(node, childrenFrom: &stack)
    return unsafe TOMLEntry(
      key: String(node.key), keyPosition: TOMLPosition(node.key_position),
      node: TOMLNode(value, at: TOMLPosition(node.position)))
  }

  private func value(_ node: ctoml_node, childrenFrom stack: inout [TOMLEntry]) -> TOMLValue {
    switch unsafe node.kind {
    case CTOML_INTEGER: return unsafe .integer(Int(node.integer))
    case CTOML_REAL: return unsafe .real(node.real)
    case CTOML_BOOLEAN: return unsafe .boolean(node.integer != 0)
    case CTOML_DATE_TIME: return unsafe .dateTime(String(node.text))
    case CTOML_ARRAY: return unsafe .array(stack.pop(node.children).map(\.node))
    case CTOML_TABLE: return unsafe .table(TOMLTable(entries: stack.pop(node.children)))
    default: return unsafe .string(String(node.text))
    }
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

extension [TOMLEntry] {
  /// Takes the topmost `count` entries; the topmost comes first.
  fileprivate mutating func pop(_ count: UInt32) -> [TOMLEntry] {
    let popped = Array(suffix(Int(count)).reversed())
    removeLast(popped.count)
    return popped
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
