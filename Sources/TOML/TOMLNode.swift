/// A place in a TOML text.
public struct TOMLPosition: Sendable, Hashable, Comparable {
  /// From 1.
  public let line: Int
  /// From 1; a column is a code point, a tab is one.
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: TOMLPosition, right: TOMLPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value, and where it begins.
public struct TOMLNode: Sendable, Equatable {
  public let value: TOMLValue
  /// Of a table or array of tables under a header: where the header begins.
  public let position: TOMLPosition

  public init(_ value: TOMLValue, at position: TOMLPosition) {
    self.value = value
    self.position = position
  }
}

/// What TOML can say. Source: TOML 1.0.0.
public enum TOMLValue: Sendable, Equatable {
  case string(String)
  case integer(Int)
  case real(Double)
  case boolean(Bool)
  /// A date, a time or both, as RFC 3339 writes them.
  case dateTime(String)
  case array([TOMLNode])
  case table(TOMLTable)

  /// The elements of an array; nil for anything else.
  public var array: [TOMLNode]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The entries of a table; nil for anything else.
  public var table: TOMLTable? {
    if case .table(let table) = self { table } else { nil }
  }
}

/// A key with its value.
public struct TOMLEntry: Sendable, Equatable {
  /// One part of a dotted key, without quotes.
  public let key: String
  /// Where the key begins; of a key that occurs in several headers, where the first one stands.
  public let keyPosition: TOMLPosition
  public let node: TOMLNode
}

/// A table: keys with their values, in the order of the text, no key twice.
public struct TOMLTable: Sendable, Equatable {
  public let entries: [TOMLEntry]

  /// The entry of `key`; nil when there is none. Takes time in the number of entries.
  public subscript(key: String) -> TOMLEntry? { entries.first { $0.key == key } }
}
