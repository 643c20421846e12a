import CGetopt
import Glibc

/// The owner of an argument vector while getopt_long(3) reads it.
@safe struct OptionParser: ~Copyable {
  /// Above every character, so that no long option is taken for a short one.
  private static let firstCode: Int32 = 1_000

  private let options: [Option]
  private let count: Int32
  private let vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let table: UnsafeMutablePointer<option>
  private var state = unsafe rassegna_getopt_state(next: 0, argument: nil)

  init(_ arguments: [String], options: [Option]) {
    // getopt skips the first argument, the name of the program.
    let all = ["rassegna"] + arguments
    self.options = options
    count = Int32(all.count)
    unsafe vector = .allocate(capacity: all.count + 1)
    for (index, argument) in all.enumerated() {
      unsafe (vector + index).initialize(to: strdup(argument))
    }
    unsafe (vector + all.count).initialize(to: nil)
    unsafe table = .allocate(capacity: options.count + 1)
    for (index, entry) in options.enumerated() {
      let takesValue = entry.value == nil ? no_argument : required_argument
      unsafe (table + index).initialize(
        to: option(
          name: UnsafePointer(strdup(entry.name)), has_arg: takesValue, flag: nil,
          val: Self.firstCode + Int32(index)))
    }
    unsafe (table + options.count).initialize(to: option())
  }

  deinit {
    for index in 0..<Int(count) { unsafe free(vector[index]) }
    unsafe vector.deallocate()
    for index in options.indices {
      unsafe free(UnsafeMutableRawPointer(mutating: table[index].name))
    }
    unsafe table.deallocate()
  }

  /// The next option with its value; nil after the last one.
  mutating func next() throws(UsageError) -> (Option, value: String?)? {
    let code = unsafe rassegna_getopt(count, vector, table, &state)
    switch code {
    case -1: return nil
    case Int32(UInt8(ascii: ":")): throw .missingValue(lastRead)
    case Self.firstCode...: break
    default: throw .unknownOption(lastRead)
    }
    let value = unsafe state.argument.map { unsafe String(cString: $0) }
    return (options[Int(code - Self.firstCode)], value)
  }

  /// What is left once `next()` has returned nil: getopt has moved the operands to the end.
  var operands: [String] {
    let first = unsafe Int(state.next)
    return (first..<Int(count)).compactMap { index in
      unsafe vector[index].map { unsafe String(cString: $0) }
    }
  }

  private var lastRead: String {
    let index = unsafe Int(state.next) - 1
    return unsafe vector[max(0, min(index, Int(count) - 1))].map { unsafe String(cString: $0) }
      ?? ""
  }
}
