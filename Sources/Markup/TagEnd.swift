/// The search for the end of a start tag, by the same steps as libxml2's htmlParseStartTag.
///
/// A `>` inside quotes does not end a tag, one in a name or a bare value does. Where libxml2 and the
/// standard differ about what separates attributes (a slash, a form feed), the input is made such
/// that they agree.
struct TagEnd {
  /// Where the search stands; behind the `>` once it is found.
  private(set) var position: Int
  private(set) var attributes = 0
  /// The tag ends with `/>`.
  private(set) var isSelfClosing = false

  /// - Parameter position: just behind the name.
  init(at position: Int) {
    self.position = position
  }

  /// Letters, digits and the signs that libxml2 takes into a name.
  static func isName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  /// False when the input ends first. The places of quoted values are added to `values`.
  mutating func find(in input: inout [UInt8], values: inout [Range<Int>]) -> Bool {
    while position < input.count {
      let byte = input[position]
      switch byte {
      case UInt8(ascii: ">"):
        position += 1
        return true
      case UInt8(ascii: "/"):
        if position + 1 < input.count, input[position + 1] == UInt8(ascii: ">") {
          isSelfClosing = true
          position += 2
          return true
        }
        separate(in: &input)
      case _ where byte.isBlank: separate(in: &input)
      default: passAttribute(in: input, values: &values)
      }
    }
    return false
  }

  private mutating func separate(in input: inout [UInt8]) {
    input[position] = UInt8(ascii: " ")
    position += 1
  }

  private mutating func passAttribute(in input: [UInt8], values: inout [Range<Int>]) {
    attributes += 1
    let byte = input[position]
    guard Self.isName(byte), !byte.isDigit, byte != UInt8(ascii: "-") else {
      return passBare(in: input, orSlash: true)
    }
    while position < input.count, Self.isName(input[position]) { position += 1 }
    let end = position
    passBlanks(in: input)
    guard position < input.count, input[position] == UInt8(ascii: "=") else {
      // The blanks are left for the caller, which makes plain spaces of them.
      position = end
      return
    }
    position += 1
    passBlanks(in: input)
    passValue(in: input, values: &values)
  }

  private mutating func passValue(in input: [UInt8], values: inout [Range<Int>]) {
    guard position < input.count else { return }
    let quote = input[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return passBare(in: input, orSlash: false)
    }
    position += 1
    let start = position
    while position < input.count, input[position] != quote { position += 1 }
    values.append(start..<position)
    position += 1
  }

  private mutating func passBare(in input: [UInt8], orSlash: Bool) {
    while position < input.count, !input[position].isBlank, input[position] != UInt8(ascii: ">") {
      if orSlash, input[position] == UInt8(ascii: "/"), position + 1 < input.count,
        input[position + 1] == UInt8(ascii: ">")
      {
        return
      }
      position += 1
    }
  }

  private mutating func passBlanks(in input: [UInt8]) {
    while position < input.count, input[position].isBlank { position += 1 }
  }
}
