import Digests
import Mustache

extension TemplateError {
  var sentence: String {
    switch self {
    case .malformed(let fault):
      "\(fault.file):\(fault.line):\(fault.column): \(fault.reason.sentence)"
    case .failed(let reason): "a template can not be filled: \(reason)"
    }
  }
}

extension TemplateFault.Reason {
  /// What is wrong, without its place.
  var sentence: String {
    switch self {
    case .unclosedTag: "this tag has no end: write }}"
    case .unreadableTag(let text):
      "a tag holds one name of a-z, 0-9 and _, found \(quoted(text.prefix(40)))"
    case .delimiters: "the delimiters of tags can not be changed"
    case .unclosedSection(let name): "the section {{#\(name)}} has no end: write {{/\(name)}}"
    case .unopenedSection(let name, nil): "{{/\(name)}} ends a section that is not open"
    case .unopenedSection(let name, let open?):
      "{{/\(name)}} stands where {{/\(open)}} is expected"
    case .tooDeep: "sections stand in each other more than 16 deep"
    case .unknownName(let name):
      "there is no value \(quoted(name))"
        + (name.nearest(of: Theme.names.sorted()).map { "; did you mean \(quoted($0))?" } ?? "")
    case .unknownFile(let name): "a theme has no file \(quoted(name))"
    case .circle(let name): "\(name) would include itself"
    case .tooLarge: "the template would be larger than 1 MiB"
    case .endsItsElement(let end): "\(quoted(end)) may not stand in this file"
    }
  }
}
