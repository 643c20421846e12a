/// The folder that a digest's editions are written to.
///
/// A file appears whole or not at all: it is written beside its place under a name of its own,
/// reaches the disk, and is renamed. A file that holds the right bytes already is left alone, so that
/// writing an edition again repairs what a crash left behind and changes nothing else.
///
/// Names come from the day and the part of the edition only. `latest.html` and its like are copies
/// of the newest edition, not links: copies survive every synchronisation and every web server.
/// `index.html` lists the editions that are there, `feed.xml` is a feed of them; both come with HTML.
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

  /// The highest part of each day whose files stand in the folder at `path`; none where it is not there
  /// or can not be read, which writing will tell. Nothing is changed.
  public static func lastParts(in path: String) -> [Day: Int] {
    guard let handle = try? FolderHandle(opening: path), let names = try? handle.names() else {
      return [:]
    }
    return Archive(names: names).lastParts
  }

  /// Writes an edition in its forms, then the copies of the newest edition and the list of all.
  ///
  /// - Parameters:
  ///   - theme: the look of the pages.
  ///   - synopses: what the list and the feed tell of editions, this one's among them or not.
  /// - Returns: the edition's own files, in the order of `forms`.
  public func write(
    _ edition: Edition, as forms: [Form], theme: Theme = .standard, synopses: [Synopsis] = []
  ) throws(DigestError) -> [WrittenFile] {
    var files: [WrittenFile] = []
    var texts: [Form: [UInt8]] = [:]
    for form in forms where texts[form] == nil {
      let bytes = try edition.rendered(as: form, theme: theme)
      let name = edition.masthead.fileStem + "." + form.fileExtension
      files.append(WrittenFile(form: form, name: name, state: try put(bytes, as: name)))
      texts[form] = bytes
    }
    let archive = Archive(names: try handle.names())
    for file in files where archive.newest(in: file.form)?.name(in: file.form) == file.name {
      _ = try put(texts[file.form] ?? [], as: "latest." + file.form.fileExtension)
    }
    if texts[.html] != nil {
      try writeLists(archive, synopses + [Synopsis(edition)], edition.masthead, theme)
    }
    try handle.sync()
    return files
  }

  /// Writes the list of all editions and the feed of them.
  private func writeLists(
    _ archive: Archive, _ synopses: [Synopsis], _ masthead: Masthead, _ theme: Theme
  ) throws(DigestError) {
    let page: String
    do {
      page = try ArchivePage(archive, synopses: synopses, masthead: masthead).document(theme)
    } catch {
      throw .template(error)
    }
    _ = try put(Array(page.utf8), as: "index.html")
    let feed = EditionsFeed(archive, synopses: synopses, masthead: masthead).document
    _ = try put(Array(feed.string.utf8), as: "feed.xml")
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
  public func write(
    _ forms: [Form], into directory: String, theme: Theme = .standard, synopses: [Synopsis] = []
  ) throws(DigestError) -> [String] {
    try EditionFolder(opening: directory)
      .write(self, as: forms, theme: theme, synopses: synopses)
      .map { directory + "/" + $0.name }
  }
}
