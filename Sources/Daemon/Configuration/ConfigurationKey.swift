import TOML

/// One key of the configuration: everything that the program knows of it stands here once, for
/// reading, for messages and for documentation.
struct ConfigurationKey<Settings: Sendable>: Sendable {
  let name: String
  /// What a value must be, with an example and the range.
  let expected: String
  /// The value without the key, as TOML or in words.
  let standard: String
  /// What the key does, in a sentence.
  let meaning: String
  /// Reads the value into the settings.
  let read: @Sendable (TOMLNode, ReadingContext, inout Settings) throws(Complaints) -> Void
  /// Writes the value of the settings as TOML; in words where nothing is set.
  let write: @Sendable (Settings) -> String

  /// A key whose default is what `settings` have from the start; `standard` says it where a value
  /// can not.
  init<Value>(
    _ name: String, _ path: any WritableKeyPath<Settings, Value> & Sendable,
    _ form: ValueForm<Value>,
    in settings: Settings, standard: String? = nil, _ meaning: String
  ) {
    let standard = standard ?? form.write(settings[keyPath: path])
    self.init(
      name, form, standard: standard, meaning, write: { form.write($0[keyPath: path]) },
      store: { $0[keyPath: path] = $1 })
  }

  /// A key whose default follows from something else, or which has none; `standard` says it.
  init<Value>(
    _ name: String, _ path: any WritableKeyPath<Settings, Value?> & Sendable,
    _ form: ValueForm<Value>,
    standard: String, _ meaning: String
  ) {
    self.init(
      name, form, standard: standard, meaning,
      write: { $0[keyPath: path].map(form.write) ?? standard },
      store: { $0[keyPath: path] = $1 })
  }

  private init<Value>(
    _ name: String, _ form: ValueForm<Value>, standard: String, _ meaning: String,
    write: @escaping @Sendable (Settings) -> String,
    store: @escaping @Sendable (inout Settings, Value) -> Void
  ) {
    self.name = name
    self.expected = form.expected
    self.standard = standard
    self.meaning = meaning
    self.write = write
    read = { node, context, settings throws(Complaints) in
      store(&settings, try form.read(node, context))
    }
  }
}

/// A key as documentation tells it.
struct KeyDescription: Sendable, Equatable {
  /// The section as it stands in the file: `[polling]`; empty for the top of the file.
  let section: String
  let name: String
  let expected: String
  let standard: String
  let meaning: String
}

/// A section of the configuration: a table with known keys.
struct ConfigurationSection<Settings: Sendable>: Sendable {
  /// The section as it stands in the file: `[polling]`, `[[feed]]`; empty for the top of the file.
  let header: String
  let keys: [ConfigurationKey<Settings>]

  /// What documentation tells of the keys.
  var descriptions: [KeyDescription] {
    keys.map { key in
      KeyDescription(
        section: header, name: key.name, expected: key.expected, standard: key.standard,
        meaning: key.meaning)
    }
  }

  /// The value of each key that differs between the settings and others, as TOML.
  func values(of settings: Settings, unlike standard: Settings) -> [(name: String, value: String)] {
    keys.compactMap { key in
      let value = key.write(settings)
      return value == key.write(standard) ? nil : (key.name, value)
    }
  }

  /// Reads entries into `settings`. Whatever is wrong goes to `report`; the settings keep what they
  /// had there.
  func read(
    _ entries: some Sequence<TOMLEntry>, _ context: ReadingContext, into settings: inout Settings,
    report: (_ key: String, Complaint) -> Void
  ) {
    for entry in entries {
      guard let key = keys.first(where: { $0.name == entry.key }) else {
        report(entry.key, unknown(entry))
        continue
      }
      do {
        try key.read(entry.node, context, &settings)
      } catch {
        for complaint in error.all { report(entry.key, complaint) }
      }
    }
  }

  private func unknown(_ entry: TOMLEntry) -> Complaint {
    Complaint(
      position: entry.keyPosition,
      message: UnknownKey(entry, in: header).message)
  }
}
