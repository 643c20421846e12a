/// A small database as the first version of the program made it. It is never edited: files like it are on
/// disks.
enum SchemaVersion1 {
  static let tables = """
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      title TEXT,
      home_page TEXT,
      etag TEXT,
      last_modified TEXT,
      body_hash BLOB,
      first_polled_at_s INTEGER,
      checked_at_s INTEGER,
      succeeded_at_s INTEGER,
      refreshed_at_s INTEGER,
      next_poll_at_s INTEGER NOT NULL DEFAULT 0,
      ttl_min INTEGER,
      update_interval_min INTEGER,
      skip_hours INTEGER NOT NULL DEFAULT 0,
      skip_days INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      failing_since_s INTEGER,
      failure TEXT
    ) STRICT;
    CREATE TABLE item (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      feed INTEGER NOT NULL REFERENCES feed,
      key BLOB NOT NULL,
      source_hash BLOB NOT NULL,
      content_hash BLOB NOT NULL,
      hash_version INTEGER NOT NULL,
      story INTEGER NOT NULL,
      revision INTEGER NOT NULL DEFAULT 1,
      first_seen_at_s INTEGER NOT NULL,
      published_at_s INTEGER,
      is_backlog INTEGER NOT NULL,
      guid TEXT,
      url TEXT,
      title TEXT,
      author TEXT,
      image TEXT,
      html TEXT NOT NULL,
      UNIQUE (feed, key)
    ) STRICT;
    CREATE INDEX item_by_content ON item (content_hash);
    CREATE INDEX item_by_feed_content ON item (feed, content_hash);
    CREATE INDEX item_by_story ON item (story);
    CREATE TABLE revision (
      item INTEGER NOT NULL REFERENCES item,
      number INTEGER NOT NULL,
      seen_at_s INTEGER NOT NULL,
      content_hash BLOB NOT NULL,
      title TEXT,
      html TEXT NOT NULL,
      PRIMARY KEY (item, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE digest (
      name TEXT PRIMARY KEY,
      cutoff_seq INTEGER NOT NULL,
      registered_at_s INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE edition (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL REFERENCES digest,
      number INTEGER NOT NULL,
      date TEXT NOT NULL,
      part INTEGER NOT NULL,
      due_at_s INTEGER NOT NULL,
      cutoff_seq INTEGER NOT NULL,
      is_published INTEGER NOT NULL,
      content BLOB NOT NULL,
      UNIQUE (digest, number),
      UNIQUE (digest, date, part)
    ) STRICT;
    CREATE TABLE ledger (
      digest TEXT NOT NULL REFERENCES digest,
      item INTEGER NOT NULL REFERENCES item,
      edition INTEGER NOT NULL REFERENCES edition,
      revision INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('printed', 'merged', 'left out')),
      merged_into INTEGER,
      rule TEXT,
      PRIMARY KEY (digest, item)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ledger_by_item ON ledger (item);
    """

  /// A feed with a story that was told and its copy, an edited item, and one that waits.
  static let rows = """
    INSERT INTO feed (id, url, title, etag, first_polled_at_s, next_poll_at_s)
    VALUES (1, 'https://a.example/feed', 'A', 'W/"1"', 1795000000, 1795503600),
      (2, 'https://b.example/feed', 'B', NULL, 1795000000, 1795503600);
    INSERT INTO item (seq, feed, key, source_hash, content_hash, hash_version, story, revision,
      first_seen_at_s, published_at_s, is_backlog, guid, url, title, html)
    VALUES
      (1, 1, x'01', zeroblob(32), zeroblob(32), 1, 1, 1, 1795000000, 1794990000, 0, 'g1',
        'https://a.example/1', 'Alba', '<p>Alba sul mare</p>'),
      (2, 2, x'01', zeroblob(32), zeroblob(32), 1, 1, 1, 1795000100, NULL, 0, 'g1',
        'https://b.example/1', 'Alba', '<p>Alba sul mare</p>'),
      (3, 1, x'03', zeroblob(32), randomblob(32), 1, 3, 2, 1795000200, NULL, 0, 'g3',
        'https://a.example/3', 'Due morti', '<p>Due morti</p>'),
      (5, 1, x'05', zeroblob(32), randomblob(32), 1, 5, 1, 1795000300, NULL, 1, 'g5',
        'https://a.example/5', 'Aspetta', '<p>Aspetta</p>');
    INSERT INTO revision VALUES (3, 1, 1795000250, randomblob(32), 'Tre morti', '<p>Tre morti</p>');
    INSERT INTO digest VALUES ('daily', 3, 1795000000);
    INSERT INTO edition VALUES (1, 'daily', 1, '2026-11-18', 1, 1795000900, 3, 1, x'00');
    INSERT INTO ledger VALUES ('daily', 1, 1, 1, 'printed', NULL, NULL),
      ('daily', 2, 1, 1, 'merged', 1, NULL), ('daily', 3, 1, 2, 'printed', NULL, NULL);
    PRAGMA user_version = 1;
    """
}
