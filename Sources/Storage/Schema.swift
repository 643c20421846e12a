/// The tables of the database and how each version of them grew out of the one before.
///
/// `PRAGMA user_version` holds the number of migrations that a file has seen. A migration is never
/// edited once it has been released: the next one is added below it.
///
/// Times are whole seconds since 1970 in UTC, in columns that end in `_s`; hashes are blobs.
enum Schema {
  /// In order; the first one makes an empty file version 1.
  static let migrations = [
    version1, retention, stories, schedule, ledger, synopsis, furniture, decisions, search,
    settings, answers, outbox, groups, holes, presence, watch, trouble, pictures, tally,
  ]

  /// Brings a database to the newest version, each step in a transaction of its own. A database that
  /// holds something is copied before, to `path` with `.schema-` and its version behind.
  static func migrate(_ connection: Connection, at path: String) throws(StorageError) {
    let version = try version(of: connection)
    if version > 0, version < migrations.count {
      try Backup.write(connection, to: path + ".schema-\(version)")
    }
    for (index, migration) in migrations.enumerated().dropFirst(version) {
      try connection.transaction { () throws(StorageError) in
        try connection.execute(migration)
        try connection.execute("PRAGMA user_version = \(index + 1)")
      }
    }
  }

  /// The version of a database that this version of the program can write; 0 for an empty one. Nothing
  /// is changed.
  static func version(of connection: Connection) throws(StorageError) -> Int {
    let version = Int(try connection.integer("PRAGMA user_version"))
    guard version <= migrations.count else { throw .newer(schema: version) }
    return version
  }

  /// Refuses a database that this version of the program can not read as it is.
  static func checkCurrent(_ connection: Connection) throws(StorageError) {
    let version = try checkWritten(connection)
    guard version == migrations.count else { throw .older(schema: version) }
  }

  /// Refuses a database that no version up to this one has written; its version otherwise.
  @discardableResult
  static func checkWritten(_ connection: Connection) throws(StorageError) -> Int {
    let version = try version(of: connection)
    guard version > 0 else {
      throw .unavailable(SQLiteFailure(code: 0, message: "the database is empty"))
    }
    return version
  }

  /// Room can be given back in small steps only where the file was made for it: an older one is written
  /// anew, once. It needs room for a second copy; where there is none, it stays as it is.
  static func prepareForVacuum(_ connection: Connection) throws(StorageError) {
    guard try connection.integer("PRAGMA auto_vacuum") == 0 else { return }
    do throws(StorageError) {
      try connection.execute("PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
    } catch .full(_) {
      return
    }
  }

  private static let version1 = """
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,          -- as configured
      title TEXT,                        -- as the feed says
      home_page TEXT,
      etag TEXT,                         -- validators: replaced together or not at all
      last_modified TEXT,
      body_hash BLOB,                    -- of the last body, for servers without validators
      first_polled_at_s INTEGER,         -- first success
      checked_at_s INTEGER,              -- last attempt
      succeeded_at_s INTEGER,            -- last success, 304 included
      refreshed_at_s INTEGER,            -- last whole body
      next_poll_at_s INTEGER NOT NULL DEFAULT 0,
      ttl_min INTEGER,                   -- what the document asks of pollers
      update_interval_min INTEGER,
      skip_hours INTEGER NOT NULL DEFAULT 0,  -- bit 0: the hour that begins at midnight UTC
      skip_days INTEGER NOT NULL DEFAULT 0,   -- bit 0: Monday
      failures INTEGER NOT NULL DEFAULT 0,   -- in a row
      failing_since_s INTEGER,
      failure TEXT                       -- the last one, in words
    ) STRICT;

    CREATE TABLE item (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, even after a purge
      feed INTEGER NOT NULL REFERENCES feed,
      key BLOB NOT NULL,                 -- identity within the feed
      source_hash BLOB NOT NULL,         -- of everything as sent
      content_hash BLOB NOT NULL,        -- SHA-256 of the canonical text
      hash_version INTEGER NOT NULL,     -- of the canonical form
      story INTEGER NOT NULL,            -- seq of the first item with the same text
      revision INTEGER NOT NULL DEFAULT 1,
      first_seen_at_s INTEGER NOT NULL,
      published_at_s INTEGER,
      is_backlog INTEGER NOT NULL,       -- old already at the feed's first poll
      guid TEXT,
      url TEXT,
      title TEXT,
      author TEXT,
      image TEXT,
      html TEXT NOT NULL,                -- safe HTML
      UNIQUE (feed, key)
    ) STRICT;
    CREATE INDEX item_by_content ON item (content_hash);
    -- Items without words share one hash over all feeds: a look-up within a feed must not see them.
    CREATE INDEX item_by_feed_content ON item (feed, content_hash);
    CREATE INDEX item_by_story ON item (story);

    -- What an item said before it was edited.
    CREATE TABLE revision (
      item INTEGER NOT NULL REFERENCES item,
      number INTEGER NOT NULL,
      seen_at_s INTEGER NOT NULL,        -- when the next one took its place
      content_hash BLOB NOT NULL,
      title TEXT,
      html TEXT NOT NULL,
      PRIMARY KEY (item, number)
    ) STRICT, WITHOUT ROWID;

    -- How far each digest has told: items up to the cut-off have their rows in the ledger.
    CREATE TABLE digest (
      name TEXT PRIMARY KEY,
      cutoff_seq INTEGER NOT NULL,
      registered_at_s INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE edition (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL REFERENCES digest,
      number INTEGER NOT NULL,           -- 1, 2, 3 … within the digest
      date TEXT NOT NULL,                -- the calendar day in the digest's zone, 2026-11-24
      part INTEGER NOT NULL,             -- 1 for the first edition of that day
      due_at_s INTEGER NOT NULL,
      cutoff_seq INTEGER NOT NULL,
      is_published INTEGER NOT NULL,     -- whether its files are in place
      content BLOB NOT NULL,             -- the edition as a value, from which its files are made
      UNIQUE (digest, number),
      UNIQUE (digest, date, part)
    ) STRICT;

    CREATE TABLE ledger (
      digest TEXT NOT NULL REFERENCES digest,
      item INTEGER NOT NULL REFERENCES item,
      edition INTEGER NOT NULL REFERENCES edition,
      revision INTEGER NOT NULL,         -- the one that was told
      outcome TEXT NOT NULL CHECK (outcome IN ('printed', 'merged', 'left out')),
      merged_into INTEGER,
      rule TEXT,
      PRIMARY KEY (digest, item)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ledger_by_item ON ledger (item);
    """
}
