/// The interface in English.
struct English: Wording {
  let language = "en"
  let locale = "en_GB"

  let contents = "In this edition"
  let skipToStories = "Skip to the stories"
  let allStories = "Stories"
  let otherFeeds = "Other sources"
  let alsoIn = "Also in"
  let untitled = "Untitled"
  let nothingNew = "Nothing new since the last edition."
  let completeness = "How complete this edition is"
  let notRead = "Could not be read"
  let everythingRead = "Every source could be read."
  let archive = "All editions"

  func edition(number: String) -> String { "No. \(number)" }
  func stories(_ count: Count) -> String { count.of("story", "stories") }
  func items(_ count: Count) -> String { count.of("item", "items") }
  func feedsPolled(_ count: Count) -> String { count.of("source polled", "sources polled") }
  func feedsFailing(_ count: Count) -> String { count.digits + " failing" }

  func since(_ stamp: Stamp) -> String {
    stamp.day.map { "since \($0), \(stamp.time)" } ?? "since \(stamp.time)"
  }

  func times(in zone: String) -> String { "All times are \(zone)." }
}
