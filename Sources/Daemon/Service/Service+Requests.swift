import Digests
import FoundationEssentials
import Links

/// What commands ask for.
extension Service {
  /// Polls beside the loop, and writes editions within it, so that two of one digest never meet.
  mutating func answer(_ request: ControlRequest, _ reply: @escaping ControlSocket.Reply)
    async
  {
    session.log(.info, "request", [request.word: request.names])
    do {
      switch request {
      case .poll(let choice):
        let feeds = try await session.chosenFeeds(choice)
        underWay.formUnion(feeds.map(\.url.string))
        Task { [poller] in
          let result = await poller.poll(feeds) { reply(.event(said: $0)) }
          reply(.polled(summary: result.summary, trouble: result.trouble))
        }
      case .digest(let names):
        let digests = try session.chosenDigests(names)
        guard digests.contains(where: \.showsPictures) else {
          return await publish(digests, [:], reply)
        }
        Task { [session, fetcher, post = wakeUps.post] in
          post(.requested(digests, await session.pictures(for: digests, by: fetcher), reply))
        }
      }
    } catch {
      reply(.refused(reason: .init(error)))
    }
  }

  mutating func publish(
    _ digests: [DigestSettings], _ pictures: [String: FoundPictures],
    _ reply: @escaping ControlSocket.Reply
  ) async {
    let reports = await session.publish(digests, pictures)
    let now = session.clock.now()
    for report in reports where report.stories != nil || report.failure != nil { log(report) }
    for report in reports where report.failure != nil { mending.failed(report.digest, at: now) }
    postRound.call(at: now)
    reply(.digested(reports: reports))
  }
}
