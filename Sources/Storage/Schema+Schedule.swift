extension Schema {
  /// What the schedule of polls is decided from: a feed's rhythm, and what its last answer asked.
  static let schedule = """
    ALTER TABLE feed ADD COLUMN rhythm BLOB;                -- 24 numbers, see Rhythm
    ALTER TABLE feed ADD COLUMN rhythm_watched_s INTEGER;
    ALTER TABLE feed ADD COLUMN rhythm_at_s INTEGER;
    ALTER TABLE feed ADD COLUMN max_age_s INTEGER;          -- max-age less Age
    ALTER TABLE feed ADD COLUMN expires_in_s INTEGER;       -- Expires less Date
    ALTER TABLE feed ADD COLUMN retry_after_s INTEGER;
    """
}
