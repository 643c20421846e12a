import TOML

// What only shows when the digests are looked at together, beside `state` and the feeds.

extension ConfigurationReader {
  /// The folder of the database.
  mutating func state(_ environment: [String: String]) -> AbsolutePath {
    // systemd separates several folders by colons.
    let ours = ("RASSEGNA_STATE", environment["RASSEGNA_STATE"] ?? "")
    let systemd = (
      "STATE_DIRECTORY", String((environment["STATE_DIRECTORY"] ?? "").prefix { $0 != ":" })
    )
    guard let (name, given) = [ours, systemd].first(where: { !$0.1.isEmpty }) else {
      return AbsolutePath(draft.top.state, in: mainPath.folder)
    }
    if !given.hasPrefix("/") {
      log.add(
        .error, at: ConfigurationPlace(file: "$" + name, position: nil), key: nil,
        "expected an absolute path, found \(quoted(given))")
    }
    return AbsolutePath(given, in: "/")
  }

  /// Who runs the daemon.
  mutating func contact(_ environment: [String: String]) -> String? {
    guard let given = environment["RASSEGNA_CONTACT"], !given.isEmpty else {
      return draft.top.contact
    }
    if given.isContact { return given }
    log.add(
      .error, at: ConfigurationPlace(file: "$RASSEGNA_CONTACT", position: nil), key: nil,
      "expected \(ValueForm.contact.expected), found \(quoted(given))")
    return nil
  }

  /// The digests with their folders made absolute.
  mutating func checkedDigests(_ state: AbsolutePath) -> [DigestSettings] {
    var names: [String: ConfigurationPlace] = [:]
    var folders: [String: String] = [:]
    var digests: [DigestSettings] = []
    let drafts = draft.digests
    for digest in drafts {
      guard let place = digest.place else { continue }
      var settings = digest.value
      let key = "digest.\(settings.name)"
      checkName(settings.name, at: place)
      if let first = names.updateValue(place, forKey: settings.name) {
        log.add(.error, at: place, key: key, "this digest stands already at \(first.line)")
        continue
      }
      settings.directory = folder(of: digest, below: state)
      if let other = folders.updateValue(settings.name, forKey: settings.directory) {
        log.add(
          .error, at: digest.place(of: "directory") ?? place, key: key + ".directory",
          "\(quoted(settings.directory)) is the folder of [digest.\(other)] already")
      }
      settings.times.sort()
      if let theme = theme(of: digest) { settings.theme = theme }
      digests.append(settings)
    }
    return digests
  }

  /// A name becomes part of file names and of commands.
  private mutating func checkName(_ name: String, at place: ConfigurationPlace) {
    if name.isDigestName { return }
    let meant = String(name.lowercased().map { "_ .".contains($0) ? "-" : $0 })
    log.add(
      .error, at: place, key: "digest.\(name)",
      "a digest's name is made of a-z, 0-9 and hyphens, 1 to 64 of them, found \(quoted(name))"
        + (meant.isDigestName ? ": write [digest.\(meant)]" : ""))
  }

  private mutating func folder(of digest: Placed<DigestSettings>, below state: AbsolutePath)
    -> String
  {
    let written = digest.value.directory
    let path = AbsolutePath(written, in: state.string)
    if let place = digest.place(of: "directory") {
      let key = "digest.\(digest.value.name).directory"
      if path == state {
        log.add(
          .error, at: place, key: key, "this is the folder of the database; name one below it")
      } else if !written.hasPrefix("/"), !path.isBelow(state) {
        log.add(
          .error, at: place, key: key,
          "\(quoted(written)) leads out of the state's folder; write an absolute path to mean that")
      }
    }
    return path.string
  }

  /// Warns of each tag in a digest that no feed has: most likely it is a slip.
  mutating func warnOfUnknownTags() {
    let tags = Set(draft.feeds.flatMap(\.value.tags))
    let digests = draft.digests
    for digest in digests {
      let entry = digest.entries.first { $0.key == "tags" }
      for (tag, node) in zip(digest.value.tags, entry?.node.elements ?? [])
      where !tags.contains(tag) {
        let meant = tag.nearest(of: tags.sorted()).map { "; did you mean \(quoted($0))?" }
        log.add(
          .warning,
          at: ConfigurationPlace(file: digest.place?.file ?? main, position: node.position),
          key: "digest.\(digest.value.name).tags",
          "no feed has the tag \(quoted(tag))" + (meant ?? ""))
      }
    }
  }
}

extension String {
  /// Whether this may name a digest.
  fileprivate var isDigestName: Bool {
    (1...64).contains(utf8.count) && !hasPrefix("-")
      && utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
