import CCurl

/// The owner of one `CURL *`: libcurl's state of one transfer, of a document or of a message.
///
/// It is used on the fetcher's queue only, and never from within one of its own callbacks.
@safe struct EasyHandle: ~Copyable {
  /// For the multi handle, which drives it.
  let pointer: UnsafeMutableRawPointer
  /// libcurl's last sentence; it writes here until `deinit`.
  private let errorText: UnsafeMutablePointer<CChar>
  /// What `setList` has set; libcurl reads it until the transfer is over.
  private var list: UnsafeMutablePointer<curl_slist>?

  /// Nil when memory is out.
  init?() {
    guard let handle = unsafe curl_easy_init() else { return nil }
    unsafe pointer = handle
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe list = nil
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe curl_slist_free_all(list)
    unsafe errorText.deallocate()
  }

  /// Sets what is the same for every transfer. False when this libcurl lacks what it must not go
  /// without.
  func setUp() -> Bool {
    unsafe set(CURLOPT_NOSIGNAL, 1)
      // Ending a transfer must not wait for a name server that does not answer.
      && set(CURLOPT_QUICK_EXIT, 1)
      && set(CURLOPT_ERRORBUFFER, errorText)
  }

  /// Forgets the last transfer's error.
  func forgetError() {
    unsafe errorText[0] = 0
  }

  func set(_ option: CURLoption, _ value: Int) -> Bool {
    unsafe check(rassegna_setopt_long(pointer, option, value))
  }

  func set(_ option: CURLoption, _ value: String?) -> Bool {
    unsafe check(rassegna_setopt_string(pointer, option, value))
  }

  /// The caller sees to it that `value` lives as long as libcurl may use it.
  func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) -> Bool {
    unsafe check(rassegna_setopt_pointer(pointer, option, value))
  }

  /// Sets the one option of a transfer that is a list of lines, in the place of the last one.
  mutating func setList(_ option: CURLoption, _ lines: [String]) -> Bool {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = unsafe curl_slist_append(list, line) else {
        unsafe curl_slist_free_all(list)
        return false
      }
      unsafe list = longer
    }
    guard unsafe check(rassegna_setopt_list(pointer, option, list)) else {
      unsafe curl_slist_free_all(list)
      return false
    }
    unsafe curl_slist_free_all(self.list)
    unsafe self.list = list
    return true
  }

  /// The code and libcurl's sentence about it.
  func failure(_ code: CurlCode) -> CurlFailure {
    var text = unsafe String(cString: errorText)
    if text.isEmpty { text = unsafe String(cString: curl_easy_strerror(code.raw)) }
    return CurlFailure(code: Int(code.raw.rawValue), text: text)
  }

  func check(_ code: CURLcode) -> Bool { code == CURLE_OK }
}
