import Synchronization

/// How far long work has come, told on a terminal in one line that is written over: `polled 40 of 200
/// feeds (20 %)`. Where nobody looks, nothing is told.
final class Progress: Sendable {
  private let deed: String
  private let noun: String
  private let total: Int
  private let done = Atomic<Int>(0)
  private let show: @Sendable (String) -> Void

  /// - Parameters:
  ///   - deed: what is done with each, in the past tense.
  ///   - noun: what there are `total` of, in the plural.
  init(
    _ deed: String, _ noun: String, total: Int,
    show: @escaping @Sendable (String) -> Void = { Terminal.showProgress($0) }
  ) {
    self.deed = deed
    self.noun = noun
    self.total = total
    self.show = show
  }

  /// One more is done. A line for each percent is enough for an eye.
  func advance() {
    let done = done.add(1, ordering: .relaxed).newValue
    guard total > 0, done * 100 / total > (done - 1) * 100 / total else { return }
    show("\(deed) \(done) of \(total) \(noun) (\(done * 100 / total) %)")
  }
}
