import Mustache

/// What can go wrong between an edition and its files.
public enum DigestError: Error, Sendable, Equatable {
  /// A stored edition is damaged or from a later version: compose it anew, or stop.
  case unreadableEdition
  /// An edition holds a value that JSON can not say; a defect of this program.
  case unencodable
  /// A theme's template can not be filled; its own words. The built-in theme always can.
  case template(TemplateError)
  /// The container of a book could not be made; a code of libzip, mostly for want of memory.
  case archive(code: Int32)
  /// A system call failed; nothing was half written. Try again when the cause is gone.
  case system(call: String, path: String, errno: Int32)
  /// Someone else owns the folder, or everyone may write to it: choose another one.
  case foreignFolder(path: String)
}
