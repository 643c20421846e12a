/// Which pictures an edition could show, and which it does.
extension Edition {
  /// What the pictures of an edition may come to.
  public enum PictureLimits {
    public static let pictures = 60
    /// Of each: more is a photograph that was never made for a page.
    public static let bytesOfEach = 300_000
    /// Of all: a file that a mail or an e-reader takes.
    public static let bytesOfAll = 6_000_000
  }

  /// A picture that a story's item names.
  public struct WantedPicture: Sendable, Hashable {
    public var link: Link
    /// The item (`Story.seq`).
    public var seq: Int64
  }

  /// The pictures of the stories that are told whole, as they are read, each address once; as many
  /// as an edition may show.
  public var wantedPictures: [WantedPicture] {
    var seen: Set<Link> = []
    let told = (opening.map { [$0] } ?? []) + sections.flatMap(\.told)
    let wanted = told.compactMap { story in
      story.image.map { WantedPicture(link: $0, seq: story.seq) }
    }
    return Array(wanted.filter { seen.insert($0.link).inserted }.prefix(PictureLimits.pictures))
  }

  /// The edition with the pictures among `found` that are good, as long as there is room for them.
  ///
  /// Each is shown once, with the story that comes first: what stands with several is a site's own
  /// mark.
  public func illustrated(with found: [Link: [UInt8]]) -> Edition {
    var (edition, album) = (self, Album(found: found))
    edition.opening?.picture = album.take(opening?.image)
    for index in edition.sections.indices {
      for place in 0..<edition.sections[index].shown {
        let image = edition.sections[index].stories[place].image
        edition.sections[index].stories[place].picture = album.take(image)
      }
    }
    edition.pictures = album.taken
    return edition
  }

  /// The picture of a story with its bytes; nil where it has none, or they are not kept any more.
  func shown(_ story: Story) -> (picture: Picture, bytes: [UInt8])? {
    guard let picture = story.picture, let bytes = pictures[picture.name] else { return nil }
    return (picture, bytes)
  }
}

/// Pictures that are handed out until there is no more room.
private struct Album {
  let found: [Link: [UInt8]]
  /// By name.
  var taken: [String: [UInt8]] = [:]
  private var bytesOfAll = 0

  init(found: [Link: [UInt8]]) { self.found = found }

  mutating func take(_ link: Link?) -> Picture? {
    typealias Limits = Edition.PictureLimits
    guard let link, let bytes = found[link], bytes.count <= Limits.bytesOfEach,
      taken.count < Limits.pictures, bytesOfAll + bytes.count <= Limits.bytesOfAll,
      let picture = Picture(bytes), taken[picture.name] == nil
    else { return nil }
    taken[picture.name] = bytes
    bytesOfAll += bytes.count
    return picture
  }
}
