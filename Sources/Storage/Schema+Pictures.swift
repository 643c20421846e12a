extension Schema {
  /// The pictures of editions: fetched once, kept with the edition so that its files can be made again.
  static let pictures = """
    CREATE TABLE picture (
      edition INTEGER NOT NULL REFERENCES edition,
      name TEXT NOT NULL,                -- follows from the bytes; the edition's stories name it
      bytes BLOB NOT NULL,
      PRIMARY KEY (edition, name)
    ) STRICT;
    """
}
