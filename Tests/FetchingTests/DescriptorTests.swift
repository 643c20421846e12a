import FoundationEssentials
import ScriptServer
import Testing

@testable import Fetching

@Suite struct DescriptorTests {
  /// Counts in a process of its own, where no other test opens anything.
  @Test func `a thousand transfers of all kinds leak no descriptor`() async {
    await #expect(processExitsWith: .success) {
      let server = await ScriptServer { request in
        switch request.path.last {
        case "0": .http(200, text: "x")
        case "1": .http(304)
        case "2": .init("HTTP/1.1 200 X\r\n\r\nx", end: .close)
        case "3": .init("", end: .reset)
        default: .init("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nx", end: .close)
        }
      }
      let fetcher = Fetcher(connections: 4)
      func round() async throws {
        for number in 0..<5 {
          await withTaskGroup { group in
            for _ in 0..<50 {
              group.addTask {
                guard let request = try? FetchRequest(server.url("/\(number)")) else { return }
                _ = await outcome(of: request, by: fetcher)
              }
            }
          }
        }
      }
      func count() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      }
      try await round()
      let before = try count()
      for _ in 0..<3 { try await round() }
      // Both sides of each of the four connections that are kept, and those that the server's queue
      // has still to close.
      let after = try count()
      #expect(after <= before + 24)
    }
  }
}
