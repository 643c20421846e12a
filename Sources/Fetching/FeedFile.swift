import Glibc
import Links

/// A feed in a file of this machine: what a `file` URL in the configuration names.
///
/// This is our own reader, not libcurl's, so that no redirect can ever lead here. Device, inode, size
/// and time of change serve as the ETag.
enum FeedFile {
  /// Reads the file unless it is what the request's validators describe. Runs off the fetcher's queue:
  /// a file system may be slow.
  @concurrent static func read(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
    let started = ContinuousClock.now
    guard let path = path(of: request.url) else { throw .file(path: "", errno: EINVAL) }
    let file = try OpenFile(path: path)
    let validators = Validators(etag: file.version, lastModified: nil)
    let isSame = request.validators?.etag == file.version
    let outcome: FetchResponse.Outcome =
      if isSame { .notModified } else {
        .modified(
          FetchedBody(
            bytes: try file.read(upTo: request.options.limits.maximumBodyBytes), contentType: nil,
            end: .framed, wasCompressed: false))
      }
    return FetchResponse(
      outcome: outcome, status: isSame ? 304 : 200, url: request.url, redirects: [],
      validators: validators, freshness: Freshness(), elapsed: .now - started)
  }

  /// The decoded path; nil when the URL names another machine or holds a NUL.
  static func path(of url: WebURL) -> String? {
    guard url.scheme == "file", url.host.isEmpty || url.host == "localhost", let path = url.path
    else { return nil }
    var bytes: [UInt8] = []
    var rest = path.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

/// The owner of a descriptor of a regular file.
private struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  /// What changes with the file's content.
  let version: String

  /// Opens without waiting: a pipe or a device is refused, not read.
  init(path: String) throws(FetchError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .file(path: path, errno: EINVAL)
    }
    self.descriptor = descriptor
    self.path = path
    let changed = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    version = "\"\(status.st_dev)-\(status.st_ino)-\(status.st_size)-\(changed)\""
  }

  deinit { close(descriptor) }

  /// All bytes; throws `.tooLarge` when there are more than `limit`.
  borrowing func read(upTo limit: Int) throws(FetchError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = unsafe Glibc.read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: path, errno: errno) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .tooLarge(limitBytes: limit) }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
