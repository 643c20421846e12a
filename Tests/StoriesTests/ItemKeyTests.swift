import Feeds
import Testing

@testable import Stories

@Suite struct ItemKeyTests {
  private func item(
    guid: String? = nil, url: String? = nil, title: String? = nil, text: String? = nil
  )
    -> Item
  {
    var item = Item()
    item.guid = guid
    item.url = url
    item.title = title
    item.content = text.map { RichText(.html, $0) }
    return item
  }

  private func key(_ item: Item) -> ItemKey? { keys(for: [item]).first }

  @Test func `no items have no keys`() {
    #expect(keys(for: []).isEmpty)
  }

  @Test(arguments: [
    (Item.with(guid: "7", url: "http://e.org/a", title: "x"), ItemKey.Kind.guid),
    (Item.with(guid: nil, url: "http://e.org/a", title: "x"), .url),
    (Item.with(guid: " \n", url: "http://e.org/a", title: "x"), .url),
    (Item.with(guid: nil, url: nil, title: "x"), .text),
    (Item.with(guid: "", url: " ", title: "x"), .text),
    (Item.with(guid: nil, url: nil, title: nil), .text),
  ])
  func `the best clue that is there makes the key`(item: Item, kind: ItemKey.Kind) {
    #expect(keys(for: [item]).map(\.kind) == [kind])
  }

  @Test(arguments: [
    ("http://e.org/?p=1", "https://e.org/?p=1"), ("https://e.org/a", "https://e.org/a/"),
    ("https://e.org/a", "https://e.org/a?utm_source=rss"), (" 12 ", "12"),
  ])
  func `a GUID that moved or was decorated stays the same`(old: String, new: String) {
    #expect(key(item(guid: old)) == key(item(guid: new)))
    #expect(key(item(url: old)) == key(item(url: new)))
  }

  @Test(arguments: [
    ("1", "2"), ("a", "A"), ("/a", "/b"), ("https://e.org/?p=1", "https://e.org/?p=2"),
    ("https://e.org/a", "https://www.e.org/a"),
  ])
  func `different GUIDs are different items`(one: String, other: String) {
    #expect(key(item(guid: one)) != key(item(guid: other)))
  }

  @Test func `a GUID and an equal URL are different clues`() {
    #expect(key(item(guid: "http://e.org/a")) != key(item(url: "http://e.org/a")))
  }

  @Test func `an edited item keeps its key`() {
    let old = item(guid: "7", url: "http://e.org/a", title: "Uno", text: "<p>Due")
    let new = item(guid: "7", url: "http://e.org/b", title: "Tre", text: "<p>Quattro")
    #expect(key(old) == key(new))
    #expect(old.sourceHash != new.sourceHash)
  }

  @Test func `an item without anything is recognised by its text`() {
    let one = item(title: "Uno", text: "due")
    #expect(key(one) == key(item(title: "UNO", text: "due")))
    #expect(key(one) != key(item(title: "Uno", text: "tre")))
  }

  @Test func `one GUID for all items does not make them one`() {
    let items = (1...5).map {
      item(guid: "http://e.org/", url: "http://e.org/\($0)", title: "Titolo")
    }
    #expect(Set(keys(for: items)).count == 5)
  }

  @Test func `one GUID on one page with other titles does not make items one`() {
    let items = (1...5).map { item(guid: "0", url: "http://e.org/", title: "Titolo \($0)") }
    #expect(Set(keys(for: items)).count == 5)
  }

  @Test func `entries of one page that differ in the fragment are different items`() {
    let items = (1...5).map { item(url: "http://e.org/log#v\($0)", title: "Versione \($0)") }
    #expect(Set(keys(for: items)).count == 5)
    let guids = (1...5).map { item(guid: "http://e.org/log#v\($0)", title: "Versione") }
    #expect(Set(keys(for: guids)).count == 5)
  }

  @Test func `copies of an item in one document have one key`() {
    let one = item(guid: "7", url: "http://e.org/a", title: "Uno", text: "x")
    let copy = item(guid: "7", url: "https://e.org/a", title: "UNO", text: "<p>X</p>")
    let found = keys(for: [one, copy, one])
    #expect(Set(found).count == 1)
    #expect(found.first == key(one))
  }

  @Test func `one GUID, page and title with other texts do not make items one`() {
    let items = (1...3).map { item(guid: "7", url: "http://e.org/", text: "Nota \($0)") }
    #expect(Set(keys(for: items)).count == 3)
    #expect(Set(keys(for: items + items)).count == 3)
  }

  @Test func `an item that its page alone tells from a namesake keeps its key when it is edited`() {
    let namesakes = [1, 1].map { item(guid: "0", url: "http://e.org/\($0)", text: "Nota") }
    let old = item(guid: "0", url: "http://e.org/2", title: "Uno", text: "due")
    let new = item(guid: "0", url: "http://e.org/2", title: "Tre", text: "quattro")
    #expect(keys(for: namesakes + [old]).last == keys(for: namesakes + [new]).last)
  }

  @Test func `a neighbour with its own GUID keeps its key`() {
    let own = item(guid: "8", url: "http://e.org/8")
    let shared = (1...2).map { item(guid: "0", url: "http://e.org/\($0)") }
    #expect(keys(for: shared + [own]).last == key(own))
  }

  @Test func `a stored key reads back`() throws {
    let key = try #require(keys(for: [item(guid: "7")]).first)
    #expect(key.bytes.count == ItemKey.byteCount)
    #expect(ItemKey(bytes: key.bytes) == key)
    #expect(ItemKey(bytes: Array(key.bytes.dropLast())) == nil)
    #expect(ItemKey(bytes: [9] + key.bytes.dropFirst()) == nil)
  }
}

extension Item {
  fileprivate static func with(guid: String?, url: String?, title: String?) -> Item {
    var item = Item()
    item.guid = guid
    item.url = url
    item.title = title
    return item
  }
}
