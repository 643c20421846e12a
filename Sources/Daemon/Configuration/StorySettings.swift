import FoundationEssentials
import Stories

/// When items are one story: the section `[stories]`.
struct StorySettings: Sendable, Equatable {
  /// How far apart in time two copies of one text may be.
  var window: Duration = .seconds(72 * 3600)
  /// How much of a long text must be found in its copy, 0.1 to 1; shorter ones need more.
  var threshold = 0.5

  var rules: StoryRules { StoryRules(windowSeconds: window.seconds, threshold: threshold) }
}
