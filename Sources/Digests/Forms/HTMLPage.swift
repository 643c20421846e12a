import Mustache

/// An edition as one file for a browser: the values of the theme's `edition.html`.
///
/// Its Content-Security-Policy forbids everything but its own style sheet and the pictures within it, so
/// that no request can leave the page; links tell nobody where the reader comes from. Headings descend in steps of one:
/// the title, the sections, the stories.
struct HTMLPage {
  private let edition: Edition
  private let almanac: Almanac
  private let stories: HTMLStories
  private var wording: any Wording { almanac.wording }
  private var masthead: Masthead { edition.masthead }

  init(_ edition: Edition) {
    self.edition = edition
    almanac = Almanac(edition.masthead)
    stories = HTMLStories(edition, almanac)
  }

  /// The page in a theme; a letter has the same values.
  func document(
    _ theme: Theme, as page: Theme.Page = .edition
  ) throws(TemplateError) -> String {
    var values = try TemplateValues()
    setMasthead(&values)
    setSections(&values)
    setColophon(&values)
    return try theme.page(page, values, edition.pictures.isEmpty ? .none : .embedded)
  }

  private func setMasthead(_ values: inout TemplateValues) {
    values.setFrame(masthead, almanac)
    values.set("page_title", "\(masthead.title.string), \(almanac.fullDate(masthead.day))")
    values.set("number", "\(wording.edition(number: almanac.count(masthead.number).digits))")
    values.set("moment", "\(Timestamp.text(masthead.writtenAt))")
    values.set("dateline", "\(almanac.dateline(of: masthead))")
    values.set("story_count", "\(wording.stories(almanac.count(edition.counts.stories)))")
    values.set("skip_to_stories", "\(wording.skipToStories)")
    values.set("contents", "\(wording.contents)")
    values.set("also_in", "\(wording.alsoIn)")
    values.set("archive", "\(wording.archive)")
  }

  private func setSections(_ values: inout TemplateValues) {
    let isEmpty = edition.opening == nil && edition.sections.isEmpty
    values.set("nothing_new", isEmpty ? "\(wording.nothingNew)" : nil)
    values.set("has_contents", isTold: edition.sections.count > 1)
    values.set("opening", each: edition.opening.map { [$0] } ?? []) { stories.set($0, &$1) }
    values.set("sections", each: edition.sections.enumerated()) { numbered, values in
      let (index, section) = numbered
      values.set("id", "section-\(index + 1)")
      values.set("heading", "\(almanac.heading(of: section, in: edition))")
      values.set("count", "\(almanac.count(section.stories.count).digits)")
      values.set("stories", each: section.told) { stories.set($0, &$1) }
      let further = section.further
      let more: HTML = "\(wording.andMore(almanac.count(further.count)))"
      values.set("and_more", further.isEmpty ? nil : more)
      values.set("further", each: further) { stories.set($0, &$1) }
    }
    values.set("has_changes", isTold: !edition.changes.isEmpty)
    values.set("corrections", "\(wording.corrections)")
    values.set("before", "\(wording.before)")
    values.set("text_revised", "\(wording.textRevised)")
    values.set("changes", each: edition.changes) { stories.set($0, &$1) }
  }

  private func setColophon(_ values: inout TemplateValues) {
    values.set("completeness", "\(wording.completeness)")
    values.set("account", "\(almanac.account(of: edition.counts))")
    values.set("everything_read", "\(wording.everythingRead)")
    values.set("times_zone", "\(wording.times(in: masthead.zone))")
    values.set("not_read", "\(wording.notRead)")
    values.set("has_troubles", isTold: !edition.troubles.isEmpty)
    values.set("troubles", each: edition.troubles) { trouble, values in
      values.set("feed", "\(trouble.source.title)")
      values.set("since", "\(wording.since(almanac.stamp(trouble.since)))")
      values.set("reason", "\(trouble.reason)")
    }
    values.set("quieter", "\(wording.quieter)")
    values.set("has_silences", isTold: !edition.silences.isEmpty)
    values.set("silences", each: edition.silences) { silence, values in
      values.set("feed", "\(silence.source.title)")
      values.set("reason", "\(almanac.account(of: silence))")
    }
    setAccounts(&values)
  }

  private func setAccounts(_ values: inout TemplateValues) {
    values.set("may_be_missing", "\(wording.mayBeMissing)")
    values.set("has_holes", isTold: !edition.holes.isEmpty)
    values.set("holes", each: edition.holes) { hole, values in
      values.set("feed", "\(hole.source.title)")
      values.set("reason", "\(almanac.span(of: hole))")
    }
    values.set("last_days", "\(wording.lastDays(almanac.count(FeedAccount.days)))")
    values.set("has_accounts", isTold: !edition.accounts.isEmpty)
    values.set("accounts", each: edition.accounts) { account, values in
      values.set("feed", "\(account.source.title)")
      values.set("picture", RhythmPicture(account, almanac).svg)
    }
  }
}

extension TemplateValues {
  /// What every page has.
  mutating func setFrame(_ masthead: Masthead, _ almanac: Almanac) {
    set("language", "\(almanac.wording.language)")
    set("direction", "\(almanac.wording.direction.rawValue)")
    set("digest", "\(alone: masthead.title)")
  }
}
