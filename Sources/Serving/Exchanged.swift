/// A request as it came.
public struct ServedRequest: Sendable, Hashable {
  /// Such as `GET`.
  public var method: String
  /// What stands behind it, path and query byte for byte, nothing decoded.
  public var target: String
  /// The header fields in the order in which they came.
  public var headers: [ServedHeader]

  public init(method: String, target: String, headers: [ServedHeader] = []) {
    self.method = method
    self.target = target
    self.headers = headers
  }

  /// The target up to its query.
  public var path: Substring { target.prefix { $0 != "?" } }

  /// The first header field of a name, in any case; nil when it was not sent.
  public subscript(header name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// A header field.
public struct ServedHeader: Sendable, Hashable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What is sent back. Content-Length is added.
public struct ServedReply: Sendable, Hashable {
  /// From 200 to 599.
  public var status: Int
  /// A field with a line break in it is left out.
  public var headers: [ServedHeader]
  public var body: [UInt8]

  public init(status: Int = 200, headers: [ServedHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A text with its Content-Type.
  public init(status: Int = 200, _ type: String, _ text: String, headers: [ServedHeader] = []) {
    self.init(
      status: status, headers: [ServedHeader("Content-Type", type)] + headers,
      body: Array(text.utf8))
  }
}
