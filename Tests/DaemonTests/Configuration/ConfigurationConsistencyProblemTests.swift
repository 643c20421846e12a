import Testing

@testable import Daemon

/// Configurations that are wrong; behind `!`, without the file's name, the exact lines that
/// `rassegna check` prints.
@Suite struct ConfigurationConsistencyProblemTests {
  @Test(arguments: [
    #"""
    [polling]
    interval = "10m"
    ! 2:12: error: polling.interval: "10m" is below the floor of 15m; raise it, or lower 'floor' in [polling]
    """#,
    #"""
    [polling]
    interval = "2d"
    ! 2:12: error: polling.interval: "2d" is above the ceiling of 24h; lower it, or raise 'ceiling' in [polling]
    """#,
    #"""
    [polling]
    floor = "2h"
    ! 2:9: error: polling.floor: "2h" is above the interval of 1h; raise 'interval' too
    """#,
    #"""
    [polling]
    ceiling = "30m"
    ! 2:11: error: polling.ceiling: "30m" is below the interval of 1h; lower 'interval' too
    """#,
    #"""
    [polling]
    floor = "2d"
    ! 2:9: error: polling.floor: the floor of 2d is above the ceiling of 24h
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    interval = "5m"
    ! 3:12: error: feed.interval: "5m" is below the floor of 15m; raise it, or lower 'floor' in [polling]
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    interval = "25h"
    ! 3:12: error: feed.interval: "25h" is above the ceiling of 24h; lower it, or raise 'ceiling' in [polling]
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    [[feed]]
    url = "HTTPS://E.org/f"
    ! 4:7: error: feed.url: this feed stands already at rassegna.toml:2:7
    """#,
    #"""
    [[feed]]
    url = "file:a/b c.xml"
    [[feed]]
    url = "./a/b c.xml"
    ! 4:7: error: feed.url: this feed stands already at rassegna.toml:2:7
    """#,
    #"""
    [[feed]]
    title = "x"
    ! 1:1: error: feed.url: this feed has no address: add url = "…"
    """#,
    #"""
    [[feed]]
    url = "https://me:secret@e.org/f"
    ! 2:7: warning: feed.url: this address holds a password or a name, which everybody sees who may read this file
    """#,
    #"""
    [digest.Daily_News]
    ! 1:9: error: digest.Daily_News: a digest's name is made of a-z, 0-9 and hyphens, 1 to 64 of them, found "Daily_News": write [digest.daily-news]
    """#,
    #"""
    [digest."../x"]
    ! 1:9: error: digest.../x: a digest's name is made of a-z, 0-9 and hyphens, 1 to 64 of them, found "../x"
    """#,
    #"""
    [digest."\u001b[31m"]
    ! 1:9: error: digest.\u{1B}[31m: a digest's name is made of a-z, 0-9 and hyphens, 1 to 64 of them, found "\u001B[31m"
    """#,
    #"""
    [digest.a]
    [digest.b]
    directory = "digests/a"
    ! 3:13: error: digest.b.directory: "/var/lib/rassegna/digests/a" is the folder of [digest.a] already
    """#,
    #"""
    [digest.a]
    directory = "../x"
    ! 2:13: error: digest.a.directory: "../x" leads out of the state's folder; write an absolute path to mean that
    """#,
    #"""
    [digest.a]
    directory = "."
    ! 2:13: error: digest.a.directory: this is the folder of the database; name one below it
    """#,
    #"""
    [digest.a]
    tags = ["italai"]
    [[feed]]
    url = "https://e.org/f"
    tags = ["italia"]
    ! 2:9: warning: digest.a.tags: no feed has the tag "italai"; did you mean "italia"?
    """#,
    #"""
    [digest.a]
    tags = "italai"
    [[feed]]
    url = "https://e.org/f"
    tags = ["italia"]
    ! 2:8: warning: digest.a.tags: no feed has the tag "italai"; did you mean "italia"?
    """#,
    #"""
    polling = 3
    ! 1:1: error: polling: expected a section [polling], found 3
    """#,
    #"""
    [[polling]]
    ! 1:3: error: polling: expected a section [polling], found it in double brackets
    """#,
    #"""
    [feed]
    url = "https://e.org/f"
    ! 1:1: error: feed: expected [[feed]], in two brackets, for each feed, found it in single brackets
    """#,
    #"""
    feed = ["https://e.org"]
    ! 1:9: error: feed: expected [[feed]], found "https://e.org"
    """#,
    #"""
    [digest]
    at = ["07:00"]
    ! 2:1: error: digest.at: a digest needs a name: write its keys below [digest.daily]
    """#,
    #"""
    [[digest]]
    name = "a"
    ! 1:3: error: digest: expected a section [digest.NAME], found it in double brackets
    """#,
  ])
  func `what does not fit together is told where it stands`(example: String) {
    let (text, told) = split(example)
    #expect(problemLines(text) == told)
  }
}
