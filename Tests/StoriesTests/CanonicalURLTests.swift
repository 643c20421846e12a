import Testing

@testable import Stories

@Suite struct CanonicalURLTests {
  @Test(arguments: [
    // Scheme, host, port.
    ("http://example.org/a", "https://example.org/a"),
    ("HTTPS://Example.ORG/A", "https://example.org/A"),
    ("http://example.org:80/a", "https://example.org/a"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:8080/a", "https://example.org:8080/a"),
    ("https://example.org:/a", "https://example.org/a"),
    ("http://www.example.org/a", "https://www.example.org/a"),
    ("http://example.org./a", "https://example.org/a"),
    ("http://me:pw@example.org/a", "https://me:pw@example.org/a"),
    ("http://[2001:DB8::1]:80/a", "https://[2001:db8::1]/a"),
    ("http://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080"),
    ("http://CITTÀ.example/a", "https://città.example/a"),
    ("  http://example.org/a \n", "https://example.org/a"),
    // Path.
    ("http://example.org", "https://example.org"),
    ("http://example.org/", "https://example.org"),
    ("http://example.org/a/", "https://example.org/a"),
    ("http://example.org/a//", "https://example.org/a"),
    ("http://example.org//a", "https://example.org//a"),
    ("http://example.org/a%c3%a8", "https://example.org/a%C3%A8"),
    ("http://example.org/aè", "https://example.org/a%C3%A8"),
    ("http://example.org/%7Eme", "https://example.org/~me"),
    ("http://example.org/a%2fb", "https://example.org/a%2Fb"),
    ("http://example.org/100%", "https://example.org/100%"),
    ("http://example.org/%zz", "https://example.org/%zz"),
    ("http://example.org/a b", "https://example.org/a%20b"),
    ("http://example.org/a%20b", "https://example.org/a%20b"),
    // Fragment.
    ("http://example.org/a#top", "https://example.org/a"),
    ("http://example.org/a#", "https://example.org/a"),
    ("http://example.org/#!/a", "https://example.org#!/a"),
    ("http://example.org/#/a", "https://example.org#/a"),
    ("http://example.org/a?b=1#c?d=2", "https://example.org/a?b=1"),
    // Query.
    ("http://example.org/?p=12", "https://example.org?p=12"),
    ("http://example.org/a?", "https://example.org/a"),
    ("http://example.org/a?&", "https://example.org/a"),
    ("http://example.org/a?b", "https://example.org/a?b"),
    ("http://example.org/a?b=", "https://example.org/a?b="),
    ("http://example.org/a?b=1&b=2", "https://example.org/a?b=1&b=2"),
    ("http://example.org/a?z=1&a=2", "https://example.org/a?z=1&a=2"),
    ("http://example.org/a?x=%c3%A8", "https://example.org/a?x=%C3%A8"),
    ("http://example.org/a?x=/b/", "https://example.org/a?x=/b/"),
    ("http://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&c=2"),
    // Tracking parameters.
    ("http://example.org/a?utm_source=rss", "https://example.org/a"),
    ("http://example.org/a?UTM_Source=rss", "https://example.org/a"),
    ("http://example.org/a?utm_source=rss&id=7", "https://example.org/a?id=7"),
    ("http://example.org/a?id=7&utm_medium=feed&page=2", "https://example.org/a?id=7&page=2"),
    ("http://example.org/a?id=7&amp;utm_medium=feed", "https://example.org/a?id=7"),
    ("http://example.org/a?fbclid=x", "https://example.org/a"),
    ("http://example.org/a?gclid=x&dclid=y&msclkid=z", "https://example.org/a"),
    ("http://example.org/a?mc_cid=1&mc_eid=2", "https://example.org/a"),
    ("http://example.org/a?at_medium=RSS&at_campaign=KARANGA", "https://example.org/a"),
    ("http://example.org/a?ref_src=twsrc", "https://example.org/a"),
    ("http://example.org/a?xtor=RSS-1", "https://example.org/a"),
    ("http://example.org/a/?utm_source=x#top", "https://example.org/a"),
    // Not tracking, however near.
    ("http://example.org/a?utm=1", "https://example.org/a?utm=1"),
    ("http://example.org/a?ref=7", "https://example.org/a?ref=7"),
    ("http://example.org/a?source=7", "https://example.org/a?source=7"),
    ("http://example.org/a?pk=7", "https://example.org/a?pk=7"),
    ("http://example.org/a?q=utm_source", "https://example.org/a?q=utm_source"),
    ("http://example.org/utm_source=rss", "https://example.org/utm_source=rss"),
    // Other schemes.
    ("URN:uuid:1225C695", "urn:uuid:1225C695"),
    ("tag:example.org,2026:/a/", "tag:example.org,2026:/a/"),
    ("mailto:Redazione@example.org", "mailto:Redazione@example.org"),
    ("ftp://example.org/a/", "ftp://example.org/a/"),
  ])
  func `a URL has one canonical form`(written: String, expected: String) {
    #expect(CanonicalURL(written)?.string == expected)
    #expect(CanonicalURL(expected)?.string == expected)
  }

  @Test(arguments: [
    "", " ", "a/b", "/a", "//example.org/a", "12345", "http:", "http://", "http:///a", ":x",
  ])
  func `what is no absolute URL has none`(written: String) {
    #expect(CanonicalURL(written) == nil)
  }

  @Test func `sixty kilobytes of parameters take no time`() {
    let query = String(repeating: "utm_source=x&", count: 5000)
    #expect(
      CanonicalURL("http://example.org/a?\(query)id=1")?.string == "https://example.org/a?id=1")
  }
}
