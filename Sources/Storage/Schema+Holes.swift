extension Schema {
  /// Times of which a feed's items may be missing.
  static let holes = """
    CREATE TABLE hole (
      id INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL REFERENCES feed,
      from_s INTEGER NOT NULL,           -- the last poll before it
      until_s INTEGER NOT NULL,          -- the oldest item behind it
      found_at_s INTEGER NOT NULL
    ) STRICT;
    """
}
