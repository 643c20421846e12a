/// What an ampersand begins, written as XML wants it.
enum MendedReference {
  /// A reference that XML knows, of so many bytes: it stays.
  case kept(Int)
  /// One of HTML's names, of so many bytes: the character stands for it.
  case named(Unicode.Scalar, Int)
  /// None: the ampersand is escaped.
  case bare

  /// No reference is longer.
  private static let maximumBytes = 16

  /// Reads what begins with the ampersand at the start of `text`.
  init(_ text: ArraySlice<UInt8>) {
    let head = text.prefix(MendedReference.maximumBytes)
    guard let end = head.firstIndex(of: UInt8(ascii: ";")) else {
      self = .bare
      return
    }
    let name = head[(head.startIndex + 1)..<end]
    let length = end + 1 - text.startIndex
    if MendedReference.isXML(name) {
      self = .kept(length)
    } else if let character = CharacterReference.character(name) {
      self = name.first == UInt8(ascii: "#") ? .kept(length) : .named(character, length)
    } else {
      self = .bare
    }
  }

  /// How many bytes of the text it stands for.
  var length: Int {
    switch self {
    case .kept(let length), .named(_, let length): length
    case .bare: 1
    }
  }

  var isDamaged: Bool {
    if case .bare = self { return true }
    return false
  }

  /// Writes it, from the text that it was read from.
  func write(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    switch self {
    case .kept(let length): bytes += text.prefix(length)
    case .named(let character, _): bytes += String(character).utf8
    case .bare: bytes += "&amp;".utf8
    }
  }

  /// Source: XML 1.0 §4.6.
  private static func isXML(_ name: ArraySlice<UInt8>) -> Bool {
    switch name.count {
    case 2: name.elementsEqual("lt".utf8) || name.elementsEqual("gt".utf8)
    case 3: name.elementsEqual("amp".utf8)
    case 4: name.elementsEqual("quot".utf8) || name.elementsEqual("apos".utf8)
    default: false
    }
  }
}
