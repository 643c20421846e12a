extension Schema {
  /// The hours since 1970 in which the program stored a poll: in the others it was off, and no feed's
  /// silence means anything. The last edition is the one with the highest number, whatever its moment.
  static let watch = """
    CREATE TABLE watch (
      hour INTEGER PRIMARY KEY
    ) STRICT;
    INSERT INTO watch SELECT DISTINCT hour FROM tally;
    DROP INDEX edition_by_due;
    """
}
