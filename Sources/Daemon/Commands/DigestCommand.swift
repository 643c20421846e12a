import Digests
import Fetching
import FoundationEssentials
import Invocation
import Storage

extension Command {
  static let digest = Command(
    name: "digest",
    summary: "write an edition of everything pending",
    operands: "[NAME]",
    discussion: """
      Writes an edition of the digest NAME, or of every digest, with everything that no edition has
      told yet. Writes nothing where nothing is pending. Beside a running daemon, the daemon does it.

      An edition is fixed once it is written. --date writes the files of a day's editions again, to
      the byte as they were; with --form it prints them instead, also beside a running daemon.
      """,
    options: [
      .config, Option("preview", help: "print the coming edition without fixing it"),
      Option("date", value: "DATE", help: "write the editions of a day, such as 2026-11-24, again"),
      Option("form", value: "FORM", help: "print in this form; --preview prints text without it"),
    ]
  ) { arguments in
    await attempt("digest") { () async throws(Session.Failure) in
      let day = try arguments.day()
      if arguments.has("preview") || arguments.has("form") {
        try await Session.reading(arguments).show(arguments, day: day)
      } else if let day {
        try await Session.writing(arguments).rebuild(arguments.operands, day: day)
      } else {
        let reports = try await Session.published(arguments)
        for line in reports.flatMap(\.lines) { Terminal.print(line) }
        let failures = reports.compactMap(\.failure)
        for failure in failures { Terminal.fail("rassegna digest: \(failure.sentence)") }
        return failures.first?.code ?? .ok
      }
      return .ok
    }
  }
}

extension Arguments {
  /// The day that `--date` names; nil without it.
  fileprivate func day() throws(Session.Failure) -> Day? {
    guard let text = value("date") else { return nil }
    guard let day = Day(text) else {
      throw Session.Failure(
        sentence: "expected a day such as 2026-11-24, found '\(text.printable)'", code: .usage)
    }
    guard !has("preview") else {
      throw Session.Failure(
        sentence: "--preview is of the coming edition, --date of earlier ones", code: .usage)
    }
    return day
  }
}

/// What `digest` tells of one digest.
struct DigestReport: Sendable, Hashable, Codable {
  /// How many titles of a new edition are printed.
  static let shownStories = 5

  var digest: String
  /// How many stories the edition tells; nil where nothing was pending, and none was written.
  var stories: Int?
  /// The paths of its files.
  var paths: [String] = []
  /// Of its first stories.
  var titles: [String] = []
  /// What became of its letters, in sentences.
  var mail: [String]?
  /// Why the edition was not made or its files are not written, if that is so.
  var failure: ControlMessage.Refusal?

  /// For people.
  var lines: [String] {
    let mail = (mail ?? []).map { "  " + $0.printable }
    guard let stories else {
      return (failure == nil ? ["\(digest): nothing new since the last edition."] : []) + mail
    }
    return ["\(digest): " + counted(stories, "story", plural: "stories")] + paths.map { "  " + $0 }
      + titles.map { "  · " + $0.printable } + mail
  }
}

extension DigestReport {
  init(_ published: Editor.Published, of digest: DigestSettings) {
    let stories = published.edition.stories
    self.init(
      digest: digest.name, stories: stories.count, paths: published.paths,
      titles: stories.prefix(Self.shownStories).map(\.title.string))
    if let unwritten = published.unwritten {
      let number = published.edition.masthead.number
      failure = Self.failure(of: digest, unwritten, "edition \(number) is fixed, not written yet: ")
    }
  }

  /// What is told of a digest that failed.
  ///
  /// - Parameter deed: what failed, with a colon and a space, if that does not go without saying.
  static func failure(of digest: DigestSettings, _ failure: Editor.Failure, _ deed: String = "")
    -> ControlMessage.Refusal
  {
    let failure = Session.Failure(failure)
    return .init(sentence: "\(digest.name): \(deed)\(failure.sentence)", code: failure.code)
  }
}

extension Session {
  /// Writes the editions that the command line asks for, here or in the daemon.
  fileprivate static func published(_ arguments: Arguments) async throws(Failure) -> [DigestReport]
  {
    switch try await access(arguments) {
    case .own(let session):
      let fetcher = session.fetcher
      let digests = try session.chosenDigests(arguments.operands)
      let pictures = await session.pictures(for: digests, by: fetcher)
      return try await session.mailed(await session.publish(digests, pictures), by: fetcher)
    case .daemon(let client):
      let answer = try client.answer(to: .digest(arguments.operands)) { _ in }
      guard case .digested(let reports) = answer else { throw .notUnderstood }
      return reports
    }
  }

  /// Sends the letters that are due, and tells of them.
  private func mailed(_ reports: [DigestReport], by fetcher: Fetcher) async throws(Failure)
    -> [DigestReport]
  {
    let tried: [Postman.Delivery]
    do throws(StorageError) {
      tried = try await postman(fetcher).deliver().tried
    } catch {
      throw Failure(error)
    }
    await fetcher.shutDown()
    return reports.map { report in
      var report = report
      report.mail = tried.filter { $0.letter.digest == report.digest }.map(\.sentence)
      return report
    }
  }

  /// The digests of these names; of no names all.
  func chosenDigests(_ names: [String]) throws(Failure) -> [DigestSettings] {
    guard let name = names.first else { return configuration.digests }
    let chosen = configuration.digests.filter { $0.name == name }
    guard chosen.isEmpty else { return chosen }
    throw Failure(sentence: "no digest '\(name.printable)' is configured", code: .noInput)
  }

  /// Writes an edition of each digest that has news. One that fails holds up no other.
  ///
  /// - Parameter pictures: what was found for them, by digest.
  func publish(_ digests: [DigestSettings], _ pictures: [String: FoundPictures]) async
    -> [DigestReport]
  {
    var reports: [DigestReport] = []
    for digest in digests { reports.append(await publish(digest, pictures[digest.name] ?? [:])) }
    return reports
  }

  /// An edition whose files are not written yet is written before another is made.
  private func publish(_ digest: DigestSettings, _ pictures: FoundPictures) async -> DigestReport {
    do {
      try await editor.repair(digest)
      guard try await editor.hasNews(for: digest) else { return DigestReport(digest: digest.name) }
      let published = try await editor.publish(digest, at: clock.now(), pictures: pictures)
      return DigestReport(published, of: digest)
    } catch {
      var report = DigestReport(digest: digest.name)
      report.failure = DigestReport.failure(of: digest, error)
      return report
    }
  }

  /// Writes the files of a day's editions again, and prints their paths.
  fileprivate func rebuild(_ names: [String], day: Day) async throws(Failure) {
    let digests = try chosenDigests(names)
    var paths: [String] = []
    do throws(Editor.Failure) {
      for digest in digests {
        paths += try await editor.rebuild(digest, day: day).flatMap(\.paths)
      }
    } catch {
      throw Failure(error)
    }
    if paths.isEmpty { throw .noEdition(of: digests, on: day) }
    for path in paths { Terminal.print(path) }
  }

  /// Prints a day's editions, or the coming one of each digest.
  fileprivate func show(_ arguments: Arguments, day: Day?) async throws(Failure) {
    let form = try Form(arguments)
    let digests = try chosenDigests(arguments.operands)
    var editions: [Edition] = []
    do throws(Editor.Failure) {
      for digest in digests {
        if let day {
          for edition in try await editor.editions(digest, day: day) {
            editions.append(try await editor.withPictures(edition))
          }
        } else {
          editions.append(try await editor.preview(digest, at: clock.now()))
        }
      }
    } catch {
      throw Failure(error)
    }
    if let day, editions.isEmpty { throw .noEdition(of: digests, on: day) }
    for edition in editions {
      do {
        Terminal.print(String(decoding: try edition.rendered(as: form), as: UTF8.self))
      } catch {
        throw Failure(.files(error))
      }
    }
  }
}

extension Session.Failure {
  fileprivate static func noEdition(of digests: [DigestSettings], on day: Day) -> Self {
    let names = digests.map { "'\($0.name)'" }.joined(separator: ", ")
    return Self(sentence: "no edition of \(names) is of the day \(day)", code: .noInput)
  }
}

extension Form {
  /// The form that `--form` names; text without it.
  fileprivate init(_ arguments: Arguments) throws(Session.Failure) {
    guard let name = arguments.value("form") else {
      self = .text
      return
    }
    guard let form = Form(rawValue: name) else {
      let known = Form.allCases.map(\.rawValue).joined(separator: ", ")
      throw Session.Failure(
        sentence: "no form is called '\(name.printable)'; there are \(known)", code: .usage)
    }
    self = form
  }
}

extension Edition {
  /// In the order in which they are read.
  var stories: [Story] {
    (opening.map { [$0] } ?? []) + sections.flatMap(\.stories)
  }
}
