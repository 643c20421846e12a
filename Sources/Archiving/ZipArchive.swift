import CZip
import Glibc

/// A ZIP archive that is made in memory: the same files at the same time give the same bytes.
///
/// libzip reads what it was given only at the end, so it owns copies until then. The archive's own
/// source is kept beyond it, because the bytes are read back from there.
@safe public struct ZipArchive: ~Copyable {
  /// How a file is kept.
  public enum Compression: Sendable {
    case stored, deflated
  }

  private let archive: OpaquePointer
  private let output: OpaquePointer
  private let time: ZipTime
  /// Whether `archive` is still there.
  private var isOpen = true

  /// An empty archive.
  ///
  /// - Parameter time: of every file in it.
  /// - Throws: `ZipError`, when memory is out.
  public init(time: ZipTime) throws(ZipError) {
    var error = unsafe zip_error_t()
    guard let output = unsafe zip_source_buffer_create(nil, 0, 0, &error) else {
      throw ZipError(code: unsafe error.zip_err)
    }
    guard
      let archive = unsafe zip_open_from_source(output, Int32(rassegna_zip_truncate), &error)
    else {
      unsafe zip_source_free(output)
      throw ZipError(code: unsafe error.zip_err)
    }
    unsafe zip_source_keep(output)
    unsafe self.archive = archive
    unsafe self.output = output
    self.time = time
  }

  deinit {
    if isOpen { unsafe zip_discard(archive) }
    unsafe zip_source_free(output)
  }

  /// Adds a file after the others.
  ///
  /// - Parameter name: with slashes between folders.
  public mutating func add(
    _ name: String, _ bytes: [UInt8], _ compression: Compression
  ) throws(ZipError) {
    // The archive frees the source, and that its copy.
    let source = unsafe try Self.source(of: bytes, in: archive)
    let index = unsafe zip_file_add(archive, name, source, rassegna_zip_utf8)
    guard index >= 0 else {
      unsafe zip_source_free(source)
      throw error
    }
    let method = compression == .stored ? rassegna_zip_store : rassegna_zip_deflate
    try check(unsafe zip_set_file_compression(archive, UInt64(index), method, 0))
    try check(
      unsafe zip_file_set_dostime(archive, UInt64(index), time.time, time.date, 0))
  }

  /// What libzip reads a file from. Of an empty one it has no copy: it would forget to free that.
  @unsafe private static func source(of bytes: [UInt8], in archive: OpaquePointer) throws(ZipError)
    -> OpaquePointer
  {
    var copy: UnsafeMutableRawPointer?
    if !bytes.isEmpty {
      unsafe copy = malloc(bytes.count)
      guard let copy = unsafe copy else { throw ZipError(code: ZIP_ER_MEMORY) }
      unsafe bytes.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { unsafe memcpy(copy, start, bytes.count) }
      }
    }
    let owns: Int32 = unsafe copy == nil ? 0 : 1
    guard let source = unsafe zip_source_buffer(archive, copy, UInt64(bytes.count), owns) else {
      unsafe free(copy)
      throw ZipError(code: unsafe zip_get_error(archive).pointee.zip_err)
    }
    return unsafe source
  }

  /// Writes the archive and gives its bytes.
  public consuming func finished() throws(ZipError) -> [UInt8] {
    guard unsafe zip_close(archive) == 0 else { throw error }
    isOpen = false
    var status = unsafe zip_stat_t()
    guard unsafe zip_source_open(output) == 0 else { throw outputError }
    defer { _ = unsafe zip_source_close(output) }  // It was only read from.
    guard unsafe zip_source_stat(output, &status) == 0 else { throw outputError }
    var bytes = [UInt8](repeating: 0, count: Int(unsafe status.size))
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe zip_source_read(output, buffer.baseAddress, UInt64(buffer.count))
    }
    guard count == bytes.count else { throw outputError }
    return bytes
  }

  private var error: ZipError { ZipError(code: unsafe zip_get_error(archive).pointee.zip_err) }

  private var outputError: ZipError {
    ZipError(code: unsafe zip_source_error(output).pointee.zip_err)
  }

  private func check(_ result: Int32) throws(ZipError) {
    if result != 0 { throw error }
  }
}

/// A code of libzip, such as `ZIP_ER_MEMORY`.
public struct ZipError: Error, Sendable, Equatable {
  public let code: Int32
}

/// A moment as ZIP archives have it: of no zone, in steps of two seconds, from 1980 on.
/// Source: APPNOTE.TXT §4.4.6.
public struct ZipTime: Sendable, Equatable {
  let date: UInt16
  let time: UInt16

  /// - Parameters:
  ///   - year: 1980 to 2107; others are taken as the nearest of them.
  ///   - month: 1 to 12.
  ///   - day: 1 to 31.
  public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0) {
    let years = min(max(year, 1980), 2107) - 1980
    date = UInt16(years << 9 | (month & 15) << 5 | day & 31)
    time = UInt16((hour & 31) << 11 | (minute & 63) << 5)
  }
}
