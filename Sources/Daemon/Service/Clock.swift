import FoundationEssentials

/// The time of day, handed in so that decisions can be tested at any moment.
struct Clock: Sendable {
  var now: @Sendable () -> Date

  /// The machine's clock: the only place that reads it.
  static let system = Clock { Date() }
}
