import Fuzzing
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
