import Patterns
import Stories

/// A filter ready to look at items.
final class CompiledFilter {
  let filter: Filter
  private let conditions: [Condition]

  /// - Throws: `PatternError` where a condition is none; `rassegna check` has told it.
  init(_ filter: Filter) throws(PatternError) {
    self.filter = filter
    conditions =
      try [
        Condition(words: filter.titleWords) { [$0.title] },
        Condition(words: filter.authors) { [$0.author] },
        Condition(words: filter.words) { [$0.title, $0.text] },
        Condition(filter.titlePattern) { $0.title ?? "" },
        Condition(filter.urlPattern) { $0.url ?? "" },
        Condition(filter.textPattern) { $0.text },
        Condition(tags: filter.tags), Condition(languages: filter.languages),
      ].compactMap(\.self)
  }

  /// What of an item it catches, for people: `oroscopo`; nil where it does not.
  ///
  /// - Throws: `PatternError.gaveUp` where that can not be told: then it decides nothing.
  func evidence(in item: FilteredItem) throws(PatternError) -> String? {
    var found: [String] = []
    for condition in conditions {
      guard let match = try condition.match(item) else { return nil }
      found.append(match)
    }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }
}

/// One condition: what of an item meets it.
private struct Condition {
  let match: (FilteredItem) throws(PatternError) -> String?

  /// Nil where no words are given.
  init?(words: [String], of texts: @escaping (FilteredItem) -> [FoldedText]) throws(PatternError) {
    guard !words.isEmpty else { return nil }
    let phrases = try Phrases(words)
    match = { item throws(PatternError) in
      for text in texts(item) {
        if let match = try phrases.firstMatch(in: text) { return String(match) }
      }
      return nil
    }
  }

  /// Nil where no pattern is given.
  init?(_ source: String?, of text: @escaping (StoredItem) -> String) throws(PatternError) {
    guard let source else { return nil }
    let pattern = try Pattern(source)
    match = { item throws(PatternError) in
      try pattern.firstMatch(in: text(item.item)).map { String($0) }
    }
  }

  init?(tags: [String]) {
    guard !tags.isEmpty else { return nil }
    let wanted = Set(tags.map { FoldedText($0) })
    match = { item in
      item.item.tags.first { wanted.contains(FoldedText($0)) }
    }
  }

  init?(languages: [String]) {
    guard !languages.isEmpty else { return nil }
    let wanted = Set(languages.map { $0.lowercased() })
    match = { item in
      guard let tag = item.item.language.flatMap({ LanguageTag($0) }) else { return nil }
      let names = [tag.primary, tag.string.lowercased()]
      return names.contains(where: wanted.contains) ? tag.string : nil
    }
  }
}
