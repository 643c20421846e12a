import Links

/// Links by their relation, and files.
///
/// Source: RFC 4287 §4.2.7, RFC 5005 §3–4, WebSub §4.
extension FeedBuilder {
  /// Reads a link that has its address in an attribute.
  mutating func read(link href: [UInt8], _ attributes: XMLAttributes, _ claim: Term.Claim) {
    // An empty address is that of the base, where the document names one.
    let isBase = href[...].trimmed.isEmpty && scopes.isInside(0)
    guard let url = isBase ? scopes.base?.string : address(href) else { return }
    let relation = LinkRelation.name(attributes["rel"])
    let type = attributes["type"]?.lowercased()
    if !isInItem {
      readFeedLink(url, relation, type, claim)
    } else {
      readItemLink(url, relation, type, claim, attributes)
    }
  }

  private mutating func readFeedLink(
    _ url: String, _ relation: String, _ type: String?, _ claim: Term.Claim
  ) {
    switch relation {
    case "alternate": claimHomePage(url, claim.rank + LinkRelation.rank(ofType: type))
    case "self": if feed.feedURL == nil { feed.feedURL = url }
    case "hub": feed.add(hub: url)
    case "icon", "shortcut icon": if feed.favicon == nil { feed.favicon = url }
    default: feed.pages.take(url, relation: relation)
    }
  }

  private mutating func readItemLink(
    _ url: String, _ relation: String, _ type: String?, _ claim: Term.Claim,
    _ attributes: XMLAttributes
  ) {
    switch relation {
    case "alternate":
      let rank = claim.rank + LinkRelation.rank(ofType: type)
      let claim = Term.Claim(field: .link, rank: rank)
      if rank == 0 ? itemRanks.takeAgain(claim) : itemRanks.take(claim) { item?.url = url }
    case "enclosure": addAttachment(attributes, url)
    case "related": if item?.externalURL == nil { item?.externalURL = url }
    case "self": itemNotes.selfLink = itemNotes.selfLink ?? url
    case "image": if itemRanks.take(Precedence.linkedPicture) { item?.image = url }
    default: break
    }
  }

  /// The page of the site, if it is a better one.
  mutating func claimHomePage(_ page: String, _ rank: UInt8) {
    let claim = Term.Claim(field: .link, rank: rank)
    guard rank == 0 ? feedRanks.takeAgain(claim) : feedRanks.take(claim) else { return }
    feed.homePage = page
  }

  // MARK: Files

  /// An enclosure or `media:content`, as its attributes describe it.
  mutating func addAttachment(_ attributes: XMLAttributes, _ url: String? = nil) {
    attachmentIndex = nil
    guard isInItem,
      let url = url ?? fileAddress(attributes)
    else { return }
    let type = attributes["type"] ?? attributes["medium"]
    var attachment = Attachment(url: url, mimeType: type.flatMap { nonEmpty(folded($0)) })
    attachment.title = attributes["title"].flatMap { nonEmpty(folded($0)) }
    let size = attributes["length"] ?? attributes["fileSize"]
    attachment.sizeBytes = size.flatMap { Int(folded($0)) }.flatMap { $0 > 0 ? $0 : nil }
    attachment.durationSeconds = attributes["duration"].flatMap(MediaDuration.seconds)
    add(attachment: attachment)
  }

  /// Adds a file; one that is there already is completed.
  mutating func add(attachment: Attachment) {
    guard let count = item?.attachments.count else { return }
    if let index = item?.attachments.firstIndex(where: { $0.url == attachment.url }) {
      attachmentIndex = index
      item?.attachments[index].complete(from: attachment)
    } else if count < FeedBuilder.maximumAttachments {
      attachmentIndex = count
      item?.attachments.append(attachment)
    }
  }

  private func fileAddress(_ attributes: XMLAttributes) -> String? {
    address(attributes.bytes("url") ?? attributes.bytes("href") ?? attributes.bytes("resource"))
  }
}

extension Feed {
  /// Adds a hub that is not there yet.
  mutating func add(hub: String) {
    guard hubs.count < FeedBuilder.maximumNames, !hubs.contains(hub) else { return }
    hubs.append(hub)
  }
}

extension Attachment {
  fileprivate mutating func complete(from other: Attachment) {
    mimeType = mimeType ?? other.mimeType
    title = title ?? other.title
    sizeBytes = sizeBytes ?? other.sizeBytes
    durationSeconds = durationSeconds ?? other.durationSeconds
  }
}

enum LinkRelation {
  /// The relation in lower case, without the registry that some write before it; `alternate` where
  /// there is none.
  static func name(_ written: String?) -> String {
    switch written {
    case nil, "alternate"?: return "alternate"
    case "self"?, "enclosure"?: return written ?? ""
    default: break
    }
    let name = folded(written ?? "").lowercased()
    let start = "http://www.iana.org/assignments/relation/"
    return name.isEmpty ? "alternate" : name.hasPrefix(start) ? String(name.dropFirst(41)) : name
  }

  /// 0 for a page or no type, more for what is less likely to be one.
  static func rank(ofType type: String?) -> UInt8 {
    guard let type, !type.isEmpty, type != "text/html" else { return 0 }
    if type.contains("html") { return 0 }
    return type.contains("xml") || type.contains("json") ? 20 : 10
  }
}
