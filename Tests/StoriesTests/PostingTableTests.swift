import Testing

@testable import Stories

@Suite struct PostingTableTests {
  private func items(_ table: PostingTable, _ key: UInt64) -> Set<UInt32> {
    Set(table.findings(under: [key], limit: 99).map(\.item))
  }

  private func key(_ number: UInt64) -> UInt64 { Shingles.mixed(number) }

  @Test func `an item is found under its keys`() {
    var table = PostingTable(postings: 1000)
    table.insert(7, under: [key(1)])
    table.insert(7, under: [key(2)])
    table.insert(9, under: [key(2)])
    table.insert(9, under: [key(2)])
    #expect(items(table, key(1)) == [7])
    #expect(items(table, key(2)) == [7, 9])
    #expect(items(table, key(3)) == [])
  }

  @Test func `an item is found once, with the number of its keys`() {
    var table = PostingTable(postings: 1000)
    table.insert(7, under: [key(1), key(2), key(3)])
    table.insert(9, under: [key(3)])
    let found = table.findings(under: [key(1), key(3), key(4)], limit: 9)
    #expect(found.map(\.item) == [7, 9])
    #expect(found.map(\.keys) == [2, 1])
    #expect(table.findings(under: [key(3)], limit: 1).count == 1)
  }

  @Test func `a table as full as it is made for forgets hardly anything`() {
    var table = PostingTable(postings: 10_000)
    for number in 1...10_000 as ClosedRange<UInt32> {
      table.insert(number, under: [key(UInt64(number))])
    }
    let kept = (1...10_000 as ClosedRange<UInt32>).count {
      items(table, key(UInt64($0))).contains($0)
    }
    #expect(kept > 9_900)
  }

  @Test func `hardly anything is found that is not there`() {
    var table = PostingTable(postings: 10_000)
    for number in 1...10_000 as ClosedRange<UInt32> {
      table.insert(number, under: [key(UInt64(number))])
    }
    let found = (20_001...30_000).count { !items(table, key($0)).isEmpty }
    #expect(found < 20)
  }

  @Test func `what is old makes room for what is new`() {
    var table = PostingTable(postings: 1000)
    for number in 1...20_000 as ClosedRange<UInt32> {
      table.insert(number, under: [key(UInt64(number))])
    }
    let recent = (19_501...20_000 as ClosedRange<UInt32>).count {
      items(table, key(UInt64($0))).contains($0)
    }
    #expect(recent > 490)
    #expect(items(table, key(1)).isEmpty)
  }

  @Test func `a key of thousands of items keeps the last few, others keep theirs`() {
    var table = PostingTable(postings: 1000)
    for number in 1...100 as ClosedRange<UInt32> {
      table.insert(number, under: [key(UInt64(number))])
    }
    for number in 101...5000 as ClosedRange<UInt32> { table.insert(number, under: [key(0)]) }
    #expect(items(table, key(0)) == Set(4993...5000))
    let kept = (1...100 as ClosedRange<UInt32>).count { items(table, key(UInt64($0))).contains($0) }
    #expect(kept > 95)
  }
}
