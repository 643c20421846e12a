import Stories

/// A comparison of two items, for people and for programs.
struct MatchOutput: Encodable {
  /// In one word.
  var verdict: String
  var isSameStory: Bool
  /// 0…1, like the next two; nil where it was not looked at.
  var containment: Double?
  var similarity: Double?
  var threshold: Double?
  var veto: String?

  init(_ match: StoryMatch) {
    isSameStory = match.isSameStory
    switch match {
    case .sameText: verdict = "same_text"
    case .nearText(let resemblance):
      verdict = "near_text"
      take(resemblance)
    case .different(.unlike(let resemblance)):
      verdict = "unlike"
      take(resemblance)
    case .different(.otherText): verdict = "other_text"
    case .different(.otherVersion): verdict = "other_version"
    case .different(.tooShort): verdict = "too_short"
    case .different(.outsideWindow): verdict = "outside_window"
    }
  }

  private mutating func take(_ resemblance: Resemblance) {
    containment = rounded(resemblance.containment)
    similarity = rounded(resemblance.similarity)
    threshold = resemblance.threshold.map(rounded)
    veto = resemblance.veto.map { $0 == .numbers ? "numbers" : "names" }
  }

  private func rounded(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }

  /// For people.
  var sentence: String {
    let verdict = isSameStory ? "one story" : "two stories"
    return "\(verdict): \(reason)"
  }

  private var reason: String {
    switch verdict {
    case "same_text": "the texts are the same"
    case "other_text": "the texts differ, and one is too short to be compared"
    case "other_version": "the texts were hashed by different versions of rassegna"
    case "too_short": "the texts are the same, but too short for that to mean anything"
    case "outside_window": "they are further apart in time than copies are looked for"
    default: share
    }
  }

  private var share: String {
    let found = "\(percent(containment)) of the shorter text is in the other"
    let needed = threshold.map { "\(percent($0)) needed" } ?? "too short to be compared"
    let objection =
      switch veto {
      case "numbers": "; but their numbers differ"
      case "names": "; but their names differ"
      default: ""
      }
    return "\(found), \(needed)\(objection); \(percent(similarity)) of both is shared"
  }

  private func percent(_ share: Double?) -> String { "\(Int(((share ?? 0) * 100).rounded())) %" }
}
