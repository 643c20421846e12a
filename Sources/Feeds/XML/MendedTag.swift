/// A start tag of any quality, written as XML wants it.
struct MendedTag {
  let name: ArraySlice<UInt8>
  /// The tag up to its end: `<name a="b"`.
  private(set) var bytes: [UInt8]
  /// Whether it ends with `/>`.
  private(set) var isEmpty = false
  private(set) var isDamaged = false
  /// Where the text behind the tag begins.
  private(set) var end: Int

  private var attributes: [ArraySlice<UInt8>] = []

  /// Reads a tag from its `<` on; nil where it has no end.
  init?(_ source: ArraySlice<UInt8>) {
    name = source.dropFirst().prefix { $0.continuesXMLName }
    bytes = Array(source[..<name.endIndex])
    end = name.endIndex
    var rest = source[name.endIndex...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: ">"):
        end = rest.startIndex + 1
        return
      case UInt8(ascii: "<"):
        // The tag before was never closed.
        isDamaged = true
        end = rest.startIndex
        return
      case UInt8(ascii: "/"):
        isEmpty = rest.dropFirst().first == UInt8(ascii: ">")
        rest.removeFirst()
      case _ where byte.isXMLSpace: rest.removeFirst()
      case _ where byte.startsXMLName: rest = readAttribute(rest)
      default:
        isDamaged = true
        rest.removeFirst()
      }
    }
    return nil
  }

  /// Elements that HTML never closes and feeds do not have.
  var isVoid: Bool { MendedTag.isVoid(name) }

  static func isVoid(_ name: ArraySlice<UInt8>) -> Bool {
    ["br", "hr", "img", "wbr", "input"].contains(name.string.lowercased())
  }

  private mutating func readAttribute(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let attribute = text.prefix { $0.continuesXMLName }
    let behind = text[attribute.endIndex...].drop { $0.isXMLSpace }
    guard behind.first == UInt8(ascii: "=") else {
      isDamaged = true
      write(attribute, value: attribute)
      return text[attribute.endIndex...]
    }
    let value = behind.dropFirst().drop { $0.isXMLSpace }
    if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = value.dropFirst().firstIndex(where: { $0 == quote || $0 == UInt8(ascii: "<") }),
      value[end] == quote
    {
      write(attribute, value: value[(value.startIndex + 1)..<end])
      return value[(end + 1)...]
    }
    isDamaged = true
    let bare = value.prefix { !$0.isXMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
    write(attribute, value: bare)
    return value[bare.endIndex...]
  }

  private mutating func write(_ attribute: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    guard !attributes.contains(attribute), attributes.count <= XMLReader.Limit.attributes else {
      isDamaged = true
      return
    }
    attributes.append(attribute)
    bytes.append(0x20)
    bytes += attribute
    bytes += "=\"".utf8
    var rest = value
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "&"):
        let reference = MendedReference(rest)
        isDamaged = isDamaged || reference.isDamaged
        reference.write(rest, to: &bytes)
        rest = rest.dropFirst(reference.length)
      case UInt8(ascii: "\""):
        bytes += "&quot;".utf8
        rest.removeFirst()
      default:
        bytes.append(byte)
        rest.removeFirst()
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
