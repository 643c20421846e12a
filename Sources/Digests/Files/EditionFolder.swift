/// The folder that a digest's editions are written to.
///
/// A file appears whole or not at all: it is written beside its place under a name of its own,
/// reaches the disk, and is renamed. A file that holds the right bytes already is left alone, so that
/// writing an edition again repairs what a crash left behind and changes nothing else.
///
/// Names come from the day and the part of the edition only. `latest.html` and its like are copies
/// of the newest edition, not links: copies survive every synchronisation and every web server.
/// `index.html` lists the editions that are there.
public struct EditionFolder: ~Copyable {
  private static let leftoverPrefix = ".rassegna-"
  private static let leftoverSuffix = ".tmp"

  private let handle: FolderHandle

  /// Opens the folder, makes it where it is missing, and takes away what a crash left half written.
  ///
  /// Throws `DigestError.foreignFolder` when someone else could lay files in it, and
  /// `DigestError.system` with `ELOOP` or `ENOTDIR` when it is a symbolic link or no folder.
  public init(opening path: String) throws(DigestError) {
    try FolderHandle.make(path)
    let handle = try FolderHandle(opening: path)
    guard try handle.isOurs() else { throw .foreignFolder(path: path) }
    for name in try handle.names()
    where name.hasPrefix(Self.leftoverPrefix) && name.hasSuffix(Self.leftoverSuffix) {
      try handle.remove(name)
    }
    self.handle = handle
  }

  /// Writes an edition in its forms, then the copies of the newest edition and the list of all.
  ///
  /// - Returns: the edition's own files, in the order of `forms`.
  public func write(
    _ edition: Edition, as forms: [Form]
  ) throws(DigestError) -> [WrittenFile] {
    var files: [WrittenFile] = []
    var texts: [Form: [UInt8]] = [:]
    for form in forms where texts[form] == nil {
      let bytes = edition.rendered(as: form)
      let name = edition.masthead.fileStem + "." + form.fileExtension
      files.append(WrittenFile(form: form, name: name, state: try put(bytes, as: name)))
      texts[form] = bytes
    }
    let archive = Archive(names: try handle.names())
    for file in files where archive.newest(in: file.form)?.name(in: file.form) == file.name {
      _ = try put(texts[file.form] ?? [], as: "latest." + file.form.fileExtension)
    }
    if texts[.html] != nil {
      let page = ArchivePage(archive, masthead: edition.masthead).document
      _ = try put(Array(page.string.utf8), as: "index.html")
    }
    try handle.sync()
    return files
  }

  private func put(_ bytes: [UInt8], as name: String) throws(DigestError) -> WrittenFile.State {
    if handle.holds(bytes, in: name) { return .unchanged }
    let draft = Self.leftoverPrefix + name + Self.leftoverSuffix
    do throws(DigestError) {
      try handle.create(draft, holding: bytes)
      try handle.rename(draft, to: name)
    } catch {
      // A full disk is not helped by half a file. Should this fail too, the next opening does it.
      try? handle.remove(draft)
      throw error
    }
    return .written
  }
}

/// A file of an edition.
public struct WrittenFile: Sendable, Hashable {
  /// What writing did.
  public enum State: Sendable, Hashable {
    /// It was not there, or held something else.
    case written
    /// It was there already, with the same bytes.
    case unchanged
  }

  public var form: Form
  /// Below the folder.
  public var name: String
  public var state: State
}

extension Edition {
  /// Writes the edition in each of `forms` into the folder at `directory`, which is made where it is
  /// missing. Returns the paths of the edition's own files, in the order of `forms`.
  public func write(_ forms: [Form], into directory: String) throws(DigestError) -> [String] {
    try EditionFolder(opening: directory).write(self, as: forms).map { directory + "/" + $0.name }
  }
}
