import FoundationEssentials
import FoundationInternationalization

/// A moment as readers of an edition see it.
struct Stamp: Sendable, Equatable {
  /// Nil on the day of the edition itself; with its year where that is another one.
  let day: String?
  /// Hours and minutes, `07:05`.
  let time: String

  var description: String {
    day.map { "\($0), \(time)" } ?? time
  }
}

/// Dates, times and numbers in the language and the zone of one edition.
///
/// The locale and the zone are the edition's own; nothing here asks the machine for its settings.
struct Almanac: Sendable {
  let wording: any Wording
  private let locale: Locale
  private let calendar: Calendar
  private let day: Day

  init(_ masthead: Masthead) {
    wording = Edition.wording(for: masthead.language)
    let isSpoken = Edition.primaryLanguage(of: masthead.language) == wording.language
    let hasRegion = masthead.language.contains { $0 == "-" || $0 == "_" }
    locale = Locale(identifier: isSpoken && hasRegion ? masthead.language : wording.locale)
    calendar = .gregorian(in: masthead.timeZone)
    day = masthead.day
  }

  /// A moment in the zone of the edition.
  func stamp(_ moment: Date) -> Stamp {
    let parts = calendar.dateComponents([.hour, .minute], from: moment)
    let that = Day(of: moment, in: calendar.timeZone)
    return Stamp(
      day: that == day ? nil : shortDate(that),
      time: Self.twoDigits(parts.hour ?? 0) + ":" + Self.twoDigits(parts.minute ?? 0))
  }

  /// The day in full, such as `martedì 24 novembre 2026`.
  func fullDate(_ day: Day) -> String {
    format(day, .dateTime.weekday(.wide).day().month(.wide).year())
  }

  /// The day in full, with the number of the edition where it is not the day's first.
  func title(of day: Day, part: Int) -> String {
    fullDate(day) + (part == 1 ? "" : " (\(count(part).digits))")
  }

  /// The month as a heading, such as `Novembre 2026`.
  func month(of day: Day) -> String {
    capitalized(format(day, .dateTime.month(.wide).year()))
  }

  func count(_ value: Int) -> Count {
    Count(value: value, digits: value.formatted(.number.locale(locale)))
  }

  /// What heads a section: its tag with a capital; words of the language where it has none.
  func heading(of section: Edition.Section, in edition: Edition) -> Line {
    guard let tag = section.title?.string else {
      return Line(edition.sections.count > 1 ? wording.otherFeeds : wording.allStories)
    }
    return Line(capitalized(tag))
  }

  /// How much the edition holds: stories, items, sources.
  func account(of counts: Edition.Counts) -> String {
    [
      wording.stories(count(counts.stories)), wording.items(count(counts.items)),
      wording.feedsPolled(count(counts.feedsPolled)),
      counts.feedsFailing == 0 ? nil : wording.feedsFailing(count(counts.feedsFailing)),
      counts.leftOut == 0 ? nil : wording.leftOut(count(counts.leftOut)) + rules(of: counts),
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// By which rules so much was left out: ` (Oroscopi 12, vecchi articoli di fonti nuove 3)`.
  private func rules(of counts: Edition.Counts) -> String {
    let filters = counts.byFilters.map { "\($0.filter.string) \(count($0.items).digits)" }
    let backlog = counts.leftOut - counts.byFilters.reduce(0) { $0 + $1.items }
    let rules = filters + (backlog > 0 ? ["\(wording.backlog) \(count(backlog).digits)"] : [])
    return " (\(rules.joined(separator: ", ")))"
  }

  /// What is unusual about a feed that has gone quiet.
  func account(of silence: Silence) -> String {
    silence.usualPerDay > 0
      ? wording.rhythm(usual: count(silence.usualPerDay), lastDay: count(silence.lastDay))
      : wording.nothing(forDays: count(silence.quietDays))
  }

  /// The span of time of a hole.
  func span(of hole: Hole) -> String {
    wording.between(stamp(hole.from), stamp(hole.until))
  }

  /// When and where a correction's story was told.
  func told(_ change: Change) -> String {
    wording.told(on: fullDate(change.toldOn))
  }

  /// The edition's day with the time that it was cut.
  func dateline(of masthead: Masthead) -> String {
    "\(fullDate(masthead.day)), \(stamp(masthead.writtenAt).time)"
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased(with: locale) + text.dropFirst()
  }

  private func shortDate(_ that: Day) -> String {
    let style = Date.FormatStyle.dateTime.day().month(.abbreviated)
    return format(that, that.year == day.year ? style : style.year())
  }

  private func format(_ day: Day, _ style: Date.FormatStyle) -> String {
    var style = style.locale(locale)
    style.timeZone = .gmt
    style.calendar = .gregorian(in: .gmt)
    return day.noon.formatted(style)
  }

  private static func twoDigits(_ number: Int) -> String {
    (number < 10 ? "0" : "") + String(number)
  }
}
