extension Schema {
  /// Stories about one event, which stand side by side.
  static let groups = """
    ALTER TABLE signature ADD COLUMN terms BLOB;   -- the words that tell what it is about
    CREATE TABLE story_group (
      -- Deferred: a story finds its group before its first item is stored.
      story INTEGER PRIMARY KEY
        REFERENCES item ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      lead INTEGER NOT NULL              -- the story whose number the group has; not in here itself
    ) STRICT;
    CREATE INDEX story_group_by_lead ON story_group (lead);
    """

  /// What a person has decided about stories, and what is told once more because of it.
  static let decisions = """
    -- Two items that are not one story, whatever they are like; each pair stands in both orders.
    CREATE TABLE apart (
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      other INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      decided_at_s INTEGER NOT NULL,
      PRIMARY KEY (item, other)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX apart_by_other ON apart (other);

    -- Two items whose stories were made one.
    CREATE TABLE joined (
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      other INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      decided_at_s INTEGER NOT NULL,
      PRIMARY KEY (item, other)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX joined_by_other ON joined (other);

    -- Items that a digest had merged into a story which they do not tell: it has still to tell them.
    CREATE TABLE reopened (
      digest TEXT NOT NULL REFERENCES digest,
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      PRIMARY KEY (digest, item)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reopened_by_item ON reopened (item);
    CREATE TRIGGER reopened_is_told AFTER INSERT ON ledger
    BEGIN DELETE FROM reopened WHERE digest = new.digest AND item = new.item; END;
    """
}
