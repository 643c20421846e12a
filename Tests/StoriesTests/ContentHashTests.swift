import Testing

@testable import Stories

@Suite struct ContentHashTests {
  /// The digest of eight zero bytes (the empty label), the length 3 in eight bytes, and "abc".
  private let digest = "4e403ba3511c0e7306e298fd34975ed62fbdfe948a9199de59551ede1378be99"

  private func hash(_ fields: [String?]) -> SIMD4<UInt64> {
    var hash = SHA256("")
    for field in fields { hash.add(field) }
    return hash.finish()
  }

  @Test func `a field is hashed with its length before it`() {
    #expect(hexadecimal(bytes(of: hash(["abc"]))) == digest)
  }

  @Test func `text and bytes hash alike`() {
    var bytes = SHA256("")
    bytes.add(Array("abc".utf8).span)
    #expect(bytes.finish() == hash(["abc"]))
  }

  @Test(
    arguments: [
      (["a", "bc"], ["ab", "c"]), (["abc", ""], ["", "abc"]), (["a", "b"], ["b", "a"]),
      (["a"], ["a", ""]), (["a", nil], ["a", ""]), ([nil, "a"], ["a", nil]),
    ] as [([String?], [String?])])
  func `the same letters in other fields hash differently`(one: [String?], other: [String?]) {
    #expect(hash(one) != hash(other))
  }

  @Test func `a label keeps hashes of different things apart`() {
    var key = SHA256("key")
    key.add("abc")
    #expect(key.finish() != hash(["abc"]))
  }

  @Test func `a copy goes on by itself`() {
    var one = SHA256("")
    one.add("a")
    var other = one
    other.add("b")
    #expect(one.finish() == hash(["a"]))
    #expect(other.finish() == hash(["a", "b"]))
  }

  @Test func `a stored content hash reads back`() {
    let hash = CanonicalText(title: "Sì", text: "Una prova.").hash
    #expect(hash.bytes.count == ContentHash.byteCount)
    #expect(ContentHash(bytes: hash.bytes, version: hash.version) == hash)
    #expect(ContentHash(bytes: hash.bytes, version: hash.version + 1) != hash)
    #expect(ContentHash(bytes: Array(hash.bytes.dropLast()), version: 1) == nil)
    #expect(hash.hexadecimal.count == 64)
  }
}
