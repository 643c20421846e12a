import Stories

/// Whether two items are about one event, for people and for programs.
struct AffinityOutput: Encodable {
  var isSameEvent: Bool
  /// 0…1, like the next.
  var score: Double
  var threshold: Double
  var sharedWords: Int
  var veto: String?

  init(_ affinity: Affinity) {
    isSameEvent = affinity.isSameEvent
    score = (affinity.score * 1000).rounded() / 1000
    threshold = Affinity.threshold
    sharedWords = affinity.sharedTerms
    veto = affinity.veto.map { veto in
      switch veto {
      case .template: "template"
      case .numbers: "numbers"
      case .names: "names"
      case .fewItems: "few_items"
      }
    }
  }

  /// For people.
  var sentence: String {
    let verdict = isSameEvent ? "one event" : "two events"
    let share = Int((score * 100).rounded())
    let needed = Int((threshold * 100).rounded())
    let objection =
      switch veto {
      case "template": "; but they look like bulletins from one template"
      case "numbers": "; but their numbers differ"
      case "names": "; but their names differ"
      case "few_items": "; but too few items are known to tell which words are rare"
      default: ""
      }
    return """
      \(verdict): \(sharedWords) telling words in common, \(share) % of what the shorter one says, \
      \(needed) % needed\(objection)
      """
  }
}
