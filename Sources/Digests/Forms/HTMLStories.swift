import FoundationEssentials
import Mustache

/// The stories of an edition as values of the theme's `story.html` and `title.html`.
///
/// Each value is set even where there is none: a template would look for it outside the story.
struct HTMLStories {
  private let edition: Edition
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }

  init(_ edition: Edition, _ almanac: Almanac) {
    self.edition = edition
    self.almanac = almanac
  }

  /// Sets the values of a story.
  func set(_ story: Edition.Story, _ values: inout TemplateValues) {
    values.set("title", title(story.title))
    values.set("lang", story.language.map { "\($0.string)" })
    values.set("source", "\(story.source)")
    values.set("author", story.author.map { "\($0)" })
    values.set(
      "reading_time",
      story.readingMinutes.map { "\(wording.readingTime(almanac.count($0)))" })
    values.set("excerpt", story.excerpt.isEmpty ? nil : "\(alone: story.excerpt)")
    let shown = edition.shown(story)
    values.set("image", markup: shown.map { $0.picture.dataURL(of: $0.bytes) })
    values.set("image_width", shown.map { "\($0.picture.width)" })
    values.set("image_height", shown.map { "\($0.picture.height)" })
    set(story.moment, story.link, &values)
    values.set("is_shared", isTold: !story.also.isEmpty)
    values.set("mentions", each: story.also) { mention, values in
      values.set("source", "\(mention.source)")
      set(mention.moment, mention.link, &values)
    }
  }

  /// Sets the values of a correction.
  func set(_ change: Change, _ values: inout TemplateValues) {
    values.set("title", title(change.after))
    values.set("headline_before", change.isOfHeadline ? "\(change.before)" : nil)
    values.set("source", "\(change.source)")
    values.set("told", "\(almanac.told(change))")
    set(change.moment, change.link, &values)
  }

  private func title(_ title: Line) -> HTML {
    title.isEmpty ? "\(wording.untitled)" : "\(alone: title)"
  }

  private func set(_ moment: Date, _ link: Link?, _ values: inout TemplateValues) {
    values.set("moment", "\(Timestamp.text(moment))")
    values.set("time", "\(almanac.stamp(moment).description)")
    values.set("link", link.map { "\($0)" })
  }
}

extension Picture {
  /// The picture as an address that holds it. Source: RFC 2397.
  fileprivate func dataURL(of bytes: [UInt8]) -> String {
    "data:\(kind.mediaType);base64," + Data(bytes).base64EncodedString()
  }
}

/// A moment for machines: RFC 3339 in UTC.
enum Timestamp {
  static func text(_ moment: Date) -> String {
    moment.formatted(.iso8601)
  }
}
