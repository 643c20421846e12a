/// Whom an address leads to.
///
/// Only `.global` is open to requests on behalf of a feed: all other classes lead to the machine
/// itself, to its neighbours, or nowhere. An IPv6 address that carries an IPv4 address (mapped,
/// compatible, NAT64, 6to4, Teredo, ISATAP) is of the class of the one carried.
///
///     93.184.215.14                   global
///     10.0.0.1                        privateNetwork
///     ::ffff:127.0.0.1                loopback
///     64:ff9b::a9fe:a9fe              linkLocal (169.254.169.254, where clouds keep credentials)
///
/// Source: the IANA special-purpose address registries (RFC 6890), RFC 4291 §2.5, RFC 6052 §2.1,
/// RFC 3056 §2, RFC 4380 §4.
public enum AddressClass: String, Sendable, Hashable {
  case global, loopback, privateNetwork, linkLocal, carrierNetwork, unspecified, multicast
  /// Set aside for documents, tests, protocols or the future.
  case reserved

  /// The class of four or sixteen bytes in network order; any other number of bytes is reserved.
  init(of bytes: [UInt8]) {
    switch bytes.count {
    case 4: self = .init(v4: Self.word(bytes, at: 0))
    case 16: self = .init(v6: bytes)
    default: self = .reserved
    }
  }

  private init(v4 address: UInt32) {
    self = Self.v4Ranges.first { $0.contains(address) }?.class ?? .global
  }

  private init(v6 bytes: [UInt8]) {
    if let carried = Self.carried(in: bytes) {
      self.init(v4: carried)
    } else {
      self = Self.v6Ranges.first { $0.contains(bytes) }?.class ?? .reserved
      if self == .global, Self.isISATAP(bytes) { self.init(v4: Self.word(bytes, at: 12)) }
    }
  }

  /// Whether the lower half names an IPv4 interface behind a router of that network (RFC 5214 §6.1).
  private static func isISATAP(_ bytes: [UInt8]) -> Bool {
    word(bytes, at: 8) & 0xFDFF_FFFF == 0x0000_5EFE
  }

  /// The IPv4 address within, if the form of the address says that there is one.
  private static func carried(in bytes: [UInt8]) -> UInt32? {
    let high = (word(bytes, at: 0), word(bytes, at: 4), word(bytes, at: 8))
    let low = word(bytes, at: 12)
    switch high {
    case (0, 0, 0x0000_FFFF), (0, 0, 0xFFFF_0000): return low  // mapped; translated (RFC 2765)
    case (0, 0, 0) where low > 1: return low  // compatible, deprecated
    case (0x0064_FF9B, 0, 0): return low  // NAT64
    case (0x2001_0000, _, _): return ~low  // Teredo: the client's address, inverted
    default: break
    }
    if high.0 >> 16 == 0x2002 { return high.0 << 16 | high.1 >> 16 }  // 6to4
    return nil
  }

  private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

private struct V4Range {
  let prefix: UInt32
  let bits: UInt32
  let `class`: AddressClass

  init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, bits: UInt32, _ class: AddressClass) {
    prefix = a << 24 | b << 16 | c << 8 | d
    self.bits = bits
    self.class = `class`
  }

  func contains(_ address: UInt32) -> Bool {
    (address ^ prefix) >> (32 - bits) == 0
  }
}

private struct V6Range {
  let prefix: [UInt8]
  let bits: Int
  let `class`: AddressClass

  init(_ prefix: [UInt8], bits: Int, _ class: AddressClass) {
    self.prefix = prefix
    self.bits = bits
    self.class = `class`
  }

  func contains(_ bytes: [UInt8]) -> Bool {
    prefix.indices.allSatisfy { index in
      let significant = min(8, max(0, bits - index * 8))
      return significant == 0 || (bytes[index] ^ prefix[index]) >> UInt8(8 - significant) == 0
    }
  }
}

extension AddressClass {
  private static let v4Ranges = [
    V4Range(0, 0, 0, 0, bits: 8, .unspecified),
    V4Range(10, 0, 0, 0, bits: 8, .privateNetwork),
    V4Range(100, 64, 0, 0, bits: 10, .carrierNetwork),
    V4Range(127, 0, 0, 0, bits: 8, .loopback),
    V4Range(169, 254, 0, 0, bits: 16, .linkLocal),
    V4Range(172, 16, 0, 0, bits: 12, .privateNetwork),
    V4Range(192, 0, 0, 0, bits: 24, .reserved),
    V4Range(192, 0, 2, 0, bits: 24, .reserved),
    V4Range(192, 88, 99, 0, bits: 24, .reserved),
    V4Range(192, 168, 0, 0, bits: 16, .privateNetwork),
    V4Range(198, 18, 0, 0, bits: 15, .reserved),
    V4Range(198, 51, 100, 0, bits: 24, .reserved),
    V4Range(203, 0, 113, 0, bits: 24, .reserved),
    V4Range(224, 0, 0, 0, bits: 4, .multicast),
    V4Range(240, 0, 0, 0, bits: 4, .reserved),
  ]

  /// The first that contains an address counts. What none contains is not yet given out: only
  /// 2000::/3 is the global Internet.
  private static let v6Ranges = [
    V6Range([0x20, 0x01, 0x0D, 0xB8], bits: 32, .reserved),
    V6Range([0x20, 0x01, 0x00], bits: 23, .reserved),
    V6Range([0x3F, 0xFF, 0x00], bits: 20, .reserved),
    V6Range([0x20], bits: 3, .global),
    V6Range([0xFC], bits: 7, .privateNetwork),
    V6Range([0xFE, 0x80], bits: 10, .linkLocal),
    V6Range([0xFE, 0xC0], bits: 10, .privateNetwork),
    V6Range([0xFF], bits: 8, .multicast),
    V6Range([0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01], bits: 48, .privateNetwork),
    V6Range(Array(repeating: 0, count: 16), bits: 128, .unspecified),
    V6Range(Array(repeating: 0, count: 15) + [1], bits: 128, .loopback),
  ]
}
