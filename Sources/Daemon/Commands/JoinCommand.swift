import Invocation
import Storage

extension Command {
  static let join = Command(
    name: "join",
    summary: "make two items one story",
    operands: "ITEM ITEM",
    discussion: """
      Makes the stories of two items one, whatever their texts are like. That is remembered: the
      program does not part them again. What a digest has printed stays printed.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("join") { () async throws(Session.Failure) in
      let items = try arguments.items(2)
      let session = try await Session.changing(arguments)
      let story: Int64?
      do throws(StorageError) {
        story = try await session.store.join(items[0], items[1], at: session.clock.now())
      } catch {
        throw Session.Failure(error)
      }
      guard let story else {
        throw Session.Failure(
          sentence: "no item \(items[0]) or \(items[1]); `rassegna items` lists them",
          code: .dataError)
      }
      let sentence = "\(items[0]) and \(items[1]) are story \(story) now."
      Terminal.print(arguments.has("json") ? jsonLine(["story": story]) : sentence)
      return .ok
    }
  }

  static let split = Command(
    name: "split",
    summary: "make an item a story of its own",
    operands: "ITEM",
    discussion: """
      Takes an item out of its story. That is remembered: no later item brings the two together again.
      A digest that had merged the item into the story tells it in its next edition.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("split") { () async throws(Session.Failure) in
      let item = try arguments.items(1)[0]
      let session = try await Session.changing(arguments)
      let rest: Int64?
      do throws(StorageError) {
        rest = try await session.store.split(item, at: session.clock.now())
      } catch {
        throw Session.Failure(error)
      }
      guard let rest else {
        throw Session.Failure(
          sentence: "item \(item) is not there, or a story of its own already", code: .dataError)
      }
      let sentence = "\(item) is a story of its own now; the others are story \(rest)."
      Terminal.print(
        arguments.has("json") ? jsonLine(["story": item, "others": rest]) : sentence)
      return .ok
    }
  }
}
