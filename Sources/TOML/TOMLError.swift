/// Why a text could not be read.
public enum TOMLError: Error, Sendable, Equatable {
  /// The text is no UTF-8, from this place on.
  case encoding(TOMLPosition)
  /// The text is no TOML. `reason` is toml++'s own English.
  case syntax(TOMLPosition, reason: String)
  case outOfMemory
}

extension TOMLPosition {
  /// Where `bytes` cease to be UTF-8; nil: nowhere. For messages only: it takes its time.
  static func ofInvalidUTF8(in bytes: [UInt8]) -> TOMLPosition? {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    var (line, column) = (1, 1)
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue("\n"): (line, column) = (line + 1, 1)
      case .scalarValue("\u{FEFF}") where line == 1 && column == 1: break
      case .scalarValue: column += 1
      case .emptyInput: return nil
      case .error: return TOMLPosition(line: line, column: column)
      }
    }
  }
}
