import TOML

extension ConfigurationReader {
  mutating func readSections(of table: TOMLTable, in file: String) {
    let context = ReadingContext(
      folder: AbsolutePath(file, in: files.workingDirectory).folder)
    var rest: [TOMLEntry] = []
    for entry in table.entries {
      switch entry.key {
      case "digest": readDigests(entry, context, in: file)
      case "feed": readFeeds(entry, context, in: file)
      case "polling" where file == main:
        readTable(entry, as: ConfigurationKeys.polling, \.polling, context)
      case "retention" where file == main:
        readTable(entry, as: ConfigurationKeys.retention, \.retention, context)
      case "stories" where file == main:
        readTable(entry, as: ConfigurationKeys.stories, \.stories, context)
      case "metrics" where file == main:
        readTable(entry, as: ConfigurationKeys.metrics, \.metrics, context)
      default: rest.append(entry)
      }
    }
    if file == main { readTop(rest, context) } else { refuse(rest, in: file) }
  }

  private mutating func readTop(_ entries: [TOMLEntry], _ context: ReadingContext) {
    draft.top = read(
      entries, as: ConfigurationKeys.top, from: draft.top, context, in: main, path: "")
  }

  /// Included files hold feeds and digests; whatever else stands there would be easily overlooked.
  private mutating func refuse(_ entries: [TOMLEntry], in file: String) {
    let known =
      ConfigurationKeys.top.keys.map(\.name) + ["polling", "retention", "stories", "metrics"]
    for entry in entries {
      let message =
        known.contains(entry.key)
        ? "'\(entry.key)' belongs into the main file, \(main)"
        : UnknownKey(entry, in: "").message
      note(entry.keyPosition, in: file, key: entry.key, message)
    }
  }

  /// Reads a section that stands once, in the main file.
  private mutating func readTable<Settings>(
    _ entry: TOMLEntry, as section: ConfigurationSection<Settings>,
    _ path: WritableKeyPath<ConfigurationDraft, Placed<Settings>>, _ context: ReadingContext
  ) {
    guard let entries = entry.node.value.table?.entries else {
      let message = "expected a section [\(entry.key)], found \(entry.node.value.found)"
      return note(entry.keyPosition, in: main, key: entry.key, message)
    }
    let settings = read(
      entries, as: section, from: draft[keyPath: path].value, context, in: main,
      path: entry.key + ".")
    draft[keyPath: path] = Placed(settings, entries, at: place(entry.node.position, main))
  }

  private mutating func readDigests(_ entry: TOMLEntry, _ context: ReadingContext, in file: String)
  {
    guard let digests = entry.node.value.table?.entries else {
      let message = "expected a section [digest.NAME], found \(entry.node.value.found)"
      return note(entry.keyPosition, in: file, key: "digest", message)
    }
    for digest in digests {
      guard let entries = digest.node.value.table?.entries else {
        let message = "a digest needs a name: write its keys below [digest.daily]"
        note(digest.keyPosition, in: file, key: "digest." + digest.key, message)
        continue
      }
      let mail = entries.first { $0.key == "mail" }
      var settings = read(
        entries.filter { $0.key != "mail" && $0.key != "filter" }, as: ConfigurationKeys.digest,
        from: DigestSettings(name: digest.key), context,
        in: file, path: "digest.\(digest.key).")
      settings.filters = filters(
        entries.first { $0.key == "filter" }, as: ConfigurationKeys.digestFilter,
        of: "digest.\(digest.key)", context, in: file)
      if let mail { settings.mail = self.mail(mail, of: digest.key, context, in: file) }
      draft.digests.append(Placed(settings, entries, at: place(digest.keyPosition, file)))
    }
  }

  private mutating func readFeeds(_ entry: TOMLEntry, _ context: ReadingContext, in file: String) {
    guard let feeds = entry.node.value.array else {
      let message =
        "expected [[feed]], in two brackets, for each feed, found \(entry.node.value.found)"
      return note(entry.node.position, in: file, key: "feed", message)
    }
    draft.feeds.reserveCapacity(draft.feeds.count + feeds.count)
    for feed in feeds {
      guard let entries = feed.value.table?.entries else {
        note(feed.position, in: file, key: "feed", "expected [[feed]], found \(feed.value.summary)")
        continue
      }
      let filter = entries.first { $0.key == "filter" }
      let keys = filter == nil ? entries : entries.filter { $0.key != "filter" }
      var settings = read(
        keys, as: ConfigurationKeys.feed, from: FeedDraft(), context, in: file, path: "feed.")
      settings.filters = filters(
        filter, as: ConfigurationKeys.feedFilter, of: "feed", context, in: file)
      draft.feeds.append(Placed(settings, entries, at: place(feed.position, file)))
    }
  }

  private mutating func read<Settings>(
    _ entries: [TOMLEntry], as section: ConfigurationSection<Settings>, from start: Settings,
    _ context: ReadingContext, in file: String, path: String
  ) -> Settings {
    var settings = start
    section.read(entries, context, into: &settings) { key, complaint in
      note(complaint.position, in: file, key: path + key, complaint.message)
    }
    return settings
  }

  private func place(_ position: TOMLPosition, _ file: String) -> ConfigurationPlace {
    ConfigurationPlace(file: file, position: position)
  }

  private mutating func note(
    _ position: TOMLPosition, in file: String, key: String, _ message: String
  ) {
    log.add(.error, at: place(position, file), key: key, message)
  }
}

extension TOMLValue {
  /// What stands in a section's place.
  fileprivate var found: String {
    switch self {
    case .table: "it in single brackets"
    case .array(let elements) where elements.contains { $0.value.table != nil }:
      "it in double brackets"
    default: summary
    }
  }
}
