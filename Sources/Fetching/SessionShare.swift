import CCurl

/// The owner of one `CURLSH *`: the TLS sessions that all transfers may resume.
///
/// libcurl asks for no lock as long as one thread at a time uses it, which the fetcher's queue grants.
/// It must die after the easy handles that joined it: each transfer keeps it.
@safe final class SessionShare {
  private let handle: UnsafeMutableRawPointer

  /// Nil when memory is out.
  init?() {
    guard let handle = unsafe curl_share_init() else { return nil }
    unsafe self.handle = handle
    let code = unsafe rassegna_share_data(handle, CURL_LOCK_DATA_SSL_SESSION)
    guard code == CURLSHE_OK else { return nil }
  }

  deinit {
    // It fails only while an easy handle still uses it, and those keep us alive.
    _ = unsafe curl_share_cleanup(handle)
  }

  /// Lets an easy handle use and add sessions.
  func join(_ easy: UnsafeMutableRawPointer) -> Bool {
    unsafe rassegna_setopt_share(easy, handle) == CURLE_OK
  }
}
