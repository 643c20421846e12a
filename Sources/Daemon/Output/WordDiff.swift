/// What an edit changed in a text, word by word.
///
///     WordDiff(from: "Two men dead", to: "Three men are dead").marked
///     // "[-Two-] {+Three+} men {+are+} dead"
struct WordDiff: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case kept(String)
    case removed(String)
    case added(String)
  }

  /// Words that are kept, removed or added together stand in one piece, separated by blanks.
  let pieces: [Piece]

  /// The most comparisons of two words: texts that differ more are told as one removed and one added.
  private static let maximumCells = 4_000_000

  init(from old: String, to new: String) {
    let old = old.split(whereSeparator: \.isWhitespace)
    let new = new.split(whereSeparator: \.isWhitespace)
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = min(
      zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count,
      min(old.count, new.count) - head)
    let steps = Self.steps(
      Array(old[head..<(old.count - tail)]), Array(new[head..<(new.count - tail)]))
    var joined: [Piece] = []
    let ends = old.suffix(tail).map { Piece.kept(String($0)) }
    for step in old.prefix(head).map({ Piece.kept(String($0)) }) + steps + ends {
      if let last = joined.last, let both = last.joined(with: step) {
        joined[joined.count - 1] = both
      } else {
        joined.append(step)
      }
    }
    pieces = joined
  }

  /// Whether nothing differs but white space.
  var isEmpty: Bool { pieces.allSatisfy { if case .kept = $0 { true } else { false } } }

  /// Removed words in `[-…-]`, added ones in `{+…+}`, as wdiff prints them.
  var marked: String {
    pieces.map {
      switch $0 {
      case .kept(let text): text
      case .removed(let text): "[-\(text)-]"
      case .added(let text): "{+\(text)+}"
      }
    }.joined(separator: " ")
  }

  /// A longest common subsequence; of several one that removes first.
  private static func steps(_ old: [Substring], _ new: [Substring]) -> [Piece] {
    guard old.count * new.count <= maximumCells else {
      return old.map { .removed(String($0)) } + new.map { .added(String($0)) }
    }
    let width = new.count + 1
    // lengths[i * width + j]: the longest common subsequence of what follows i and j.
    var lengths = [UInt16](repeating: 0, count: (old.count + 1) * width)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i * width + j] =
          old[i] == new[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    var steps: [Piece] = []
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        steps.append(.kept(String(old[i])))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count,
        j == new.count || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]
      {
        steps.append(.removed(String(old[i])))
        i += 1
      } else {
        steps.append(.added(String(new[j])))
        j += 1
      }
    }
    return steps
  }
}

extension WordDiff.Piece {
  /// One piece for two of a kind; nil for two of different kinds.
  fileprivate func joined(with next: WordDiff.Piece) -> WordDiff.Piece? {
    switch (self, next) {
    case (.kept(let one), .kept(let two)): .kept(one + " " + two)
    case (.removed(let one), .removed(let two)): .removed(one + " " + two)
    case (.added(let one), .added(let two)): .added(one + " " + two)
    default: nil
    }
  }
}
