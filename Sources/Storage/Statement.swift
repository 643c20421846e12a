import CSQLite

/// A value bound to a statement.
enum SQLValue {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  static func integer(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
  static func text(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
  static func blob(_ value: [UInt8]?) -> SQLValue { value.map { .blob($0) } ?? .null }
}

/// The owner of one compiled statement. It keeps its connection alive.
@safe final class Statement {
  private let handle: OpaquePointer
  private let connection: Connection
  private let sql: String

  @unsafe init(_ handle: OpaquePointer, of connection: Connection, sql: String) {
    unsafe self.handle = handle
    self.connection = connection
    self.sql = sql
  }

  deinit {
    // The result repeats the last step's, which was checked.
    _ = unsafe sqlite3_finalize(handle)
  }

  /// Binds the values in order; SQLite copies them.
  func bind(_ values: [SQLValue]) throws(StorageError) {
    for (index, value) in values.enumerated() {
      try connection.check(bind(value, at: Int32(index + 1)), sql: sql)
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, index)
    case .integer(let value): return unsafe sqlite3_bind_int64(handle, index, value)
    case .text(var value):
      return value.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { text in
          unsafe rassegna_bind_text(handle, index, text.baseAddress, Int64(text.count))
        }
      }
    case .blob(let value):
      return unsafe value.withUnsafeBytes { bytes in
        unsafe rassegna_bind_blob(handle, index, bytes.baseAddress, Int64(bytes.count))
      }
    }
  }

  /// Goes to the next row. False when there is none.
  func step() throws(StorageError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    try connection.check(code, sql: sql)
    return false
  }

  /// Makes it ready to be bound and run again; what was bound is forgotten.
  func reset() {
    // The result repeats the last step's, which was checked.
    _ = unsafe sqlite3_reset(handle)
    _ = unsafe sqlite3_clear_bindings(handle)
  }

  /// Runs it for its effect.
  func run(_ values: [SQLValue]) throws(StorageError) {
    defer { reset() }
    try bind(values)
    while try step() {}
  }

  /// Runs it and gives the first row to `read`; nil when there is none.
  func first<Row>(_ values: [SQLValue], _ read: (Statement) -> Row) throws(StorageError) -> Row? {
    defer { reset() }
    try bind(values)
    return try step() ? read(self) : nil
  }

  /// Runs it and gives each row to `body`, keeping none.
  func forEach(
    _ values: [SQLValue], _ body: (Statement) throws(StorageError) -> Void
  ) throws(StorageError) {
    defer { reset() }
    try bind(values)
    while try step() { try body(self) }
  }

  /// Runs it and gives each row to `read`.
  func all<Row>(_ values: [SQLValue], _ read: (Statement) -> Row) throws(StorageError) -> [Row] {
    defer { reset() }
    try bind(values)
    var rows: [Row] = []
    while try step() { rows.append(read(self)) }
    return rows
  }
}

/// The columns of the row that the statement stands on, numbered from 0.
extension Statement {
  func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  /// Empty for NULL.
  func text(_ column: Int32) -> String {
    guard let bytes = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// Empty for NULL.
  func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  func optionalBlob(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}
