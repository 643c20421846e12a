/// How long items are kept: the section `[retention]`.
struct RetentionSettings: Sendable, Equatable {
  /// Items that were first seen longer ago are removed, once each digest has told them.
  var age: Duration = .seconds(365 * 24 * 60 * 60)
  /// The latest items of each feed that are kept, from 100 to 1,000,000; nil: any number.
  var itemsPerFeed: Int?
}
