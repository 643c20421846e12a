import FoundationEssentials

/// What the archive and the feed of editions tell of one edition.
public struct Synopsis: Codable, Sendable, Hashable {
  private static let maximumHeadlines = 8
  /// More than most editions have; some 10 KB in the archive's page.
  private static let maximumFurther = 120

  /// The running number of the edition.
  public var number: Int
  /// The day of the edition in its zone.
  public var day: Day
  /// 1 for the first edition of the day, 2 for the second.
  public var part: Int
  /// The moment that it was due, or cut by command; whole seconds.
  public var writtenAt: Date
  /// How many stories it tells.
  public var stories: Int
  /// Its first headlines, eight at most, each section's first one before any section's second.
  public var headlines: [Line]
  /// The others, in the same order, which the archive is searched in; nil in one of an earlier version.
  public var further: [Line]?

  /// Sums an edition up.
  public init(_ edition: Edition) {
    number = edition.masthead.number
    day = edition.masthead.day
    part = edition.masthead.part
    writtenAt = edition.masthead.writtenAt
    stories = edition.counts.stories
    let sections = edition.sections.map { $0.told.map(\.title) }
    let rows = (0..<(sections.map(\.count).max() ?? 0)).map { row in
      sections.compactMap { $0.indices.contains(row) ? $0[row] : nil }
    }
    let titles = ((edition.opening.map { [$0.title] } ?? []) + rows.joined()).filter { !$0.isEmpty }
    headlines = Array(titles.prefix(Self.maximumHeadlines))
    further = Array(titles.dropFirst(Self.maximumHeadlines).prefix(Self.maximumFurther))
  }

  /// What the edition's files are called before the dot.
  var fileStem: String { part == 1 ? day.description : "\(day)-\(part)" }
}

extension Synopsis {
  /// The synopsis as JSON: always the same bytes.
  public func encoded() throws(DigestError) -> [UInt8] { try StoredJSON.encoded(self) }

  /// Reads what `encoded()` wrote.
  public init(decoding json: [UInt8]) throws(DigestError) { self = try StoredJSON.decoded(json) }
}

/// The JSON that the store keeps: keys sorted, dates in seconds since 1970.
enum StoredJSON {
  static func encoded(_ value: some Encodable) throws(DigestError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .secondsSince1970
    do {
      return [UInt8](try encoder.encode(value))
    } catch {
      throw .unencodable
    }
  }

  static func decoded<Value: Decodable>(_ json: [UInt8]) throws(DigestError) -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    do {
      return try decoder.decode(Value.self, from: Data(json))
    } catch {
      throw .unreadableEdition
    }
  }
}
