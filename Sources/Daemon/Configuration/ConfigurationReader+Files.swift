import Feeds
import Links
import TOML

extension ConfigurationReader {
  /// Parses one file; nil, with the reason in the log, when that can not be done.
  mutating func document(_ path: String, includedAt place: ConfigurationPlace?) -> TOMLTable? {
    bytes(path, includedAt: place).flatMap { parse($0, path) }
  }

  /// Reads the feeds of an OPML file: its folders are their tags. A feed that can not be polled, or is
  /// configured elsewhere, is passed over with a warning: the file is another program's.
  mutating func readSubscriptions(_ path: String, includedAt place: ConfigurationPlace?) {
    guard let bytes = bytes(path, includedAt: place) else { return }
    let whole = ConfigurationPlace(file: path, position: nil)
    let context = ReadingContext(folder: AbsolutePath(path, in: files.workingDirectory).folder)
    do {
      let list = try Subscriptions(parsing: bytes)
      for other in list.includedLists {
        let address = quoted(other.prefix(200)).withoutUserinfo
        log.add(
          .warning, at: whole, key: nil,
          "the list \(address), which this one includes, is not read: store it here as a file")
      }
      for feed in list.feeds {
        if let feed = FeedDraft(feed, context) {
          draft.feeds.append(Placed(feed, [], at: whole))
        } else {
          let address = quoted(feed.url.prefix(200)).withoutUserinfo
          log.add(
            .warning, at: whole, key: "xmlUrl", "\(address) is not polled: no http, https or file")
        }
      }
    } catch {
      log.add(.error, at: whole, key: nil, "this is no OPML: \(error.sentence)")
    }
  }

  /// Reads one file; nil, with the reason in the log, when that can not be done.
  private mutating func bytes(_ path: String, includedAt place: ConfigurationPlace?) -> [UInt8]? {
    log.announce(path)
    let whole = ConfigurationPlace(file: path, position: nil)
    do {
      let file = try files.read(path)
      if file.isWritableByEveryone {
        log.add(.warning, at: whole, key: nil, "every user of this machine may write to this file")
      }
      return file.bytes
    } catch .missing where place != nil {
      log.add(.error, at: place ?? whole, key: "include", "there is no file \(path)")
    } catch {
      log.add(.error, at: whole, key: nil, error.sentence)
    }
    return nil
  }

  private mutating func parse(_ bytes: [UInt8], _ path: String) -> TOMLTable? {
    do {
      return try TOMLTable(parsing: bytes)
    } catch {
      let (position, message) = SyntaxSentence(error, in: bytes).told
      let place = ConfigurationPlace(file: path, position: position)
      log.add(.error, at: place, key: nil, message)
      return nil
    }
  }
}

extension FileFault {
  var sentence: String {
    switch self {
    case .missing: "there is no such file"
    case .directory: "this is a folder; name a file in it"
    case .notRegular: "this is no regular file"
    case .tooLarge:
      "this file is larger than 16 MiB; split it, and name the parts in 'include'"
    case .refused(let reason): "the file can not be read: \(reason)"
    }
  }
}

extension FeedDraft {
  /// A feed of an OPML file; nil for one that can not be polled. Names that are too long are cut.
  init?(_ feed: Subscriptions.Subscription, _ context: ReadingContext) {
    guard let url = WebURL(feed: feed.url.withoutFeedScheme, in: context.folder) else { return nil }
    self.init()
    self.url = url
    title = feed.title.flatMap { $0.cleanLine(maximum: 200) }
    for tag in feed.folders.compactMap({ $0.cleanLine(maximum: 64) }) where !tags.contains(tag) {
      tags.append(tag)
    }
  }
}

extension String {
  /// The address without the scheme of links that open a reader: `feed:https://host/`, `feed://host/`.
  fileprivate var withoutFeedScheme: String {
    guard lowercased().hasPrefix("feed:") else { return self }
    let rest = dropFirst(5)
    return rest.hasPrefix("//") ? "http:" + rest : String(rest)
  }

  /// The text as a line that the configuration takes: without control characters, cut; nil for none.
  fileprivate func cleanLine(maximum: Int) -> String? {
    let text = String(
      prefix(maximum).unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }.map(Character.init))
    return text.isLine(maximum: maximum) ? text : nil
  }
}
