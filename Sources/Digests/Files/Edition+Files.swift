extension Edition {
  /// Writes the edition in each of `forms` into `directory`, which is made where it is missing:
  /// `2026-11-24.html`, and the same as `latest.html`. Files that are there already with the same
  /// bytes are left alone. Returns the paths of the dated files.
  public func write(_ forms: [Form], into directory: String) throws(DigestError) -> [String] {
    try DigestFolder.make(directory)
    let folder = try DigestFolder(path: directory)
    var paths: [String] = []
    for form in forms {
      let bytes = rendered(as: form)
      let name = masthead.fileStem + "." + form.fileExtension
      try folder.write(bytes, as: name)
      try folder.write(bytes, as: "latest." + form.fileExtension)
      paths.append(directory + "/" + name)
    }
    return paths
  }
}
