import Markup
import Testing

/// What holds for any input, tried on pages made of odd pieces in a random order that is always the
/// same.
@Suite struct InvariantTests {
  private static let pieces: [String] =
    """
    <p> </p> <b> </b> <i> </i> <a·href=x> <a·href="http://e.org/?a=b&c"> </a> <table> </table> <tr> <td>
    </td> <th> <caption> <tbody> <thead> <ul> </ul> <ol> </ol> <li> </li> <dl> <dt> <dd> <h1> </h1> <h2>
    <div> </div> <span> </span> <code> <pre> </pre> <br> </br> <hr> <img·src=y·alt=z> <ruby> <rt> <rp>
    </ruby> <blockquote> <details·open> <summary> <figure> <figcaption> <video> <source·src=v> </video>
    <svg> </svg> <math> <style> </style> <script> </script> <textarea> </textarea> <noscript> <template>
    </template> <select> <option> <form> <button> <center> <font> <nobr> <section> <wbr> <!-- --> <!x>
    <?x> <html> <body> </body> <p/> <div/> <x> </x> </ < > " ' = / & &amp; &lt; &#150; &copy \n \n\n · x
    <q·cite=c> <del> <sub> <small> <u> <s> <em> </em> <listing> <menu> é 漢 <td·colspan=2·title='"'>
    <b·style=display:none> <a·onclick=x> <pre>\n <object> <col> <iframe·src=x> </iframe> <frameset>
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map {
      String($0).replacing("·", with: " ").replacing("\\n", with: "\n")
    }

  private static let pages: [String] = {
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<3_000).map { _ in
      (0..<(1 + next(30))).map { _ in pieces[next(pieces.count)] }.joined()
    }
  }()

  @Test func `cleaning twice changes nothing`() {
    for page in Self.pages {
      let once = CleanHTML(page, base: nil)
      let twice = CleanHTML(once.html, base: nil)
      #expect(once.html == twice.html, "\(page)")
    }
  }

  @Test func `everything is closed, quoted, escaped, from the list`() {
    for page in Self.pages {
      let html = CleanHTML(page, base: nil).html
      var reader = StrictReader(html)
      let isSound = reader.isSound()
      #expect(isSound, "\(page)\n\(html)")
    }
  }
}

/// Reads the small language that the output is in, and nothing else.
private struct StrictReader {
  private static let void: Set<Substring> = ["br", "hr", "img", "source"]
  private static let elements: Set<Substring> = Set(
    """
    a abbr audio b bdi bdo blockquote caption cite code dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 i ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub
    summary sup table tbody td tfoot th thead time tr u ul var video
    """.split(whereSeparator: { $0.isWhitespace }))
  private static let attributes: Set<Substring> = Set(
    """
    alt cite colspan controls datetime dir height href lang loading open poster preload
    referrerpolicy reversed rowspan src start title type value width
    """.split(whereSeparator: { $0.isWhitespace }))
  private static let parents: [Substring: Set<Substring>] = [
    "tr": ["tbody", "thead", "tfoot"], "td": ["tr"], "th": ["tr"], "tbody": ["table"],
    "thead": ["table"], "tfoot": ["table"], "caption": ["table"],
  ]
  private static let frames: Set<Substring> = ["table", "tbody", "thead", "tfoot", "tr"]

  private var rest: Substring
  private var open: [Substring] = []

  init(_ html: String) { rest = html[...] }

  mutating func isSound() -> Bool {
    while !rest.isEmpty {
      let text = rest.prefix { $0 != "<" }
      rest = rest.dropFirst(text.count)
      if !text.isEmpty, !isText(text) || Self.frames.contains(open.last ?? "") { return false }
      if !rest.isEmpty, !readTag() { return false }
    }
    return open.isEmpty
  }

  /// No `>`, no bare ampersand.
  private func isText(_ text: Substring) -> Bool {
    let references = ["&amp;", "&lt;", "&gt;", "&quot;"]
    return !text.contains(">")
      && text.indices.allSatisfy { index in
        text[index] != "&" || references.contains { text[index...].hasPrefix($0) }
      }
  }

  private mutating func readTag() -> Bool {
    guard let close = rest.firstIndex(of: ">") else { return false }
    let tag = rest[..<close].dropFirst()
    rest = rest[close...].dropFirst()
    if tag.hasPrefix("/") { return open.popLast() == tag.dropFirst() }
    let name = tag.prefix { $0 != " " }
    guard areSound(tag.dropFirst(name.count)), isPlaced(name) else { return false }
    if Self.void.contains(name) { return true }
    open.append(name)
    return Self.elements.contains(name)
  }

  private func isPlaced(_ name: Substring) -> Bool {
    if let parents = Self.parents[name] { return parents.contains(open.last ?? "") }
    return !Self.frames.contains(open.last ?? "")
  }

  /// Each is ` name` or ` name="value"`.
  private func areSound(_ text: Substring) -> Bool {
    var text = text
    while !text.isEmpty {
      guard text.first == " " else { return false }
      let name = text.dropFirst().prefix { $0 != " " && $0 != "=" }
      guard Self.attributes.contains(name) else { return false }
      text = text.dropFirst(1 + name.count)
      guard text.first == "=" else { continue }
      let value = text.dropFirst(2).prefix { $0 != "\"" }
      guard text.hasPrefix("=\""), isText(value), !value.contains("<") else { return false }
      text = text.dropFirst(3 + value.count)
    }
    return true
  }
}
