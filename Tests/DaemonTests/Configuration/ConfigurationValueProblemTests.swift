import Testing

@testable import Daemon

/// Configurations that are wrong; behind `!`, without the file's name, the exact lines that
/// `rassegna check` prints.
@Suite struct ConfigurationValueProblemTests {
  @Test(arguments: [
    #"""
    [polling]
    interval = "60"
    ! 2:12: error: polling.interval: expected a duration such as "60m", from 1s to 365d, found "60": write "60s", "60m" or "60h"
    """#,
    #"""
    [polling]
    interval = 60
    ! 2:12: error: polling.interval: expected a duration such as "60m", from 1s to 365d, found 60: write "60s", "60m" or "60h"
    """#,
    #"""
    [polling]
    interval = "90 Minutes"
    ! 2:12: error: polling.interval: expected a duration such as "60m", from 1s to 365d, found "90 Minutes": write "1h30m"
    """#,
    #"""
    [polling]
    interval = "1.5h"
    ! 2:12: error: polling.interval: expected a duration such as "60m", from 1s to 365d, found "1.5h": the units are ms, s, m, h and d, as in "1h30m"
    """#,
    #"""
    [polling]
    host_gap = "2h"
    ! 2:12: error: polling.host_gap: expected a duration such as "2s", from 0s to 1h, found "2h"
    """#,
    #"""
    [polling]
    host_gap = "99999999999999999999d"
    ! 2:12: error: polling.host_gap: expected a duration such as "2s", from 0s to 1h, found "99999999999999999999d": the units are ms, s, m, h and d, as in "1h30m"
    """#,
    #"""
    [metrics]
    listen = 9464
    ! 2:10: error: metrics.listen: expected "127.0.0.1:PORT", "[::1]:PORT" or the absolute path of a socket, found 9464: write "127.0.0.1:9464"
    """#,
    #"""
    [metrics]
    listen = "0.0.0.0:9464"
    ! 2:10: error: metrics.listen: expected "127.0.0.1:PORT", "[::1]:PORT" or the absolute path of a socket, found "0.0.0.0:9464": write "127.0.0.1:9464"; for other machines put a web server in front of it
    """#,
    #"""
    [metrics]
    listen = "http://localhost:9464/metrics"
    ! 2:10: error: metrics.listen: expected "127.0.0.1:PORT", "[::1]:PORT" or the absolute path of a socket, found "http://localhost:9464/metrics": write "127.0.0.1:9464"
    """#,
    #"""
    [metrics]
    listen = "unix:/run/rassegna/metrics.sock"
    ! 2:10: error: metrics.listen: expected "127.0.0.1:PORT", "[::1]:PORT" or the absolute path of a socket, found "unix:/run/rassegna/metrics.sock": write "/run/rassegna/metrics.sock"
    """#,
    #"""
    [metrics]
    listen = "metrics.sock"
    ! 2:10: error: metrics.listen: expected "127.0.0.1:PORT", "[::1]:PORT" or the absolute path of a socket, found "metrics.sock"
    """#,
    #"""
    [polling]
    transfers = "32"
    ! 2:13: error: polling.transfers: expected a whole number from 1 to 1000, found "32": write 32 without quotes
    """#,
    #"""
    [polling]
    transfers = 0
    ! 2:13: error: polling.transfers: expected a whole number from 1 to 1000, found 0
    """#,
    #"""
    [polling]
    size_limit = 16777216
    ! 2:14: error: polling.size_limit: expected a size such as "16MiB", from 1kB to 1GiB, found 16777216: write "16777216B"
    """#,
    #"""
    [polling]
    size_limit = "16 mb"
    ! 2:14: error: polling.size_limit: expected a size such as "16MiB", from 1kB to 1GiB, found "16 mb": write "16MB"
    """#,
    #"""
    [polling]
    size_limit = "much"
    ! 2:14: error: polling.size_limit: expected a size such as "16MiB", from 1kB to 1GiB, found "much": the units are B, kB, MB, GB, KiB, MiB and GiB
    """#,
    #"""
    [polling]
    allow_private = "Yes"
    ! 2:17: error: polling.allow_private: expected true or false, found "Yes": write true without quotes
    """#,
    #"""
    [polling]
    user_agent = "a\nb"
    ! 2:14: error: polling.user_agent: expected a User-Agent such as "rassegna/1.0", in ASCII, 1 to 200 characters, found "a\nb"
    """#,
    #"""
    state = ""
    ! 1:9: error: state: expected the path of a folder such as "/var/lib/rassegna", found ""
    """#,
    #"""
    contact = "Redazione"
    ! 1:11: error: contact: expected an e-mail address or a URL such as "mailto:me@example.org", found "Redazione"
    """#,
    #"""
    contact = "a@b.c) (x"
    ! 1:11: error: contact: expected an e-mail address or a URL such as "mailto:me@example.org", found "a@b.c) (x"
    """#,
    #"""
    include = "a.txt"
    ! 1:11: error: include: expected the path or pattern of .toml or .opml files such as "feeds.d/*.toml", found "a.txt"
    """#,
    #"""
    include = ["subscriptions.xml"]
    ! 1:12: error: include: expected the path or pattern of .toml or .opml files such as "feeds.d/*.toml", found "subscriptions.xml"
    """#,
    #"""
    include = ["*.txt"]
    ! 1:12: error: include: expected the path or pattern of .toml or .opml files such as "feeds.d/*.toml", found "*.txt"
    """#,
    #"""
    [digest.a]
    at = "7:00"
    ! 2:6: error: digest.a.at: expected a time of day from "00:00" to "23:59", found "7:00": write "07:00"
    """#,
    #"""
    [digest.a]
    at = [07:00:00]
    ! 2:7: error: digest.a.at: expected a time of day from "00:00" to "23:59", found 07:00:00 without quotes: write "07:00"
    """#,
    #"""
    [digest.a]
    at = []
    ! 2:6: error: digest.a.at: expected a list of times of day such as ["07:00"], or one alone, found an empty list: leave the key out for its default
    """#,
    #"""
    [digest.a]
    at = ["7:00", "25:00", "7pm", "07:00", "07:00"]
    ! 2:7: error: digest.a.at: expected a time of day from "00:00" to "23:59", found "7:00": write "07:00"
    ! 2:15: error: digest.a.at: expected a time of day from "00:00" to "23:59", found "25:00"
    ! 2:24: error: digest.a.at: expected a time of day from "00:00" to "23:59", found "7pm": write "19:00"
    ! 2:40: error: digest.a.at: "07:00" stands in this list twice
    """#,
    #"""
    [digest.a]
    zone = "Europe/Roma"
    ! 2:8: error: digest.a.zone: expected a time zone such as "Europe/Rome", found "Europe/Roma": did you mean "Europe/Rome"?
    """#,
    #"""
    [digest.a]
    zone = "GMT+2"
    ! 2:8: error: digest.a.zone: expected a time zone such as "Europe/Rome", found "GMT+2": name a place; an offset knows no summer time
    """#,
    #"""
    [digest.a]
    zone = "CEST"
    ! 2:8: error: digest.a.zone: expected a time zone such as "Europe/Rome", found "CEST": 'timedatectl list-timezones' lists them
    """#,
    #"""
    [digest.a]
    formats = ["HTML", "pdf"]
    ! 2:12: error: digest.a.formats: expected one of "html", "markdown", "text", "json", "epub", found "HTML": did you mean "html"?
    ! 2:20: error: digest.a.formats: expected one of "html", "markdown", "text", "json", "epub", found "pdf"
    """#,
    #"""
    [digest.a]
    weekdays = ["Monday"]
    ! 2:13: error: digest.a.weekdays: expected one of "mon", "tue", "wed", "thu", "fri", "sat", "sun", found "Monday": did you mean "mon"?
    """#,
    #"""
    [digest.a]
    language = "tlh"
    ! 2:12: error: digest.a.language: expected one of "de", "en", "es", "fr", "it", with a region or without such as "en-GB", found "tlh"
    """#,
    #"""
    [digest.a]
    tags = true
    ! 2:8: error: digest.a.tags: expected a list of tags such as ["news"], or one alone, found true
    """#,
    #"""
    [digest.a]
    title = 2026-11-24
    ! 2:9: error: digest.a.title: expected a line of text, 1 to 200 characters, found 2026-11-24 without quotes: write "2026-11-24"
    """#,
    #"""
    [[feed]]
    url = "www.example.org/feed"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "www.example.org/feed": write "https://www.example.org/feed", or "./www.example.org/feed" if it is a file
    """#,
    #"""
    [[feed]]
    url = "feed://e.org/f"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "feed://e.org/f": write "https://e.org/f"
    """#,
    #"""
    [[feed]]
    url = "htps://e.org/f"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "htps://e.org/f": write "https://e.org/f"
    """#,
    #"""
    [[feed]]
    url = "ftp://e.org/f"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "ftp://e.org/f": only http, https and file are polled
    """#,
    #"""
    [[feed]]
    url = "https://"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "https://": the host is missing or wrong
    """#,
    #"""
    [[feed]]
    url = "file://host/f"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "file://host/f": a file must be on this machine: write file:///PATH
    """#,
    #"""
    [[feed]]
    url = "htps://me:secret@e.org/f"
    ! 2:7: error: feed.url: expected the address of a feed such as "https://example.org/feed", found "htps://…@e.org/f": write "https://…@e.org/f"
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    title = " "
    ! 3:9: error: feed.title: expected a line of text, 1 to 200 characters, found " "
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    tags = [1, ""]
    ! 3:9: error: feed.tags: expected a tag, one line of 1 to 64 characters, found 1: write "1"
    ! 3:12: error: feed.tags: expected a tag, one line of 1 to 64 characters, found ""
    """#,
  ])
  func `each wrong value is told with what to write`(example: String) {
    let (text, told) = split(example)
    #expect(problemLines(text) == told)
  }
}
