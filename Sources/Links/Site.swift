import CPSL

extension WebURL {
  /// The domain that somebody registered and that the host belongs to, the host itself where it is an
  /// address or has no dot: hosts of one site are likely to be one machine.
  ///
  ///     https://feeds.bbci.co.uk/news/rss.xml   → bbci.co.uk
  ///     https://somebody.substack.com/feed      → substack.com
  ///     http://192.0.2.7/feed                   → 192.0.2.7
  ///
  /// Of the Public Suffix List only the registries' own part counts (“ICANN domains”): the part of
  /// hosting companies would make each of their customers a site.
  public var site: String {
    let bytes = host.utf8
    // A domain ends with a letter, an address with a digit or a bracket.
    guard let end = bytes.last, end != UInt8(ascii: "]"),
      !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(end), let list = unsafe psl_builtin()
    else { return host }
    var dots = bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }
    // From the right: the first domain that is no public suffix is the registered one.
    while let dot = dots.popLast() {
      let domain = String(host[bytes.index(after: dot)...])
      let kind = PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE
      let isSuffix = unsafe psl_is_public_suffix2(list, domain, kind) != 0
      if !isSuffix && domain.contains(".") { return domain }
    }
    return host
  }
}
