import Glibc

/// The system's own words for an errno.
func systemMessage(_ code: Int32) -> String {
  var bytes = [CChar](repeating: 0, count: 256)
  return unsafe bytes.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress, unsafe strerror_r(code, start, buffer.count) == 0
    else { return "error \(code)" }
    return unsafe String(cString: start)
  }
}
