import Digests
import Fetching
import FoundationEssentials
import Links

/// What was found at the addresses of pictures.
typealias FoundPictures = [Link: [UInt8]]

/// Fetches the pictures of an edition before it is fixed.
///
/// Sites are asked beside each other, each for one picture at a time and with a pause between two; one
/// that wants to be left alone, or does not answer, is asked for no more. All of it ends after some
/// seconds, and what has not come by then is not in the edition: none waits long for its pictures, and
/// none fails for them.
struct PictureDesk: Sendable {
  /// A picture, and the feed that names it, by whose settings it is asked for.
  struct Order: Sendable {
    var link: Link
    var feed: FeedSettings
  }

  /// How long all may take.
  static let patience: Duration = .seconds(20)
  private static let patienceForEach: Duration = .seconds(8)
  private static let patienceToConnect: Duration = .seconds(4)
  /// Between two pictures of one site: a reader's browser would leave none.
  private static let gap: Duration = .milliseconds(250)
  private static let sitesAtOnce = 8
  private static let accept = "image/webp, image/jpeg, image/png, image/gif;q=0.8"

  var fetcher: Fetcher
  var polling: PollingSettings
  var userAgent: String
  /// The sites that want to be left alone.
  var paused: Set<String> = []
  var patience = Self.patience

  /// What comes in time.
  func found(_ orders: [Order]) async -> FoundPictures {
    let end = ContinuousClock.now + patience
    var waiting = Array(sites(orders).reversed())
    return await withTaskGroup(of: FoundPictures.self) { group in
      var found: FoundPictures = [:]
      func begin() {
        guard let site = waiting.popLast() else { return }
        group.addTask { await fetch(site, until: end) }
      }
      for _ in 0..<Self.sitesAtOnce { begin() }
      for await pictures in group {
        found.merge(pictures) { first, _ in first }
        begin()
      }
      return found
    }
  }

  /// The orders by site, in the order of their first ones.
  private func sites(_ orders: [Order]) -> [[Order]] {
    var sites: [(site: String, orders: [Order])] = []
    for order in orders {
      guard let site = WebURL(order.link.string)?.site, !paused.contains(site) else { continue }
      if let index = sites.firstIndex(where: { $0.site == site }) {
        sites[index].orders.append(order)
      } else {
        sites.append((site, [order]))
      }
    }
    return sites.map(\.orders)
  }

  private func fetch(_ orders: [Order], until end: ContinuousClock.Instant) async -> FoundPictures {
    var found: FoundPictures = [:]
    for order in orders {
      let rest = end - .now
      guard rest > .zero, !Task.isCancelled else { break }
      do throws(FetchError) {
        if let bytes = try await fetch(order, within: rest) { found[order.link] = bytes }
      } catch {
        guard error.isOfOneDocument else { break }
      }
      // Cut short, it ends the loop above.
      try? await Task.sleep(for: Self.gap, clock: .continuous)
    }
    return found
  }

  private func fetch(_ order: Order, within rest: Duration) async throws(FetchError) -> [UInt8]? {
    guard let url = WebURL(order.link.string) else { return nil }
    var options = try FetchOptions(order.feed, polling, userAgent: userAgent, asking: url)
    options.accept = Self.accept
    options.limits.total = min(Self.patienceForEach, rest)
    options.limits.connect = min(Self.patienceToConnect, options.limits.connect)
    options.limits.maximumBodyBytes = Edition.PictureLimits.bytesOfEach
    let response = try await fetcher.fetch(FetchRequest(url: url, options: options))
    guard case .modified(let body) = response.outcome, body.end == .framed else { return nil }
    return body.bytes
  }
}

extension FetchError {
  /// Whether it says nothing of other documents of the same site.
  fileprivate var isOfOneDocument: Bool {
    switch self {
    case .tooLarge, .badRedirect, .truncated, .refusedAddress, .unsupportedScheme: true
    case .httpStatus: hostPause(standard: .zero) == nil
    default: false
    }
  }
}
