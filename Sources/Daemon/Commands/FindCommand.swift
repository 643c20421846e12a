import Feeds
import Fetching
import FoundationEssentials
import Invocation
import Links

/// `rassegna feeds find URL`: which feeds an address leads to.
struct FeedSearch: Sendable {
  /// What stands at the address.
  enum Finding: Sendable, Equatable {
    /// It is a feed itself.
    case feed(title: String?)
    /// A page, with the feeds that it names; none where it names none.
    case page([FoundFeed])
  }

  var fetcher: Fetcher
  var options: FetchOptions

  /// Asks once for the document at `url`, and for nothing else.
  func find(_ url: WebURL) async throws(Session.Failure) -> Finding {
    let response: FetchResponse
    do {
      response = try await fetcher.fetch(FetchRequest(url: url, options: options))
    } catch {
      throw Session.Failure(sentence: error.sentence, code: .unavailable)
    }
    guard case .modified(let body) = response.outcome else {
      throw Session.Failure(sentence: "no document came", code: .dataError)
    }
    do {
      let document = Document(
        bytes: body.bytes, url: response.url, contentType: body.contentType)
      return .feed(title: try Feed(parsing: document).title)
    } catch .webPage {
      return .page(feedsNamed(inPage: body.bytes, at: response.url))
    } catch {
      throw Session.Failure(sentence: error.sentence, code: .dataError)
    }
  }
}

extension Session {
  /// Prints what `feeds find` found.
  static func find(_ arguments: Arguments) async throws(Failure) -> ExitCode {
    guard arguments.operands.count == 2, let url = WebURL(arguments.operands[1]),
      url.scheme == "http" || url.scheme == "https", !url.host.isEmpty
    else {
      throw Failure(sentence: "write: rassegna feeds find https://HOST/…", code: .usage)
    }
    let configuration = arguments.value("config") == nil ? nil : try configuration(arguments)
    let agent =
      configuration?.userAgent(version: Rassegna.version) ?? "rassegna/" + Rassegna.version
    let isPrivate = configuration?.polling.allowsPrivateAddresses ?? false
    let fetcher = Fetcher(connections: 1)
    let search = FeedSearch(
      fetcher: fetcher,
      options: FetchOptions(userAgent: agent, addresses: isPrivate ? .any : .publicOnly))
    let finding = try await search.find(url)
    await fetcher.shutDown()
    let lines = finding.lines(at: url, isJSON: arguments.has("json"))
    guard !lines.isEmpty else {
      throw Failure(sentence: "that page names no feed", code: .dataError)
    }
    for line in lines { Terminal.print(line) }
    return .ok
  }
}

extension FeedSearch.Finding {
  private struct Line: Encodable {
    var url: String
    var title: String?
  }

  func lines(at url: WebURL, isJSON: Bool) -> [String] {
    let found =
      switch self {
      case .feed(let title): [Line(url: url.withoutCredentials.string, title: title)]
      case .page(let feeds): feeds.map { Line(url: $0.url.string, title: $0.title) }
      }
    if isJSON { return found.map { jsonLine($0) } }
    return found.map { $0.url + ($0.title.map { "  " + $0.printable } ?? "") }
  }
}
