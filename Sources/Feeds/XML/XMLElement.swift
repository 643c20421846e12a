/// A start tag as the reader lends it: valid until the call that got it returns.
@safe
struct XMLElement {
  /// What the vocabulary says of the element.
  let term: Term
  let attributes: XMLAttributes
  private let localName: UnsafePointer<UInt8>
  private let uri: UnsafePointer<UInt8>?
  /// Two pointers a declaration: prefix, URI.
  private let declarations: UnsafeMutableBufferPointer<UnsafePointer<UInt8>?>

  init(
    _ term: Term, name: UnsafePointer<UInt8>, uri: UnsafePointer<UInt8>?,
    declarations: UnsafeMutableBufferPointer<UnsafePointer<UInt8>?>, attributes: XMLAttributes
  ) {
    self.term = term
    unsafe self.declarations = unsafe declarations
    unsafe localName = unsafe name
    unsafe self.uri = unsafe uri
    self.attributes = attributes
  }

  /// The name without its prefix.
  var name: String { unsafe String(cString: localName) }

  /// Whether the element declares a namespace that `isWanted`, under any prefix.
  func declares(_ isWanted: (String) -> Bool) -> Bool {
    unsafe stride(from: 1, to: declarations.count, by: 2).contains { index in
      guard let uri = unsafe declarations[index] else { return false }
      return isWanted(unsafe String(cString: uri))
    }
  }

  /// The namespace of the name; nil when it has none.
  var namespace: String? { unsafe uri.map { unsafe String(cString: $0) } }
}

/// The attributes of a start tag, lent like it. Namespace declarations are not among them.
@safe
struct XMLAttributes {
  typealias Pointer = UnsafeMutablePointer<UnsafePointer<UInt8>?>

  let count: Int
  /// Five pointers an attribute: name, prefix, URI, start of the value, end of the value.
  private let pointers: Pointer?

  init(count: Int, _ pointers: Pointer?) {
    self.count = count
    unsafe self.pointers = unsafe pointers
  }

  /// The value of the first attribute of that name in any case and under any prefix but `xml`; nil
  /// where there is none.
  subscript(name: StaticString) -> String? { bytes(name)?[...].validString }

  /// The same in UTF-8.
  func bytes(_ name: StaticString) -> [UInt8]? {
    for index in 0..<count where self.name(index, is: name) && !isXML(index) {
      return value(index)
    }
    return nil
  }

  /// The value of `xml:name`; nil where there is none.
  func xml(_ name: StaticString) -> String? {
    for index in 0..<count where isXML(index) && self.name(index, is: name) {
      return value(index)[...].validString
    }
    return nil
  }

  /// The name without its prefix.
  func name(_ index: Int) -> String {
    guard let pointers = unsafe pointers, let name = unsafe pointers[index * 5] else { return "" }
    return unsafe String(cString: name)
  }

  /// The value with character references resolved.
  func value(_ index: Int) -> [UInt8] {
    guard let pointers = unsafe pointers, let start = unsafe pointers[index * 5 + 3],
      let end = unsafe pointers[index * 5 + 4]
    else { return [] }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: end - start))
    // libxml2 leaves `&amp;` as `&#38;`, and names that it does not know as they are.
    return bytes.contains(UInt8(ascii: "&")) ? CharacterReference.resolved(bytes) : bytes
  }

  /// Whether the attribute belongs to the `xml` namespace.
  func isXML(_ index: Int) -> Bool {
    guard let pointers = unsafe pointers, let prefix = unsafe pointers[index * 5 + 1]
    else { return false }
    return unsafe prefix[0] == 0x78 && prefix[1] == 0x6D && prefix[2] == 0x6C && prefix[3] == 0
  }

  private func name(_ index: Int, is wanted: StaticString) -> Bool {
    guard let pointers = unsafe pointers, let name = unsafe pointers[index * 5] else {
      return false
    }
    let wantedBytes = unsafe wanted.utf8Start
    for offset in 0..<wanted.utf8CodeUnitCount
    where unsafe name[offset].lowered != wantedBytes[offset].lowered {
      return false
    }
    return unsafe name[wanted.utf8CodeUnitCount] == 0
  }
}
