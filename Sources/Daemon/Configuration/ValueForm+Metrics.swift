import Serving
import TOML

extension ValueForm where Value == ServedAddress {
  /// Where the daemon itself may listen: on this machine only.
  static var ownAddress: ValueForm {
    .text(
      "\"127.0.0.1:PORT\", \"[::1]:PORT\" or the absolute path of a socket",
      example: "127.0.0.1:9464", parse: { text, _ in ServedAddress(text) },
      advice: { value in value.writtenText.flatMap(ownAddressAdvice) }, write: \.text)
  }
}

/// What to write instead of an address that is not served.
private func ownAddressAdvice(_ text: String) -> String? {
  if text.hasPrefix("/") { return "the path of a socket has 107 bytes at most" }
  var place = text
  for scheme in ["http://", "unix://", "unix:"] where place.lowercased().hasPrefix(scheme) {
    place = String(place.dropFirst(scheme.count))
  }
  if ServedAddress(place) != nil { return "write \(quoted(place))" }
  let digits = place.split(separator: "/").first?.split(separator: ":").last ?? ""
  guard let port = UInt16(digits), port > 0 else { return nil }
  let own = "write \"127.0.0.1:\(port)\""
  let isHere = ["", "localhost", digits].contains(place.prefix { $0 != ":" && $0 != "/" })
  return isHere ? own : own + "; for other machines put a web server in front of it"
}
