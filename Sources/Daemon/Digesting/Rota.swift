import FoundationEssentials
import Storage

/// Which digest has to write which editions, and when: the agendas of all digests together. Pure.
struct Rota: Sendable {
  /// A digest with the moments for which it has to write editions, in order; never empty.
  struct Assignment: Sendable, Equatable {
    var digest: DigestSettings
    var editions: [Date]
  }

  /// An edition that is later than this waits for the polls that are under way, in seconds: they
  /// bring what happened while the machine was off.
  private static let punctuality: TimeInterval = 120
  /// So long at most.
  private static let longestWait: TimeInterval = 300
  /// Until an edition that could not be fixed is tried again, in seconds.
  private static let retry: TimeInterval = 60

  private var due = Timetable()
  /// The moment of each digest's last edition; of one without, when it was first heard of.
  private var lasts: [String: Date] = [:]
  /// Digests that wait for polls.
  private var waiting: Set<String> = []

  /// Plans anew, with what the store knows of the digests.
  mutating func plan(_ digests: [DigestSettings], _ states: [DigestState], at now: Date) {
    self = Rota()
    for digest in digests {
      guard let state = states.first(where: { $0.name == digest.name }) else { continue }
      lasts[digest.name] = state.lastDueAt ?? state.registeredAt
      let duty = duty(of: digest, at: now)
      if let next = duty.editions.isEmpty ? duty.next : now { due.set(digest.name, at: next) }
    }
  }

  /// Takes what has to be written now.
  mutating func takeDue(_ digests: [DigestSettings], at now: Date, pollsUnderWay: Int)
    -> [Assignment]
  {
    var assignments: [Assignment] = []
    for name in due.takeDue(at: now) {
      guard let digest = digests.first(where: { $0.name == name }) else { continue }
      let duty = duty(of: digest, at: now)
      let isLate = duty.editions.last.map { now.timeIntervalSince($0) > Self.punctuality } ?? false
      if isLate, pollsUnderWay > 0, waiting.insert(name).inserted {
        due.set(name, at: now.addingTimeInterval(Self.longestWait))
        continue
      }
      waiting.remove(name)
      if let next = duty.next { due.set(name, at: next) }
      if !duty.editions.isEmpty {
        assignments.append(Assignment(digest: digest, editions: duty.editions))
      }
    }
    return assignments
  }

  /// No poll is under way any more: what waited for them is due.
  mutating func pollsEnded(at now: Date) {
    for digest in waiting { due.set(digest, at: now) }
  }

  /// The editions of a assignment are fixed.
  mutating func finished(_ assignment: Assignment) {
    lasts[assignment.digest.name] = assignment.editions.last
  }

  /// A assignment failed after the first `fixed` of its editions were fixed: the others are tried again.
  mutating func failed(_ assignment: Assignment, after fixed: Int, at now: Date) {
    if let last = assignment.editions.prefix(fixed).last { lasts[assignment.digest.name] = last }
    due.set(assignment.digest.name, at: now.addingTimeInterval(Self.retry))
  }

  /// The digest that is due next, and when; nil when there is none.
  mutating func next() -> (digest: String, date: Date)? {
    due.first().map { ($0.feed, $0.date) }
  }

  private func duty(of digest: DigestSettings, at now: Date) -> Agenda.Duty {
    digest.agenda.duty(
      since: lasts[digest.name] ?? now, at: now, missed: digest.missedEditions)
  }
}
