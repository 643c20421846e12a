import FoundationEssentials

/// Writes a file for a collector that may read it at any moment: whole, or as it was before.
enum MetricsFile {
  /// - Throws: what the system says, in words.
  static func write(_ text: String, to path: String) throws {
    let folder = AbsolutePath("..", in: path).string
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }
}
