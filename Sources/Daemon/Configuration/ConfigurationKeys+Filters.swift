import Digests
import Patterns
import TOML

extension ConfigurationKeys {
  /// A filter of a digest or of a feed: the keys are the same.
  static let digestFilter = ConfigurationSection(
    header: "[[digest.NAME.filter]]", keys: filterKeys)
  static let feedFilter = ConfigurationSection(header: "[[feed.filter]]", keys: filterKeys)

  private static let filterKeys = [
    ConfigurationKey(
      "name", \Filter.name, .line(maximum: 64), in: .sample, standard: "must be given",
      "What the edition, the ledger and `rassegna filters` call it."),
    ConfigurationKey(
      "action", \.action, .word, in: .sample,
      "What becomes of items that meet all conditions; \"only\" leaves the others out."),
    ConfigurationKey(
      "words", \.words, .list(of: "words", .phrase), in: .sample, standard: "no condition",
      "Words or phrases, one of which stands in the title or the text."),
    ConfigurationKey(
      "title_words", \.titleWords, .list(of: "words", .phrase), in: .sample,
      standard: "no condition", "Words or phrases, one of which stands in the title."),
    ConfigurationKey(
      "title_pattern", \.titlePattern, .pattern, standard: "no condition",
      "A regular expression (PCRE2) that finds something in the title."),
    ConfigurationKey(
      "text_pattern", \.textPattern, .pattern, standard: "no condition",
      "A regular expression that finds something in the text."),
    ConfigurationKey(
      "url_pattern", \.urlPattern, .pattern, standard: "no condition",
      "A regular expression that finds something in the item's address."),
    ConfigurationKey(
      "tags", \.tags, .list(of: "tags", .tag), in: .sample, standard: "no condition",
      "Tags of the item itself, one of which it has."),
    ConfigurationKey(
      "authors", \.authors, .list(of: "names", .phrase), in: .sample, standard: "no condition",
      "Names, one of which stands among the item's authors."),
    ConfigurationKey(
      "languages", \.languages, .list(of: "languages", .languageTag), in: .sample,
      standard: "no condition",
      "Languages, one of which is the item's; one without a region stands for all of them."),
  ]
}

extension Filter {
  /// One of which nothing is given.
  static let sample = Filter(name: "")
}

extension ValueForm where Value == String {
  /// A word or phrase that texts are looked through for.
  static var phrase: ValueForm {
    .text(
      "a word or phrase such as \"terremot*\", of 1 to 100 characters", example: "terremot*",
      parse: { text, _ in text.isLine(maximum: 100) && Phrases.isPhrase(text) ? text : nil },
      advice: { $0.quotedText }, write: { $0 })
  }

  /// A regular expression that the library takes.
  static var pattern: ValueForm {
    .text(
      "a regular expression (PCRE2) such as '(?i)^meteo', of 1 to 1000 characters",
      example: "(?i)^meteo",
      parse: { text, _ in text.isLine(maximum: 1000) && mistake(in: text) == nil ? text : nil },
      advice: { value in
        guard case .string(let text) = value else { return value.quotedText }
        return mistake(in: text)
      }, write: { $0 })
  }

  /// What is wrong with a regular expression, and where; nil for a good one.
  private static func mistake(in source: String) -> String? {
    do throws(PatternError) {
      _ = try Pattern(source)
      return nil
    } catch .malformed(let character, let reason) {
      return "\(reason), at character \(character)"
    } catch {
      return "it can not be compiled"
    }
  }

  /// The language of items.
  static var languageTag: ValueForm {
    .text(
      "a language tag such as \"en\" or \"pt-BR\"", example: "en",
      parse: { text, _ in LanguageTag(text)?.string }, advice: { $0.quotedText }, write: { $0 })
  }
}
