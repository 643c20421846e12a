/// Weighs the claims about an encoding against the bytes, by the rules of `DecodedText`.
struct EncodingDecision {
  private let document: [UInt8]
  /// Where the text begins in the document.
  private let start: Int
  private let proof: TextEncoding?
  /// Those of known encodings that the bytes do not rule out at first sight, the strongest first.
  private var candidates: [TextEncoding] = []
  /// What the document should have been read in, for a warning.
  private let firstClaim: EncodingEvidence.Claim?
  private(set) var text = DecodedText(utf8: [], encoding: "utf-8")

  private var bytes: ArraySlice<UInt8> { document[start...] }

  init(_ document: [UInt8], _ evidence: EncodingEvidence) {
    self.document = document
    start = evidence.start
    proof = evidence.proof
    firstClaim = evidence.claims.first
    for claim in evidence.claims {
      guard let encoding = TextEncoding(label: claim.label) else {
        warn("unknown encoding in \(claim.source): \(claim.label.prefix(40))")
        continue
      }
      if isPossible(encoding) { candidates.append(encoding) }
    }
    if let encoding = evidence.fallback.flatMap({ TextEncoding(label: $0) }), isPossible(encoding) {
      candidates.append(encoding)
    }
  }

  mutating func warn(_ warning: String) {
    if !text.warnings.contains(warning) { text.warnings.append(warning) }
  }

  /// Fills `text`.
  mutating func decide() {
    if let proof, proof != .utf8 {
      if !decode(proof, tolerating: tolerance) { finish(UTF8Mending(bytes)) }
      return
    }
    let survey = UTF8Survey(bytes.span)
    if survey.isValid {
      decideValid(survey)
    } else {
      decideInvalid()
    }
    if let firstClaim, let claimed = TextEncoding(label: firstClaim.label),
      claimed.name != text.encoding
    {
      warn("\(firstClaim.source) says \(claimed.name), the bytes are \(text.encoding)")
    }
  }

  /// How many sequences of a text for the most part in an encoding may mean nothing in it.
  private var tolerance: Int { 100 + bytes.count / 100 }

  /// Whether bytes without a proof can be in an encoding at all.
  private func isPossible(_ encoding: TextEncoding) -> Bool {
    switch encoding.family {
    case .wide: false
    case .ebcdic: bytes.first == 0x4c
    default: true
    }
  }

  /// The bytes are well-formed UTF-8.
  private mutating func decideValid(_ survey: UTF8Survey) {
    let claimed = proof ?? candidates.first ?? .utf8
    switch claimed.family {
    case .ebcdic: if decode(claimed, tolerating: 0) { return }
    case .escaped where survey.isASCII: if decode(claimed, tolerating: 0) { return }
    case .multiByte where !survey.isASCII && isSparse:
      if decode(claimed, tolerating: 0) { return }
    default: break
    }
    text.encoding = survey.isASCII ? claimed.name : TextEncoding.utf8.name
    finish(start == 0 ? document : Array(bytes), hasControls: survey.hasControls)
  }

  /// Whether fewer than four characters are above 0x7F.
  private var isSparse: Bool {
    var leads = 0
    for byte in bytes where byte >= 0xc0 {
      leads += 1
      if leads == 4 { return false }
    }
    return true
  }

  private mutating func decideInvalid() {
    let legacy = candidates.filter { $0 != .utf8 }
    if proof == nil, !legacy.isEmpty {
      if let mending = UTF8Mending(mostly: bytes) { return finish(mending) }
      for encoding in legacy where decode(encoding, tolerating: 0) { return }
      for encoding in legacy where decode(encoding, tolerating: tolerance) { return }
    }
    finish(UTF8Mending(bytes))
  }
}

extension EncodingDecision {
  /// Converts the bytes and fills `text`; false, with nothing done, when more sequences than
  /// tolerated mean nothing in the encoding.
  private mutating func decode(_ encoding: TextEncoding, tolerating failures: Int) -> Bool {
    if encoding == .windows1252 {
      text.encoding = encoding.name
      finish(Windows1252.utf8(bytes))
      return true
    }
    let converted = CharacterConverter(from: encoding)?.convert(bytes, maximumFailures: failures)
    guard var conversion = converted else { return false }
    if encoding.family == .ebcdic { conversion.utf8 = EncodingDecision.newLines(conversion.utf8) }
    if conversion.failures > 0 { warn("bytes that mean nothing in \(encoding.name)") }
    if conversion.isTruncated { warn(EncodingDecision.truncated) }
    text.encoding = encoding.name
    finish(conversion.utf8)
    return true
  }

  private static let truncated = "the document ends within a character"

  /// EBCDIC ends its lines with U+0085, which XML 1.0 does not know as white space.
  private static func newLines(_ utf8: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte == 0x85, lines.last == 0xc2 {
        lines[lines.count - 1] = 0x0a
      } else {
        lines.append(byte)
      }
    }
    return lines
  }

  /// Takes what is mostly UTF-8, or of no encoding that anybody named.
  private mutating func finish(_ mending: UTF8Mending) {
    let isUTF8 = proof == .utf8 || mending.badBytes == 0 || mending.sequences > 0
    text.encoding = isUTF8 ? TextEncoding.utf8.name : TextEncoding.windows1252.name
    if mending.badBytes > 0 { warn("bytes that are not UTF-8, read as windows-1252") }
    if mending.surrogatePairs + mending.loneSurrogates > 0 { warn("surrogates in UTF-8") }
    if mending.isTruncated { warn(EncodingDecision.truncated) }
    finish(mending.utf8)
  }

  private mutating func finish(_ converted: [UInt8]) {
    var begin = 0
    while begin < converted.count {
      if converted[begin...].starts(with: [0xef, 0xbb, 0xbf]) {
        begin += 3
      } else if [0x20, 0x09, 0x0a, 0x0d].contains(converted[begin]) {
        begin += 1
      } else {
        break
      }
    }
    let utf8 = begin == 0 ? converted : Array(converted[begin...])
    finish(utf8, hasControls: UTF8Survey(utf8.span).hasControls)
  }

  /// Takes valid UTF-8, free of what XML forbids.
  private mutating func finish(_ valid: [UInt8], hasControls: Bool) {
    text.utf8 = valid
    guard hasControls else { return }
    let allowed = XMLText(valid)
    text.utf8 = allowed.utf8
    if allowed.removed > 0 { warn("characters that XML forbids") }
    if allowed.reread > 0 { warn("control characters that are characters of windows-1252") }
  }
}
