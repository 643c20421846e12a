import FoundationEssentials

/// What a command asks of the daemon that has the database.
///
/// On the wire it is one line of JSON that ends with a line feed, and one of these:
///
///     {"poll":[]}                                   feeds that are due
///     {"all":true,"poll":[]}                        all feeds
///     {"poll":["https://example.org/feed","Blog"]}  feeds by address or title
///     {"digest":[]}                                 every digest
///     {"digest":["daily"]}                          digests by name
///
/// The daemon answers with lines of its own (`ControlMessage`) and closes.
enum ControlRequest: Sendable, Hashable {
  case poll(FeedChoice)
  /// Digests by name; empty for all of them.
  case digest([String])

  /// The command that asks.
  var word: String {
    switch self {
    case .poll: "poll"
    case .digest: "digest"
    }
  }

  /// What it names, for the log.
  var names: String {
    switch self {
    case .poll(.due): "due"
    case .poll(.all): "all"
    case .poll(.named(let names)), .digest(let names): names.joined(separator: ", ")
    }
  }

  /// A longer line is refused, line feed included: room for the addresses of 10,000 feeds.
  static let maximumBytes = 1 << 20
}

/// The feeds that a poll is about.
enum FeedChoice: Sendable, Hashable {
  case due
  case all
  /// By address or title, as configured.
  case named([String])
}

extension ControlRequest: Codable {
  private enum Key: String, CodingKey { case poll, all, digest }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let digests = try fields.decodeIfPresent([String].self, forKey: .digest)
    let feeds = try fields.decodeIfPresent([String].self, forKey: .poll)
    let isAll = try fields.decodeIfPresent(Bool.self, forKey: .all) ?? false
    switch (feeds, digests) {
    case (let feeds?, nil):
      self = .poll(isAll ? .all : feeds.isEmpty ? .due : .named(feeds))
    case (nil, let digests?) where !isAll: self = .digest(digests)
    default:
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "neither a poll nor a digest"))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .poll(.due): try fields.encode([String](), forKey: .poll)
    case .poll(.named(let names)): try fields.encode(names, forKey: .poll)
    case .poll(.all):
      try fields.encode([String](), forKey: .poll)
      try fields.encode(true, forKey: .all)
    case .digest(let names): try fields.encode(names, forKey: .digest)
    }
  }
}
