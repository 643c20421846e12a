import CPCRE2

/// A regular expression that is compiled: what text it finds.
///
/// Perl's syntax over Unicode (`\w`, `\b` and `\d` know every script), case counting unless the
/// expression begins with `(?i)`. `^` and `$` match at line breaks, `.` does not. It is given up where
/// it goes back too often: cost is linear in the text, whatever the expression and the text are.
/// Compiling costs some microseconds, so a value that is kept or handed on is the source, not this.
///
/// Source: pcre2pattern(3), pcre2api(3), pcre2callout(3).
@safe public final class Pattern {
  /// Steps of the matcher for one text, and as many more for each byte of it: some tenths of a second.
  /// The library's own limit counts those from one place of the text only.
  private static let maximumSteps = 2_000_000
  private static let stepsPerByte = 64
  /// Memory of the matcher beyond the stack, in KiB.
  private static let maximumHeap: UInt32 = 16 << 10
  private static let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_MULTILINE

  private let code: OpaquePointer
  private let limits: OpaquePointer
  private let data: OpaquePointer
  /// Steps that are left: the library counts them down, in `step`.
  private let steps: UnsafeMutablePointer<Int>

  /// - Throws: `PatternError.malformed` with the place of the mistake.
  public convenience init(_ source: String) throws(PatternError) {
    try self.init(source, counting: PCRE2_AUTO_CALLOUT)
  }

  /// - Parameter counting: the option that lets steps be counted; 0 where the expression is ours, and
  ///   never goes back far.
  init(_ source: String, counting: UInt32) throws(PatternError) {
    var number: CInt = 0
    var offset = 0
    let bytes = Array(source.utf8)
    guard
      let code = unsafe pcre2_compile_8(
        bytes, bytes.count, Self.options | counting, &number, &offset, nil)
    else {
      throw .malformed(
        character: String(decoding: bytes.prefix(offset), as: UTF8.self).count + 1,
        reason: Self.message(number))
    }
    guard let limits = unsafe pcre2_match_context_create_8(nil) else {
      unsafe pcre2_code_free_8(code)
      throw .outOfMemory
    }
    guard let data = unsafe pcre2_match_data_create_8(1, nil) else {
      unsafe pcre2_code_free_8(code)
      unsafe pcre2_match_context_free_8(limits)
      throw .outOfMemory
    }
    let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    unsafe steps.initialize(to: 0)
    _ = unsafe pcre2_set_heap_limit_8(limits, Self.maximumHeap)
    _ = unsafe pcre2_set_callout_8(limits, step, steps)
    unsafe (self.code, self.limits, self.data, self.steps) = (code, limits, data, steps)
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(limits)
    unsafe pcre2_code_free_8(code)
    unsafe steps.deallocate()
  }

  /// The first place that it finds; nil where it finds none.
  ///
  /// - Throws: `PatternError.gaveUp` where that can not be told within bounds.
  public func firstMatch(in text: String) throws(PatternError) -> Substring? {
    var text = text
    text.makeContiguousUTF8()
    let (status, range) =
      unsafe text.utf8.withContiguousStorageIfAvailable { unsafe matched($0) } ?? (0, 0..<0)
    switch status {
    case PCRE2_ERROR_NOMATCH: return nil
    case 0...:
      let utf8 = text.utf8
      let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
      return text[start..<utf8.index(start, offsetBy: range.count)]
    default: throw .gaveUp(reason: Self.message(status))
    }
  }

  /// What the matcher says, and where the match is, in bytes.
  private func matched(_ bytes: UnsafeBufferPointer<UInt8>) -> (status: CInt, Range<Int>) {
    unsafe steps.pointee = Self.maximumSteps + Self.stepsPerByte * bytes.count
    let status = unsafe pcre2_match_8(
      code, bytes.baseAddress, bytes.count, 0, 0, data, limits)
    guard status >= 0, let ends = unsafe pcre2_get_ovector_pointer_8(data) else {
      return (status, 0..<0)
    }
    return unsafe (status, ends[0]..<max(ends[0], ends[1]))
  }

  private static func message(_ number: CInt) -> String {
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = unsafe max(0, Int(pcre2_get_error_message_8(number, buffer.baseAddress, 256)))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Counts a step; ends the match where none is left.
private func step(
  _: UnsafeMutablePointer<pcre2_callout_block_8>?, _ steps: UnsafeMutableRawPointer?
)
  -> CInt
{
  guard let steps = unsafe steps?.assumingMemoryBound(to: Int.self) else { return 0 }
  unsafe steps.pointee -= 1
  return unsafe steps.pointee > 0 ? 0 : PCRE2_ERROR_MATCHLIMIT
}

/// What keeps a regular expression from being used.
public enum PatternError: Error, Sendable, Hashable {
  /// - Parameters:
  ///   - character: where, counted from 1; one beyond the last for what is missing at the end.
  ///   - reason: in the library's words.
  case malformed(character: Int, reason: String)
  /// The text needs more steps or memory than allowed.
  case gaveUp(reason: String)
  case outOfMemory
}
