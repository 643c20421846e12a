import Fetching
import FoundationEssentials
import Links
import Storage

/// What an answer, or none, means for more feeds than the one that was asked.
extension Poller {
  /// Takes a finished poll in: to be stored, or held back while it is not clear whose fault it was.
  func hear(_ poll: FinishedPoll, of feed: FeedSettings, since start: ContinuousClock.Instant)
    async
  {
    if let pause = poll.error?.hostPause(standard: settings.floor) {
      await self.pause(feed.hostKey, for: min(pause, settings.ceiling))
    }
    if poll.error?.mayBeOurNetwork == true {
      settle(network.failed(poll, host: feed.hostKey, since: start, at: .now))
    } else {
      if poll.showsNetwork(of: feed) { regain() }
      outbox.append(poll)
    }
    settleAtRest()
  }

  /// Settles the polls that are held back when they are all that is left. Each end of a poll comes by
  /// here, so they never wait for one that will not come.
  func settleAtRest() {
    settle(network.rest(underWay: busy.count))
  }

  /// A server answered.
  private func regain() {
    if network.isLost { tools.log(.notice, "network", ["state": "back"]) }
    outbox += network.heard(at: .now)
  }

  private func settle(_ verdict: NetworkWatch<FinishedPoll>.Verdict) {
    switch verdict {
    case .hold: break
    case .count(let polls):
      outbox += polls
      pumpOut()
    case .lost(let polls):
      let waiting = queue.removeAll()
      tools.log(
        .warning, "network",
        ["state": "lost", "feeds": "\(polls.count + waiting.count)", "error": polls.reason])
      for poll in polls {
        finish(FinishedFeed(feed: poll.record.feed.url, next: networkRetry), .postponed)
      }
      for feed in waiting { postpone(feed, until: networkRetry) }
    }
  }

  /// When feeds are tried again while the network is lost.
  var networkRetry: Date {
    tools.clock.now().addingTimeInterval(network.patience.seconds)
  }

  /// Lets a feed wait that was not asked.
  func postpone(_ feed: FeedSettings, until end: Date) {
    finish(FinishedFeed(feed: feed.url.string, next: end), .postponed)
  }
}

/// Hosts that want to be left alone.
extension Poller {
  /// Reads what an earlier process was told; without the store the hosts tell it again.
  func readPauses() async {
    guard pauses == nil else { return }
    do throws(StorageError) {
      pauses = try await tools.store.hostPauses(at: tools.clock.now())
    } catch {
      tools.log(.error, "store", ["error": error.sentence])
      pauses = [:]
    }
  }

  /// When a feed of a host may be asked that wants to be left alone, not all of them in one second; nil
  /// when it may be asked now.
  func pauseEnd(of host: String) -> Date? {
    guard let end = pauses?[host] else { return nil }
    let rest = end.timeIntervalSince(tools.clock.now())
    guard rest > 0 else {
      pauses?[host] = nil
      return nil
    }
    return end.addingTimeInterval(.random(in: 0...min(rest / 10, 600)))
  }

  /// Asks no feed of a host for a while, those that wait for their turn included.
  private func pause(_ host: String, for pause: Duration) async {
    let end = tools.clock.now().addingTimeInterval(pause.seconds)
    guard pauses?[host].map({ $0 < end }) ?? true else { return }
    pauses?[host] = end
    let waiting = queue.removeAll(of: host)
    for feed in waiting { postpone(feed, until: pauseEnd(of: host) ?? end) }
    tools.log(
      .notice, "pause",
      ["host": host, "seconds": "\(Int(pause.seconds))", "feeds": "\(waiting.count)"])
    do throws(StorageError) {
      try await tools.store.pause(host, until: end)
    } catch {
      tools.log(.error, "store", ["error": error.sentence])
    }
  }
}

extension FinishedPoll {
  /// Whether some server was heard.
  fileprivate func showsNetwork(of feed: FeedSettings) -> Bool {
    feed.url.scheme != "file" && (error == nil || error?.status != nil)
  }
}

extension [FinishedPoll] {
  /// Why the last of them failed.
  fileprivate var reason: String? {
    guard case .failed(let reason)? = last?.outcome else { return nil }
    return reason
  }
}
