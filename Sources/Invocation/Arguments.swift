/// An option that a command knows, written `--name` or `--name VALUE`.
public struct Option: Sendable, Hashable {
  public var name: String
  /// What stands for its value in the help, such as `FILE`; nil for an option without one.
  public var value: String?
  /// One sentence for the help.
  public var help: String

  public init(_ name: String, value: String? = nil, help: String) {
    self.name = name
    self.value = value
    self.help = help
  }
}

/// What a command was called with, read by getopt_long(3): options and operands in any order,
/// `--name=VALUE` or `--name VALUE`, unambiguous abbreviations, and `--` before operands.
public struct Arguments: Sendable, Hashable {
  /// The values of each option that was given, in order; an empty string for one without a value.
  private var given: [String: [String]] = [:]
  /// What is not an option, in order.
  public private(set) var operands: [String] = []

  /// No options and no operands.
  public static let none = Arguments()

  private init() {}

  /// Reads `arguments`, which begin after the name of the command.
  public init(_ arguments: [String], options: [Option]) throws(UsageError) {
    var parser = OptionParser(arguments, options: options)
    while let (option, value) = try parser.next() {
      given[option.name, default: []].append(value ?? "")
    }
    operands = parser.operands
  }

  /// Whether an option was given.
  public func has(_ name: String) -> Bool {
    given[name] != nil
  }

  /// The value of an option, the last one where it was given more than once; nil when it was not.
  public func value(_ name: String) -> String? {
    given[name]?.last
  }
}

/// How a command was called wrongly.
public enum UsageError: Error, Sendable, Equatable {
  /// No such option, or an abbreviation of several; as it was written.
  case unknownOption(String)
  /// The option needs a value; as it was written.
  case missingValue(String)
}
