import Digests
import Feeds
import Fetching
import FoundationEssentials
import Links
import Storage
import Stories

/// One poll of one feed: fetch it, read it, recognise what is known. It stores nothing.
struct Poll: Sendable {
  var feed: FeedSettings
  var polling: PollingSettings
  var userAgent: String
  var fetcher: Fetcher
  var store: Store
  var clock: Clock

  /// Does it. Every failure of the feed is a value; only failures of the store are thrown. Nil when it
  /// was broken off: that is no failure of the feed. Stays with the caller's actor, but for the reading
  /// of a document.
  nonisolated(nonsending) func run(from state: FeedState) async throws(StorageError)
    -> FinishedPoll?
  {
    let response: FetchResponse
    do {
      response = try await fetcher.fetch(request(from: state))
    } catch {
      if error == .cancelled { return nil }
      return failed(
        state, because: error.sentence, reason: error.reason, retryAfter: error.retryAfter)
    }
    switch response.outcome {
    case .notModified:
      return notModified(state, response)
    case .modified(let body): return try await modified(state, response, body)
    }
  }

  private func request(from state: FeedState) -> FetchRequest {
    var options = FetchOptions(
      userAgent: userAgent, addresses: feed.allowsPrivateAddresses ? .any : .publicOnly)
    options.limits.connect = polling.connectTimeout
    options.limits.total = polling.timeout
    options.limits.maximumBodyBytes = polling.maximumBodyBytes
    options.limits.maximumRedirects = polling.maximumRedirects
    let validators = state.isStale(at: clock.now()) ? nil : state.validators
    return FetchRequest(url: feed.url, validators: validators, options: options)
  }

  /// A document came: reads it, and cleans what is not known exactly as it was sent.
  @concurrent private func modified(
    _ state: FeedState, _ response: FetchResponse, _ body: FetchedBody
  ) async throws(StorageError) -> FinishedPoll {
    if let known = state.bodyHash, known == BodyHash(body.bytes).bytes {
      return notModified(state, response)
    }
    let feed: Feed
    do {
      feed = try Feed(parsing: self.document(body, from: response))
    } catch {
      return failed(state, because: error.sentence, reason: error.reason, retryAfter: nil)
    }
    let document = try await recognise(feed, of: state)
    var next = state
    next.remember(arrivals: document.arrivals, at: clock.now())
    next = succeeded(next, response, hints: feed.hints)
    next.describe(feed, body, validators: response.validators, at: clock.now())
    let record = PollRecord(
      feed: next, sightings: document.sightings, keys: document.keys,
      furniture: document.furniture, backlogEnd: state.backlogEnd(polling, at: clock.now()))
    return FinishedPoll(record: record, outcome: .modified, warnings: feed.warnings)
  }

  /// The document with what the configuration of its feed knows of it.
  private func document(_ body: FetchedBody, from response: FetchResponse) -> Document {
    var document = Document(
      bytes: body.bytes, url: response.url, contentType: body.contentType)
    document.defaultZone = feed.zone
    document.defaultEncoding = feed.charset
    return document
  }

  /// What a document says that the store does not know yet.
  private struct Recognised {
    /// Of all items.
    var keys: [ItemKey]
    /// The items that are new or changed, cleaned and fingerprinted.
    var sightings: [Sighting]
    /// What the feed's items have taught; nil when nothing is new.
    var furniture: LearnedFurniture?
    /// When the new ones arrived: when they say that they were published, if that is after the last
    /// poll.
    var arrivals: [Date]
  }

  private func recognise(_ feed: Feed, of state: FeedState) async throws(StorageError)
    -> Recognised
  {
    var items = feed.recognisableItems
    // What ends in the same place twice will have no other half.
    if let half = feed.halfItem, half.sourceHash.bytes == state.bodyHash { items.append(half) }
    let keys = keys(for: items)
    let sources = items.map(\.sourceHash)
    // A feed that was never read has nothing to compare with.
    let known =
      state.firstPolledAt == nil ? [] : try await store.sourceHashes(of: keys, in: state.id)
    let now = clock.now()
    let arrivals = known.indices.filter { known[$0] == nil }.map { index in
      items[index].published.flatMap { $0 > state.checkedAt ?? now && $0 < now ? $0 : nil } ?? now
    }
    let unknown = items.indices.compactMap { index -> UnknownItem? in
      let stored = index < known.count ? known[index] : nil
      if stored == sources[index] { return nil }
      return UnknownItem(
        items[index], key: keys[index], sourceHash: sources[index], isNew: stored == nil)
    }
    guard !unknown.isEmpty else { return Recognised(keys: keys, sightings: [], arrivals: []) }
    var furniture =
      known.isEmpty ? LearnedFurniture() : try await store.furniture(of: state.id)
    let sightings = furniture.sightings(of: unknown, language: feed.language)
    return Recognised(keys: keys, sightings: sightings, furniture: furniture, arrivals: arrivals)
  }

  private func notModified(_ state: FeedState, _ response: FetchResponse) -> FinishedPoll {
    var next = succeeded(state, response, hints: state.hints)
    if let validators = response.validators { next.validators = validators }
    return FinishedPoll(record: PollRecord(feed: next), outcome: .notModified)
  }
}

/// The state of the feed after a poll.
extension Poll {
  private func succeeded(_ state: FeedState, _ response: FetchResponse, hints: PollingHints)
    -> FeedState
  {
    var next = state
    let now = clock.now()
    next.checkedAt = now
    next.succeededAt = now
    next.failures = 0
    next.failingSince = nil
    next.failure = nil
    next.failureCode = nil
    next.hints = hints
    next.remember(response.freshness, ofStatus: response.status)
    next.nextPollAt = schedule.next(after: next)?.date ?? now
    return next
  }

  private func failed(
    _ state: FeedState, because sentence: String, reason: FailureReason, retryAfter: Duration?
  ) -> FinishedPoll {
    var next = state
    let now = clock.now()
    next.checkedAt = now
    next.failures += 1
    next.failingSince = state.failingSince ?? now
    next.failure = sentence
    next.failureCode = reason.code
    next.retryAfter = retryAfter
    next.nextPollAt = schedule.next(after: next)?.date ?? now
    return FinishedPoll(record: PollRecord(feed: next), outcome: .failed(sentence))
  }

  private var schedule: Schedule { Schedule(feed, polling) }
}

extension FeedState {
  /// Even a server that says "not modified" for ever is asked for the whole document this often.
  private static let refreshInterval: Double = 7 * 24 * 3600

  fileprivate var validators: Validators? {
    get { Validators(etag: etag, lastModified: lastModified) }
    set {
      etag = newValue?.etag
      lastModified = newValue?.lastModified
    }
  }

  /// Before this moment lies the backlog of a feed that is read for the first time.
  fileprivate func backlogEnd(_ polling: PollingSettings, at now: Date) -> Date? {
    firstPolledAt == nil ? now.addingTimeInterval(-polling.backlog.seconds) : nil
  }

  fileprivate func isStale(at now: Date) -> Bool {
    // One that lies in the future was written by a wrong clock.
    refreshedAt.map { !(0...Self.refreshInterval ~= now.timeIntervalSince($0)) } ?? true
  }

  /// Remembers what a whole document said. Validators of one that may have been cut are not kept,
  /// else the rest would never be asked for; a server without validators is known by the body's hash.
  fileprivate mutating func describe(
    _ feed: Feed, _ body: FetchedBody, validators: Validators?, at now: Date
  ) {
    title = feed.title
    homePage = feed.homePage
    firstPolledAt = firstPolledAt ?? now
    refreshedAt = now
    self.validators = feed.isWellFormed ? validators : nil
    bodyHash = feed.isWellFormed && validators == nil ? BodyHash(body.bytes).bytes : nil
    // Half an item that waits is known by its own hash.
    if let half = feed.halfItem { bodyHash = half.sourceHash.bytes }
  }
}
