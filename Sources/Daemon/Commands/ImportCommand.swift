import Feeds
import FoundationEssentials
import Invocation
import Links

extension Command {
  static let importing = Command(
    name: "import",
    summary: "turn another program's OPML into configuration",
    operands: "FILE",
    discussion: """
      Reads the OPML file FILE, or standard input for '-', and prints its feeds as TOML, for a file in
      feeds.d. Folders become tags; a feed in several folders is one feed with all of them. What is
      configured already is left out. An OPML file can also be named in `include` as it is.
      """,
    options: [.config, Option("all", help: "print what is configured already, too")]
  ) { arguments in
    await attempt("import") { () async throws(Session.Failure) in
      let file = try arguments.onlyFile()
      let list = try Subscriptions(file: file)
      // Without a configuration nothing is known already.
      let known = (try? Session.configuration(arguments))?.feeds.map(\.url.string) ?? []
      let feeds = ImportedFeeds(list, known: arguments.has("all") ? [] : Set(known))
      Terminal.print(feeds.toml)
      for line in feeds.remarks { Terminal.complain("rassegna import: " + line.printable) }
      return .ok
    }
  }
}

extension Subscriptions {
  /// Reads an OPML file.
  fileprivate init(file: String) throws(Session.Failure) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: file, maximumBytes: Feed.maximumBytes)
    } catch {
      throw Session.Failure(sentence: "\(file.printable): \(error.reason)", code: .noInput)
    }
    do {
      try self.init(parsing: bytes)
    } catch {
      throw Session.Failure(sentence: "\(file.printable): \(error.sentence)", code: .dataError)
    }
  }
}

/// Feeds of an OPML file as entries of the configuration.
struct ImportedFeeds {
  let toml: String
  /// What was left out, in sentences.
  let remarks: [String]

  /// - Parameter known: the addresses that are configured already.
  init(_ list: Subscriptions, known: Set<String>) {
    // A path in another machine's file is relative to nothing here.
    let context = ReadingContext(folder: "/")
    var entries: [String] = []
    var refused = 0
    var there = 0
    for feed in list.feeds {
      guard let draft = FeedDraft(feed, context), let url = draft.url else {
        refused += 1
        continue
      }
      if known.contains(url.string) { there += 1 } else { entries.append(draft.toml(url)) }
    }
    toml =
      (list.title.map { ["# " + $0.printable, ""] } ?? []).joined(separator: "\n")
      + entries.joined(separator: "\n")
    remarks =
      (refused > 0
        ? [
          counted(refused, "entry", plural: "entries") + (refused == 1 ? " is" : " are")
            + " not by http, https or file"
        ] : [])
      + list.includedLists.map {
        "the list \($0.withoutUserinfo), which this one includes, is not read: import it too"
      }
      + (there > 0
        ? [counted(there, "feed") + (there == 1 ? " is" : " are") + " configured already"] : [])
  }
}

extension FeedDraft {
  fileprivate func toml(_ url: WebURL) -> String {
    var lines = ["[[feed]]", "url = \(quoted(url.string))"]
    if let title { lines.append("title = \(quoted(title))") }
    if !tags.isEmpty {
      lines.append("tags = [" + tags.map { quoted($0) }.joined(separator: ", ") + "]")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
