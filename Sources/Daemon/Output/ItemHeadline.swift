import FoundationEssentials

/// One item of a list, for people: its number, its day, where it stood, and what it is called.
struct ItemHeadline: Sendable {
  var seq: Int64
  /// Of publication, or else when it was first seen.
  var date: Date
  var source: String
  var title: String?

  /// Such as `27  2026-03-18  AgenPonte: Montefiorito. La neve fuori stagione`.
  var line: String { "\(seq)  \(date.day)  \(source.printable): \((title ?? "").printable)" }
}
