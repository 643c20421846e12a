import FoundationEssentials
import Stories
import Testing

@testable import Digests

@Suite struct EditionPicturesTests {
  private func link(_ number: Int) -> Link? { Link("https://pictures.example/\(number).jpg") }

  /// An edition of one section whose stories name the pictures of these numbers.
  private func edition(_ images: [Int?], shown: Int? = nil) -> Edition {
    var (edition, _) = material(images.indices.map { item(Int64($0 + 1), of: agency) }).composed()
    for index in images.indices {
      edition.sections[0].stories[index].image = images[index].flatMap(link)
    }
    if let shown { edition.sections[0].shown = shown }
    return edition
  }

  private func found(_ pictures: [Int: [UInt8]]) -> [Link: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: pictures.compactMap { number, bytes in link(number).map { ($0, bytes) }
      })
  }

  private func text(_ edition: Edition, _ form: Form = .html) throws -> String {
    String(decoding: try edition.rendered(as: form), as: UTF8.self)
  }

  @Test func `wanted are the pictures of what is told whole, each once`() {
    let wanted = edition([1, nil, 2, 1, 3], shown: 4).wantedPictures
    #expect(wanted.map(\.link) == [link(1), link(2)])
    #expect(edition(Array(0..<80)).wantedPictures.count == 60)
  }

  @Test func `a picture stands with the first story that names it, by address or by bytes`() {
    let picture = SamplePicture.png(300, 200)
    let shown = edition([1, 1, 2, 3]).illustrated(
      with: found([1: picture, 2: picture, 3: SamplePicture.png(300, 201)]))
    #expect(shown.stories.map { $0.picture?.height } == [200, nil, nil, 201])
    #expect(shown.pictures.count == 2)
  }

  @Test func `what is too large, no picture, or did not come is not shown`() {
    let large = SamplePicture.png(300, 200) + [UInt8](repeating: 0, count: 300_000)
    let shown = edition([1, 2, 3]).illustrated(with: found([1: large, 2: Array("<svg/>".utf8)]))
    #expect(shown.stories.allSatisfy { $0.picture == nil })
    #expect(shown == edition([1, 2, 3]))
  }

  @Test func `all pictures have room for six million bytes`() {
    let numbers = Array(1...40)
    let pictures = numbers.map {
      ($0, SamplePicture.png(300, 200 + $0) + [UInt8](repeating: 0, count: 200_000))
    }
    let shown = edition(numbers).illustrated(
      with: found(Dictionary(uniqueKeysWithValues: pictures)))
    #expect(shown.pictures.count == 29)
    #expect(shown.stories.prefix(29).allSatisfy { $0.picture != nil })
  }

  @Test func `the page holds its pictures, and may show no other`() throws {
    let bytes = SamplePicture.jpeg(300, 200)
    let page = try text(edition([1, 2]).illustrated(with: found([1: bytes])))
    let address = "data:image/jpeg;base64,\(Data(bytes).base64EncodedString())"
    #expect(page.contains("<img src=\"\(address)\" alt=\"\" width=\"300\" height=\"200\">"))
    #expect(page.matches(of: /<img/).count == 1)
    #expect(page.contains("; img-src data:; base-uri 'none'"))
    #expect(!page.contains("pictures.example"))
  }

  @Test func `a page without pictures knows nothing of them`() throws {
    let page = try text(edition([1]))
    #expect(!page.contains("img"))
    #expect(!String(decoding: try edition([1]).encoded(), as: UTF8.self).contains("\"picture\""))
  }

  @Test func `an edition is read again as it was, its pictures beside it`() throws {
    let shown = edition([1]).illustrated(with: found([1: SamplePicture.webP]))
    let json = try shown.encoded()
    #expect(json.count < 5_000)
    var again = try Edition(decoding: json)
    #expect(again.stories.map(\.picture) == shown.stories.map(\.picture))
    // Retention may have taken them.
    #expect(try !text(again).contains("img"))
    again.pictures = shown.pictures
    for form in Form.allCases {
      #expect(try again.rendered(as: form) == shown.rendered(as: form))
    }
  }

  @Test func `a book holds them as files, but for WebP`() throws {
    let png = SamplePicture.png(300, 200)
    let shown = edition([1, 2]).illustrated(with: found([1: png, 2: SamplePicture.webP]))
    let name = try #require(shown.stories[0].picture?.name)
    let book = try shown.rendered(as: .epub)
    #expect(book.firstRange(of: Array("EPUB/pictures/\(name).png".utf8) + png) != nil)
    let page = EPUBPages(shown, Almanac(shown.masthead)).section(shown.sections[0], Line("S"))
      .string
    #expect(
      page.matches(of: /<img src="pictures\/[0-9a-f]{32}\.png" alt="" width="300" height="200"\/>/)
        .count == 1)
    #expect(page.matches(of: /<img/).count == 1)
  }

  @Test func `forms of text, and letters, are as without`() throws {
    let shown = edition([1]).illustrated(with: found([1: SamplePicture.png(300, 200)]))
    for form in [Form.markdown, .text, .json] {
      #expect(try shown.rendered(as: form) == edition([1]).rendered(as: form))
    }
    #expect(try text(shown, .json).contains("\"image\" : \"https://pictures.example/1.jpg\""))
    let me = try #require(Mailbox("me@example.org"))
    #expect(
      try Letter(shown, from: me, to: [me]).bytes == Letter(edition([1]), from: me, to: [me]).bytes)
  }
}

extension SamplePicture {
  fileprivate static var webP: [UInt8] { lossyWebP(320, 240) }
}
