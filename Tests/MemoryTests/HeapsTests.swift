import Glibc
import Memory
import Testing

/// The address sanitizer has an allocator of its own, without heaps.
private let isReplaced = unsafe dlsym(nil, "__asan_init") != nil

@Suite struct HeapsTests {
  @Test func `glibc lets its heaps be settled`() {
    #expect(Heaps.settle() != isReplaced)
  }
}
