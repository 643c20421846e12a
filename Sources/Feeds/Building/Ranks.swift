/// How good the source of each field is that was read already.
struct Ranks {
  private static let none = UInt8.max
  private var ranks = [UInt8](repeating: none, count: Field.count)

  /// Forgets all.
  mutating func reset() {
    for index in ranks.indices { ranks[index] = Ranks.none }
  }

  /// Whether a field has a value.
  func has(_ field: Field) -> Bool { ranks[Int(field.rawValue)] != Ranks.none }

  /// The rank of a field's source; nil while it has none.
  func rank(_ field: Field) -> UInt8? {
    let rank = ranks[Int(field.rawValue)]
    return rank == Ranks.none ? nil : rank
  }

  /// Takes a claim if it is as good as what is there, or better.
  mutating func takeAgain(_ claim: Term.Claim) -> Bool {
    take(claim) || ranks[Int(claim.field.rawValue)] == claim.rank
  }

  /// Takes a claim if it is better than what is there: true when the value is to be set.
  mutating func take(_ claim: Term.Claim) -> Bool {
    let index = Int(claim.field.rawValue)
    guard claim.rank < ranks[index] else { return false }
    ranks[index] = claim.rank
    return true
  }
}
