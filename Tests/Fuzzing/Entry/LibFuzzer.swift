import Fuzzing
import Glibc

// What libFuzzer calls; `.ci/fuzz` compiles it, the package does not know it.

/// The target that FUZZ_TARGET names.
private let target = unsafe getenv("FUZZ_TARGET").flatMap {
  FuzzTarget(rawValue: unsafe String(cString: $0))
}

/// Loads once what is loaded once, so that its time counts for no input.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer
) -> CInt {
  if target == nil {
    complain("FUZZ_TARGET names none of the targets")
    exit(64)
  }
  _ = FuzzTarget.date.finding(in: Array("mar. 24 novembre 2026".utf8))
  return 0
}

/// Tries one input; a broken rule ends the process, which libFuzzer takes for a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if let finding = target?.finding(in: bytes) {
    complain(finding)
    abort()
  }
  return 0
}

private func complain(_ sentence: String) {
  var line = Array((sentence + "\n").utf8)
  // What can not be written can not be told either.
  _ = unsafe write(2, &line, line.count)
}
