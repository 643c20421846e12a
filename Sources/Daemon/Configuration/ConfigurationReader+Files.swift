import TOML

extension ConfigurationReader {
  /// Parses one file; nil, with the reason in the log, when that can not be done.
  mutating func document(_ path: String, includedAt place: ConfigurationPlace?) -> TOMLTable? {
    log.announce(path)
    let whole = ConfigurationPlace(file: path, position: nil)
    do {
      let file = try files.read(path)
      if file.isWritableByEveryone {
        log.add(.warning, at: whole, key: nil, "every user of this machine may write to this file")
      }
      return parse(file.bytes, path)
    } catch .missing where place != nil {
      log.add(.error, at: place ?? whole, key: "include", "there is no file \(path)")
    } catch {
      log.add(.error, at: whole, key: nil, error.sentence)
    }
    return nil
  }

  private mutating func parse(_ bytes: [UInt8], _ path: String) -> TOMLTable? {
    do {
      return try TOMLTable(parsing: bytes)
    } catch {
      let (position, message) = SyntaxSentence(error, in: bytes).told
      let place = ConfigurationPlace(file: path, position: position)
      log.add(.error, at: place, key: nil, message)
      return nil
    }
  }
}

extension FileFault {
  var sentence: String {
    switch self {
    case .missing: "there is no such file"
    case .directory: "this is a folder; name a file in it"
    case .notRegular: "this is no regular file"
    case .tooLarge:
      "this file is larger than 16 MiB; split it, and name the parts in 'include'"
    case .refused(let reason): "the file can not be read: \(reason)"
    }
  }
}
