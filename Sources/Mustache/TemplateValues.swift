import CMustache

/// What a template is filled with: markup, flags and lists under names.
///
/// All markup is taken as it is, whether the template has it in two braces or in three. A name that a
/// level lacks is looked for on the levels around it, so a value that is absent is set to false.
@safe public struct TemplateValues: ~Copyable {
  private let values: OpaquePointer

  /// Values of nothing yet.
  ///
  /// - Throws: `TemplateError.failed` when memory is out.
  public init() throws(TemplateError) {
    guard let made = unsafe cmustache_make() else { throw .failed("out of memory") }
    unsafe values = made
  }

  deinit { unsafe cmustache_free(values) }

  /// Puts markup under a name; nil stands for nothing, and a section of that name is left out.
  public mutating func set(_ name: String, markup: String?) {
    guard var markup else {
      return unsafe cmustache_set_flag(values, name, false)
    }
    markup.withUTF8 { bytes in
      unsafe cmustache_set_text(values, name, cmustache_text(bytes))
    }
  }

  /// Says whether sections of a name are told.
  public mutating func set(_ name: String, isTold: Bool) {
    unsafe cmustache_set_flag(values, name, isTold)
  }

  /// Puts a list under a name; `fill` sets the values of each element.
  public mutating func set<Element>(
    _ name: String, each elements: some Sequence<Element>,
    _ fill: (Element, inout TemplateValues) -> Void
  ) {
    unsafe cmustache_open_list(values, name)
    for element in elements {
      unsafe cmustache_open_element(values)
      fill(element, &self)
      unsafe cmustache_close(values)
    }
    unsafe cmustache_close(values)
  }

  /// Fills a template that is known to be one.
  func rendered(_ source: String) throws(TemplateError) -> String {
    var source = source
    var result = unsafe cmustache_text()
    let isRendered = source.withUTF8 { bytes in
      unsafe cmustache_render(values, cmustache_text(bytes), &result)
    }
    let bytes = unsafe UnsafeRawBufferPointer(start: result.bytes, count: result.count)
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    guard isRendered else { throw .failed(text) }
    return text
  }
}

extension cmustache_text {
  fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    unsafe self.init(bytes: start, count: bytes.count)
  }
}
