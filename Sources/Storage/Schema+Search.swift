extension Schema {
  /// The full-text index. Its volumes are tables that come and go: see `SearchIndex`.
  static let search = """
    -- How far the index has come: items up to this number are in it, or stale.
    CREATE TABLE search_mark (
      seq INTEGER NOT NULL,
      form INTEGER NOT NULL              -- of the index; another one is made anew
    ) STRICT;
    INSERT INTO search_mark VALUES (0, 0);

    -- Items that were edited after they were indexed.
    CREATE TABLE search_stale (
      item INTEGER PRIMARY KEY REFERENCES item
    ) STRICT;

    -- Which row of a volume speaks of which item. A row without an entry speaks of nothing any more.
    CREATE TABLE search_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the row; its volume is id / 65536
      item INTEGER NOT NULL UNIQUE REFERENCES item,
      feed INTEGER NOT NULL,
      dated_s INTEGER NOT NULL           -- published, but not after it was first seen
    ) STRICT;

    CREATE TABLE search_volume (
      number INTEGER PRIMARY KEY
    ) STRICT;
    """
}
