extension Schema {
  /// What remains of items that retention has removed.
  static let retention = """
    -- An item that is gone and may come back: it is known, so it is not told again.
    CREATE TABLE tombstone (
      id INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL REFERENCES feed,
      key BLOB NOT NULL,                 -- what the item had, for recognising it
      source_hash BLOB NOT NULL,
      content_hash BLOB NOT NULL,
      hash_version INTEGER NOT NULL,
      published_at_s INTEGER,
      url TEXT,
      title TEXT,
      seen_at_s INTEGER NOT NULL,        -- when its feed last had it, to the week
      UNIQUE (feed, key)
    ) STRICT;
    CREATE INDEX tombstone_by_content ON tombstone (feed, content_hash);

    -- An item that others were merged into stays as long as they do.
    CREATE INDEX ledger_by_lead ON ledger (merged_into) WHERE merged_into IS NOT NULL;
    """

  /// When the items of a feed were last looked at, which a document that came unchanged spares.
  static let presence = "ALTER TABLE feed ADD COLUMN items_seen_at_s INTEGER"
}
