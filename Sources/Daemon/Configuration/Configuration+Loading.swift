extension Configuration {
  /// Reads a configuration file with all that it includes.
  ///
  /// - Parameters:
  ///   - path: the main file; problems name it as it is given here.
  ///   - environment: `STATE_DIRECTORY` in it wins over `state`; systemd sets it. Of several
  ///     folders, the first counts. `RASSEGNA_STATE` wins over both, `RASSEGNA_CONTACT` over
  ///     `contact`: containers set them. Source: systemd.exec(5).
  ///   - files: where the files come from.
  /// - Throws: `ConfigurationError` with all that is wrong in all files, if any of it is an error.
  static func load(
    path: String, environment: [String: String], files: ConfigurationFiles = .disk
  ) throws(ConfigurationError) -> Configuration {
    var reader = ConfigurationReader(files: files, main: path)
    reader.read()
    let state = reader.state(environment)
    let contact = reader.contact(environment)
    let digests = reader.checkedDigests(state)
    let feeds = reader.checkedFeeds(environment)
    reader.checkPolling()
    // A file that was not read, or a feed that was refused, may have the tag.
    if !reader.log.hasErrors { reader.warnOfUnknownTags() }
    let problems = reader.log.sorted
    if reader.log.hasErrors { throw ConfigurationError(problems: problems, state: state.string) }
    return Configuration(
      state: state.string, contact: contact, polling: reader.draft.polling.value,
      retention: reader.draft.retention.value, stories: reader.draft.stories.value,
      metrics: MetricsSettings(
        file: reader.draft.metrics.value.file.map { AbsolutePath($0, in: state.string).string },
        listen: reader.draft.metrics.value.listen),
      digests: digests, feeds: feeds, warnings: problems, written: reader.draft)
  }
}
