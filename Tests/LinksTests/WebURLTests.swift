import Testing

@testable import Links

@Suite struct WebURLTests {
  @Test(arguments: [
    ("http://example.org", "http://example.org/"),
    ("HTTP://Example.ORG/a b", "http://example.org/a%20b"),
    (" \n https://example.org/x\t ", "https://example.org/x"),
    ("https://example.org/a/../b/./c", "https://example.org/b/c"),
    ("https://example.org:8443/a?b=c#d", "https://example.org:8443/a?b=c#d"),
    ("https://example.org/città?q=è", "https://example.org/citt%c3%a0?q=%c3%a8"),
    ("mailto:redazione@example.org", "mailto:redazione@example.org"),
    ("urn:uuid:1225c695-cfb8-4ebb", "urn:uuid:1225c695-cfb8-4ebb"),
    ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
    ("JAVASCRIPT:alert(1)", "javascript:alert(1)"),
  ])
  func `an absolute URL is written in one way`(text: String, expected: String) {
    #expect(WebURL(text)?.string == expected)
  }

  @Test(arguments: ["", "a/b", "/a", "//example.org/", "#x", "?q", "http://", ":x"])
  func `what is not absolute needs a base`(text: String) {
    #expect(WebURL(text) == nil)
  }

  /// The normal and abnormal examples of RFC 3986 §5.4, with its base.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"),
    ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"),
    ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
    (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
    ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
    ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
    ("./../g", "http://a/b/g"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
  ])
  func `a relative reference resolves as RFC 3986 says`(reference: String, expected: String) {
    #expect(WebURL(reference, relativeTo: WebURL("http://a/b/c/d;p?q"))?.string == expected)
  }

  @Test func `the parts are there`() throws {
    let url = try #require(WebURL("https://me:pw@example.org/a/b?c=d#e"))
    #expect(url.scheme == "https")
    #expect(url.host == "example.org")
    #expect(url.port == 443)
    #expect(url.path == "/a/b")
    #expect(url.query == "c=d")
    #expect(url.fragment == "e")
    #expect(url.user == "me")
    #expect(url.withoutCredentials.string == "https://example.org/a/b?c=d#e")
  }

  @Test(arguments: [
    ("http://e.org/a?b=http://e.org:80/", "https://e.org/a?b=http://e.org:80/"),
    ("http://e.org:80/a", "https://e.org/a"), ("https://e.org:8443/a", "https://e.org:8443/a"),
    ("http://e.org:8080/a", nil), ("ftp://e.org/a", nil),
  ])
  func `plain http at its usual port can be asked for by https`(url: String, secured: String?) {
    #expect(WebURL(url)?.secured?.string == secured)
  }

  @Test(arguments: [
    ("https://e.org/a", "https://E.org:443/b", true), ("https://e.org/", "http://e.org/", false),
    ("http://e.org/", "http://e.org:8080/", false), ("http://e.org/", "http://www.e.org/", false),
  ])
  func `an origin is scheme, host and port`(one: String, other: String, isSame: Bool) throws {
    let (one, other) = (try #require(WebURL(one)), try #require(WebURL(other)))
    #expect(one.hasSameOrigin(as: other) == isSame)
  }

  @Test func `a text of a hundred kilobytes is no URL`() {
    #expect(WebURL("http://example.org/" + String(repeating: "a", count: 100_000)) == nil)
  }
}
