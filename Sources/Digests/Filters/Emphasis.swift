import Patterns
import Stories

/// Whether a text has words that somebody wants to see first, or last.
final class Emphasis {
  private let words: Result<Phrases, PatternError>?

  init(_ words: [String]) {
    self.words =
      words.isEmpty ? nil : Result { () throws(PatternError) in try Phrases(words) }
  }

  /// Whether the item's title or text has one; of words that could not be looked for, none.
  func isOn(_ item: StoredItem) -> Bool {
    guard case .success(let words) = words else { return false }
    let texts = [item.title ?? "", item.text]
    return texts.contains { text in
      do throws(PatternError) {
        return try words.firstMatch(in: FoldedText(text)) != nil
      } catch {
        return false
      }
    }
  }
}
