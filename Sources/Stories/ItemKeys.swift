import Feeds
import Markup

/// The keys of a document's items, one an item, in their order.
///
/// 1. A GUID identifies, blank ones apart. One that is a web address is compared as `CanonicalURL`, so
///    that it stays the same when the site moves to https or adds tracking parameters.
/// 2. Without one, the canonical URL of its page does.
/// 3. Without both, the canonical text does.
/// 4. Items that share a GUID or URL but are not one item are told apart by the page, by the title
///    where some share the page, and by the canonical text where some share that too.
///
/// Two copies of one item in a document have one key: GUID, page, title and text are the same. Edits
/// of title and text keep the key, but for items that only the title or the text tells from others.
/// Cost: linear in the items.
public func keys(for items: [Item]) -> [ItemKey] {
  let clues = items.map(ItemClues.init)
  var keys = clues.map(\.key)
  var namesakes: [ItemKey: [Int]] = [:]
  for (index, key) in keys.enumerated() where key.kind != .text {
    namesakes[key, default: []].append(index)
  }
  for members in namesakes.values where members.count > 1 {
    for (member, distinction) in distinctions(of: members, clues: clues, items: items) {
      keys[member] = clues[member].key(with: distinction)
    }
  }
  return keys
}

/// What tells each of some items with one GUID or URL from the others; none for copies of one item.
private func distinctions(of members: [Int], clues: [ItemClues], items: [Item]) -> [(
  member: Int, distinction: Distinction
)] {
  let byPage = Dictionary(grouping: members) { clues[$0].page }
  return byPage.values.flatMap { neighbours in
    let byTitle = Dictionary(grouping: neighbours) { clues[$0].title }
    return byTitle.values.flatMap { namesakes -> [(member: Int, distinction: Distinction)] in
      let texts = namesakes.count == 1 ? [] : namesakes.map { items[$0].textHash }
      if Set(texts).count > 1 { return zip(namesakes, texts).map { ($0, .text($1)) } }
      if byTitle.count > 1 { return namesakes.map { ($0, .title) } }
      return byPage.count > 1 ? namesakes.map { ($0, .page) } : []
    }
  }
}

extension Item {
  /// The key of the item with its page in it: what identifies it when its GUID turns out to be used
  /// for another item too (`Recognition.anotherItem`).
  public var pageKey: ItemKey {
    let clues = ItemClues(self)
    return clues.key.kind == .text ? clues.key : clues.key(with: .page)
  }
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
      key = Self.key(guid == nil ? .url : .guid, name)
    } else {
      key = ItemKey(.text, item.textHash)
    }
  }

  /// The key that tells it from others with the same GUID or URL.
  func key(with distinction: Distinction) -> ItemKey {
    switch distinction {
    case .page: Self.key(key.kind, name, page: page)
    case .title: Self.key(key.kind, name, page: page, title: title)
    case .text(let text): Self.key(key.kind, name, page: page, title: title, text: text)
    }
  }

  private static func key(
    _ kind: ItemKey.Kind, _ name: String, page: String? = nil, title: [UInt8]? = nil,
    text: SIMD4<UInt64>? = nil
  ) -> ItemKey {
    var hash = SHA256("key")
    hash.add(name)
    if let page { hash.add(page) }
    if let title { hash.add(title.span) }
    if let text { for index in text.indices { hash.add(number: text[index]) } }
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

extension Item {
  /// The hash of its canonical text: the cost of an HTML parser.
  fileprivate var textHash: SIMD4<UInt64> {
    CanonicalText(title: title, text: cleaned().text).hash.words
  }
}

/// What tells an item from others with its GUID or URL, each together with those before it.
private enum Distinction {
  case page
  case title
  case text(SIMD4<UInt64>)
}

/// Text without white space at its ends; nil when nothing is left.
private func trimmed(_ text: String) -> String? {
  let kept = text.utf8.drop { $0 <= 0x20 }
  let count = kept.reversed().drop { $0 <= 0x20 }.count
  return count == 0 ? nil : String(Substring(kept.prefix(count)))
}
