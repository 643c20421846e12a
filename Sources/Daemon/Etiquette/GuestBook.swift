import FoundationEssentials
import Serving

/// What the server of `doctor` shows, and who came when.
///
/// An actor of its own: the server asks it from its tasks, the trials look into it from theirs.
actor GuestBook {
  /// A request, when it came by the simulated clock, and when by a steady one.
  struct Visit: Sendable {
    var request: ServedRequest
    var now: Date
    var moment: ContinuousClock.Instant
  }

  /// Makes the answer to a visit; `number` counts those of the page, from one.
  typealias Page = @Sendable (_ request: ServedRequest, _ number: Int, _ now: Date) -> ServedReply

  /// The simulated time.
  var now = Trial.start
  private(set) var visits: [Visit] = []
  private var pages: [String: Page] = [:]
  private var counts: [String: Int] = [:]

  func set(now: Date) { self.now = now }

  /// Shows a page at a target, up to its query.
  func show(_ path: String, _ page: @escaping Page) { pages[path] = page }

  func answer(_ request: ServedRequest) -> ServedReply {
    visits.append(Visit(request: request, now: now, moment: .now))
    let path = String(request.path)
    counts[path, default: 0] += 1
    guard let page = pages[path] else { return ServedReply(status: 404, "text/plain", "nothing") }
    return page(request, counts[path, default: 1], now)
  }

  /// The visits to a path, in order.
  func visits(to path: String) -> [Visit] { visits.filter { $0.request.path == path } }
}
