import FoundationEssentials
import Glibc

/// What a configuration file holds.
struct ConfigurationFile: Sendable, Equatable {
  var bytes: [UInt8]
  /// Whether any user of the machine may change it.
  var isWritableByEveryone = false
}

/// Why a file could not be read.
enum FileFault: Error, Sendable, Equatable {
  case missing
  case directory
  /// A pipe, a device or a socket.
  case notRegular
  /// Longer than `ConfigurationFiles.maximumBytes`.
  case tooLarge
  /// Anything else, in the system's words.
  case refused(reason: String)
}

/// Why a program could not be run.
enum ProgramFault: Error, Sendable, Equatable {
  case missing
  /// A folder, a pipe, a device or a socket.
  case notRegular
  /// The mode of the file, or the mount that it is on, does not let us.
  case forbidden
}

/// Where configuration files come from: the disk, or a test's memory.
struct ConfigurationFiles: Sendable {
  /// Enough for 100,000 feeds in one file.
  static let maximumBytes = 16 * 1024 * 1024

  /// The absolute path that a relative path on the command line begins at.
  var workingDirectory: String
  /// Reads a file whole.
  var read: @Sendable (_ path: String) throws(FileFault) -> ConfigurationFile
  /// The paths that match a pattern of glob(7), sorted by bytes; none is not an error.
  var matches: @Sendable (_ pattern: String) -> [String]
  /// Why the program at an absolute path could not be run; nil where it could.
  var programFault: @Sendable (_ path: String) -> ProgramFault? = { _ in nil }

  /// The file system, seen from the directory that the process is in.
  static var disk: ConfigurationFiles {
    ConfigurationFiles(
      workingDirectory: FileManager.default.currentDirectoryPath, read: readFromDisk,
      matches: matchOnDisk, programFault: programFaultOnDisk)
  }
}

@Sendable private func readFromDisk(_ path: String) throws(FileFault) -> ConfigurationFile {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { throw FileFault(InputFile.Failure(code: errno)) }
  // Before it is opened: opening a pipe would wait for somebody to write to it.
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw .directory
  default: throw .notRegular
  }
  let bytes: [UInt8]
  do {
    bytes = try InputFile.bytes(of: path, maximumBytes: ConfigurationFiles.maximumBytes)
  } catch {
    throw FileFault(error)
  }
  guard bytes.count <= ConfigurationFiles.maximumBytes else { throw .tooLarge }
  return ConfigurationFile(bytes: bytes, isWritableByEveryone: status.st_mode & S_IWOTH != 0)
}

@Sendable private func matchOnDisk(_ pattern: String) -> [String] {
  var found = unsafe glob_t()
  defer { unsafe globfree(&found) }
  // The order of glob(3) depends on the locale.
  guard unsafe glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
  return (0..<Int(unsafe found.gl_pathc)).compactMap { index in
    unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
  }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

@Sendable private func programFaultOnDisk(_ path: String) -> ProgramFault? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return errno == EACCES ? .forbidden : .missing }
  guard status.st_mode & S_IFMT == S_IFREG else { return .notRegular }
  return unsafe access(path, X_OK) == 0 ? nil : .forbidden
}

extension FileFault {
  fileprivate init(_ failure: InputFile.Failure) {
    self = failure.code == ENOENT ? .missing : .refused(reason: failure.reason)
  }
}
