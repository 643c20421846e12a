import Testing

@testable import Daemon

/// Configurations that are wrong; behind `!`, without the file's name, the exact lines that
/// `rassegna check` prints.
@Suite struct ConfigurationSyntaxProblemTests {
  @Test(arguments: [
    #"""
    state = /var/lib
    ! 1:9: error: this value needs quotes: write state = "/var/lib"
    """#,
    #"""
    [polling]
    floor = 15m # short
    ! 2:9: error: this value needs quotes: write floor = "15m"
    """#,
    #"""
    [polling]
    allow_private = True
    ! 2:17: error: write allow_private = true
    """#,
    #"""
    [polling]
    allow_private = no
    ! 2:17: error: write allow_private = false
    """#,
    #"""
    [[feed]]
    url = “https://e.org/f”
    ! 2:7: error: these quotes are typographic; write url = "https://e.org/f"
    """#,
    #"""
    [digest.a]
    at = [7:00]
    ! 2:6: error: times of day need quotes: write at = ["07:00"]
    """#,
    #"""
    [[feed]]
    url: "https://e.org/f"
    ! 2:4: error: write '=' between a key and its value, not ':'
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f
    ! 2:23: error: the text is not closed by a quote at the end of its line
    """#,
    #"""
    [[feed]]
    url = """https://e.org/f
    ! 2:26: error: the text is not closed by a quote
    """#,
    #"""
    state = "C:\dir"
    ! 1:13: error: a backslash in "…" is an escape; write two, or '…' instead of "…"
    """#,
    #"""
    tags = ["a", "b"
    ! 1:18: error: the list is not closed by ']'
    """#,
    #"""
    [[feed]
    ! 1:8: error: the section's name is not closed, found the end of the line
    """#,
    #"""
    [polling
    ! 1:9: error: the section's name is not closed, found the end of the line
    """#,
    #"""
    contact = "a@b.c" x
    ! 1:19: error: expected the end of the line, found 'x'
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    url = "https://e.org/g"
    ! 3:7: error: the key 'url' is here a second time; the next feed begins with its own [[feed]]
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    [feed]
    ! 3:1: error: each feed begins with [[feed]], in two brackets
    """#,
    #"""
    [polling]
    [polling]
    ! 2:1: error: the section [polling] is here a second time; put its keys below the first
    """#,
    #"""
    state = "/x"
    state = "/y"
    ! 2:9: error: the key 'state' is here a second time
    """#,
    #"""
    = 1
    ! 1:1: error: expected a key or a [section], found '='
    """#,
    #"""
    state
    ! 1:6: error: expected '=' and a value after the key, found the end of the line
    """#,
    #"""
    state = 
    ! 1:9: error: expected a value, found the end of the line
    """#,
    #"""
    x = {a = 1
    }
    ! 1:11: error: expected key or closing '}', found the end of the line
    """#,
    #"""
    [polling]
    transfers = 032
    ! 2:16: error: leading zeroes are prohibited
    """#,
    #"""
    città = 1
    ! 1:5: error: expected '=' and a value after the key, found 'à'
    """#,
    #"""
    a = [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]
    ! 1:21: error: exceeded maximum nested value depth of 16
    """#,
    #"""
    x = 1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1
    ! 1:1: error: more than 128 dots on one line; write long lists on several lines
    """#,
    #"""
    a = "\#0"
    ! 1:6: error: this is a NUL byte; the file is damaged, or no text
    """#,
  ])
  func `what is no TOML is told with what to write`(example: String) {
    let (text, told) = split(example)
    #expect(problemLines(text) == told)
  }
}
