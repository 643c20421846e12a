import Invocation
import Testing

@testable import Daemon

@Suite struct CompletionTests {
  @Test(arguments: Shell.allCases)
  func `a shell knows every command and every option`(shell: Shell) {
    let script = shell.completion(of: Rassegna.commands)
    for command in Rassegna.commands {
      #expect(script.contains(command.name))
      for option in command.options {
        #expect(script.contains((shell == .fish ? "-l " : "--") + option.name))
      }
    }
  }

  @Test func `what a summary says can not leave its quotes`() {
    let command = Command(
      name: "x", summary: "it's [a]: \\", discussion: "", options: [Option("o", help: "don't")]
    ) { _ in .ok }
    #expect(Shell.zsh.completion(of: [command]).contains("'x:it'\\''s \\[a\\]\\: \\'"))
    #expect(Shell.zsh.completion(of: [command]).contains("'--o[don'\\''t]'"))
    #expect(Shell.fish.completion(of: [command]).contains("-d 'it\\'s [a]: \\\\'"))
  }

  @Test func `files are offered where files are expected`() {
    let options = [
      Option("config", value: "FILE", help: "a"), Option("date", value: "DATE", help: "b"),
    ]
    let command = Command(
      name: "x", summary: "y", operands: "FILE…", discussion: "", options: options
    ) { _ in .ok }
    let bash = Shell.bash.completion(of: [command])
    #expect(bash.contains("--config) compopt"))
    #expect(bash.contains("--date) return"))
    #expect(bash.contains("x) words='--config --date --help' files=yes ;;"))
    let zsh = Shell.zsh.completion(of: [command])
    #expect(zsh.contains("'--config=[a]:FILE:_files' '--date=[b]:DATE: '"))
    #expect(zsh.contains("'*:file:_files'"))
    let fish = Shell.fish.completion(of: [command])
    #expect(fish.contains("-l config -r -F -d 'a'"))
    #expect(fish.contains("-l date -x -d 'b'"))
  }
}
