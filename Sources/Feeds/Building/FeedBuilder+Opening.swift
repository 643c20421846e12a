import Links

/// The beginning of an element that says something.
extension FeedBuilder {
  /// Reads what the attributes say, and has the text collected where it matters.
  mutating func open(
    _ claim: Term.Claim, _ element: XMLElement, _ text: inout TextBuffer
  ) -> Place {
    let owner: Collection.Owner = isInItem ? .item : .feed
    switch claim.field {
    case .link:
      guard let href = element.attributes.bytes("href") else { break }
      read(link: href, element.attributes, claim)
      return .ignored
    case .person:
      person = nil
      containerClaim = claim
      text.begin(.verbatim)
      return .person
    case .tag:
      guard let tag = tag(of: element.attributes) else { break }
      add(tag: tag)
      return .group
    case .enclosure, .media:
      addAttachment(element.attributes)
      return .media
    case .picture:
      containerClaim = claim
      picture = address(element.attributes.bytes("url") ?? element.attributes.bytes("href"))
      text.begin(.verbatim)
      return .picture
    case .rights, .generator:
      guard let resource = element.attributes["resource"] else { break }
      setNote(Collection(owner: owner, claim: claim, form: .plain), folded(resource))
      return .ignored
    // Atom's is a whole feed's head.
    case .source where element.term.namespace == .atom: return .ignored
    default: break
    }
    return collect(claim, for: owner, element, &text)
  }

  /// An element inside a person, picture, file or list of hints.
  mutating func startPart(
    _ element: XMLElement, of place: Place, _ text: inout TextBuffer
  ) -> Place {
    if place == .picture { text.begin(.off) }
    guard let field = element.term.part else { return .ignored }
    let claim = Term.Claim(field: field, rank: 0)
    switch (place, field) {
    case (.person, .name), (.person, .address), (.person, .email):
      if person == nil { person = Author() }
      return collect(claim, for: .person, element, &text)
    case (.picture, .address): return collect(claim, for: .picture, element, &text)
    case (.media, .title), (.media, .address): return collect(claim, for: .media, element, &text)
    case (.media, .picture):
      guard isInItem, let claim = element.term.item else { return .ignored }
      containerClaim = claim
      set(picture: address(element.attributes.bytes("url")))
      return .ignored
    case (.hints, .hour), (.hints, .day): return collect(claim, for: .hints, element, &text)
    default: return .ignored
    }
  }

  private mutating func collect(
    _ claim: Term.Claim, for owner: Collection.Owner, _ element: XMLElement,
    _ text: inout TextBuffer
  ) -> Place {
    let form: TextForm =
      switch claim.field {
      case .title, .content, .summary, .rights, .generator, .source: TextForm(element)
      default: .plain
      }
    var collection = Collection(owner: owner, claim: claim, form: form)
    switch claim.field {
    case .guid: collection.attribute = element.attributes["isPermaLink"]
    case .source: collection.attribute = address(element.attributes.bytes("url"))
    case .generator: collection.attribute = element.attributes["version"]
    case .content where isInItem:
      if let source = element.attributes.bytes("src") {
        itemNotes.contentSource = address(source)
        collection.form = .foreign
      }
    default: break
    }
    self.collection = collection
    textDepth = scopes.depth
    text.begin(collection.form.mode)
    return .field
  }

  /// Atom's `label` or `term`, Media RSS's `label`, iTunes's `text`; nil where the tag is the text.
  private func tag(of attributes: XMLAttributes) -> String? {
    guard attributes.count > 0 else { return nil }
    for name in ["label", "term", "text"] as [StaticString] {
      if let value = attributes[name].map({ folded($0) }), !value.isEmpty { return value }
    }
    return nil
  }

  /// The address that an attribute holds.
  func address(_ written: [UInt8]?) -> String? {
    written.flatMap { Address.resolved($0[...], relativeTo: scopes.base) }
  }
}
