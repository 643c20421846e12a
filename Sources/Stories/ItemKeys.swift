import Feeds
import Markup

/// The keys of a document's items, one an item, in their order.
///
/// 1. A GUID identifies, blank ones apart. One that is a web address is compared as `CanonicalURL`, so
///    that it stays the same when the site moves to https or adds tracking parameters.
/// 2. Without one, the canonical URL of its page does.
/// 3. Without both, the canonical text does.
/// 4. Items that share a GUID or URL but are not one item (another page, or another title on the same
///    page) are told apart by the page, and by the title where that does not suffice.
///
/// Two copies of one item in a document have one key. Edits of title and text keep the key, but for
/// items of the third kind. Cost: linear in the items.
public func keys(for items: [Item]) -> [ItemKey] {
  let clues = items.map(ItemClues.init)
  var groups: [ItemKey: [Int]] = [:]
  let first = clues.map(\.key)
  for (index, key) in first.enumerated() { groups[key, default: []].append(index) }
  var keys = first
  for (key, members) in groups where members.count > 1 && key.kind != .text {
    let pages = Set(members.map { clues[$0].page })
    let pairs = Set(members.map { Page(url: clues[$0].page, title: clues[$0].title) })
    if pairs.count == 1 { continue }
    let distinction: Distinction = pairs.count > pages.count ? .pageAndTitle : .page
    for member in members {
      keys[member] = clues[member].key(with: distinction)
    }
  }
  return keys
}

extension Item {
  /// The key of the item with its page in it: what identifies it when its GUID turns out to be used
  /// for another item too (`Recognition.anotherItem`).
  public var pageKey: ItemKey {
    let clues = ItemClues(self)
    return clues.key.kind == .text ? clues.key : clues.key(with: .page)
  }
}

/// A page and the title under which an item of it appears.
private struct Page: Hashable {
  let url: String
  let title: [UInt8]
}

/// What an item says about its identity.
private struct ItemClues {
  /// The first of GUID, URL and text that is there, alone.
  let key: ItemKey
  /// What that key was made from, but for its kind.
  private let name: String
  /// The address of the page with its fragment, else the GUID; empty without both.
  let page: String
  /// In canonical form.
  let title: [UInt8]

  init(_ item: Item) {
    let guid = item.guid.flatMap(trimmed)
    let url = item.url.flatMap(trimmed)
    page = (url ?? guid).map(Self.page) ?? ""
    title = item.title.map(TextFolder.line) ?? []
    name = (guid ?? url).map(Self.canonical) ?? ""
    if guid != nil || url != nil {
      key = Self.key(guid == nil ? .url : .guid, name, page: nil, title: nil)
    } else {
      let text = CanonicalText(title: item.title, text: item.cleaned().text)
      key = ItemKey(.text, text.hash.words)
    }
  }

  /// The key that tells it from others with the same GUID or URL.
  func key(with distinction: Distinction) -> ItemKey {
    Self.key(key.kind, name, page: page, title: distinction == .pageAndTitle ? title : nil)
  }

  private static func key(_ kind: ItemKey.Kind, _ name: String, page: String?, title: [UInt8]?)
    -> ItemKey
  {
    var hash = SHA256("key")
    hash.add(name)
    if let page { hash.add(page) }
    if let title { hash.add(title.span) }
    return ItemKey(kind, hash.finish())
  }

  private static func canonical(_ address: String) -> String {
    CanonicalURL(address)?.string ?? address
  }

  private static func page(_ url: String) -> String {
    let fragment = url.firstIndex(of: "#").map { String(url[$0...]) } ?? ""
    return canonical(url) + fragment
  }
}

/// What tells items apart that share a GUID or URL.
private enum Distinction {
  case page
  case pageAndTitle
}

/// Text without white space at its ends; nil when nothing is left.
private func trimmed(_ text: String) -> String? {
  let kept = text.utf8.drop { $0 <= 0x20 }
  let count = kept.reversed().drop { $0 <= 0x20 }.count
  return count == 0 ? nil : String(Substring(kept.prefix(count)))
}
