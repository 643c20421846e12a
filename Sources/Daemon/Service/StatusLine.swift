import FoundationEssentials

/// The line that `systemctl status` shows, and when it is worth telling.
struct StatusLine: Sendable {
  /// What the line tells of.
  struct Figures: Sendable {
    var feeds = 0
    var failing = 0
    /// Feeds that are being polled now, and feeds that wait for their turn.
    var polled = 0
    var waiting = 0
    var nextPoll: Date?
    var nextDigest: (name: String, date: Date)?
    /// Polling is paused while the store takes nothing.
    var store = StoreCondition.well
    var zone = TimeZone.current

    var sentence: String {
      if case .waiting(let error) = store { return "polling is paused: " + error.sentence }
      var parts = [counted(feeds, "feed") + (failing > 0 ? ", \(failing) failing" : "")]
      if polled + waiting > 0 { parts.append("\(polled) being polled, \(waiting) waiting") }
      if let nextPoll { parts.append("next poll \(nextPoll.words(in: zone))") }
      if let (name, date) = nextDigest {
        parts.append("next digest \(name) \(date.words(in: zone))")
      }
      return parts.joined(separator: "; ")
    }
  }

  /// While polls are under way the line changes with each of them; it is told once in this many
  /// seconds.
  private static let pause = 1.0

  private var told: String?
  private var toldAt = Date.distantPast

  /// Whether a line may be told now, so that its figures are worth gathering: at once when the last
  /// poll is over, else after a pause. A clock that was set back does not silence it.
  func isDue(at now: Date, pollsUnderWay: Int) -> Bool {
    pollsUnderWay == 0 || now < toldAt || now.timeIntervalSince(toldAt) >= Self.pause
  }

  /// The line, where it is another than the last one.
  mutating func news(_ figures: Figures, at now: Date) -> String? {
    let line = figures.sentence
    guard line != told else { return nil }
    told = line
    toldAt = now
    return line
  }
}
