extension Schema {
  /// What makes the ledger provable and an edition complete: which feeds a digest had when, what was
  /// edited since it was told, and how many items each feed brought in each hour.
  static let ledger = """
    ALTER TABLE item ADD COLUMN language TEXT;  -- as sent: the item's, else the feed's
    ALTER TABLE item ADD COLUMN tags TEXT;      -- as sent, one a line
    ALTER TABLE feed ADD COLUMN failure_code TEXT;  -- the last failure in a word for programs

    -- The feeds that a digest read, and for which items: those after `after_seq` and up to
    -- `until_seq`, or up to the digest's cut-off while it is NULL. An item in scope has its row in
    -- the ledger; an item outside has none.
    CREATE TABLE scope (
      digest TEXT NOT NULL REFERENCES digest,
      feed INTEGER NOT NULL REFERENCES feed,
      after_seq INTEGER NOT NULL,
      until_seq INTEGER,
      PRIMARY KEY (digest, feed, after_seq)
    ) STRICT, WITHOUT ROWID;
    -- Before there were scopes, a digest is taken to have read a feed from the first item that it
    -- told of it to the last.
    INSERT INTO scope (digest, feed, after_seq, until_seq)
    SELECT digest, feed, min(seq) - 1, max(seq) FROM ledger JOIN item ON seq = ledger.item
    GROUP BY digest, feed;

    -- Edits in the order in which they were seen, so that each digest tells each once.
    CREATE TABLE edit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX edit_by_item ON edit (item);
    CREATE TRIGGER revision_is_edit AFTER INSERT ON revision
    BEGIN INSERT INTO edit (item) VALUES (new.item); END;
    -- The last edit that the digest has looked at.
    ALTER TABLE digest ADD COLUMN edit_cutoff INTEGER NOT NULL DEFAULT 0;

    -- New items by the hour in which they were first seen, those of a new feed's backlog left out.
    CREATE TABLE tally (
      hour INTEGER NOT NULL,             -- hours since 1970
      feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
      items INTEGER NOT NULL,
      PRIMARY KEY (hour, feed)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO tally (hour, feed, items)
    SELECT first_seen_at_s / 3600, feed, count(*) FROM item WHERE is_backlog = 0 GROUP BY 1, 2;
    CREATE TRIGGER item_is_tallied AFTER INSERT ON item WHEN new.is_backlog = 0
    BEGIN
      INSERT INTO tally (hour, feed, items) VALUES (new.first_seen_at_s / 3600, new.feed, 1)
      ON CONFLICT DO UPDATE SET items = items + 1;
    END;

    CREATE INDEX edition_by_due ON edition (digest, due_at_s);
    """
}
