import Digests
import Fetching
import FoundationEssentials
import Glibc
import Invocation
import Links
import Storage

/// What a command works with once its configuration is read and its database open.
struct Session: Sendable {
  /// Why a command can not begin or go on: a sentence and how the process ends.
  struct Failure: Error, Sendable {
    var sentence: String
    var code: ExitCode
  }

  var configuration: Configuration
  var store: Store
  var clock: Clock
  var log: Log
  /// Nil for commands that only read.
  private var lock: InstanceLock?

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The configuration that `--config` names, or the system's.
  static func configuration(_ arguments: Arguments) throws(Failure) -> Configuration {
    do {
      return try loaded(arguments)
    } catch {
      throw Failure(error)
    }
  }

  private static func loaded(_ arguments: Arguments) throws(ConfigurationError) -> Configuration {
    let path =
      arguments.value("config") ?? environment["RASSEGNA_CONFIG"] ?? "/etc/rassegna/rassegna.toml"
    return try Configuration.load(path: path, environment: environment)
  }

  /// Where a command that writes finds the database.
  enum Access {
    /// It is ours.
    case own(Session)
    /// A daemon has it.
    case daemon(ControlClient)
  }

  /// Opens the database for writing, alone (invariant 10), or the way to the daemon that has it.
  static func access(_ arguments: Arguments, log: Log = Log(.nobody)) async throws(Failure)
    -> Access
  {
    var configuration = try configuration(arguments)
    // Only a daemon remembers it.
    configuration.written = nil
    do {
      let lock = try lock(configuration)
      return .own(try await open(configuration, lock: lock, log: log))
    } catch {
      guard error.code == .temporaryFailure,
        // Whoever holds the lock without listening is another command.
        let client = try? ControlClient(path: configuration.controlSocket)
      else { throw error }
      return .daemon(client)
    }
  }

  /// Opens the database for writing, alone (invariant 10).
  static func writing(_ arguments: Arguments, log: Log = Log(.nobody)) async throws(Failure)
    -> Session
  {
    let configuration = try configuration(arguments)
    return try await open(configuration, lock: try lock(configuration), log: log)
  }

  /// Reads the configuration and takes the database's lock (invariant 10).
  static func alone(_ arguments: Arguments) throws(Failure) -> (Configuration, InstanceLock) {
    let configuration = try configuration(arguments)
    return (configuration, try lock(configuration))
  }

  private static func lock(_ configuration: Configuration) throws(Failure) -> InstanceLock {
    do {
      try FileManager.default.createDirectory(
        atPath: configuration.state, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        sentence: "\(configuration.state): the folder can not be made", code: .cannotCreate)
    }
    try checkOwner(of: configuration.state)
    do {
      return try InstanceLock(path: configuration.lockFile)
    } catch {
      throw Failure(sentence: error.sentence, code: error.exitCode)
    }
  }

  /// Root may write everywhere, but what it makes in the folder of the service's user, that user could
  /// not change again: a lock or a database of root's would keep the service from starting.
  private static func checkOwner(of folder: String) throws(Failure) {
    // A folder whose owner can not be read has one that we are not warned of.
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder)
    guard geteuid() == 0, let owner = attributes?[.ownerAccountName] as? String, owner != "root"
    else { return }
    throw Failure(
      sentence: "\(folder) belongs to the user \(owner): run this as that user, with "
        + "'runuser -u \(owner) -- rassegna …'", code: .noPermission)
  }

  /// Opens the database beside a daemon that may be writing it.
  static func reading(_ arguments: Arguments) async throws(Failure) -> Session {
    try await open(try configuration(arguments), lock: nil, log: Log(.nobody))
  }

  /// Opens the database beside a daemon, with the configuration that the daemon loaded last where that
  /// of the files does not load; then also what is wrong with it.
  static func lookingOn(_ arguments: Arguments) async throws(Failure)
    -> (Session, ConfigurationError?)
  {
    let fault: ConfigurationError
    switch Result(catching: { () throws(ConfigurationError) in try loaded(arguments) }) {
    case .success(let configuration):
      return (try await open(configuration, lock: nil, log: Log(.nobody)), nil)
    case .failure(let error): fault = error
    }
    var configuration = Configuration(remembered: [:], state: fault.state)
    do {
      let remembered = try await Store(reading: configuration.database).configured()
      configuration = Configuration(remembered: remembered, state: fault.state)
    } catch {
      // Without a database there is nothing to tell but this.
      throw Failure(fault)
    }
    return (try await open(configuration, lock: nil, log: Log(.nobody)), fault)
  }

  /// Opens the database for a short change: alone, or beside the daemon that has it.
  static func changing(_ arguments: Arguments) async throws(Failure) -> Session {
    let configuration = try configuration(arguments)
    do {
      return try await open(configuration, lock: try lock(configuration), log: Log(.nobody))
    } catch {
      guard error.code == .temporaryFailure else { throw error }
    }
    do {
      let store = try Store(beside: configuration.database)
      return Session(
        configuration: configuration, store: store, clock: .system, log: Log(.nobody), lock: nil)
    } catch {
      throw Failure(error)
    }
  }

  private static func open(_ configuration: Configuration, lock: InstanceLock?, log: Log)
    async throws(Failure) -> Session
  {
    let path = configuration.database
    let store: Store
    do {
      store = lock == nil ? try Store(reading: path) : try Store(path: path)
    } catch {
      throw Failure(error)
    }
    await store.follow(configuration.stories.rules)
    let session = Session(
      configuration: configuration, store: store, clock: .system, log: log, lock: lock)
    if lock != nil { try await session.register() }
    return session
  }

  /// Makes the digests of the configuration known to the store.
  func register() async throws(Failure) {
    let now = clock.now()
    let start = now.addingTimeInterval(-configuration.polling.backlog.seconds)
    do {
      try await store.registerDigests(configuration.digests.map(\.name), from: start, at: now)
    } catch {
      throw Failure(error)
    }
  }

  var editor: Editor {
    Editor(configuration: configuration, store: store, clock: clock, log: log)
  }

  /// What is found of the pictures that the next editions of digests could show, by digest: those that are
  /// to have some. Whatever goes wrong, they are without.
  func pictures(for digests: [DigestSettings], by fetcher: Fetcher) async -> [String: FoundPictures]
  {
    var found: [String: FoundPictures] = [:]
    for digest in digests where digest.showsPictures {
      do {
        let orders = try await editor.wantedPictures(digest, at: clock.now())
        let paused = try await pausedSites()
        let desk = PictureDesk(
          fetcher: fetcher, polling: configuration.polling,
          userAgent: configuration.userAgent(version: Rassegna.version), paused: paused)
        let pictures = await desk.found(orders)
        log(
          .info, "pictures",
          ["name": digest.name, "wanted": "\(orders.count)", "found": "\(pictures.count)"])
        found[digest.name] = pictures
      } catch {
        log(.error, "pictures", ["name": digest.name, "error": Failure(error).sentence])
      }
    }
    return found
  }

  private func pausedSites() async throws(Editor.Failure) -> Set<String> {
    do {
      return Set(try await store.hostPauses(at: clock.now()).keys)
    } catch {
      throw .store(error)
    }
  }

  var upkeep: Upkeep { Upkeep(configuration: configuration, store: store, clock: clock) }

  /// A postman whose letters go by `fetcher`.
  func postman(_ fetcher: Fetcher) -> Postman {
    Postman(
      configuration: configuration, store: store, fetcher: fetcher, clock: clock, log: log,
      environment: Self.environment)
  }

  var fetcher: Fetcher { Fetcher(connections: configuration.polling.transfers) }

  /// A poller over `fetcher`, which tells of each feed that is over.
  func poller(
    _ fetcher: Fetcher, persistence: Poller.Persistence = .once,
    onStore: @escaping @Sendable (StoreCondition) -> Void = { _ in },
    onFinish: @escaping @Sendable (FinishedFeed) -> Void = { _ in }
  ) -> Poller {
    let tools = Poller.Tools(fetcher: fetcher, store: store, clock: clock, log: log)
    return Poller(
      tools, settings: configuration.polling,
      userAgent: configuration.userAgent(version: Rassegna.version), persistence: persistence,
      onStore: onStore, onFinish: onFinish)
  }
}

extension Session.Failure {
  init(_ error: ConfigurationError) {
    let lines = error.problems.map(\.line)
    self.init(sentence: lines.joined(separator: "\n"), code: .configuration)
  }

  init(_ error: StorageError) {
    self.init(sentence: error.sentence, code: error.exitCode)
  }

  init(_ failure: Editor.Failure) {
    switch failure {
    case .store(let error): self.init(error)
    case .files(let error): self.init(sentence: error.sentence, code: .cannotCreate)
    }
  }

  /// Tells it on standard error.
  func tell(_ command: String) -> ExitCode {
    Terminal.fail(code == .configuration ? sentence : "rassegna \(command): \(sentence)")
    return code
  }
}

/// Runs the deed of a command; a failure is told and becomes its exit code.
func attempt(
  _ command: String, _ body: () async throws(Session.Failure) -> ExitCode
) async -> ExitCode {
  do {
    return try await body()
  } catch {
    return error.tell(command)
  }
}
