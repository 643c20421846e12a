extension Schema {
  /// What the running daemon can not do although it runs, for those who look on.
  static let trouble = """
    CREATE TABLE trouble (
      subject TEXT PRIMARY KEY,          -- such as metrics
      sentence TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
