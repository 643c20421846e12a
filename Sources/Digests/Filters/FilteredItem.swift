import Patterns
import Stories

/// An item as filters look at it: each form of its texts is made once, when the first of them asks.
final class FilteredItem {
  let item: StoredItem
  private(set) lazy var title = FoldedText(item.title ?? "")
  private(set) lazy var text = FoldedText(item.text)
  private(set) lazy var author = FoldedText(item.author ?? "")
  private(set) lazy var tags = Set(item.tags.map { FoldedText($0) })

  init(_ item: StoredItem) {
    self.item = item
  }
}
