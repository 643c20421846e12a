import Links
import Markup
import Testing

@Suite struct PictureTests {
  private static let fixed = " loading=\"lazy\" referrerpolicy=\"no-referrer\""

  @Test func `the first picture is the article's`() {
    let source =
      "<p>x<img src=a.png alt='A' width=10 height=20 srcset='b.png 2x' onerror=x><img src=c.png>"
    let clean = CleanHTML(source, base: WebURL("https://example.org/d/e"))
    #expect(clean.image == "https://example.org/d/a.png")
    #expect(
      clean.html
        == "<p>x<img src=\"https://example.org/d/a.png\" alt=\"A\" width=\"10\" height=\"20\""
        + "\(Self.fixed)><img src=\"https://example.org/d/c.png\"\(Self.fixed)></p>")
  }

  @Test(arguments: [
    "<img src=https://e.org/a.gif width=1 height=1>",
    "<img src=https://e.org/a.gif width=0 height=0>",
    "<img src=https://e.org/a.gif width='1px' height=' 1 '>",
    "<img src=https://e.org/a.gif style='width:1px;height:1px'>",
    "<img src=https://e.org/a.gif style='display:none'>", "<img src=https://e.org/a.gif hidden>",
    "<img src=http://feeds.feedburner.com/~r/x/~4/y>", "<img src=//ad.doubleclick.net/x>",
    "<img src=https://Pixel.WP.com/b.gif>", "<img src=http://da.feedsportal.com/x.img>",
    "<img src=https://www.facebook.com/tr?id=1>", "<img>", "<img alt=x>", "<img src=''>",
    "<img src='https://medium.com/_/stat?event=x'>",
  ])
  func `a picture that nobody is to see is left out`(picture: String) {
    let clean = CleanHTML("a\(picture)b", base: nil)
    #expect(clean.html == "ab")
    #expect(clean.image == nil)
  }

  @Test(arguments: [
    "https://e.org/feeds.feedburner.com/~r/", "https://notdoubleclick.net/x",
    "https://facebook.com/x",
  ])
  func `a name that only looks like a counter's is kept`(address: String) {
    #expect(CleanHTML("<img src='\(address)'>", base: nil).image == address)
  }

  @Test(arguments: [
    ("<img src='data:image/gif;base64,R0' data-src='https://e.org/a.png'>", "https://e.org/a.png"),
    ("<img data-lazy-src='https://e.org/a.png'>", "https://e.org/a.png"),
    ("<img srcset=' https://e.org/a,b.png 1x, https://e.org/c.png 2x'>", "https://e.org/a,b.png"),
    ("<img srcset='https://e.org/a.png, x 2x'>", "https://e.org/a.png"),
    (
      "<picture><source srcset=https://e.org/a.avif><img src=https://e.org/a.jpg></picture>",
      "https://e.org/a.jpg"
    ),
    ("<image src=https://e.org/a.png>", "https://e.org/a.png"),
  ])
  func `a picture has one address`(source: String, address: String) {
    let clean = CleanHTML(source, base: nil)
    #expect(clean.image == address)
    #expect(clean.html == "<img src=\"\(address)\"\(Self.fixed)>")
  }

  @Test func `a player keeps its sources`() {
    let source = """
      <video autoplay width=320 poster=p.jpg><source src=v.mp4 type='video/mp4'><source src=data:x>\
      <track src=t.vtt>no video</video><audio src=a.mp3 loop></audio>
      """
    #expect(
      CleanHTML(source, base: WebURL("https://e.org/")).html
        == "<video poster=\"https://e.org/p.jpg\" width=\"320\" controls preload=\"none\">"
        + "<source src=\"https://e.org/v.mp4\" type=\"video/mp4\">no video</video>"
        + "<audio src=\"https://e.org/a.mp3\" controls preload=\"none\"></audio>")
  }
}
