import FoundationEssentials
import Links
import Markup

/// The end of an element that says something: its text becomes a value.
extension FeedBuilder {
  mutating func finishField(_ text: inout TextBuffer) {
    if let collection {
      switch collection.owner {
      case .feed: setFeedField(collection, text)
      case .item: setItemField(collection, text)
      case .person, .picture, .media, .hints: setPart(collection, text)
      }
    }
    collection = nil
    text.begin(.off)
  }

  private mutating func setFeedField(_ collection: Collection, _ text: TextBuffer) {
    let claim = collection.claim
    switch claim.field {
    case .title: if let title = line(collection, text), feedRanks.take(claim) { feed.title = title }
    case .language, .rights, .generator: setNote(collection, line(collection, text))
    case .link: if let page = address(of: text) { claimHomePage(page, claim.rank) }
    case .summary:
      if let summary = rich(collection, text), feedRanks.take(claim) { feed.description = summary }
    case .modified:
      if let date = date(text), feedRanks.take(claim) { feed.updated = date }
    case .guid: feedID = text.trimmed.string
    case .favicon:
      if let icon = address(of: text), feedRanks.take(claim) { feed.favicon = icon }
    case .ttl: if let minutes = positive(text) { feed.hints.ttlMinutes = minutes }
    case .updatePeriod: updateRhythm.minutes = UpdateRhythm.minutes(text.trimmed.string)
    case .updateFrequency: updateRhythm.frequency = positive(text) ?? 1
    default: break
    }
  }

  /// A short text about the feed or, where it is of rights, about the item.
  mutating func setNote(_ collection: Collection, _ line: String?) {
    if collection.owner == .item {
      if let line, itemRanks.take(collection.claim) { item?.rights = line }
      return
    }
    guard let line, feedRanks.take(collection.claim) else { return }
    switch collection.claim.field {
    case .language: feed.language = line
    case .rights: feed.rights = line
    case .generator:
      let version = folded(collection.attribute ?? "")
      feed.generator = version.isEmpty || line.contains(version) ? line : line + " " + version
    default: break
    }
  }

  private mutating func setItemField(_ collection: Collection, _ text: TextBuffer) {
    let claim = collection.claim
    switch claim.field {
    case .title:
      if let title = line(collection, text), itemRanks.take(claim) { item?.title = title }
    case .guid: setGUID(text.trimmed, collection)
    case .link:
      // Where RSS has several, most readers take the last one.
      if let page = address(of: text), itemRanks.takeAgain(claim) { item?.url = page }
    case .content:
      if let content = rich(collection, text), itemRanks.take(claim) { item?.content = content }
    case .summary:
      if let summary = rich(collection, text), itemRanks.take(claim) { item?.summary = summary }
    case .published:
      if let date = date(text), itemRanks.take(claim) { item?.published = date }
    case .modified:
      if let date = date(text), itemRanks.take(claim) { item?.modified = date }
    case .tag: add(tag: plainLine(html: text.bytes[...]))
    case .keywords:
      for word in text.bytes.split(separator: UInt8(ascii: ",")) { add(tag: plainLine(html: word)) }
    case .rights: setNote(collection, line(collection, text))
    case .source:
      let source = ItemSource(title: line(collection, text), url: collection.attribute)
      if source != ItemSource() { item?.source = source }
    case .comments: if let page = address(of: text) { item?.comments = page }
    case .commentCount:
      if let count = Int(text.trimmed.string), count >= 0, itemRanks.take(claim) {
        item?.commentCount = count
      }
    case .duration: itemNotes.durationSeconds = MediaDuration.seconds(text.trimmed.string)
    case .language:
      let language = folded(text.bytes[...])
      if !language.isEmpty, itemRanks.take(claim) { item?.language = language }
    default: break
    }
  }

  private mutating func setGUID(_ text: ArraySlice<UInt8>, _ collection: Collection) {
    guard !text.isEmpty, itemRanks.take(collection.claim) else { return }
    item?.guid = text.validString
    itemNotes.isPermalink = collection.attribute?.lowercased() != "false"
  }

  private mutating func setPart(_ collection: Collection, _ text: TextBuffer) {
    switch (collection.owner, collection.claim.field) {
    case (.person, .name): person?.name = nonEmpty(plainLine(html: text.bytes[...]))
    case (.person, .email): person?.email = nonEmpty(folded(text.bytes[...]))
    case (.person, .address):
      let url = address(of: text)
      person?.url = url
    case (.picture, .address): picture = address(of: text) ?? picture
    case (.media, .title):
      let title = plainLine(html: text.bytes[...])
      if let index = attachmentIndex, !title.isEmpty { item?.attachments[index].title = title }
    case (.media, .address):
      if let url = address(of: text) { add(attachment: Attachment(url: url)) }
    case (.hints, .hour): feed.hints.skip(hour: text.trimmed.string)
    case (.hints, .day): feed.hints.skip(day: text.trimmed.string)
    default: break
    }
  }

  // MARK: Forms of text

  /// Plain text on one line; nil when blank.
  private func line(_ collection: Collection, _ text: TextBuffer) -> String? {
    switch collection.form {
    case .plain where !collection.hasMarkup: nonEmpty(folded(text.bytes[...]))
    case .plain, .html, .markup: nonEmpty(plainLine(html: text.bytes[...]))
    case .encodedPlain: TextForm.decoded(text.trimmed).flatMap { nonEmpty(folded($0)) }
    case .encodedHTML:
      TextForm.decoded(text.trimmed).flatMap { nonEmpty(plainLine(html: Array($0.utf8)[...])) }
    case .foreign: nil
    }
  }

  /// Text with its base; nil when blank.
  private func rich(_ collection: Collection, _ text: TextBuffer) -> RichText? {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { return nil }
    let base = scopes.base
    switch collection.form {
    case .plain where !collection.hasMarkup:
      return RichText(.plain, trimmed.validString, base: base)
    case .plain, .html, .markup: return RichText(.html, trimmed.validString, base: base)
    case .encodedPlain:
      return TextForm.decoded(trimmed).map { RichText(.plain, $0, base: base) }
    case .encodedHTML:
      return TextForm.decoded(trimmed).map { RichText(.html, $0, base: base) }
    case .foreign: return nil
    }
  }

  private func date(_ text: TextBuffer) -> Date? { FeedDate.parse(text.trimmed.span, zone: zone) }

  private func address(of text: TextBuffer) -> String? {
    Address.resolved(text.bytes[...], relativeTo: scopes.base)
  }

  private func positive(_ text: TextBuffer) -> Int? {
    Int(text.trimmed.string).flatMap { $0 > 0 ? $0 : nil }
  }
}

/// The text unless it is empty.
func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
