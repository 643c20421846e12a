extension Schema {
  /// Items are tallied poll by poll (`TallyTable.add`). With a trigger on its table SQLite keeps, for each
  /// item that is stored, a copy of every page that it changes: some 60 KiB.
  static let tally = "DROP TRIGGER item_is_tallied"
}
