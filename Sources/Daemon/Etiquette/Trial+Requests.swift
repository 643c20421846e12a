import FoundationEssentials
import Serving
import Storage

/// FRB050 to FRB090: what a request says, and what it does not say.
extension Trial {
  mutating func tryRequests() async throws(StorageError) {
    try forget()
    let target = "/query?b=2&a=%41&a=1&&x=+/"
    await book.show("/query") { _, _, _ in
      .feed([1], "", [ServedHeader("Set-Cookie", "user=1; Path=/")])
    }
    await book.show("/here") { _, _, _ in .redirect(302, target) }
    for path in [target, target, "/here"] { _ = try await follow(feed(url(path)), polls: 1) }
    await poll([feed(url(target))], at: Self.start.addingTimeInterval(90_000))
    let visits = await book.visits(to: "/query").map(\.request)
    let targets = Set(visits.map(\.target))
    note(62, targets == [target], "asked for as configured: \(target)")
    note(66, targets == [target], "order, repetition and percent signs are kept: \(target)")
    note(63, visits.allSatisfy { $0[header: "Cookie"] == nil }, "a cookie was set, none was sent")
    let busting = visits.compactMap { $0[header: "Cache-Control"] ?? $0[header: "Pragma"] }
    note(64, busting.isEmpty && targets.count == 1, "no Cache-Control, no Pragma, the same target")
    let referrers = visits.compactMap { $0[header: "Referer"] }
    note(65, referrers.isEmpty, "no Referer, after a redirect neither")
  }

  /// Over everything that all trials have asked.
  mutating func lookAtAllRequests() async {
    let all = await book.visits.map(\.request)
    let methods = Set(all.map(\.method)).sorted().joined(separator: ", ")
    note(50, methods == "GET", "\(all.count) requests: \(methods)")
    note(51, !methods.contains("HEAD"), "\(all.count) requests, no HEAD")
    noteUserAgent(Set(all.map { $0[header: "User-Agent"] ?? "" }))
    let encodings = Set(all.map { $0[header: "Accept-Encoding"] ?? "" })
    note(
      140, encodings.allSatisfy { $0.contains("gzip") },
      "Accept-Encoding: \(encodings.sorted().joined(separator: " or "))")
    skip(
      70, because: "polls on demand are a command of the sysadmin's, with the same pauses for hosts"
    )
    skip(71, because: "no command asks unconditionally for what is known")
  }

  private mutating func noteUserAgent(_ agents: Set<String>) {
    let agent = agents.first ?? ""
    let version = Rassegna.version
    let lower = agent.lowercased()
    note(80, !agent.isEmpty, agent)
    note(81, agent.contains("(+\(Self.contact))"), "with the configured contact: \(agent)")
    note(82, agent.contains("/\(version)"), "with \(version): \(agent)")
    note(83, agent.hasPrefix("rassegna/\(version)"), "the version that `rassegna version` prints")
    note(84, agent.hasPrefix("rassegna/"), "begins with the program's name: \(agent)")
    note(85, !lower.contains("mozilla"), "no word of a browser: \(agent)")
    note(86, !lower.contains("curl"), "no word of libcurl: \(agent)")
    note(87, agents.count == 1, "\(agents.count) User-Agent in all requests")
    note(88, agent == "rassegna/\(version) (+\(Self.contact))", "nothing of the user: \(agent)")
    note(
      89, agent == "rassegna/\(version) (+\(Self.contact))", "program, version, contact: \(agent)")
    note(90, agent.contains(Self.contact), "no URL but the contact that is configured")
  }
}
