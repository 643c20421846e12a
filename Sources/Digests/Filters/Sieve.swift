import Patterns
import Stories

/// The filters of a digest and of its feeds: what becomes of each item.
///
/// The filters of an item's feed come first, then those of the digest, each in the order in which they
/// are written. The first that leaves an item out or keeps it decides; the first section that claims it
/// has it. A filter that gives up on an item decides nothing there: no item is left out for want of time.
public final class Sieve {
  private let ofDigest: [Owned]
  private let ofFeeds: [String: [Owned]]

  /// - Parameter feeds: the filters of feeds, by their addresses as configured.
  public init(digest: [Filter], feeds: [String: [Filter]] = [:]) {
    ofDigest = digest.map { Owned($0, feed: nil) }
    ofFeeds = Dictionary(
      uniqueKeysWithValues: feeds.map { url, filters in
        (url, filters.map { Owned($0, feed: url) })
      })
  }

  /// Looks at one item with each filter.
  public func sift(_ item: StoredItem) -> Sifting {
    let filters = ofFeeds[item.feedURL, default: []] + ofDigest
    var sifting = Sifting()
    guard !filters.isEmpty else { return sifting }
    let looked = FilteredItem(item)
    for owned in filters {
      do throws(PatternError) {
        let evidence = try owned.compiled.get().evidence(in: looked)
        sifting.apply(owned.filter, of: owned.feed, evidence)
      } catch {
        sifting.undecided.append(Sifting.Rule(name: owned.filter.name, feed: owned.feed))
      }
    }
    return sifting
  }

  private struct Owned {
    let filter: Filter
    /// The feed that it belongs to; nil for the digest.
    let feed: String?
    let compiled: Result<CompiledFilter, PatternError>

    init(_ filter: Filter, feed: String?) {
      self.filter = filter
      self.feed = feed
      compiled = Result { () throws(PatternError) in try CompiledFilter(filter) }
    }
  }
}

/// What filters make of one item.
public struct Sifting: Sendable, Hashable {
  /// Names a filter.
  public struct Rule: Sendable, Hashable {
    public var name: String
    /// The address of the feed that it belongs to; nil for the digest.
    public var feed: String?

    public init(name: String, feed: String?) {
      self.name = name
      self.feed = feed
    }
  }

  /// What one filter does with it.
  public struct Deed: Sendable, Hashable {
    public var rule: Rule
    /// What it found; nil where it left the item out because it found nothing.
    public var evidence: String?
    /// Whether it is this filter that decides: an earlier one may have.
    public var isDecisive: Bool
  }

  /// What the filters do that do anything, in their order.
  public internal(set) var deeds: [Deed] = []
  /// Filters that gave up, or are none.
  public internal(set) var undecided: [Rule] = []
  /// The filter that leaves it out; nil where it is told.
  public internal(set) var leftOutBy: String?
  /// The section that claims it.
  public internal(set) var section: String?
  private var isDecided = false

  /// Takes note of what a filter found.
  fileprivate mutating func apply(_ filter: Filter, of feed: String?, _ evidence: String?) {
    guard (evidence != nil) != (filter.action == .only) else { return }
    let isDecisive = filter.action == .section ? section == nil : !isDecided
    deeds.append(
      Deed(
        rule: Rule(name: filter.name, feed: feed), evidence: evidence, isDecisive: isDecisive))
    guard isDecisive else { return }
    switch filter.action {
    case .section: section = filter.name
    case .keep: isDecided = true
    case .drop, .only:
      isDecided = true
      leftOutBy = filter.name
    }
  }
}
