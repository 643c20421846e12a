// What somebody may have meant who wrote something that nobody knows.

extension String {
  /// The candidate that resembles this most, if one resembles it: at most one edit for each three
  /// characters, at least one, upper and lower case alike; of equals the first.
  ///
  ///     "intervall".nearest(of: ["interval", "floor"])  // "interval"
  func nearest(of candidates: some Sequence<String>) -> String? {
    let written = Array(lowercased())
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let limit = (best?.distance).map { $0 - 1 } ?? max(1, written.count / 3)
      let meant = Array(candidate.lowercased())
      guard abs(meant.count - written.count) <= limit else { continue }
      let distance = edits(from: written, to: meant)
      if distance <= limit { best = (distance, candidate) }
    }
    return best?.candidate
  }
}

/// The insertions, deletions, replacements and exchanges of neighbours that make one text of the
/// other (the optimal string alignment distance). Cost: the product of both lengths.
///
///     edits(from: Array("intreval"), to: Array("interval"))  // 1
func edits(from old: [Character], to new: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...new.count)
  for (i, character) in old.enumerated() {
    var row = [i + 1]
    for (j, other) in new.enumerated() {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (character == other ? 0 : 1))
      if i > 0, j > 0, character == new[j - 1], old[i - 1] == other {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[new.count]
}
