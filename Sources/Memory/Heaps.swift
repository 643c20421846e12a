import CMalloc

/// The heaps that glibc's `malloc` takes memory from.
public enum Heaps {
  /// So many are enough for a few busy threads. glibc would make one for nearly each thread that ever
  /// ran, up to eight for each core, and what is free in one helps no other.
  private static let most = 2
  /// Bytes by which a heap grows at least: by a page or two at a time it costs system calls.
  private static let growth = 1 << 20
  /// Bytes from which on memory is asked of the kernel and given back to it, piece by piece. glibc would
  /// move it by itself, up to 32 MiB, but no more once the growth is set.
  private static let large = 1 << 20

  /// Sets them up for this program; to be called before there are other threads. False when this libc
  /// has refused.
  @discardableResult
  public static func settle() -> Bool {
    mallopt(M_ARENA_MAX, Int32(most)) == 1 && mallopt(M_TOP_PAD, Int32(growth)) == 1
      && mallopt(M_MMAP_THRESHOLD, Int32(large)) == 1
  }
}
