/// What can go wrong between an edition and its files.
public enum DigestError: Error, Sendable, Equatable {
  /// A stored edition is damaged or from a later version: compose it anew, or stop.
  case unreadableEdition
  /// An edition holds a value that JSON can not say; a defect of this program.
  case unencodable
  /// A system call failed; nothing was half written. Try again when the cause is gone.
  case system(call: String, path: String, errno: Int32)
  /// Someone else owns the folder, or everyone may write to it: choose another one.
  case foreignFolder(path: String)
}
