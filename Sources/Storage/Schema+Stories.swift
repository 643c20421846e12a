extension Schema {
  /// Near-duplicates: what is kept of each item while it is in the window, by which later ones find it.
  static let stories = """
    CREATE TABLE signature (
      item INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
      seen_at_s INTEGER NOT NULL,        -- when the item was first seen
      keys BLOB NOT NULL,                -- what it is found by, 8 bytes each
      sketch BLOB                        -- NULL for a text that is compared by its hash only
    ) STRICT;
    -- The same text is found by a key in the window.
    DROP INDEX item_by_content;
    """
}
