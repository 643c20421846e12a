extension Schema {
  /// What lists of editions tell of each, so that they need not read the editions.
  static let synopsis = """
    ALTER TABLE edition ADD COLUMN synopsis BLOB;
    """
}
