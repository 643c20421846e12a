/// A small picture of what a feed brought day by day: bars in SVG, the last day on the right.
///
/// It stands within the page, in the colour of its text, with its content in words beside it for
/// those who can not see it.
struct RhythmPicture {
  /// Of the picture, in its own units.
  private static let height = 16
  /// From one bar to the next; a bar is one narrower.
  private static let step = 4

  private let daily: [Int]
  private let words: String

  init(_ account: FeedAccount, _ almanac: Almanac) {
    daily = account.daily.suffix(FeedAccount.days).map { max(0, $0) }
    words = almanac.wording.rhythm(
      total: almanac.count(daily.reduce(0, +)), days: almanac.count(daily.count),
      most: almanac.count(daily.max() ?? 0), last: almanac.count(daily.last ?? 0))
  }

  var svg: HTML {
    let width = Self.step * FeedAccount.days
    return """
      <svg role="img" aria-label="\(words)" viewBox="0 0 \(width) \(Self.height)" \
      width="\(width)" height="\(Self.height)"><title>\(words)</title>\
      <path d="\(bars)"/></svg>
      """
  }

  /// One path of all bars; a day without items leaves a line on the ground.
  private var bars: String {
    let most = max(daily.max() ?? 0, 1)
    let first = FeedAccount.days - daily.count
    return daily.enumerated().map { index, count in
      let bar = count == 0 ? 1 : max(2, count * Self.height / most)
      let left = (first + index) * Self.step
      return "M\(left) \(Self.height - bar)h\(Self.step - 1)v\(bar)h-\(Self.step - 1)z"
    }.joined()
  }
}
