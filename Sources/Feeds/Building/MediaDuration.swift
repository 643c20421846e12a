/// How long a recording is, as feeds write it.
enum MediaDuration {
  /// Seconds of `3600`, `60:00` or `1:00:00`; nil where it is none of them. Fractions are kept.
  static func seconds(_ written: String) -> Double? {
    let parts = folded(written).split(separator: ":", omittingEmptySubsequences: false)
    guard 1...3 ~= parts.count else { return nil }
    var seconds = 0.0
    for part in parts {
      guard let value = Double(part), value >= 0, value.isFinite else { return nil }
      seconds = seconds * 60 + value
    }
    return seconds
  }
}
