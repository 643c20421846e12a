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

  /// What is learned of feeds' furniture, and the hashes of texts without it.
  static let furniture = """
    CREATE TABLE furniture (
      feed INTEGER PRIMARY KEY REFERENCES feed,
      learned BLOB NOT NULL
    ) STRICT;
    ALTER TABLE item ADD COLUMN text_hash BLOB;          -- NULL: the same as content_hash
    ALTER TABLE signature ADD COLUMN text_hash BLOB;
    ALTER TABLE item ADD COLUMN furniture_edition INTEGER NOT NULL DEFAULT 0;
    """
}
