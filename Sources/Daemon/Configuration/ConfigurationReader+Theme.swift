import Digests
import Mustache
import TOML

// A theme is read with the configuration, so that a broken template is told by `check`, and the
// daemon has it in memory when an edition is due.

extension ConfigurationReader {
  /// The theme that a digest names; nil where it names none, or one that is not good.
  mutating func theme(of digest: Placed<DigestSettings>) -> Theme? {
    guard let written = digest.value.themeFolder, let place = digest.place(of: "theme") else {
      return nil
    }
    let file = AbsolutePath(place.file, in: files.workingDirectory)
    let folder = AbsolutePath(written, in: file.folder).string
    let key = "digest.\(digest.value.name).theme"
    let texts = themeFiles(folder, at: place, key: key)
    if texts.isEmpty {
      let names = Theme.fileNames.joined(separator: ", ")
      log.add(.error, at: place, key: key, "there is none of \(names) in \(quoted(folder))")
    }
    do {
      return try Theme(replacing: texts)
    } catch .malformed(let fault) {
      let position = TOMLPosition(line: fault.line, column: fault.column)
      // A built-in file may be at fault where it uses what another one lacks now.
      let path = texts[fault.file] == nil ? place.file : folder + "/" + fault.file
      log.add(
        .error, at: ConfigurationPlace(file: path, position: position), key: nil,
        fault.reason.sentence)
    } catch {
      log.add(.error, at: place, key: key, error.sentence)
    }
    return nil
  }

  /// The files of a folder that are part of a theme, by name.
  private mutating func themeFiles(
    _ folder: String, at place: ConfigurationPlace, key: String
  ) -> [String: String] {
    var texts: [String: String] = [:]
    for name in Theme.fileNames {
      let path = folder + "/" + name
      do {
        texts[name] = String(decoding: try files.read(path).bytes, as: UTF8.self)
      } catch .missing {
        continue
      } catch {
        let whole = ConfigurationPlace(file: path, position: nil)
        log.add(.error, at: whole, key: nil, error.sentence)
      }
    }
    return texts
  }
}
