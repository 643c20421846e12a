import CCurl

/// What libcurl says at the end of a transfer.
struct CurlCode: Sendable, Equatable {
  let raw: CURLcode

  init(_ raw: CURLcode) { self.raw = raw }

  static let finished = CurlCode(CURLE_OK)
  static let outOfMemory = CurlCode(CURLE_OUT_OF_MEMORY)

  /// Whether it is what follows when one of our callbacks refuses an address.
  var followsRefusal: Bool { raw == CURLE_COULDNT_CONNECT || raw == CURLE_ABORTED_BY_CALLBACK }
}

extension FetchError {
  /// Sorts libcurl's codes by what is to be done about them. CURLE_UNSUPPORTED_PROTOCOL is what it
  /// says to an answer without a status line; schemes are looked at before it sees them.
  init(_ code: CurlCode, _ failure: CurlFailure, phase: FetchPhase) {
    self =
      switch code.raw {
      // A name that no rule for names of other alphabets allows.
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_URL_MALFORMAT: .resolve(failure)
      case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy(failure)
      case CURLE_OPERATION_TIMEDOUT: .timeout(phase, failure)
      case CURLE_PARTIAL_FILE: .truncated(failure)
      case CURLE_COULDNT_CONNECT: .connect(failure)
      case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
        phase == .receiving ? .truncated(failure) : .connect(failure)
      case _ where Self.tlsCodes.contains(code.raw.rawValue): .tls(failure)
      case _ where Self.ownCodes.contains(code.raw.rawValue): .ourselves(failure)
      default: .protocolViolation(failure)
      }
  }

  private static let tlsCodes = Set(
    [
      CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED,
      CURLE_SSL_SHUTDOWN_FAILED,
    ].map(\.rawValue))

  private static let ownCodes = Set(
    [
      CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_NOT_BUILT_IN, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_UNKNOWN_OPTION, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
      CURLE_NO_CONNECTION_AVAILABLE, CURLE_INTERFACE_FAILED,
    ].map(\.rawValue))
}
