import Feeds
import FoundationEssentials
import Invocation
import Links
import Markup

extension Command {
  static let parse = Command(
    name: "parse",
    summary: "print what a feed document says, as JSON Feed",
    operands: "FILE…",
    discussion: """
      Reads each FILE, or standard input for '-', and prints the feed in it as JSON Feed 1.1, one
      document a line. Damage is named in its warnings. Exits with 65 when one of them is no feed.
      """,
    options: [
      Option("base-url", value: "URL", help: "where the documents came from, for relative links"),
      Option("content-type", value: "TYPE", help: "the Content-Type that they came with"),
      Option("files-from", value: "LIST", help: "read the names of files from LIST, one a line"),
      Option("pretty", help: "print on many lines, for people"),
      Option("raw-html", help: "leave HTML as it came: not safe to show"),
      Option("quiet", help: "print one line of totals only"),
    ]
  ) { arguments in
    do throws(FeedParsing.Failure) {
      var parsing = try FeedParsing(arguments)
      return parsing.run(over: try FeedParsing.paths(arguments))
    } catch {
      Terminal.complain("rassegna parse: \(error.sentence.printable)")
      return error.exitCode
    }
  }
}

/// One run of `rassegna parse`.
private struct FeedParsing {
  enum Failure: Error {
    case noFile
    case badAddress(String)
    case unreadable(path: String, reason: String)
    case noFeed(path: String, FeedError)
  }

  /// What `--quiet` prints.
  private struct Totals {
    var feeds = 0, items = 0, damaged = 0, failed = 0, bytes = 0, outputBytes = 0
  }

  private let url: WebURL?
  private let contentType: String?
  private let layout: JSONEncoder.OutputFormatting
  private let markup: JSONFeedOutput.Markup
  private let isQuiet: Bool
  private var totals = Totals()

  init(_ arguments: Arguments) throws(Failure) {
    url = arguments.value("base-url").flatMap { WebURL($0) }
    if let written = arguments.value("base-url"), url == nil { throw .badAddress(written) }
    contentType = arguments.value("content-type")
    layout = arguments.has("pretty") ? .prettyPrinted : []
    markup = arguments.has("raw-html") ? .raw : .clean
    isQuiet = arguments.has("quiet")
  }

  /// The operands, then what the list names.
  static func paths(_ arguments: Arguments) throws(Failure) -> [String] {
    var paths = arguments.operands
    if let list = arguments.value("files-from") {
      let names = try bytes(of: list, maximumBytes: 256 << 20)
      paths += names.split(separator: UInt8(ascii: "\n")).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    if paths.isEmpty { throw .noFile }
    return paths
  }

  /// Goes on after a file that is no feed, and ends with the first failure's code.
  mutating func run(over paths: [String]) -> ExitCode {
    var code = ExitCode.ok
    for path in paths {
      do {
        try parse(path)
      } catch {
        totals.failed += 1
        if code == .ok { code = error.exitCode }
        Terminal.complain("rassegna parse: \(error.sentence.printable)")
      }
    }
    if isQuiet {
      Terminal.print(
        "feeds=\(totals.feeds) items=\(totals.items) damaged=\(totals.damaged)"
          + " failed=\(totals.failed) bytes=\(totals.bytes) html_bytes=\(totals.outputBytes)")
    }
    return code
  }

  private mutating func parse(_ path: String) throws(Failure) {
    let bytes = try FeedParsing.bytes(of: path, maximumBytes: Feed.maximumBytes)
    totals.bytes += bytes.count
    let feed: Feed
    do {
      feed = try Feed(parsing: Document(bytes: bytes, url: url, contentType: contentType))
    } catch {
      throw .noFeed(path: path, error)
    }
    totals.feeds += 1
    totals.items += feed.items.count
    if !feed.warnings.isEmpty { totals.damaged += 1 }
    if isQuiet {
      count(feed)
    } else if let json = try? JSONFeedOutput(feed, markup).json(layout) {
      // Strings and numbers can always be encoded; only an infinite one could not.
      Terminal.print(json)
    }
  }

  /// Does to the markup what printing would do.
  private mutating func count(_ feed: Feed) {
    for item in feed.items {
      guard let content = item.content ?? item.summary else { continue }
      totals.outputBytes += (markup == .raw ? content.source : content.cleaned().html).utf8.count
    }
  }

  private static func bytes(of path: String, maximumBytes: Int) throws(Failure) -> [UInt8] {
    do {
      return try InputFile.bytes(of: path, maximumBytes: maximumBytes)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
  }
}

extension FeedParsing.Failure {
  fileprivate var exitCode: ExitCode {
    switch self {
    case .noFile, .badAddress: .usage
    case .unreadable: .noInput
    case .noFeed: .dataError
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .noFile: "no FILE was given; see --help"
    case .badAddress(let address): "'\(address)' is no absolute URL"
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .noFeed(let path, let error): "\(path): \(error.sentence)"
    }
  }
}
