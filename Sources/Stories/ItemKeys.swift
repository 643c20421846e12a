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
  let names = items.map { ItemName(guid: $0.guid, url: $0.url, title: $0.title) }
  var keys = zip(items, names).map { $1?.key ?? ItemKey(.text, $0.textHash) }
  var namesakes: [ItemKey: [Namesake]] = [:]
  for (index, name) in names.enumerated() {
    if let name { namesakes[keys[index], default: []].append(Namesake(index: index, name: name)) }
  }
  for namesakes in namesakes.values where namesakes.count > 1 {
    for (namesake, distinction) in distinctions(of: namesakes, among: items) {
      keys[namesake.index] = namesake.name.key(with: distinction)
    }
  }
  return keys
}

extension Sighting {
  /// The key of the item with its page in it: what identifies it when its GUID turns out to be used
  /// for another item too (`Recognition.anotherItem`).
  public var pageKey: ItemKey {
    guard let name = ItemName(guid: guid, url: url, title: title) else { return key }
    return name.key(with: .page)
  }
}

/// One of several items of a document with the same GUID or URL.
private struct Namesake {
  let index: Int
  let name: ItemName
}

/// What tells each namesake from the others; none for copies of one item.
private func distinctions(of namesakes: [Namesake], among items: [Item]) -> [(
  Namesake, Distinction
)] {
  let byPage = Dictionary(grouping: namesakes, by: \.name.page)
  return byPage.values.flatMap { neighbours in
    let byTitle = Dictionary(grouping: neighbours, by: \.name.foldedTitle)
    return byTitle.values.flatMap { alike -> [(Namesake, Distinction)] in
      let texts = alike.count == 1 ? [] : alike.map { items[$0.index].textHash }
      if Set(texts).count > 1 { return zip(alike, texts).map { ($0, .text($1)) } }
      if byTitle.count > 1 { return alike.map { ($0, .title) } }
      return byPage.count > 1 ? alike.map { ($0, .page) } : []
    }
  }
}

/// What tells an item from its namesakes, each together with those before it.
private enum Distinction {
  case page
  case title
  case text(SIMD4<UInt64>)
}

/// What an item is called by: its GUID, else the address of its page.
private struct ItemName {
  private let kind: ItemKey.Kind
  /// In canonical form when it is a web address.
  private let name: [UInt8]
  /// The page, else the GUID, as sent.
  private let address: Substring.UTF8View
  private let title: String?

  /// Nil without both, blank ones apart.
  init?(guid: String?, url: String?, title: String?) {
    let guid = guid.flatMap(trimmed)
    let url = url.flatMap(trimmed)
    guard let name = guid ?? url else { return nil }
    kind = guid == nil ? .url : .guid
    self.name = Self.canonical(name)
    address = url ?? name
    self.title = title
  }

  var key: ItemKey { key(with: nil) }

  func key(with distinction: Distinction?) -> ItemKey {
    var hash = SHA256("key")
    hash.add(name.span)
    if distinction != nil { hash.add(page.span) }
    switch distinction {
    case nil, .page: break
    case .title: hash.add(foldedTitle.span)
    case .text(let text):
      hash.add(foldedTitle.span)
      for index in text.indices { hash.add(number: text[index]) }
    }
    return ItemKey(kind, hash.finish())
  }

  /// The address of the page with its fragment, else the GUID.
  var page: [UInt8] { Self.canonical(address) + address.drop { $0 != UInt8(ascii: "#") } }

  /// In canonical form; empty without one.
  var foldedTitle: [UInt8] { title.map(TextFolder.line) ?? [] }

  private static func canonical(_ address: Substring.UTF8View) -> [UInt8] {
    CanonicalURL(Substring(address))?.bytes ?? Array(address)
  }
}

extension Item {
  /// The hash of its canonical text: the cost of an HTML parser.
  fileprivate var textHash: SIMD4<UInt64> {
    CanonicalText(title: title, text: cleaned().text).hash.words
  }
}

/// Text without white space at its ends; nil when nothing is left.
private func trimmed(_ text: String) -> Substring.UTF8View? {
  var kept = text.utf8[...]
  while let first = kept.first, first <= 0x20 { kept.removeFirst() }
  while let last = kept.last, last <= 0x20 { kept.removeLast() }
  return kept.isEmpty ? nil : kept
}
