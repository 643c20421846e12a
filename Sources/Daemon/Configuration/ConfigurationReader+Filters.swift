import Digests
import TOML

extension ConfigurationReader {
  /// Reads the tables `[[digest.NAME.filter]]` or `[[feed.filter]]` of one digest or feed. Those that
  /// say too little are left out, and told.
  ///
  /// - Parameters:
  ///   - entry: nil where there is none.
  ///   - key: of its digest or feed: `digest.daily`.
  mutating func filters(
    _ entry: TOMLEntry?, as section: ConfigurationSection<Filter>, of key: String,
    _ context: ReadingContext, in file: String
  ) -> [Filter] {
    guard let entry else { return [] }
    let tables = entry.node.value.array?.compactMap { $0.value.table.map(\.entries) } ?? []
    guard let nodes = entry.node.value.array, nodes.count == tables.count else {
      let place = ConfigurationPlace(file: file, position: entry.keyPosition)
      log.add(
        .error, at: place, key: key + ".filter",
        "expected \(section.header), in two brackets, for each filter")
      return []
    }
    var filters: [Filter] = []
    for (node, entries) in zip(nodes, tables) {
      var filter = Filter.sample
      section.read(entries, context, into: &filter) { name, complaint in
        let place = ConfigurationPlace(file: file, position: complaint.position)
        log.add(.error, at: place, key: "\(key).filter.\(name)", complaint.message)
      }
      let place = ConfigurationPlace(file: file, position: node.position)
      if let fault = fault(of: filter, entries, beside: filters) {
        log.add(.error, at: place, key: key + ".filter", fault)
      } else {
        filters.append(filter)
      }
    }
    return filters
  }

  /// What is wrong with a filter as a whole; nil where nothing is, or its keys have been told already.
  private func fault(of filter: Filter, _ entries: [TOMLEntry], beside others: [Filter]) -> String?
  {
    let given = Set(entries.map(\.key))
    guard given.contains("name") else {
      return "this filter has no name: add name = \"…\", which the ledger calls it by"
    }
    if filter.name == "backlog" {
      return "\"backlog\" is what the ledger calls old items of a new feed; choose another name"
    }
    if !filter.name.isEmpty, others.contains(where: { $0.name == filter.name }) {
      return "there is a filter \(quoted(filter.name)) above it already"
    }
    if given.subtracting(["name", "action"]).isEmpty {
      return
        "the filter \(quoted(filter.name)) has no condition and would catch nothing: add words, "
        + "title_words, title_pattern, text_pattern, url_pattern, tags, authors or languages"
    }
    return nil
  }
}
