/// The meaning of an element's name, wherever it stands.
struct Term {
  /// What an element says, and how good a source it is: 0 is the best.
  struct Claim {
    var field: Field
    var rank: UInt8
  }

  var namespace = Namespace.other
  var structure: Structure?
  /// As a child of an item.
  var item: Claim?
  /// As a child of a feed.
  var feed: Claim?
  /// As a part of something else, such as a person.
  var part: Field?

  /// An element that says nothing.
  static let unknown = Term()

  /// The term of a name; `localName` in any case.
  ///
  /// RSS lends its names to Atom and the other way round: there are feeds of either in the namespace
  /// of the other.
  init(_ namespace: Namespace, _ localName: String) {
    let name = localName.lowercased()
    let vocabularies: [Namespace] =
      switch namespace {
      case .atom: [.atom, .rss]
      case .rss: [.rss, .atom]
      default: [namespace]
      }
    for vocabulary in vocabularies {
      guard let known = Term.known[vocabulary.rawValue + ":" + name] else { continue }
      structure = structure ?? known.structure
      item = item ?? known.item
      feed = feed ?? known.feed
      part = part ?? known.part
    }
    self.namespace = namespace
  }

  private init() {}

  private static let known: [String: Term] = {
    var terms: [String: Term] = [:]
    for (structure, elements) in Precedence.structures {
      for name in elements { terms[name, default: Term()].structure = structure }
    }
    for (field, elements) in Precedence.item {
      for (rank, name) in elements.enumerated() {
        terms[name, default: Term()].item = Claim(field: field, rank: UInt8(rank))
      }
    }
    for (field, elements) in Precedence.feed {
      for (rank, name) in elements.enumerated() {
        terms[name, default: Term()].feed = Claim(field: field, rank: UInt8(rank))
      }
    }
    for (field, elements) in Precedence.part {
      for name in elements { terms[name, default: Term()].part = field }
    }
    return terms
  }()
}
