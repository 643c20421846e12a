import Digests
import FoundationEssentials
import Links

/// One feed: an entry `[[feed]]`.
struct FeedSettings: Sendable, Equatable {
  /// An http, https or file URL; never repeated.
  var url: WebURL
  /// The name to show; nil: the feed's own.
  var title: String?
  /// What the digests choose feeds by, and group them by, in the order given.
  var tags: [String] = []
  /// How much its stories weigh, 1 to 9.
  var rank = 5
  /// What leaves its items out of every digest, in their order.
  var filters: [Filter] = []
  /// The time between two polls, where the feed says nothing else.
  var interval: Duration
  /// Whether the feed's own rhythm moves its interval: not one that is written in the entry.
  var followsRhythm: Bool
  /// Whether this feed may be on a loopback, private or link-local address.
  var allowsPrivateAddresses: Bool
  /// The zone of dates that name none; nil: UTC.
  var zone: TimeZone?
  /// The label of the encoding of what is not UTF-8 and does not say what it is; nil: windows-1252.
  var charset: String?
  /// How it is asked.
  var request: RequestManner<RequestSettings> = .usual
  /// Where the entry stands in the configuration.
  var place: ConfigurationPlace
}
