import Links

/// Elements inside a text, written out as the HTML that they stand for.
extension FeedBuilder {
  /// Elements that HTML has no end tag for.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  mutating func startMarkup(_ element: XMLElement, _ text: inout TextBuffer) -> Place {
    guard let collection, collection.form != .foreign, collection.mayHaveMarkup else {
      return .markup
    }
    let name = element.name
    markup.append(name)
    let isFirst = !collection.hasMarkup
    self.collection?.hasMarkup = true
    if isFirst, collection.form == .markup, name == "div", markup.count == 1 {
      // RFC 4287 §3.1.1.3: the div is not part of the text.
      self.collection?.hasWrapper = true
      return .markup
    }
    text.write("<")
    text.write(name)
    write(element.attributes, &text)
    text.write(">")
    return .markup
  }

  mutating func endMarkup(_ text: inout TextBuffer) {
    guard let name = markup.popLast() else { return }
    if markup.isEmpty, collection?.hasWrapper == true {
      collection?.hasWrapper = false
    } else if !FeedBuilder.void.contains(name) {
      text.write("</" + name + ">")
    }
  }

  private func write(_ attributes: XMLAttributes, _ text: inout TextBuffer) {
    for index in 0..<attributes.count where !attributes.isXML(index) {
      let name = attributes.name(index)
      var value = attributes.value(index)
      if scopes.isInside(textDepth), name == "href" || name == "src",
        let url = WebURL(value[...].validString, relativeTo: scopes.base)
      {
        value = Array(url.string.utf8)
      }
      text.write(" ")
      text.write(name)
      text.write("=\"")
      text.write(escaping: value.span)
      text.write("\"")
    }
  }
}

extension FeedBuilder.Collection {
  /// Whether markup inside means anything: that of a date or an address does not.
  fileprivate var mayHaveMarkup: Bool {
    switch claim.field {
    case .title, .content, .summary, .rights: true
    default: false
    }
  }
}
