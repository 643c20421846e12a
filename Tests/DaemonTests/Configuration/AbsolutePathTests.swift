import Testing

@testable import Daemon

@Suite struct AbsolutePathTests {
  @Test(arguments: [
    ("x", "/a/b/x"), ("./x//y/", "/a/b/x/y"), ("../x", "/a/x"), ("../../../x", "/x"), ("/x", "/x"),
    (".", "/a/b"), ("", "/a/b"), ("/", "/"), ("x/../..", "/a"),
  ])
  func `a path is made absolute`(path: String, expected: String) {
    #expect(AbsolutePath(path, in: "/a/b").string == expected)
  }

  @Test(arguments: [
    ("/a/b", "/a", true), ("/a", "/a", false), ("/ab", "/a", false), ("/a", "/", true),
    ("/", "/a", false),
  ])
  func `what is below a folder is known`(path: String, folder: String, isBelow: Bool) {
    #expect(AbsolutePath(path, in: "/").isBelow(AbsolutePath(folder, in: "/")) == isBelow)
  }

  @Test func `every byte that a URL can not hold is encoded`() {
    #expect(
      AbsolutePath("/a b/è%?#:.x~_-9", in: "/").fileURL == "file:///a%20b/%C3%A8%25%3F%23%3A.x~_-9")
  }
}
