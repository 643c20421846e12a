import FoundationEssentials

/// A JSON Feed as it is sent, read with patience: a value of a wrong type is a missing one.
///
/// Source: JSON Feed 1.1 (jsonfeed.org/version/1.1).
struct JSONFeedDocument: Decodable {
  var version: String?
  var title, homePage, feedURL, description, next, icon, favicon, language: String?
  var authors: [JSONFeedAuthor]
  var hubs: [JSONFeedHub]
  /// Nil when there is no list of items.
  var items: [JSONFeedItem]?
  /// Whether there are more items than are read.
  var isCut = false

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: JSONKey.self)
    version = values.text("version")
    title = values.text("title")
    homePage = values.text("home_page_url")
    feedURL = values.text("feed_url")
    description = values.text("description")
    next = values.text("next_url")
    icon = values.text("icon")
    favicon = values.text("favicon")
    language = values.text("language")
    authors = values.authors
    hubs = values.list("hubs") ?? []
    // One after the other: a list of them all would take as much memory as the document asks for.
    guard var list = try? values.nestedUnkeyedContainer(forKey: JSONKey(stringValue: "items"))
    else { return }
    var items: [JSONFeedItem] = []
    while !list.isAtEnd, items.count < FeedBuilder.maximumItems {
      if let item = try list.decode(JSONElement<JSONFeedItem>.self).value { items.append(item) }
    }
    isCut = !list.isAtEnd
    self.items = items
  }
}

struct JSONFeedItem: Decodable {
  var id, url, externalURL, title, html, text, summary, image, banner: String?
  var published, modified, language: String?
  var authors: [JSONFeedAuthor]
  var tags: [String]
  var attachments: [JSONFeedAttachment]

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: JSONKey.self)
    id = values.text("id")
    url = values.text("url")
    externalURL = values.text("external_url")
    title = values.text("title")
    html = values.text("content_html")
    text = values.text("content_text")
    summary = values.text("summary")
    image = values.text("image")
    banner = values.text("banner_image")
    published = values.text("date_published")
    modified = values.text("date_modified")
    language = values.text("language")
    authors = values.authors
    tags = (values.list("tags", of: JSONText.self) ?? []).compactMap(\.text)
    attachments = values.list("attachments") ?? []
  }
}

struct JSONFeedAuthor: Decodable {
  var name, url, avatar: String?

  init(from decoder: any Decoder) throws {
    guard let values = try? decoder.container(keyedBy: JSONKey.self) else {
      // Some write the name alone.
      name = try JSONText(from: decoder).text
      return
    }
    name = values.text("name")
    url = values.text("url")
    avatar = values.text("avatar")
  }
}

struct JSONFeedHub: Decodable {
  var url: String?

  init(from decoder: any Decoder) throws {
    url = try decoder.container(keyedBy: JSONKey.self).text("url")
  }
}

struct JSONFeedAttachment: Decodable {
  var url, mimeType, title: String?
  var sizeBytes, durationSeconds: Double?

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: JSONKey.self)
    url = values.text("url")
    mimeType = values.text("mime_type")
    title = values.text("title")
    sizeBytes = values.text("size_in_bytes").flatMap { Double($0) }
    durationSeconds = values.text("duration_in_seconds").flatMap(MediaDuration.seconds)
  }
}

// MARK: Patience

/// Any key of an object.
private struct JSONKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// A string, or a number as text; nil for any other value.
private struct JSONText: Decodable {
  var text: String?

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    // Each try asks whether the value has this type; that it has another is no error here.
    if let string = try? value.decode(String.self) {
      text = string.allowed
    } else if let number = try? value.decode(Int.self) {
      text = String(number)
    } else if let number = try? value.decode(Double.self) {
      text = String(number)
    }
  }
}

/// An element of a list; nil where it has another type than it should.
private struct JSONElement<Value: Decodable>: Decodable {
  var value: Value?

  init(from decoder: any Decoder) throws {
    value = try? Value(from: decoder)
  }
}

extension KeyedDecodingContainer<JSONKey> {
  /// The text of a key, or its number as text; nil where it is missing, null or something else.
  fileprivate func text(_ key: String) -> String? {
    let key = JSONKey(stringValue: key)
    // The usual case first: it makes no value of any other type.
    if let text = try? decodeIfPresent(String.self, forKey: key) { return text.allowed }
    return (try? decodeIfPresent(JSONText.self, forKey: key))?.text
  }

  /// The elements of a list that have the right type; nil where there is no list.
  fileprivate func list<Value: Decodable>(_ key: String, of type: Value.Type = Value.self)
    -> [Value]?
  {
    let list = try? decodeIfPresent([JSONElement<Value>].self, forKey: JSONKey(stringValue: key))
    return list?.compactMap(\.value)
  }

  /// `authors` of version 1.1, or else `author` of 1.0.
  fileprivate var authors: [JSONFeedAuthor] {
    let authors: [JSONFeedAuthor] = list("authors") ?? []
    guard authors.isEmpty else { return authors }
    let author = try? decodeIfPresent(JSONFeedAuthor.self, forKey: JSONKey(stringValue: "author"))
    return author.map { [$0] } ?? []
  }
}

extension String {
  /// The text without the characters that no XML document could bring: escapes of JSON can.
  fileprivate var allowed: String {
    guard UTF8Survey(utf8.span).hasControls else { return self }
    return XMLText(Array(utf8)).utf8[...].validString
  }
}
