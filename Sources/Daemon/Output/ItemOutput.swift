import Feeds
import Markup

/// An item as JSON Feed 1.1 has it.
struct ItemOutput: Encodable {
  var id: String?
  var url: String?
  var externalUrl: String?
  var title: String?
  var contentHtml: String?
  var contentText: String?
  var summary: String?
  var image: String?
  var datePublished: String?
  var dateModified: String?
  var authors: [AuthorOutput]?
  var tags: [String]?
  var attachments: [AttachmentOutput]?
  var language: String?
  var _rassegna: Details?

  /// What JSON Feed has no field for.
  struct Details: Encodable, Equatable {
    var rights: String?
    var source: Source?
    var comments: String?
    var commentCount: Int?
  }

  struct Source: Encodable, Equatable {
    var title: String?
    var url: String?
  }

  init(_ item: Item, _ markup: JSONFeedOutput.Markup) {
    // JSON Feed requires an id.
    id = item.guid ?? item.url
    url = item.url
    externalUrl = item.externalURL
    title = item.title
    image = item.image
    datePublished = item.published?.rfc3339
    dateModified = item.modified?.rfc3339
    authors = item.authors.map(AuthorOutput.init).nonEmpty
    tags = item.tags.nonEmpty
    attachments = item.attachments.map(AttachmentOutput.init).nonEmpty
    language = item.language
    summary = item.summary?.plainText
    let details = Details(
      rights: item.rights, source: item.source.map { Source(title: $0.title, url: $0.url) },
      comments: item.comments, commentCount: item.commentCount)
    _rassegna = details == Details() ? nil : details
    setContent(item, markup)
  }

  /// A summary stands in for missing content, so that its markup is not lost.
  private mutating func setContent(_ item: Item, _ markup: JSONFeedOutput.Markup) {
    guard let content = item.content ?? item.summary else { return }
    switch (content.kind, markup) {
    case (.plain, _): contentText = content.source
    case (.html, .raw): contentHtml = content.source
    case (.html, .clean):
      let clean = content.cleaned()
      contentHtml = clean.html
      contentText = clean.text
    }
  }
}
