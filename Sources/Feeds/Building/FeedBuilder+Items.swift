/// What is known of an item beside its values, until it ends.
struct ItemNotes {
  /// Whether the GUID is the address of the item's page.
  var isPermalink = false
  /// `src` of Atom's content.
  var contentSource: String?
  /// The link to the item's own entry document.
  var selfLink: String?
  /// iTunes's duration, which names no file.
  var durationSeconds: Double?
}

/// The life of an item.
extension FeedBuilder {
  mutating func startItem(_ element: XMLElement) -> Place {
    guard feed.items.count < FeedBuilder.maximumItems else {
      isFull = true
      return .ignored
    }
    item = Item()
    isInItem = true
    itemRanks.reset()
    itemNotes = ItemNotes()
    if scopes.isInside(scopes.depth - 1) { item?.language = scopes.language }
    guard element.attributes.count > 0 else { return .item }
    if let about = element.attributes["about"], !about.isEmpty {
      item?.guid = about
      _ = itemRanks.take(Precedence.about)
    }
    // Channel Definition Format.
    if let page = address(element.attributes.bytes("href")) { item?.url = page }
    if let date = element.attributes["lastmod"] {
      item?.modified = FeedDate.parse(date, zone: zone)
    }
    return .item
  }

  mutating func finishItem() {
    guard var item = self.item.take() else { return }
    isInItem = false
    if item.content == nil, itemRanks.rank(.summary) == 0 {
      // RSS's description is all there is to say, not a synopsis of something else.
      item.content = item.summary
      item.summary = nil
    }
    fillLink(of: &item)
    fillMedia(of: &item)
    feed.items.append(item)
  }

  private func fillLink(of item: inout Item) {
    guard item.url == nil else { return }
    if itemNotes.isPermalink, let page = item.guid.flatMap(Address.page) {
      item.url = page
    } else {
      item.url = itemNotes.contentSource ?? itemNotes.selfLink ?? item.attachments.first?.url
    }
  }

  private func fillMedia(of item: inout Item) {
    if let seconds = itemNotes.durationSeconds {
      let index =
        item.attachments.firstIndex { $0.isRecording } ?? (item.attachments.isEmpty ? nil : 0)
      if let index, item.attachments[index].durationSeconds == nil {
        item.attachments[index].durationSeconds = seconds
      }
    }
    if item.image == nil { item.image = item.attachments.first { $0.isPicture }?.url }
  }

  /// Adds a tag that is not there yet; a blank one is none.
  mutating func add(tag: String) {
    // Not through a copy of the list: it would be copied as a whole when it grows.
    guard !tag.isEmpty, let count = item?.tags.count, count < FeedBuilder.maximumNames,
      item?.tags.contains(tag) == false
    else { return }
    item?.tags.append(tag)
  }
}

extension Attachment {
  var isRecording: Bool {
    mimeType.map { $0.hasPrefix("audio/") || $0.hasPrefix("video/") } ?? false
  }

  var isPicture: Bool { mimeType.map { $0.hasPrefix("image/") || $0 == "image" } ?? false }
}
