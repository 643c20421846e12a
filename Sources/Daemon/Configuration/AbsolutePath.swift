/// The absolute path of a file or folder, without `.`, `..` and repeated slashes.
///
/// It is tidied as text: symbolic links are not looked at.
///
///     AbsolutePath("../x//y", in: "/etc/rassegna").string  // "/etc/x/y"
struct AbsolutePath: Sendable, Hashable {
  let string: String

  /// Reads `path`, relative to `folder` unless it begins with a slash.
  init(_ path: String, in folder: String) {
    var parts: [Substring] = []
    for part in ((path.hasPrefix("/") ? "" : folder + "/") + path).split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    string = "/" + parts.joined(separator: "/")
  }

  /// The folder that this is in; of the root the root.
  var folder: String { AbsolutePath("..", in: string).string }

  /// Whether this lies below `folder`, at any depth.
  func isBelow(_ folder: AbsolutePath) -> Bool {
    string != folder.string && string.hasPrefix(folder.string == "/" ? "/" : folder.string + "/")
  }

  /// The path as a file URL. Source: RFC 8089 §2.
  var fileURL: String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var url = Array("file://".utf8)
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        url.append(byte)
      default:
        url += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: url, as: UTF8.self)
  }
}
