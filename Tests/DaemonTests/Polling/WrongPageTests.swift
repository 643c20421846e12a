import Links
import Testing

@testable import Daemon

@Suite struct WrongPageTests {
  private func sentence(_ answered: String, _ body: String = "<html>") throws -> String {
    WrongPage(
      title: "Welcome", asked: try #require(WebURL("https://a.example/feed")),
      answered: try #require(WebURL(answered)), body: Array(body.utf8)
    ).sentence
  }

  @Test func `a page at the feed's own address is a page`() throws {
    #expect(try sentence("https://a.example/feed") == "a web page, not a feed: \"Welcome\"")
  }

  @Test(arguments: [
    "<input type=\"password\">", "<INPUT TYPE='password'>", "<input type=password>",
  ])
  func `a page that asks for a password is a login`(body: String) throws {
    let told = "a login page at a.example (\"Welcome\"), not a feed"
    #expect(try sentence("https://a.example/feed", body) == told)
  }

  @Test func `a login page in a file is at no host`() throws {
    let page = "<input type=password>"
    #expect(try sentence("file:///feed.html", page) == "a login page (\"Welcome\"), not a feed")
  }

  @Test(arguments: ["/login", "/users/sign-in/signin.php", "/SSO?back=/feed", "/wp-login.php"])
  func `a redirect to a login is one`(path: String) throws {
    #expect(try sentence("https://a.example" + path).hasPrefix("a login page at a.example"))
  }

  @Test func `a page of another site may be a captive portal`() throws {
    let told = try sentence("http://portal.hotel.test/welcome")
    #expect(told.hasPrefix("a web page of portal.hotel.test (\"Welcome\") instead of the feed"))
    #expect(try sentence("https://www.a.example/").hasPrefix("a web page, not a feed"))
  }
}
