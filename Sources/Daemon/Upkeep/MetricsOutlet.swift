import FoundationEssentials
import Serving
import Storage

/// Tells Prometheus how things are: by a file, by HTTP, or by both.
///
/// Whoever asks gets the values of the moment. One page is made at a time, beside the daemon's loop:
/// those that ask meanwhile get it too, so that no number of clients can keep the store from its work.
struct MetricsOutlet {
  /// Is called with a page, once; nil where none can be made.
  typealias Reply = @Sendable (_ page: String?) -> Void
  /// Makes a page.
  typealias Press = @Sendable () async throws(Session.Failure) -> String

  /// How often the file is written, and how soon a place that is taken is tried again, in seconds.
  private static let pause = 60.0
  /// No client is worth more: it comes again in a minute.
  private static let limits = ServingLimits(connections: 16, silence: 5, lifetime: .seconds(10))
  private static let subject = "metrics"

  private let ask: @Sendable (@escaping Reply) -> Void
  private let log: Log
  private var settings = MetricsSettings()
  private var server: Server?
  private var waiting: [Reply] = []
  /// When the file is written next, and when it is tried again to listen.
  private var fileAt = Date.distantFuture
  private var retryAt = Date.distantFuture
  private var trouble: String?

  /// - Parameter ask: lets the loop call `print`.
  init(log: Log, ask: @escaping @Sendable (@escaping Reply) -> Void) {
    self.log = log
    self.ask = ask
  }

  /// When `work` has something to do.
  var next: Date { min(fileAt, retryAt) }

  /// Follows other settings: what did not change goes on.
  mutating func adopt(_ settings: MetricsSettings, _ store: Store, at now: Date) async {
    let former = server == nil ? nil : self.settings.listen
    self.settings = settings
    fileAt = settings.file == nil ? .distantFuture : now
    if let former, former == settings.listen { return }
    await close()
    if let former { log(.notice, "metrics", ["closed": former.text]) }
    trouble = nil
    await listen(store, at: now)
  }

  /// Does what is due.
  mutating func work(_ store: Store, at now: Date, press: Press) async {
    // A clock that was set back does not silence it.
    if now >= retryAt || retryAt.timeIntervalSince(now) > Self.pause && retryAt != .distantFuture {
      await listen(store, at: now)
    }
    guard let file = settings.file, now >= fileAt || fileAt.timeIntervalSince(now) > Self.pause
    else { return }
    fileAt = now.addingTimeInterval(Self.pause)
    do {
      try MetricsFile.write(try await press(), to: file)
    } catch {
      let reason = (error as? Session.Failure)?.sentence ?? "\(error)"
      log(.warning, "metrics", ["file": file, "error": reason])
    }
  }

  /// Lets a page be made for who asks, and `ready` be called with it from anywhere.
  mutating func print(
    for reply: @escaping Reply, press: @escaping Press,
    ready: @escaping @Sendable (_ page: String?) -> Void
  ) {
    waiting.append(reply)
    guard waiting.count == 1 else { return }
    Task { [log] in
      do throws(Session.Failure) {
        ready(try await press())
      } catch {
        log(.warning, "metrics", ["error": error.sentence])
        ready(nil)
      }
    }
  }

  /// Hands a page to all who wait.
  mutating func deliver(_ page: String?) {
    for reply in waiting { reply(page) }
    waiting = []
  }

  /// Listens no longer.
  mutating func close() async {
    await server?.stop()
    server = nil
    retryAt = .distantFuture
  }

  private mutating func listen(_ store: Store, at now: Date) async {
    retryAt = .distantFuture
    guard let address = settings.listen else { return await note(nil, in: store) }
    let place = address.text
    let server = Server(limits: Self.limits) { [ask] request in
      if let refusal = ServedReply(refusing: request, at: address) { return refusal }
      let (pages, page) = AsyncStream.makeStream(of: String?.self)
      ask { text in
        page.yield(text)
        page.finish()
      }
      var iterator = pages.makeAsyncIterator()
      return ServedReply(metrics: await iterator.next() ?? nil)
    }
    do {
      _ = try await server.start(at: address)
      self.server = server
      log(.notice, "metrics", ["listen": place])
      await note(nil, in: store)
    } catch {
      retryAt = now.addingTimeInterval(Self.pause)
      let sentence = "\(place): \(error.sentence)"
      // It is told once, not each minute.
      if sentence != trouble {
        log(.error, "metrics", ["listen": place, "error": error.sentence])
      }
      await note(sentence, in: store)
    }
  }

  /// Remembers for `status` and `doctor` what does not work.
  private mutating func note(_ sentence: String?, in store: Store) async {
    trouble = sentence
    do {
      try await store.setTrouble(sentence, of: Self.subject)
    } catch {
      log(.warning, "store", ["error": error.sentence])
    }
  }
}
