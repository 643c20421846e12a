import Testing

@testable import Daemon

@Suite struct WordDiffTests {
  @Test(arguments: [
    ("", "", ""),
    ("same words", "same  words\n", "same words"),
    ("Two men dead", "Three men are dead", "[-Two-] {+Three+} men {+are+} dead"),
    ("a b c", "", "[-a b c-]"),
    ("", "a b", "{+a b+}"),
    ("a b c d", "a c d e", "a [-b-] c d {+e+}"),
    ("one two", "three four", "[-one two-] {+three four+}"),
    ("a a a", "a a", "a a [-a-]"),
    ("Perù", "Peru\u{300}", "Perù"),
  ])
  func `what an edit changed`(old: String, new: String, marked: String) {
    #expect(WordDiff(from: old, to: new).marked == marked)
  }

  @Test func `a text that is quite another is told as a whole`() {
    let old = (0..<3000).map { "old\($0)" }.joined(separator: " ")
    let new = (0..<3000).map { "new\($0)" }.joined(separator: " ")
    #expect(WordDiff(from: old, to: new).pieces == [.removed(old), .added(new)])
  }

  @Test func `nothing differs in what is only set otherwise`() {
    #expect(WordDiff(from: "a\nb", to: "a b").isEmpty)
    #expect(!WordDiff(from: "a", to: "a b").isEmpty)
  }
}
