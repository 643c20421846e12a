import FoundationEssentials

/// The full-text index.
extension Store {
  /// The next items that wait to be indexed, edited ones first; none when the index has everything.
  public func itemsToIndex(limit: Int) throws(StorageError) -> [WaitingItem] {
    try SearchIndex(connection).waiting(limit: limit)
  }

  /// Puts items into the index, in one transaction.
  public func index(_ items: [IndexedItem]) throws(StorageError) {
    try connection.transaction { () throws(StorageError) in
      try SearchIndex(connection).add(items)
    }
  }

  /// How many items wait to be indexed, counted up to `limit`.
  public func unindexedCount(upTo limit: Int) throws(StorageError) -> Int {
    try SearchIndex(connection).waitingCount(upTo: limit)
  }

  /// Drops one volume of the index in which hardly anything is alive. False when there is none.
  public func tidyIndex() throws(StorageError) -> Bool {
    try connection.transaction { () throws(StorageError) in
      try SearchIndex(connection).dropSparseVolume()
    }
  }

  /// The next items after `seq` that the index does not have, for a reader that can not write it; nil
  /// for the edited ones and the first others.
  public func itemsToSearch(after seq: Int64?, limit: Int) throws(StorageError) -> [WaitingItem] {
    let index = SearchIndex(connection)
    guard let seq else {
      return try index.stale(limit: .max) + index.waiting(after: index.mark(), limit: limit)
    }
    return try index.waiting(after: max(seq, index.mark()), limit: limit)
  }

  /// Lets this connection's searches see items that the index does not have.
  public func search(also items: [IndexedItem]) throws(StorageError) {
    try connection.transaction { () throws(StorageError) in
      try SearchTable(connection).addPassing(items)
    }
  }

  /// The first `limit` items that `query` finds, those that came last first.
  ///
  /// - Parameter feeds: the addresses of the feeds that are searched; nil: all.
  public func search(_ query: SearchQuery, in feeds: Set<String>?, limit: Int)
    throws(StorageError) -> [SearchHit]
  {
    try SearchTable(connection).hits(query, in: feeds, limit: limit)
  }
}
