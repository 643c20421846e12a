extension Schema {
  /// The editions that go by mail.
  static let outbox = """
    -- A letter is put here with its edition. It is 'sending' before the first word to a server and
    -- 'sent' after its last: found 'sending' at a start, it may have been sent.
    CREATE TABLE outbox (
      edition INTEGER PRIMARY KEY REFERENCES edition,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'given up')),
      attempts INTEGER NOT NULL DEFAULT 0,
      is_doubtful INTEGER NOT NULL DEFAULT 0,  -- an attempt ended without a word: it may come twice
      put_at_s INTEGER NOT NULL,
      next_attempt_at_s INTEGER NOT NULL,
      ended_at_s INTEGER,                      -- when it was sent or given up
      failure TEXT                             -- the last one, in words
    ) STRICT;
    CREATE INDEX outbox_open ON outbox (next_attempt_at_s) WHERE state IN ('waiting', 'sending');
    """
}
