import Digests
import FoundationEssentials
import Links
import Storage
import Stories

/// Makes editions: composes what is pending, fixes it in the store, and writes its files.
///
/// The edition is committed before its files are written; a crash between the two is repaired by
/// `repair` (invariant 3).
struct Editor: Sendable {
  /// Why an edition was not made, or its files not written.
  enum Failure: Error, Sendable, Equatable {
    case store(StorageError)
    case files(DigestError)
  }

  var configuration: Configuration
  var store: Store
  var clock: Clock
  var log: Log

  /// What an edition says that is not fixed.
  func preview(_ digest: DigestSettings, at dueAt: Date) async throws(Failure) -> Edition {
    try await compose(digest, at: dueAt).edition
  }

  /// Makes the edition of everything pending, even of nothing, and writes its files. Returns their
  /// paths with the edition.
  func publish(_ digest: DigestSettings, at dueAt: Date) async throws(Failure) -> Published {
    let draft = try await compose(digest, at: dueAt)
    var record = try EditionRecord(draft.edition, dueAt: dueAt, cutoff: draft.cutoff)
    record.isMailed = digest.mail != nil
    do {
      try await store.fix(record, ledger: draft.ledger, settling: draft.settlement)
    } catch {
      throw .store(error)
    }
    return try await write(draft.edition, of: digest)
  }

  /// Whether anything waits for the next edition of `digest`.
  func hasNews(for digest: DigestSettings) async throws(Failure) -> Bool {
    try await !pending(digest).items.isEmpty
  }

  /// Writes the files of editions that a crash left without.
  func repair() async throws(Failure) {
    do {
      for record in try await store.unpublishedEditions() {
        guard let digest = configuration.digests.first(where: { $0.name == record.digest }) else {
          continue
        }
        do {
          _ = try await write(Edition(decoding: record.content), of: digest)
        } catch let error as DigestError {
          throw Failure.files(error)
        }
      }
    } catch let error as StorageError {
      throw .store(error)
    } catch let error as Failure {
      throw error
    } catch {
      throw .files(.unreadableEdition)
    }
  }
}

extension Editor {
  /// An edition that is fixed, with the paths of its files.
  struct Published: Sendable {
    var edition: Edition
    var paths: [String]
  }

  private struct Draft {
    var edition: Edition
    var ledger: [LedgerEntry]
    var cutoff: Int64
    var settlement: Settlement
  }

  private func write(_ edition: Edition, of digest: DigestSettings) async throws(Failure)
    -> Published
  {
    let synopses = try await synopses(of: digest)
    let paths: [String]
    do {
      paths = try edition.write(
        digest.formats, into: digest.directory, theme: digest.theme, synopses: synopses)
    } catch {
      throw .files(error)
    }
    do {
      try await store.markPublished(digest.name, number: edition.masthead.number)
    } catch {
      throw .store(error)
    }
    return Published(edition: edition, paths: paths)
  }

  /// What the list of editions tells of them.
  private func synopses(of digest: DigestSettings) async throws(Failure) -> [Synopsis] {
    do {
      return try await store.synopses(digest.name).compactMap { json in
        // One that an earlier or a later version wrote is told by its date alone.
        try? Synopsis(decoding: json)
      }
    } catch {
      throw .store(error)
    }
  }

  private func pending(_ digest: DigestSettings) async throws(Failure) -> PendingEdition {
    let feeds = Set(configuration.feeds(of: digest).map(\.url.string))
    do {
      return try await store.pending(digest.name, feeds: feeds)
    } catch {
      throw .store(error)
    }
  }

  private func compose(_ digest: DigestSettings, at dueAt: Date) async throws(Failure) -> Draft {
    let pending = try await pending(digest)
    let desk = Desk(digest: digest, feeds: configuration.feeds(of: digest), dueAt: dueAt)
    let material: Material
    do {
      material = desk.material(
        of: pending, states: try await store.feedStates(),
        daily: try await store.dailyItems(before: dueAt, days: FeedAccount.days))
    } catch {
      throw .store(error)
    }
    let (edition, ledger) = material.composed()
    return Draft(
      edition: edition, ledger: ledger, cutoff: pending.cutoff,
      settlement: desk.settlement(of: pending))
  }
}

extension EditionRecord {
  fileprivate init(_ edition: Edition, dueAt: Date, cutoff: Int64) throws(Editor.Failure) {
    do {
      self.init(
        digest: edition.masthead.digest, number: edition.masthead.number,
        date: edition.masthead.day.description, part: edition.masthead.part, dueAt: dueAt,
        cutoff: cutoff, content: try edition.encoded(),
        synopsis: try Synopsis(edition).encoded())
    } catch {
      throw .files(error)
    }
  }
}
