import FoundationEssentials
import Stories

extension StoredItem {
  /// Columns 0 to 13 of `tables`, in the order in which `init(_:)` reads them.
  static let columns = """
    feed.url, item.seq, item.story, item.url, item.title, item.author, item.image, item.html,
    item.published_at_s, item.first_seen_at_s, item.revision, item.is_backlog, item.language,
    item.tags
    """
  static let tables = "item JOIN feed ON feed.id = item.feed"

  init(_ row: Statement) {
    self.init(
      seq: row.integer(1), story: row.integer(2), feedURL: row.text(0), url: row.optionalText(3),
      title: row.optionalText(4), author: row.optionalText(5), html: row.text(7),
      image: row.optionalText(6), published: row.optionalTime(8), firstSeen: row.time(9),
      revision: Int(row.integer(10)), isBacklog: row.integer(11) != 0,
      language: row.optionalText(12),
      tags: row.text(13).split(separator: "\n").map(String.init))
  }
}

extension EditedItem {
  /// Reads the columns of `StoredItem`, then title, HTML and day as told, and the moment of the edit.
  init(_ row: Statement) {
    let item = StoredItem(row)
    self.init(
      item: item, editedAt: row.optionalTime(17) ?? item.firstSeen, toldTitle: row.optionalText(14),
      toldHTML: row.text(15), toldOn: row.text(16))
  }
}
