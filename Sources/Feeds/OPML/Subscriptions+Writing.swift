extension Subscriptions {
  /// The list as OPML 2.0 in UTF-8: folders in folders, in the order in which they come first.
  ///
  /// What is written is read as the same list, but for the order of the feeds.
  public var opml: String {
    // Deeper than anybody nests; no list of names makes the stack overflow.
    var root = Folder()
    for feed in feeds { root.add(feed, below: feed.folders.prefix(64)) }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\">", "  <head>",
      "    <title>\(escaped(title ?? ""))</title>", "  </head>", "  <body>",
    ]
    root.write(to: &lines, indent: "    ")
    return (lines + ["  </body>", "</opml>", ""]).joined(separator: "\n")
  }
}

/// A folder with what is in it, in order.
private struct Folder {
  private enum Content {
    case feed(Subscriptions.Subscription)
    /// Its place in `folders`.
    case folder(Int)
  }

  private var contents: [Content] = []
  private var folders: [(name: String, folder: Folder)] = []

  mutating func add(_ feed: Subscriptions.Subscription, below path: ArraySlice<String>) {
    guard let name = path.first else { return contents.append(.feed(feed)) }
    let index: Int
    if let known = folders.firstIndex(where: { $0.name == name }) {
      index = known
    } else {
      index = folders.count
      folders.append((name, Folder()))
      contents.append(.folder(index))
    }
    folders[index].folder.add(feed, below: path.dropFirst())
  }

  func write(to lines: inout [String], indent: String) {
    for content in contents {
      switch content {
      case .feed(let feed): lines.append(indent + feed.outline)
      case .folder(let index):
        let (name, folder) = folders[index]
        lines.append("\(indent)<outline text=\"\(escaped(name))\" title=\"\(escaped(name))\">")
        folder.write(to: &lines, indent: indent + "  ")
        lines.append(indent + "</outline>")
      }
    }
  }
}

extension Subscriptions.Subscription {
  fileprivate var outline: String {
    let name = escaped(title ?? url)
    let home = homePage.map { " htmlUrl=\"\(escaped($0))\"" } ?? ""
    return
      "<outline type=\"rss\" text=\"\(name)\" title=\"\(name)\" xmlUrl=\"\(escaped(url))\"\(home)/>"
  }
}

/// Text between tags or quotes, on one line. Characters that XML does not have become U+FFFD.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\t", "\n", "\r": result += " "
    case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
