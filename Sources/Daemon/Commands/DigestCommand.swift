import Digests
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
      told yet. Writes nothing where nothing is pending.
      """,
    options: [
      .config, Option("preview", help: "print the coming edition without fixing it"),
      Option("date", value: "DATE", help: "print the editions of a day, such as 2026-11-24, again"),
    ]
  ) { arguments in
    await attempt("digest") { () async throws(Session.Failure) in
      if arguments.has("preview") || arguments.has("date") {
        let session = try await Session.reading(arguments)
        for digest in try session.chosenDigests(arguments) {
          try await session.show(digest, date: arguments.value("date"))
        }
      } else {
        let session = try await Session.writing(arguments)
        for digest in try session.chosenDigests(arguments) { try await session.publish(digest) }
      }
      return .ok
    }
  }
}

extension Session {
  /// How many titles of a new edition are printed.
  private static let shownStories = 5

  fileprivate func chosenDigests(_ arguments: Arguments) throws(Failure) -> [DigestSettings] {
    guard let name = arguments.operands.first else { return configuration.digests }
    let chosen = configuration.digests.filter { $0.name == name }
    guard chosen.isEmpty else { return chosen }
    throw Failure(sentence: "no digest '\(name.printable)' is configured", code: .noInput)
  }

  fileprivate func publish(_ digest: DigestSettings) async throws(Failure) {
    do {
      try await editor.repair()
      guard try await editor.hasNews(for: digest) else {
        Terminal.print("\(digest.name): nothing new since the last edition.")
        return
      }
      let published = try await editor.publish(digest, at: clock.now())
      let stories = published.edition.stories
      Terminal.print("\(digest.name): \(stories.count) stories")
      for path in published.paths { Terminal.print("  " + path) }
      for story in stories.prefix(Self.shownStories) {
        Terminal.print("  · " + story.title.string.printable)
      }
    } catch {
      throw Failure(error)
    }
  }

  fileprivate func show(_ digest: DigestSettings, date: String?) async throws(Failure) {
    do {
      guard let date else {
        let edition = try await editor.preview(digest, at: clock.now())
        Terminal.print(String(decoding: try edition.rendered(as: .text), as: UTF8.self))
        return
      }
      for record in try await store.editions(digest.name, date: date) {
        let edition = try Edition(decoding: record.content)
        Terminal.print(String(decoding: try edition.rendered(as: .text), as: UTF8.self))
      }
    } catch let failure as Editor.Failure {
      throw Failure(failure)
    } catch let error as StorageError {
      throw Failure(error)
    } catch let error as DigestError {
      throw Failure(.files(error))
    } catch {
      throw Failure(sentence: "\(error)", code: .software)
    }
  }
}

extension Edition {
  /// In the order in which they are read.
  var stories: [Story] {
    (opening.map { [$0] } ?? []) + sections.flatMap(\.stories)
  }
}
