import FoundationEssentials

/// A value as JSON on one line, keys sorted and in snake case: `feedURL` becomes `feed_url`.
func jsonLine(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  // Values of plain strings and numbers can always be encoded.
  guard let data = try? encoder.encode(value) else { return "{}" }
  return String(decoding: data, as: UTF8.self)
}
