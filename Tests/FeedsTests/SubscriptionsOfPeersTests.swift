import Testing

@testable import Feeds

/// Lists in the shape in which other programs write them.
@Suite struct SubscriptionsOfPeersTests {
  /// What a list says of its feeds, a line each: address, title, site, folders.
  private func lines(_ text: String) throws -> [String] {
    try Subscriptions(parsing: Array(text.utf8)).feeds.map { feed in
      [feed.url, feed.title ?? "-", feed.homePage ?? "-", feed.folders.joined(separator: " > ")]
        .joined(separator: " | ")
    }
  }

  @Test func `Feedly and Inoreader repeat a feed in each of its folders`() throws {
    let told = try lines(
      """
      <?xml version="1.0" encoding="UTF-8"?>

      <opml version="1.0">
          <head><title>Anna subscriptions in feedly Cloud</title></head>
          <body>
              <outline text="Politics" title="Politics">
                  <outline type="rss" text="Harbour" title="Harbour" xmlUrl="https://harbour.example/rss?a=1&amp;b=2" htmlUrl="https://harbour.example"/>
              </outline>
              <outline text="Must read" title="Must read">
                  <outline type="rss" text="Harbour" title="Harbour" xmlUrl="https://harbour.example/rss?a=1&amp;b=2" htmlUrl="https://harbour.example"/>
              </outline>
              <outline text="Empty" title="Empty"/>
          </body>
      </opml>
      """)
    #expect(
      told == [
        "https://harbour.example/rss?a=1&b=2 | Harbour | https://harbour.example | Politics > Must read"
      ])
  }

  @Test func `FreshRSS has attributes of its own, and categories that it fills itself`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml xmlns:frss="https://freshrss.org/opml" version="2.0">
        <head><title>FreshRSS</title><dateCreated>Tue, 24 Nov 2026 07:00:00 +0000</dateCreated></head>
        <body>
          <outline text="Uncategorized">
            <outline text="R &amp; D" type="rss" xmlUrl="https://a.example/atom" htmlUrl="https://a.example/" description="x" frss:priority="main" frss:cssFullContent="div.title" frss:CURLOPT_PROXY="p:1"/>
            <outline text="Page" type="HTML+XPath" xmlUrl="https://b.example/news" frss:xPathItem="//article" frss:xPathItemTitle="descendant::h2"/>
          </outline>
          <outline text="Mirror" frss:opmlUrl="https://c.example/list.opml"/>
        </body>
      </opml>
      """
    #expect(
      try lines(text) == [
        "https://a.example/atom | R & D | https://a.example/ | Uncategorized",
        "https://b.example/news | Page | - | Uncategorized",
      ])
    let lists = try Subscriptions(parsing: Array(text.utf8)).includedLists
    #expect(lists == ["https://c.example/list.opml"])
  }

  @Test func `Miniflux has one level of categories`() throws {
    let told = try lines(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="2.0">
          <head><title>Miniflux</title><dateCreated>Tue, 24 Nov 2026 07:00:00 CET</dateCreated></head>
          <body>
              <outline text="All">
                  <outline title="Tide tables" text="Tide tables" xmlUrl="https://tide.example/feed.json" htmlUrl="https://tide.example/" type="rss" description="When &#34;low&#34; is"></outline>
              </outline>
          </body>
      </opml>
      """)
    #expect(told == ["https://tide.example/feed.json | Tide tables | https://tide.example/ | All"])
  }

  @Test func `newsboat leaves empty what it does not know`() throws {
    let told = try lines(
      """
      <?xml version="1.0"?>
      <opml version="1.0">
        <head>
          <title>newsboat - Exported Feeds</title>
        </head>
        <body>
          <outline type="rss" xmlUrl="https://a.example/?x=1&amp;y=2" htmlUrl="" title="T &amp; &lt;b&gt;"/>
          <outline type="rss" xmlUrl="https://b.example/feed" htmlUrl="" title=""/>
        </body>
      </opml>
      """)
    #expect(
      told == ["https://a.example/?x=1&y=2 | T & <b> | - | ", "https://b.example/feed | - | - | "])
  }

  @Test func `Liferea has types, numbers, and folders of searches`() throws {
    let told = try lines(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="1.0">
        <head><title>Liferea Feed List Export</title></head>
        <body>
          <outline title="Open" text="Open" description="Open" type="folder" id="a" sortColumn="time" expanded="true">
            <outline title="Inner" text="Inner" type="folder" id="b" collapsed="true">
              <outline title="Deep" text="Deep" description="Deep" type="atom" htmlUrl="https://deep.example/" xmlUrl="https://deep.example/atom" updateInterval="-1" id="c" loadItemLink="true"/>
            </outline>
          </outline>
          <outline title="Important" text="Important" type="vfolder" id="d"><outline type="rule" text="x" rule="flagged" value="1" additive="true"/></outline>
        </body>
      </opml>
      """)
    #expect(told == ["https://deep.example/atom | Deep | https://deep.example/ | Open > Inner"])
  }

  @Test func `NetNewsWire says 1.1, has empty descriptions and a comment before all`() throws {
    let told = try lines(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- OPML generated by NetNewsWire -->
      <opml version="1.1">
      \t<head>
      \t\t<title>Subscriptions-OnMyMac.opml</title>
      \t</head>
      <body>
      \t<outline text="One" title="One" description="" type="rss" version="RSS" htmlUrl="https://one.example/" xmlUrl="https://one.example/feed"/>
      \t<outline text="Folder" title="Folder">
      \t\t<outline text="Due" title="Due" description="" type="rss" version="RSS" htmlUrl="" xmlUrl="feed://due.example/feed"/>
      \t</outline>
      \t</body>
      </opml>
      """)
    #expect(
      told == [
        "https://one.example/feed | One | https://one.example/ | ",
        "feed://due.example/feed | Due | - | Folder",
      ])
  }

  @Test func `Thunderbird makes a folder for each feed, and hides settings in an attribute`() throws
  {
    let told = try lines(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="1.0" xmlns:fz="urn:forumzilla:">
        <head>
          <title>Thunderbird OPML Export - News</title>
          <dateCreated>Tue, 24 Nov 2026 07:00:00 GMT</dateCreated>
        </head>
        <body>
          <outline title="Press">
            <outline title="Courier">
              <outline type="rss" title="Courier" text="Courier" version="RSS" fz:quickMode="false" fz:options="{&quot;title&quot;:&quot;no&quot;,&quot;updates&quot;:{&quot;enabled&quot;:true}}" xmlUrl="https://courier.example/rss" htmlUrl="https://courier.example/"/>
            </outline>
          </outline>
        </body>
      </opml>
      """)
    #expect(
      told == ["https://courier.example/rss | Courier | https://courier.example/ | Press > Courier"]
    )
  }

  @Test func `The Old Reader writes as Google Reader did`() throws {
    let told = try lines(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="1.0"><head><title>Anna's subscriptions in The Old Reader</title></head><body>
      <outline title="Città" text="Città"><outline text="L&#39;Ora" title="L&#39;Ora" type="rss" xmlUrl="http://ora.example/feed" htmlUrl="http://ora.example"/></outline>
      </body></opml>
      """)
    #expect(told == ["http://ora.example/feed | L'Ora | http://ora.example | Città"])
  }

  @Test func `categories are paths by slashes, several by commas`() throws {
    let told = try lines(
      """
      <opml version="2.0"><body>
      <outline text="a" xmlUrl="https://a.example/" category="/Boston/Weather, Rain,Boston"/>
      <outline text="b" xmlUrl="https://b.example/" category=" , / "/>
      </body></opml>
      """)
    #expect(
      told == [
        "https://a.example/ | a | - | Boston > Weather > Rain", "https://b.example/ | b | - | ",
      ])
  }

  @Test func `what is commented out is left out, with all in it`() throws {
    let told = try lines(
      """
      <opml version="2.0"><body>
      <outline text="off" isComment="true" xmlUrl="https://a.example/"><outline text="x">
        <outline text="in it" xmlUrl="https://b.example/"/></outline></outline>
      <outline text="on" isComment="false" xmlUrl="https://c.example/"/>
      </body></opml>
      """)
    #expect(told == ["https://c.example/ | on | - | "])
  }

  @Test func `lists of the first years have url, no head, and other cases`() throws {
    let text = """
      <OPML VERSION="1.1"><BODY>
      <OUTLINE TEXT="a" TYPE="RSS" URL="https://a.example/rss.xml"/>
      <OUTLINE TEXT="site" TYPE="link" URL="https://b.example/"/>
      <OUTLINE TEXT="more" TYPE="link" URL="https://c.example/more.OPML"/>
      <OUTLINE TEXT="more" TYPE="include" URL="https://d.example/list"/>
      </BODY></OPML>
      """
    #expect(try lines(text) == ["https://a.example/rss.xml | a | - | "])
    let lists = try Subscriptions(parsing: Array(text.utf8)).includedLists
    #expect(lists == ["https://c.example/more.OPML", "https://d.example/list"])
  }

  @Test func `three levels go out and come in as they were`() throws {
    let list = Subscriptions(
      title: "rassegna",
      feeds: [
        .init(
          url: "https://a.example/?x=1&y=\"2\"", title: "A & B", folders: ["x", "y", "z & <z>"]),
        .init(url: "https://b.example/", homePage: "https://b.example/?a&b", folders: ["x", "y"]),
        .init(url: "https://c.example/", title: "C", folders: ["x"]),
      ])
    var read = try Subscriptions(parsing: Array(list.opml.utf8))
    // A feed without a title is called by its address.
    #expect(read.feeds[1].title == "https://b.example/")
    read.feeds[1].title = nil
    #expect(read == list)
  }
}
