import FoundationEssentials

/// A value as a line of the conversation between a command and the daemon: JSON and a line feed.
enum ControlLine {
  /// The bytes of the line, line feed included.
  static func bytes(of value: some Encodable) -> [UInt8] {
    Array(jsonLine(value).utf8) + [LineBuffer.lineFeed]
  }

  /// Reads a line; nil for one that is no such value. Nothing that a line can hold harms the reader:
  /// the decoder's depth is limited, and unknown keys are passed over.
  static func value<Value: Decodable>(_ type: Value.Type, in line: [UInt8]) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    // Whatever is wrong with it, the reader refuses it in the same words.
    return try? decoder.decode(type, from: Data(line))
  }
}

/// Gathers bytes until a line is whole.
struct LineBuffer: Sendable {
  static let lineFeed = UInt8(ascii: "\n")

  /// What some more bytes led to.
  enum Progress: Hashable, Sendable {
    case incomplete
    /// The line without its line feed. What came behind it waits for the next call.
    case line([UInt8])
    /// More bytes without a line feed than a line may have.
    case tooLong
  }

  private let maximumBytes: Int
  private var bytes: [UInt8] = []
  /// How many of `bytes` are known to hold no line feed.
  private var seen = 0

  init(maximumBytes: Int) {
    self.maximumBytes = maximumBytes
  }

  /// Adds what was received, and takes the first line out where it is whole.
  mutating func add(_ piece: some Sequence<UInt8>) -> Progress {
    bytes += piece
    guard let end = bytes[seen...].firstIndex(of: Self.lineFeed) else {
      seen = bytes.count
      return bytes.count >= maximumBytes ? .tooLong : .incomplete
    }
    guard end < maximumBytes else { return .tooLong }
    let line = Array(bytes[..<end])
    bytes.removeFirst(end + 1)
    seen = 0
    return .line(line)
  }
}
