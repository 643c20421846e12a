import Testing

@testable import Daemon

/// Configurations that are wrong; behind `!`, without the file's name, the exact lines that
/// `rassegna check` prints.
@Suite struct ConfigurationKeyProblemTests {
  @Test(arguments: [
    #"""
    [polling]
    intervall = "60m"
    ! 2:1: error: polling.intervall: unknown key 'intervall' in [polling]: did you mean 'interval'?
    """#,
    #"""
    [polling]
    per-host = 2
    ! 2:1: error: polling.per-host: unknown key 'per-host' in [polling]: did you mean 'per_host'?
    """#,
    #"""
    interval = "60m"
    ! 1:1: error: interval: unknown key 'interval': it belongs into [polling]
    """#,
    #"""
    [polling]
    state = "/x"
    ! 2:1: error: polling.state: unknown key 'state' in [polling]: it belongs at the top of the file, before the first section
    """#,
    #"""
    [polling]
    at = ["07:00"]
    ! 2:1: error: polling.at: unknown key 'at' in [polling]: it belongs into [digest.NAME]
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    per_host = 2
    ! 3:1: error: feed.per_host: unknown key 'per_host' in [[feed]]: it belongs into [polling]
    """#,
    #"""
    [digest.a]
    titel = "x"
    ! 2:1: error: digest.a.titel: unknown key 'titel' in [digest.NAME]: did you mean 'title'?
    """#,
    #"""
    [poling]
    ! 1:2: error: poling: unknown section 'poling': did you mean [polling]?
    """#,
    #"""
    [[feeds]]
    ! 1:3: error: feeds: unknown section 'feeds': did you mean [[feed]]?
    """#,
    #"""
    [polling.digest.a]
    ! 1:10: error: polling.digest: unknown section 'digest' in [polling]: [digest.NAME] is a section of its own
    """#,
    #"""
    foo = 1
    ! 1:1: error: foo: unknown key 'foo': the sections are [polling], [retention], [stories], [metrics], [digest.NAME] and [[feed]]; the keys before them are state, contact, include
    """#,
    #"""
    [polling]
    foo = 1
    ! 2:1: error: polling.foo: unknown key 'foo' in [polling]: the keys there are interval, rhythm, floor, ceiling, active_hours, zone, transfers, per_host, host_gap, backlog, allow_private, connect_timeout, timeout, size_limit, redirects, user_agent
    """#,
    #"""
    [digest.a.b]
    ! 1:11: error: digest.a.b: unknown section 'b' in [digest.NAME]: the keys there are title, at, weekdays, zone, catch_up, tags, formats, directory, language, section_limit, feed_limit, boost, mute, pictures, theme
    """#,
  ])
  func `each key that is not known leads to one that is`(example: String) {
    let (text, told) = split(example)
    #expect(problemLines(text) == told)
  }
}
