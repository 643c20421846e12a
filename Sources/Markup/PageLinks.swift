import CLibXML2

/// One `link` element of a web page, or its `base`: what the head of a page says of other documents.
public struct PageLink: Hashable, Sendable {
  /// `link` or `base`.
  public var element: String
  /// As sent, references decoded; nil when missing.
  public var relation: String?
  public var type: String?
  public var address: String?
  public var title: String?
}

/// The `link` and `base` elements of a web page, in its order, a thousand at most.
///
/// What is no UTF-8 in it is replaced; addresses are hardly ever that.
public func pageLinks(in html: [UInt8]) -> [PageLink] {
  PageLinkReader.read(html)
}

/// libxml2's HTML parser once more, for the heads of pages: no tree is built, and nothing is cleaned.
private enum PageLinkReader {
  static let maximumLinks = 1000

  static func read(_ html: [UInt8]) -> [PageLink] {
    xmlInitParser()
    let html = Array(String(decoding: html.prefix(CleanHTML.maximumBytes), as: UTF8.self).utf8)
    var links: [PageLink] = []
    unsafe html.withUnsafeBufferPointer { bytes in unsafe parse(bytes, into: &links) }
    return links
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, into links: inout [PageLink]) {
    let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    guard let parser = unsafe htmlCreateMemoryParserCtxt(start, Int32(bytes.count)) else { return }
    defer { unsafe htmlFreeParserCtxt(parser) }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    _ = unsafe htmlCtxtUseOptions(parser, Int32(options))
    unsafe parser.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = { parser, name, attributes in
      unsafe PageLinkReader.start(parser, name, attributes)
    }
    unsafe parser.pointee.sax.pointee = handler
    unsafe withUnsafeMutablePointer(to: &links) { links in
      unsafe parser.pointee._private = UnsafeMutableRawPointer(links)
      // The result says whether the document is valid, which none is.
      _ = unsafe htmlParseDocument(parser)
    }
  }

  /// A start tag. `parse` keeps the list alive.
  private static func start(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard let parser = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let list = unsafe parser.pointee._private, let element = unsafe text(name),
      element == "link" || element == "base"
    else { return }
    let links = unsafe list.assumingMemoryBound(to: [PageLink].self)
    guard unsafe links.pointee.count < maximumLinks else { return unsafe xmlStopParser(parser) }
    var link = PageLink(element: element)
    var next = unsafe attributes
    while let pair = unsafe next, let name = unsafe text(pair[0]) {
      let value = unsafe text(pair[1])
      switch name {
      case "rel": link.relation = value
      case "type": link.type = value
      case "href": link.address = value
      case "title": link.title = value
      default: break
      }
      unsafe next = unsafe pair + 2
    }
    unsafe links.pointee.append(link)
  }

  private static func text(_ bytes: UnsafePointer<UInt8>?) -> String? {
    guard let bytes = unsafe bytes else { return nil }
    return unsafe String(cString: bytes)
  }
}
