extension Schema {
  /// What the daemon loaded last, for telling what a reload would change.
  static let settings = """
    CREATE TABLE configured (
      name TEXT PRIMARY KEY,             -- such as polling.interval
      value TEXT NOT NULL                -- as TOML
    ) STRICT, WITHOUT ROWID;
    """
}
