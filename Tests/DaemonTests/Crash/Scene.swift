import FoundationEssentials
import Glibc
import ScriptServer
import Testing

@testable import Daemon
@testable import Storage

/// Feeds to be polled while somebody kills: each item has a name of its own, every sixth text is told by
/// two feeds, and who has the validators is told that nothing is new.
enum Newsroom {
  static let feeds = 36
  static let perFeed = 6
  static var items: Int { feeds * perFeed }
  /// Texts that two feeds have are one story.
  static var stories: Int { items - feeds / 2 }

  static func server() async -> ScriptServer {
    await ScriptServer { request in
      let number = Int(request.path.dropFirst()) ?? 0
      let tag = "\"v\(number)\""
      if request.header("If-None-Match") == tag { return .http(304, ["ETag: \(tag)"]) }
      return .http(200, ["ETag: \(tag)"], text: feed((0..<perFeed).map { title($0, of: number) }))
    }
  }

  /// The first item of two neighbours is the same.
  private static func title(_ item: Int, of feed: Int) -> String {
    let source = item == 0 ? feed / 2 * 2 : feed
    return "Item \(item) out of feed \(source)."
  }
}

/// A configuration with its state, and the program run on it.
struct Scene {
  let folder: String
  private var state: String { folder + "/state" }
  private var digests: String { folder + "/digests" }

  /// - Parameter mail: the port of a mail server that editions are sent to; nil for none.
  init(in folder: String, _ server: ScriptServer, mail: UInt16? = nil) throws {
    self.folder = folder
    let mail = mail.map { port in
      """
      [digest.daily.mail]
      from = "me@example.org"
      to = ["a@example.org"]
      server = "127.0.0.1:\(port)"
      security = "none"
      """
    }
    let feeds = (0..<Newsroom.feeds).map { "[[feed]]\nurl = \"\(server.url("/\($0)"))\"\n" }
    try write(
      """
      [polling]
      allow_private = true
      transfers = 4
      per_host = 4
      host_gap = "0s"
      [digest.daily]
      at = ["07:00"]
      formats = ["html", "markdown", "text"]
      directory = "\(folder)/digests"
      \(mail ?? "")
      \(feeds.joined())
      """, to: folder + "/rassegna.toml")
    for path in [state, digests] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// Runs a command to its end, which must be a good one.
  func run(_ arguments: String...) async throws -> Run { try await run(arguments) }

  private func run(_ arguments: [String]) async throws -> Run {
    let run = try await Run(
      arguments + ["--config", folder + "/rassegna.toml"], environment: ["STATE_DIRECTORY": state],
      in: folder)
    #expect(run.ending == .exit(0), "\(run.errors)")
    return run
  }

  /// Runs a command, and counts the changes that it makes in its folders.
  func changes(of arguments: String...) async throws -> Int {
    let assassin = await Assassin(watching: [state, digests], moment: nil)
    _ = try await run(arguments)
    let changes = await assassin.changes
    await assassin.end()
    return changes
  }

  /// Runs a command and kills it at a change. False when it had ended before.
  func kill(at moment: Int, _ arguments: String...) async throws -> Bool {
    let assassin = await Assassin(watching: [state, digests], moment: moment)
    let child = try ChildProcess(
      arguments + ["--config", folder + "/rassegna.toml"],
      environment: ["STATE_DIRECTORY": state])
    await assassin.aim(at: child.id)
    let ending = await child.end()
    await assassin.end()
    return ending == .signal(SIGKILL)
  }

  /// Feed, name, text and revision of each stored item, in order; none where there is no database.
  func items() async throws -> [String] {
    let run = try await Run(
      ["items", "--json", "--config", folder + "/rassegna.toml"],
      environment: ["STATE_DIRECTORY": state], in: folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try run.output.split(separator: "\n").map { line in
      let item = try decoder.decode(Line.self, from: Data(line.utf8))
      return "\(item.feedUrl) \(item.id) \(item.contentHash) \(item.revision)"
    }.sorted()
  }

  private struct Line: Decodable {
    var feedUrl: String
    var id: String
    var contentHash: String
    var revision: Int
  }

  /// Whether SQLite finds the database whole.
  var isSound: Bool {
    get throws {
      let connection = try Connection(path: state + "/rassegna.db", mode: .readWrite)
      let check = try connection.prepare("PRAGMA integrity_check")
      return try check.first([]) { $0.text(0) } == "ok"
    }
  }

  /// The editions that are fixed and have no files.
  var unpublished: [EditionRecord] {
    get async throws {
      try await Store(path: state + "/rassegna.db").unpublishedEditions(of: "daily")
    }
  }

  /// The one edition was mailed, once; or it is said that it may have been mailed twice.
  ///
  /// - Parameter messages: what the mail server received of this scene.
  func checkMail(_ messages: some Collection<String>) async throws {
    let letters = try await Store(reading: state + "/rassegna.db").latestLetters("daily", limit: 9)
    #expect(letters.map(\.state) == [.sent])
    #expect((1...(letters.contains(where: \.isDoubtful) ? 2 : 1)).contains(messages.count))
    #expect(Set(messages).count == 1)
  }

  /// All files are whole, nothing is left beside them, and every story is told once.
  func checkEditions() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: digests)
    #expect(names.filter { $0.hasPrefix(".") }.isEmpty)
    let texts = names.filter { $0.hasSuffix(".txt") && !$0.hasPrefix("latest") }.sorted()
    var told = ""
    for name in texts {
      let text = try String(contentsOfFile: digests + "/" + name, encoding: .utf8)
      told += text
      let stem = name.dropLast(4)
      let page = try String(contentsOfFile: digests + "/\(stem).html", encoding: .utf8)
      #expect(page.hasSuffix("</html>\n"))
      #expect(FileManager.default.fileExists(atPath: digests + "/\(stem).md"))
    }
    let dates = Set(texts.map { String($0.prefix(10)) }).sorted()
    var printed = ""
    for date in dates {
      printed += try await run("digest", "daily", "--date", date, "--form", "text").output
    }
    #expect(printed.filter { !$0.isNewline } == told.filter { !$0.isNewline })
    let titles = told.split(separator: "\n").filter { $0.contains("Item ") && $0.hasSuffix(".") }
    #expect(Set(titles).count == titles.count)
    #expect(titles.count == Newsroom.stories)
  }
}
