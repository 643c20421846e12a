/// The little of a style attribute that says whether anything is seen.
struct Style {
  private let text: [UInt8]

  /// White space is taken out and letters are in lower case, so that a declaration is one run.
  init(_ value: ArraySlice<UInt8>) {
    text = [UInt8(ascii: ";")] + value.filter { !$0.isBlank }.map { $0.lowercased }
  }

  var isInvisible: Bool {
    has("display:none") || has("visibility:hidden")
  }

  /// One pixel or none, wide and high.
  var isPixel: Bool {
    isTiny("width") && isTiny("height")
  }

  private func isTiny(_ property: String) -> Bool {
    ["0", "0px", "1px"].contains { has("\(property):\($0)") }
  }

  /// Whether there is this declaration, whole.
  private func has(_ declaration: String) -> Bool {
    let wanted = Array(";\(declaration)".utf8)
    guard text.count >= wanted.count else { return false }
    return (0...text.count - wanted.count).contains { start in
      let end = start + wanted.count
      return text[start..<end] == wanted[...]
        && (end == text.count || text[end] == UInt8(ascii: ";") || text[end] == UInt8(ascii: "!"))
    }
  }
}
