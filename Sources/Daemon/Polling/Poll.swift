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
    let asked: FetchRequest
    let response: FetchResponse
    do {
      asked = try request(from: state)
      response = try await fetcher.fetch(asked)
    } catch {
      if error == .cancelled { return nil }
      return failed(state, because: error)
    }
    switch response.outcome {
    case .notModified:
      return notModified(state, response, to: asked)
    case .modified(let body): return try await modified(state, response, to: asked, body)
    }
  }

  private func request(from state: FeedState) throws(FetchError) -> FetchRequest {
    let now = clock.now()
    let url = state.address(of: feed.url, at: now)
    var options = try FetchOptions(feed, polling, userAgent: userAgent, asking: url)
    options.compression = state.doubts.contains(.encoding) ? .refused : .offered
    return FetchRequest(url: url, validators: state.validators(at: now), options: options)
  }

  /// A document came: reads it, and cleans what is not known exactly as it was sent.
  @concurrent private func modified(
    _ state: FeedState, _ response: FetchResponse, to asked: FetchRequest, _ body: FetchedBody
  ) async throws(StorageError) -> FinishedPoll {
    if let known = state.bodyHash, known == BodyHash(body.bytes).bytes {
      return sameAgain(state, response, to: asked)
    }
    let document = self.document(body, from: response)
    var feed: Feed
    do {
      feed = try Feed(parsing: document)
    } catch {
      return noFeed(state, error, document, to: asked)
    }
    var recognised = try await recognise(feed, of: state)
    var hole = OlderPages.gap(
      of: feed.items, isKnown: recognised.isKnown, since: state.succeededAt)
    if let open = hole {
      let older = await olderItems(behind: feed, at: response.url, open)
      hole = older.1
      if !older.items.isEmpty {
        // Before its own: the last one may be cut.
        feed.items.insert(contentsOf: older.items, at: 0)
        recognised = try await recognise(feed, of: state)
      }
    }
    var next = state
    next.remember(arrivals: recognised.arrivals, at: clock.now())
    if !recognised.arrivals.isEmpty, let old = state.validators, old == response.validators {
      // The same validators for another document: they are worth nothing.
      next.doubts.insert(.validators)
    }
    next = succeeded(next, response, to: asked, hints: feed.hints)
    next.describe(feed, body, validators: response.validators, at: clock.now())
    var record = PollRecord(
      feed: next, sightings: recognised.sightings, keys: recognised.keys,
      furniture: recognised.furniture, backlogEnd: state.backlogEnd(polling, at: clock.now()))
    record.hole = hole
    return FinishedPoll(record: record, outcome: .modified, warnings: feed.warnings)
  }

  /// The document with what the configuration of its feed knows of it.
  func document(_ body: FetchedBody, from response: FetchResponse) -> Document {
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
    /// Whether one of the items is stored already.
    var isKnown = false
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
    guard !unknown.isEmpty else {
      return Recognised(keys: keys, sightings: [], isKnown: true, arrivals: [])
    }
    var furniture =
      known.isEmpty ? LearnedFurniture() : try await store.furniture(of: state.id)
    let sightings = furniture.sightings(of: unknown, language: feed.language)
    return Recognised(
      keys: keys, sightings: sightings, furniture: furniture,
      isKnown: known.contains { $0 != nil }, arrivals: arrivals)
  }

  /// The validators stay those of the last whole body: a 304 with others may belong to a body that
  /// never came, and to echo them would be never to see it.
  private func notModified(
    _ state: FeedState, _ response: FetchResponse, to asked: FetchRequest
  ) -> FinishedPoll {
    let next = succeeded(state, response, to: asked, hints: state.hints)
    return FinishedPoll(record: PollRecord(feed: next), outcome: .notModified)
  }

  /// The whole body came once more.
  private func sameAgain(
    _ state: FeedState, _ response: FetchResponse, to asked: FetchRequest
  ) -> FinishedPoll {
    var next = succeeded(state, response, to: asked, hints: state.hints)
    next.validators = response.validators
    next.refreshedAt = clock.now()
    return FinishedPoll(record: PollRecord(feed: next), outcome: .notModified)
  }
}

/// The state of the feed after a poll.
extension Poll {
  private func succeeded(
    _ state: FeedState, _ response: FetchResponse, to asked: FetchRequest, hints: PollingHints
  ) -> FeedState {
    var next = state
    let now = clock.now()
    next.checkedAt = now
    next.succeededAt = now
    next.failures = 0
    next.failingSince = nil
    next.failure = nil
    next.failureCode = nil
    next.goneSince = nil
    next.hints = hints
    next.remember(response.redirects, from: asked.url, of: feed.url, at: now)
    next.remember(response.freshness, ofStatus: response.status)
    next.nextPollAt = schedule.next(after: next)?.date ?? now
    return next
  }

  private func failed(_ state: FeedState, because error: FetchError) -> FinishedPoll {
    var next = state
    next.retryAfter = error.retryAfter
    next.remember(error)
    var isGone = false
    if error.status == 410 {
      isGone = next.rememberGone(at: clock.now())
    } else {
      next.goneSince = nil
    }
    next = failed(next, because: error.sentence, reason: error.reason)
    if isGone { next.nextPollAt = FeedState.never }
    return FinishedPoll(
      record: PollRecord(feed: next), outcome: .failed(error.sentence), error: error)
  }

  /// A document came that is no feed. Nothing that its answer said is remembered.
  private func noFeed(
    _ state: FeedState, _ error: FeedError, _ document: Document, to asked: FetchRequest
  ) -> FinishedPoll {
    var sentence = error.sentence
    if case .webPage(let title) = error, let url = document.url {
      sentence =
        WrongPage(title: title, asked: feed.url, answered: url, body: document.bytes).sentence
    }
    var next = state
    (next.retryAfter, next.goneSince) = (nil, nil)
    if asked.url != feed.url { next.move = nil }
    if case .webPage = error, asked.url == feed.url, let url = document.url,
      next.follow(document.bytes, at: url, now: clock.now())
    {
      return led(next)
    }
    next = failed(next, because: sentence, reason: error.reason)
    return FinishedPoll(record: PollRecord(feed: next), outcome: .failed(sentence))
  }

  /// A site stands at the feed's address; its feed is asked as soon as politeness lets it.
  private func led(_ state: FeedState) -> FinishedPoll {
    var next = state
    next.checkedAt = clock.now()
    next.nextPollAt = clock.now().addingTimeInterval(max(1, polling.hostGap.seconds))
    let sentence = "a web page; the feed that it names is asked next: \(state.move?.target ?? "")"
    return FinishedPoll(record: PollRecord(feed: next), outcome: .failed(sentence))
  }

  private func failed(_ state: FeedState, because sentence: String, reason: FailureReason)
    -> FeedState
  {
    var next = state
    let now = clock.now()
    next.checkedAt = now
    next.failures += 1
    next.failingSince = state.failingSince ?? now
    next.failure = sentence
    next.failureCode = reason.code
    next.nextPollAt = schedule.next(after: next)?.date ?? now
    return next
  }

  private var schedule: Schedule { Schedule(feed, polling) }
}

extension FeedState {
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

  /// Remembers what a whole document said. Validators of one that may have been cut are not kept,
  /// else the rest would never be asked for; a server without validators is known by the body's hash.
  fileprivate mutating func describe(
    _ feed: Feed, _ body: FetchedBody, validators: Validators?, at now: Date
  ) {
    title = feed.title
    homePage = feed.homePage
    firstPolledAt = firstPolledAt ?? now
    refreshedAt = now
    let validators = doubts.contains(.validators) ? nil : validators
    self.validators = feed.isWellFormed ? validators : nil
    bodyHash = feed.isWellFormed && validators == nil ? BodyHash(body.bytes).bytes : nil
    // Half an item that waits is known by its own hash.
    if let half = feed.halfItem { bodyHash = half.sourceHash.bytes }
  }
}
