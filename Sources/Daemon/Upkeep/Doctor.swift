import FoundationEssentials
import Invocation
import Links
import Storage

/// Looks at everything that the daemon needs, one finding each.
struct Doctor {
  struct Finding: Sendable, Equatable, Encodable {
    enum Verdict: String, Sendable, Encodable { case good, doubtful, bad }

    var subject: String
    var verdict: Verdict
    var detail: String
    /// What to do; nil where nothing is wrong.
    var advice: String?
  }

  let environment: [String: String]
  let clock: Clock
  private(set) var findings: [Finding] = []

  init(environment: [String: String], clock: Clock) {
    self.environment = environment
    self.clock = clock
  }

  /// Examines all that the configuration leads to.
  mutating func examine(_ arguments: Arguments) async {
    let configuration: Configuration
    do {
      configuration = try Session.configuration(arguments)
    } catch {
      note("configuration", .bad, error.sentence, "mend it; `rassegna check` tells the same")
      return
    }
    examine(configuration)
    examineFolders(configuration)
    examineRoom(configuration)
    await examineDatabase(configuration)
    examineNames(configuration)
    examineCertificates()
  }

  private mutating func note(
    _ subject: String, _ verdict: Finding.Verdict, _ detail: String, _ advice: String? = nil
  ) {
    findings.append(Finding(subject: subject, verdict: verdict, detail: detail, advice: advice))
  }
}

extension Doctor {
  private mutating func examine(_ configuration: Configuration) {
    let counts =
      counted(configuration.feeds.count, "feed") + ", "
      + counted(configuration.digests.count, "digest")
    if let warning = configuration.warnings.first {
      note("configuration", .doubtful, counts + "; " + warning.line, "`rassegna check` tells all")
    } else if configuration.feeds.isEmpty {
      note("configuration", .doubtful, "no feed is configured", "add a [[feed]], or import OPML")
    } else {
      note("configuration", .good, counts)
    }
    if configuration.contact == nil, configuration.polling.userAgent == nil {
      note(
        "contact", .doubtful, "publishers do not learn whom to ask",
        "set contact = \"…\" to an address or a page of yours")
    }
  }

  /// The state's folder and those of digests, as far as they are there.
  private mutating func examineFolders(_ configuration: Configuration) {
    for folder in [configuration.state] + configuration.digests.map(\.directory) {
      switch FolderRights(folder) {
      case .writable: note("folder", .good, folder)
      case .missing:
        note("folder", .doubtful, "\(folder) is not there yet", "the daemon makes it, if it may")
      case .refused(let reason):
        note(
          "folder", .bad, "\(folder) can not be written: \(reason)",
          "run this as the daemon's user; then chown or mount it for that user")
      }
    }
  }

  private mutating func examineRoom(_ configuration: Configuration) {
    guard let room = DiskRoom(path: configuration.state) else { return }
    let detail = "\(ByteCount(bytes: room.freeBytes).rounded) free below \(configuration.state)"
    if room.freeFiles < 16 {
      note("room", .bad, "no inodes are left below \(configuration.state)", "remove some files")
    } else if room.freeBytes < Health.leastRoomBytes {
      note("room", .bad, detail, "make room, or lower age in [retention]")
    } else {
      note("room", .good, detail)
    }
  }

  private mutating func examineDatabase(_ configuration: Configuration) async {
    let holder = InstanceLock.holder(of: configuration.lockFile)
    note("daemon", .good, holder == .nobody ? "does not run" : "runs")
    do {
      let store = try Store(reading: configuration.database)
      if let fault = try await store.fault() {
        note(
          "database", .bad, "\(configuration.database): \(fault)",
          "stop the daemon, and put a backup in its place: `rassegna restore FILE`")
        return
      }
      let inventory = try await store.inventory()
      note(
        "database", .good,
        "\(counted(inventory.items, "item")), \(ByteCount(bytes: Int(inventory.databaseBytes)).rounded), whole"
      )
      if holder != .nobody { examineMetrics(try await store.troubles(), configuration) }
      examineClock(newest: inventory.newestItemAt)
    } catch .missing {
      note("database", .doubtful, "there is none yet", "the daemon makes it")
      examineClock(newest: nil)
    } catch {
      note("database", .bad, error.sentence)
    }
  }

  /// Whether the daemon listens where it should.
  private mutating func examineMetrics(
    _ troubles: [String: String], _ configuration: Configuration
  ) {
    guard let address = configuration.metrics.listen else { return }
    guard let trouble = troubles["metrics"] else {
      return note("metrics", .good, "served at \(address.text)")
    }
    note(
      "metrics", .bad, trouble.printable,
      "end what is there, or change listen in [metrics]; the daemon tries again each minute")
  }

  /// A clock that is behind what it once was wrong, then or now.
  mutating func examineClock(newest: Date?) {
    let now = clock.now()
    if now.timeIntervalSince1970 < 1_767_225_600 {
      note(
        "clock", .bad, "it is \(now.words), says this machine", "set the clock; run an NTP client"
      )
    } else if let newest, newest.timeIntervalSince(now) > 3600 {
      note(
        "clock", .bad, "it is \(now.words), but an item came at \(newest.words)",
        "the clock was set back, or was ahead then: run an NTP client")
    } else {
      note("clock", .good, now.words)
    }
  }

  /// Names of the hosts of three feeds.
  private mutating func examineNames(_ configuration: Configuration) {
    let hosts = configuration.feeds.map(\.url.host).filter { !$0.isEmpty }
    // Where the file is not there, it names none.
    let resolving = try? InputFile.bytes(of: "/etc/resolv.conf", maximumBytes: 1 << 16)
    let servers = nameServers(String(decoding: resolving ?? [], as: UTF8.self))
    var looked: [String] = []
    for host in hosts where !looked.contains(host) && looked.count < 3 {
      looked.append(host)
      if let failure = hostLookupFailure(host) {
        note("name", .bad, "\(host): \(failure.reason)", failure.advice(servers: servers))
      } else {
        note("name", .good, "\(host) has an address")
      }
    }
  }

  private mutating func examineCertificates() {
    let path = environment["SSL_CERT_FILE"] ?? "/etc/ssl/certs/ca-certificates.crt"
    do {
      let bytes = try InputFile.bytes(of: path, maximumBytes: 16 << 20)
      let count =
        String(decoding: bytes, as: UTF8.self).split(separator: "-----BEGIN CERT").count - 1
      if count > 0 { return note("certificates", .good, "\(count) in \(path)") }
      note("certificates", .bad, "\(path) holds none", "install ca-certificates")
    } catch {
      note("certificates", .bad, "\(path): \(error.reason)", "install ca-certificates")
    }
  }
}
