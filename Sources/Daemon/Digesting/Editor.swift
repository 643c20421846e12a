import Digests
import FoundationEssentials
import Links
import Storage
import Stories

/// Makes editions: composes what is pending, fixes it in the store, and writes its files.
///
/// An edition is fixed once: its row, the ledger and its letter are committed together, before its
/// files are written. Whatever keeps the files from being written, a crash or a full disk, is repaired
/// by `repair` from the same row (invariant 3).
struct Editor: Sendable {
  /// Why an edition was not made, or its files were not written.
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

  /// The pictures that the next edition could show, with the feeds that name them.
  func wantedPictures(_ digest: DigestSettings, at dueAt: Date) async throws(Failure)
    -> [PictureDesk.Order]
  {
    let draft = try await compose(digest, at: dueAt)
    let feeds = Dictionary(configuration.feeds(of: digest).map { ($0.url.string, $0) }) { $1 }
    return draft.edition.wantedPictures.compactMap { wanted in
      guard let address = draft.feeds[wanted.seq], let feed = feeds[address] else { return nil }
      return PictureDesk.Order(link: wanted.link, feed: feed)
    }
  }

  /// Fixes the edition of everything pending, even of nothing, and writes its files.
  ///
  /// - Parameter pictures: what was found at the addresses of `wantedPictures`.
  func publish(_ digest: DigestSettings, at dueAt: Date, pictures: FoundPictures = [:])
    async throws(Failure) -> Published
  {
    try await publish(try await compose(digest, at: dueAt), of: digest, pictures)
  }

  /// Makes editions for several moments, in order: each but the last tells what was published up to
  /// its moment, the last one all the rest.
  ///
  /// - Returns: the first of them that were fixed, and why not the rest.
  func publish(_ digest: DigestSettings, for moments: [Date], pictures: FoundPictures = [:]) async
    -> (published: [Published], failure: Failure?)
  {
    var published: [Published] = []
    do {
      for moment in moments {
        let reach: Reach = moment == moments.last ? .everything : .published(until: moment)
        let draft = try await compose(digest, at: moment, reach)
        published.append(try await publish(draft, of: digest, pictures))
      }
    } catch {
      return (published, error)
    }
    return (published, nil)
  }

  /// Whether anything waits for the next edition of `digest`.
  func hasNews(for digest: DigestSettings) async throws(Failure) -> Bool {
    let pending = try await pending(digest)
    return !pending.items.isEmpty || !pending.edited.isEmpty
  }

  /// Writes the files of the editions of one day again: the same bytes, as long as the program and its
  /// templates are the same.
  func rebuild(_ digest: DigestSettings, day: Day) async throws(Failure) -> [Published] {
    var published: [Published] = []
    for edition in try await editions(digest, day: day) {
      let edition = try await withPictures(edition)
      published.append(Published(edition: edition, paths: try await write(edition, of: digest)))
    }
    return published
  }

  /// The editions of one day as they were fixed, in order.
  func editions(_ digest: DigestSettings, day: Day) async throws(Failure) -> [Edition] {
    let records: [EditionRecord]
    do {
      records = try await store.editions(digest.name, date: day.description)
    } catch {
      throw .store(error)
    }
    var editions: [Edition] = []
    do {
      for record in records { editions.append(try Edition(decoding: record.content)) }
    } catch {
      throw .files(error)
    }
    return editions
  }

  /// Writes the files of the editions of `digest` that have none. One that fails holds up no other; the
  /// first failure is thrown at the end.
  func repair(_ digest: DigestSettings) async throws(Failure) {
    let records: [EditionRecord]
    do {
      records = try await store.unpublishedEditions(of: digest.name)
    } catch {
      throw .store(error)
    }
    var failures: [Failure] = []
    for record in records {
      if let failure = await rewrite(record, of: digest) { failures.append(failure) }
    }
    if let failure = failures.first { throw failure }
  }

  /// An edition with the pictures that were kept with it.
  func withPictures(_ edition: Edition) async throws(Failure) -> Edition {
    var edition = edition
    do {
      edition.pictures = try await store.pictures(
        edition.masthead.digest, number: edition.masthead.number)
    } catch {
      throw .store(error)
    }
    return edition
  }

  private func rewrite(_ record: EditionRecord, of digest: DigestSettings) async -> Failure? {
    let edition: Edition
    do {
      edition = try Edition(decoding: record.content)
    } catch {
      return .files(error)
    }
    do {
      _ = try await write(try await withPictures(edition), of: digest)
    } catch {
      return error
    }
    return nil
  }
}

extension Editor {
  /// An edition that is fixed.
  struct Published: Sendable {
    var edition: Edition
    /// Of its files; none while they are not written.
    var paths: [String] = []
    /// Why its files are not written; nil when they are.
    var unwritten: Failure?
  }

  /// How far into what is pending an edition reaches.
  enum Reach {
    case everything
    /// Only items that were published up to a moment; the others stay pending.
    case published(until: Date)
  }

  private struct Draft {
    var edition: Edition
    var ledger: [LedgerEntry]
    /// The feed of each pending item, by sequence number.
    var feeds: [Int64: String]
    var cutoff: Int64
    var dueAt: Date
    var settlement: Settlement
  }

  private func publish(
    _ draft: Draft, of digest: DigestSettings, _ pictures: FoundPictures
  ) async throws(Failure) -> Published {
    let edition = pictures.isEmpty ? draft.edition : draft.edition.illustrated(with: pictures)
    var record = try EditionRecord(edition, dueAt: draft.dueAt, cutoff: draft.cutoff)
    record.pictures = edition.pictures
    record.isMailed = digest.mail != nil
    do {
      try await store.fix(record, ledger: draft.ledger, settling: draft.settlement)
    } catch {
      throw .store(error)
    }
    do {
      return Published(edition: edition, paths: try await write(edition, of: digest))
    } catch {
      return Published(edition: edition, unwritten: error)
    }
  }

  /// Writes the files, and remembers that; returns their paths.
  private func write(_ edition: Edition, of digest: DigestSettings) async throws(Failure)
    -> [String]
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
    return paths
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

  /// Takes note of editions of which only files are there: those that were made after the backup that was
  /// restored. No edition takes their place.
  private func reserve(_ standing: [Day: Int], in pending: inout PendingEdition) {
    for (day, part) in standing {
      pending.partsByDate[day.description] = max(pending.partsByDate[day.description] ?? 0, part)
    }
  }

  private func compose(
    _ digest: DigestSettings, at dueAt: Date, _ reach: Reach = .everything
  ) async throws(Failure) -> Draft {
    var pending = try await pending(digest)
    reserve(EditionFolder.lastParts(in: digest.directory), in: &pending)
    if case .published(let moment) = reach {
      pending.items.removeAll { $0.moment > moment }
      pending.cutoff = pending.previousCutoff
    }
    let desk = Desk(digest: digest, feeds: configuration.feeds(of: digest), dueAt: dueAt)
    let material: Material
    do {
      material = desk.material(
        of: pending, states: try await store.feedStates(),
        daily: try await store.dailyItems(before: dueAt, days: FeedAccount.days),
        watched: try await store.watchedDays(before: dueAt, days: FeedAccount.days))
    } catch {
      throw .store(error)
    }
    let (edition, ledger) = material.composed()
    return Draft(
      edition: edition, ledger: ledger,
      feeds: Dictionary(pending.items.map { ($0.seq, $0.feedURL) }) { $1 },
      cutoff: pending.cutoff, dueAt: dueAt,
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
