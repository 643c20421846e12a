/// The runs of four words by which a text is found and finds others, few of its many.
///
/// A run is eligible when its hash is below a third of all values, whatever stands around it. A text is
/// remembered under the smallest eligible runs of its head and of the rest; it looks for others with
/// all of its eligible runs. So a short text that came first is found by a long one that holds it
/// anywhere, and a short one finds a long one that begins like it. What follows after some thousand
/// words is neither remembered nor looked for.
struct Landmarks: Hashable, Sendable {
  /// What the text is remembered under: at most `maximumKeys`, each once.
  private(set) var keys: [UInt64] = []
  /// What the text looks for others with: at most `maximumProbes`, its keys among them.
  private(set) var probes: [UInt64] = []

  static let maximumKeys = 16
  static let maximumProbes = 400

  private static let headRuns = 40
  private static let keysOfPart = 8
  /// With fewer in the head, what is not eligible is taken too.
  private static let minimumKeys = 4
  private static let limit = UInt64.max / 20 * 7

  init() {}

  /// - Parameter runs: the hashes of every four words in a row.
  init(of runs: [UInt64]) {
    let head = runs.prefix(Self.headRuns)
    probes.reserveCapacity(min(runs.count / 2, Self.maximumProbes))
    var end = 0
    while end < runs.count, probes.count < Self.maximumProbes {
      if runs[end] < Self.limit { probes.append(runs[end]) }
      end += 1
    }
    add(Self.least(Self.keysOfPart, of: head, below: Self.limit))
    if keys.count < Self.minimumKeys {
      let more = Self.least(Self.minimumKeys, of: head, below: .max)
      probes += more.filter { $0 >= Self.limit }
      add(more)
    }
    let rest = runs[..<end].dropFirst(Self.headRuns)
    add(Self.least(Self.keysOfPart, of: rest, below: Self.limit))
  }

  private mutating func add(_ runs: [UInt64]) {
    for run in runs where !keys.contains(run) { keys.append(run) }
  }

  /// The smallest few of some runs in ascending order, each once.
  private static func least(_ count: Int, of runs: ArraySlice<UInt64>, below limit: UInt64)
    -> [UInt64]
  {
    var least: [UInt64] = []
    least.reserveCapacity(count + 1)
    var bound = limit
    for run in runs where run < bound {
      let place = least.firstIndex { run <= $0 } ?? least.count
      if place < least.count, least[place] == run { continue }
      least.insert(run, at: place)
      if least.count > count { least.removeLast() }
      if least.count == count { bound = least[count - 1] }
    }
    return least
  }
}
