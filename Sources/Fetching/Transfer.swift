import Links

/// One request on its way: a reusable easy handle, what has arrived for it, and who waits.
///
/// The fetcher keeps it while libcurl works on it; libcurl's callbacks reach it through the pointers
/// that `EasyHandle.report` sets.
final class Transfer {
  typealias Answer = Result<FetchResponse, FetchError>
  typealias Waiting = CheckedContinuation<Answer, Never>

  /// What to do when libcurl has ended a hop.
  enum Step {
    case answer(Answer)
    /// `follow` has aimed the handle at the next URL; it is to be added again.
    case again
  }

  /// Bytes of the body of an answer that is no document; the rest is not waited for.
  static let maximumErrorBodyBytes = 64 * 1024

  let sockets: SocketSet
  private(set) var easy: EasyHandle
  /// The fetcher's number of the request.
  private(set) var id: UInt64 = 0
  /// Who waits for the answer; nil when nobody does.
  var waiting: Waiting?
  private let sessions: SessionShare

  private var request: FetchRequest
  private var url: WebURL
  private var redirects: [Redirect] = []
  private var head = ResponseHead()
  private var body: [UInt8] = []
  private var errorBodyBytes = 0
  private var stop: Stop?
  private var refused: NetworkAddress?
  private var started = ContinuousClock.now
  /// The options that the handle is set to; nil when they must be set again.
  private var applied: FetchOptions?
  /// The lines of the headers that follow from them.
  private var standing: [String] = []
  private var hasHeaders = false

  /// Why one of our callbacks ended the transfer.
  private enum Stop {
    case tooLarge, headTooLarge, enough
  }

  /// Nil when memory is out.
  init?(for request: FetchRequest, sessions: SessionShare, sockets: SocketSet) {
    guard let easy = EasyHandle() else { return nil }
    self.easy = easy
    self.sessions = sessions
    self.sockets = sockets
    self.request = request
    url = request.url
    guard self.easy.setUp(sharing: sessions), self.easy.report(to: self, opening: sockets) else {
      return nil
    }
  }

  /// Whether the handle may serve another request: not one that remembers cookies or authorities.
  var isReusable: Bool {
    request.options.cookies == .refused && request.options.authorities == nil
  }

  /// Prepares the handle for `request`. False when libcurl refuses it.
  func begin(_ request: FetchRequest, id: UInt64) -> Bool {
    self.id = id
    started = .now
    self.request = request
    redirects.removeAll()
    return apply(request.options) && setHeaders() && aim(at: request.url)
  }

  private func aim(at url: WebURL) -> Bool {
    self.url = url
    head.reset()
    body = []
    errorBodyBytes = 0
    stop = nil
    refused = nil
    return easy.aim(at: url.string)
  }

  private func apply(_ options: FetchOptions) -> Bool {
    if applied == options { return true }
    applied = nil
    guard easy.apply(options) else { return false }
    standing = options.headerLines
    applied = options
    return true
  }

  private func setHeaders() -> Bool {
    var lines = standing
    if let etag = request.validators?.etag { lines.append("If-None-Match: " + etag) }
    if let date = request.validators?.lastModified { lines.append("If-Modified-Since: " + date) }
    if lines.isEmpty && !hasHeaders { return true }
    hasHeaders = !lines.isEmpty
    return easy.setHeaders(lines)
  }
}

// What libcurl's callbacks say. False ends the transfer.
extension Transfer {
  func receive(line: Span<UInt8>) -> Bool {
    if head.read(line: line) { return true }
    stop = .headTooLarge
    return false
  }

  func receive(body bytes: RawSpan) -> Bool {
    guard head.status == 200 else {
      errorBodyBytes += bytes.byteCount
      if errorBodyBytes > Self.maximumErrorBodyBytes { stop = .enough }
      return stop == nil
    }
    guard body.count + bytes.byteCount <= request.options.limits.maximumBodyBytes else {
      stop = .tooLarge
      return false
    }
    body.append(copying: bytes)
    return true
  }

  func mayConnect(to address: NetworkAddress?) -> Bool {
    mayConnect { address }
  }

  /// Asks for the address only where it matters.
  func mayConnect(_ address: () -> NetworkAddress?) -> Bool {
    // What was allowed is the host that was named, not whatever it redirects to.
    let isAllowed = request.options.addresses == .any && url.host == request.url.host
    if isAllowed { return true }
    // Names are the proxy's to resolve, and the proxy may be anywhere; what needs no resolving is seen.
    let isProxied = request.options.proxy != nil
    let address = isProxied ? NetworkAddress(host: url.host) : address()
    if isProxied, address == nil { return true }
    if address?.addressClass == .global { return true }
    refused = address ?? refused
    return false
  }
}

// What comes after the end of a hop.
extension Transfer {
  /// Reads libcurl's verdict on the hop that has just ended.
  func conclude(_ code: CurlCode) -> Step {
    if code == .finished || stop == .enough { return concludeAnswered() }
    return .answer(.failure(error(code)))
  }

  private func concludeAnswered() -> Step {
    switch head.status {
    case 200: .answer(.success(response(.modified(takeBody()))))
    case 304 where request.validators != nil: .answer(.success(response(.notModified)))
    case 301, 302, 303, 307, 308: follow()
    default: .answer(.failure(.httpStatus(httpFailure())))
    }
  }

  private func response(_ outcome: FetchResponse.Outcome) -> FetchResponse {
    let sent = Validators(etag: head[.etag], lastModified: head[.lastModified])
    return FetchResponse(
      outcome: outcome, status: head.status, url: url.withoutCredentials, redirects: redirects,
      validators: head.status == 304 ? sent ?? request.validators : sent, freshness: freshness(),
      elapsed: .now - started)
  }

  private func takeBody() -> FetchedBody {
    defer { body = [] }
    return FetchedBody(
      bytes: body, contentType: head[.contentType], end: head.isFramed ? .framed : .closed,
      wasCompressed: head[.contentEncoding] != nil)
  }

  private func freshness() -> Freshness {
    Freshness(
      cacheControl: head[.cacheControl], age: head[.age], expires: head[.expires],
      date: head[.date], retryAfter: head[.retryAfter])
  }

  private func httpFailure() -> HTTPFailure {
    HTTPFailure(
      status: head.status, retryAfter: freshness().retryAfter,
      isChallenge: head[.mitigation]?.lowercased() == "challenge", url: url.withoutCredentials,
      redirects: redirects)
  }

  private func follow() -> Step {
    do throws(FetchError) {
      let target = try redirectTarget()
      redirects.append(Redirect(status: head.status, target: target))
      let left = request.options.limits.total - (.now - started)
      let isOwn = target.hasSameOrigin(as: request.url)
      let options = isOwn ? request.options : request.options.withoutSecrets
      guard apply(options), easy.setTotalTime(left), setHeaders(),
        aim(at: isOwn ? target.withCredentials(of: request.url) : target)
      else { throw .ourselves(easy.failure(.outOfMemory)) }
      applied = nil  // The next request must set its own total time again.
      return .again
    } catch {
      return .answer(.failure(error))
    }
  }

  private func redirectTarget() throws(FetchError) -> WebURL {
    guard let location = head[.location] else { throw .badRedirect(.missingLocation) }
    guard let target = WebURL(location, relativeTo: url)?.withoutCredentials else {
      throw .badRedirect(.unreadableLocation(String(location.prefix(200))))
    }
    guard target.scheme == "http" || target.scheme == "https" else {
      throw .unsupportedScheme(target.scheme)
    }
    let limit = request.options.limits.maximumRedirects
    guard redirects.count < limit else { throw .badRedirect(.tooMany(limit: limit)) }
    let been = [request.url.withoutCredentials] + redirects.map(\.target)
    // With a cookie that it did not have before, the same page may be another.
    guard !been.contains(target) || request.options.cookies == .forOnePoll else {
      throw .badRedirect(.loop(target))
    }
    return target
  }

  private func error(_ code: CurlCode) -> FetchError {
    if stop == .tooLarge { return .tooLarge(limitBytes: request.options.limits.maximumBodyBytes) }
    if let refused, code.followsRefusal {
      return .refusedAddress(refused)
    }
    let failure = easy.failure(code)
    if stop == .headTooLarge {
      let text = "headers larger than \(ResponseHead.maximumBytes) bytes"
      return .protocolViolation(CurlFailure(code: failure.code, text: text))
    }
    return FetchError(code, failure, phase: phase)
  }

  private var phase: FetchPhase { head.status != 0 ? .receiving : easy.phaseBeforeAnswer }
}

extension FetchOptions {
  /// The headers as lines: its own, and Accept where that is none of them.
  fileprivate var headerLines: [String] {
    let lines = headers.map(\.line)
    let accepts = headers.contains { $0.name.lowercased() == "accept" }
    guard !accepts, let accept = RequestHeader(name: "Accept", value: accept) else { return lines }
    return lines + [accept.line]
  }
}

extension RequestHeader {
  /// As it is sent; a header without a value ends with a semicolon to libcurl.
  fileprivate var line: String { value.isEmpty ? name + ";" : name + ": " + value }
}
