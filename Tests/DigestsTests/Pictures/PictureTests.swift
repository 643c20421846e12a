import FoundationEssentials
import Testing

@testable import Digests

@Suite struct PictureTests {
  private static let good: [([UInt8], Picture.Kind)] = [
    (SamplePicture.png(640, 480), .png), (SamplePicture.gif(640, 480), .gif),
    (SamplePicture.jpeg(640, 480), .jpeg), (SamplePicture.jpeg(640, 480, frame: 0xC2), .jpeg),
    (SamplePicture.lossyWebP(640, 480), .webp), (SamplePicture.losslessWebP(640, 480), .webp),
    (SamplePicture.extendedWebP(640, 480), .webp),
  ]

  @Test(arguments: good)
  func `bytes say what picture they are, and how large`(bytes: [UInt8], kind: Picture.Kind) throws {
    let picture = try #require(Picture(bytes))
    #expect(picture.kind == kind)
    #expect((picture.width, picture.height) == (640, 480))
    #expect(picture.name.count == 32)
    #expect(picture.name.allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  /// Black, of 100 by 120 pixels, as Pillow writes it.
  @Test(arguments: [
    (
      "R0lGODdhZAB4AIAAAAAAAAAAACwAAAAAZAB4AEAIsQABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgz"
        + "atzIsaPHjyBDihxJsqTJkyhTqlzJsqXLlzBjypxJs6bNmzhz6tzJs6fPn0CDCh1KtKjRo0iTKl3KtKnT"
        + "p1CjSp1KtarVq1izat3KtavXr2DDih1LtqzZs2jTql3Ltq3bt3Djyp1Lt67du3jz6t3Lt6/fv4ADCx5M"
        + "uLDhw4gTK17MuLHjx5AjS55MubLly5gzaw4aEAA7", Picture.Kind.gif
    ),
    (
      "UklGRk4AAABXRUJQVlA4IEIAAAAQBgCdASpkAHgAPm02mUmkIyKhIKgAgA2JaW7hdJAAY2upvcReWAa6"
        + "m9xF5YBrqb3EXlgGupvcLgAA/v+VgAAAAAA=", .webp
    ),
    ("UklGRiIAAABXRUJQVlA4TBUAAAAvY8AdAAcQEf0PA5AQ/v9XIvqfWgAA", .webp),
    (
      "iVBORw0KGgoAAAANSUhEUgAAAGQAAAB4CAIAAACLlMDjAAAAOUlEQVR4nO3BAQEAAACCIP+vbkhAAQAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADvBo0YAAF8OgFRAAAAAElFTkSuQmCC", .png
    ),
  ]) func `files of real programs are read`(text: String, kind: Picture.Kind) throws {
    let bytes = Array(try #require(Data(base64Encoded: text)))
    let picture = try #require(Picture(bytes))
    #expect(picture.kind == kind)
    #expect((picture.width, picture.height) == (100, 120))
  }

  @Test(arguments: [
    "", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"300\"/>",
    "<?xml version=\"1.0\"?><svg width=\"300\" height=\"300\"/>", "<!DOCTYPE html><img>", "GIF",
    "GIF89b\u{0}\u{1}\u{0}\u{1}", "BM      ", "RIFF    WAVE", "\u{0}\u{0}\u{0}\u{20}ftypavif",
    "%PDF-1.7",
    " GIF89a\u{1}\u{1}\u{1}\u{1}",
  ]) func `nothing else is a picture`(text: String) {
    #expect(Picture(Array(text.utf8)) == nil)
  }

  @Test(arguments: good.map(\.0))
  func `one that ends early has no size, or the right one`(bytes: [UInt8]) {
    for count in 0..<bytes.count {
      let header = PictureHeader(Array(bytes.prefix(count)))
      #expect(header.map { $0.width == 640 && $0.height == 480 } ?? true)
    }
    #expect(PictureHeader(Array(bytes.prefix(8))) == nil)
  }

  @Test(arguments: [
    SamplePicture.png(640, 480, moves: true), SamplePicture.gif(640, 480, moves: true),
    SamplePicture.extendedWebP(640, 480, moves: true),
  ]) func `what moves is not shown`(bytes: [UInt8]) {
    #expect(PictureHeader(bytes)?.moves == true)
    #expect(Picture(bytes) == nil)
  }

  @Test(arguments: [
    (1, 1), (99, 200), (200, 99), (728, 90), (10_001, 9_000), (8_000, 8_000), (0, 0),
    (500, 100_000),
    (401, 100),
  ]) func `beacons, banners and giants are not shown`(width: Int, height: Int) {
    #expect(Picture(SamplePicture.png(width, height)) == nil)
  }

  @Test(arguments: [(100, 100), (400, 100), (100, 400), (8_000, 4_000)])
  func `what is within the limits is`(width: Int, height: Int) {
    #expect(Picture(SamplePicture.png(width, height)) != nil)
  }

  /// Segments without length, chunks longer than the file, and every byte set to the extremes.
  @Test func `damage is no crash`() {
    for (bytes, _) in Self.good {
      for index in bytes.indices {
        for value in [0, 0x7F, 0xFF] as [UInt8] {
          var damaged = bytes
          damaged[index] = value
          _ = Picture(damaged)
        }
      }
    }
    #expect(Picture([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xC0]) == nil)
  }
}
