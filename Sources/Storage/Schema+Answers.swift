extension Schema {
  /// What servers have said that holds for longer than one poll.
  static let answers = """
    ALTER TABLE feed ADD COLUMN moved_to TEXT;              -- where permanent redirects lead
    ALTER TABLE feed ADD COLUMN moved_count INTEGER;        -- how often in a row
    ALTER TABLE feed ADD COLUMN moved_since_s INTEGER;
    ALTER TABLE feed ADD COLUMN moved_at_s INTEGER;         -- since when it is believed
    ALTER TABLE feed ADD COLUMN answered_at TEXT;           -- the last address, where it is another
    ALTER TABLE feed ADD COLUMN gone_since_s INTEGER;       -- the first 410 of an unbroken row
    ALTER TABLE feed ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;  -- bits, see FeedState.Doubts

    -- Hosts that want to be left alone.
    CREATE TABLE host_pause (
      host TEXT PRIMARY KEY,
      until_s INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
