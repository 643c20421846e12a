import FoundationEssentials
import Stories

/// How much a story weighs among the others of its section: whole points, so that the same edition
/// always has the same order.
///
/// | what | points |
/// |---|---|
/// | each source | 10 times its rank |
/// | freshness | 48 at the edition's moment, 2 less for each hour before it, never below 0 |
/// | a word of `boost` | 200 |
/// | a word of `mute` | -1000 |
///
/// One source of rank 5, three hours old: 50 + 42 = 92; the same from three such sources: 192.
struct Weight {
  /// The rank of a source that has none: the middle of 1 to 9.
  static let usualRank = 5

  let points: Int

  /// - Parameters:
  ///   - ranks: of the sources that tell the story, each once.
  ///   - ageSeconds: from the story to the edition; of a story that is younger than it, 0.
  init(ranks: [Int], ageSeconds: Double, isBoosted: Bool = false, isMuted: Bool = false) {
    let minutes = Int(min(max(0, ageSeconds), 24 * 3600) / 60)
    points =
      10 * ranks.reduce(0, +) + 48 - (minutes + 29) / 30
      + (isBoosted ? 200 : 0) - (isMuted ? 1000 : 0)
  }
}

/// Weighs the stories of an edition by what its reader has said of sources and words.
struct Scales {
  private let ranks: [String: Int]
  private let writtenAt: Date
  private let boost: Emphasis
  private let mute: Emphasis

  init(_ material: Material) {
    ranks = material.ranks
    writtenAt = material.masthead.writtenAt
    boost = Emphasis(material.boost)
    mute = Emphasis(material.mute)
  }

  func weight(of story: Edition.Story, lead: StoredItem, others: [StoredItem]) -> Weight {
    let feeds = Set(([lead] + others).map(\.feedURL))
    return Weight(
      ranks: feeds.map { ranks[$0] ?? Weight.usualRank },
      ageSeconds: writtenAt.timeIntervalSince(story.moment),
      isBoosted: boost.isOn(lead), isMuted: mute.isOn(lead))
  }
}

/// How long reading takes.
enum ReadingTime {
  /// Words a minute of a grown-up who reads silently.
  private static let wordsPerMinute = 220
  /// Letters that count as a word where a script writes no blanks.
  private static let lettersPerWord = 2.3

  /// Whole minutes; nil for less than one.
  static func minutes(of text: String) -> Int? {
    var words = 0
    var wide = 0
    var isInWord = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF: wide += 1
      case 0...0x20, 0xA0, 0x2000...0x200A, 0x3000: isInWord = false
      default:
        if !isInWord { words += 1 }
        isInWord = true
      }
    }
    let minutes = (words + Int(Double(wide) / lettersPerWord)) / wordsPerMinute
    return minutes > 0 ? minutes : nil
  }
}
