/// Persons and pictures, which are elements with parts or with text.
extension FeedBuilder {
  mutating func finishPerson(_ text: inout TextBuffer) {
    let author = person ?? Author(parsing: text.trimmed.string)
    person = nil
    text.begin(.off)
    guard let author, author != Author() else { return }
    if !isInItem {
      feedRanks.add(author, containerClaim, to: &feed.authors)
    } else {
      var authors = item?.authors ?? []
      item?.authors = []
      itemRanks.add(author, containerClaim, to: &authors)
      item?.authors = authors
    }
  }

  mutating func finishPicture(_ text: inout TextBuffer) {
    set(picture: picture ?? Address.resolved(text.bytes[...], relativeTo: scopes.base))
    picture = nil
    text.begin(.off)
  }

  /// The picture of the item or the feed, if it is a better one.
  mutating func set(picture: String?) {
    guard let picture else { return }
    if !isInItem {
      if feedRanks.take(containerClaim) { feed.icon = picture }
    } else if itemRanks.take(containerClaim) {
      item?.image = picture
    }
  }
}

extension Ranks {
  /// Adds a person to those of an equally good source, or puts it in the place of those of a worse
  /// one. A name from a worse source completes a bare address.
  fileprivate mutating func add(
    _ author: Author, _ claim: Term.Claim, to authors: inout [Author]
  ) {
    if take(claim) {
      let name = authors.count == 1 && author.name == nil ? authors[0].name : nil
      authors = [author]
      if let name { authors[0].name = name }
    } else if rank(.person) == claim.rank {
      if authors.count < FeedBuilder.maximumNames, !authors.contains(author) {
        authors.append(author)
      }
    } else if authors.count == 1, authors[0].name == nil, author.name != nil {
      authors[0].name = author.name
    }
  }
}
