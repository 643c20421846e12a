import Testing

@testable import Storage

@Suite struct SettingsTests {
  @Test func `what was loaded last is remembered, and nothing older`() async throws {
    try await withStore { store in
      #expect(try await store.configured().isEmpty)
      try await store.setConfigured(["a": "1", "b": "2"])
      try await store.setConfigured(["b": "3", "c": "4"])
      #expect(try await store.configured() == ["b": "3", "c": "4"])
    }
  }
}
