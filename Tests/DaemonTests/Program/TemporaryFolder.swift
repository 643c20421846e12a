import FoundationEssentials

/// Makes a new, empty folder.
func makeTemporaryFolder() throws -> String {
  let folder = FileManager.default.temporaryDirectory.path() + "/rassegna-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}

/// Removes such a folder with all that is in it.
func removeTemporaryFolder(_ folder: String) {
  // A leftover harms nobody.
  try? FileManager.default.removeItem(atPath: folder)
}

/// Runs `body` with the path of a new folder, and removes it afterwards.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = try makeTemporaryFolder()
  defer { removeTemporaryFolder(folder) }
  return try await body(folder)
}
