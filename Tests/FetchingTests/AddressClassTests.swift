import Glibc
import Testing

@testable import Fetching

@Suite struct AddressClassTests {
  private func address(_ text: String) throws -> NetworkAddress {
    var bytes = [UInt8](repeating: 0, count: 16)
    let isV6 = text.contains(":")
    let code = unsafe inet_pton(isV6 ? AF_INET6 : AF_INET, text, &bytes)
    try #require(code == 1)
    return try #require(NetworkAddress(bytes: isV6 ? bytes : Array(bytes[..<4])))
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "93.184.215.14", "100.63.255.255",
    "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0",
    "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
    "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:4860:4860::8888", "2606:4700::1111",
    "2a00:1450:4002::200e", "3ffe::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
    "2a00::5efe:808:808",
  ])
  func `addresses of the Internet are global`(text: String) throws {
    #expect(try address(text).addressClass == .global)
  }

  @Test(arguments: [
    ("0.0.0.0", AddressClass.unspecified), ("0.1.2.3", .unspecified),
    ("10.0.0.0", .privateNetwork), ("10.255.255.255", .privateNetwork),
    ("100.64.0.0", .carrierNetwork), ("100.127.255.255", .carrierNetwork),
    ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("169.254.0.0", .linkLocal),
    ("169.254.169.254", .linkLocal), ("172.16.0.0", .privateNetwork),
    ("172.31.255.255", .privateNetwork), ("192.0.0.1", .reserved), ("192.0.2.1", .reserved),
    ("192.88.99.1", .reserved), ("192.168.0.1", .privateNetwork), ("198.18.0.1", .reserved),
    ("198.19.255.255", .reserved), ("198.51.100.1", .reserved), ("203.0.113.1", .reserved),
    ("224.0.0.1", .multicast), ("239.255.255.255", .multicast), ("240.0.0.1", .reserved),
    ("255.255.255.255", .reserved), ("::", .unspecified), ("::1", .loopback),
    ("fc00::1", .privateNetwork), ("fdff::1", .privateNetwork), ("fd00:ec2::254", .privateNetwork),
    ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .privateNetwork),
    ("ff02::1", .multicast), ("2001:db8::1", .reserved), ("2001:2::1", .reserved),
    ("3fff::1", .reserved), ("4000::1", .reserved), ("100::1", .reserved),
    ("64:ff9b:1::1", .privateNetwork),
  ])
  func `special addresses have their class`(text: String, expected: AddressClass) throws {
    #expect(try address(text).addressClass == expected)
  }

  @Test(arguments: [
    ("::ffff:127.0.0.1", AddressClass.loopback), ("::ffff:169.254.169.254", .linkLocal),
    ("::ffff:0:10.0.0.1", .privateNetwork), ("::127.0.0.1", .loopback),
    ("64:ff9b::127.0.0.1", .loopback), ("64:ff9b::169.254.169.254", .linkLocal),
    ("2002:7f00:1::1", .loopback), ("2002:c0a8:1::1", .privateNetwork),
    ("2001:0:1:2:3:4:80ff:fffe", .loopback), ("2001::f5ff:fffe", .privateNetwork),
    ("2a00::5efe:10.0.0.1", .privateNetwork), ("2a00::200:5efe:127.0.0.1", .loopback),
    ("fe80::5efe:8.8.8.8", .linkLocal),
  ])
  func `an address within an address decides`(text: String, expected: AddressClass) throws {
    #expect(try address(text).addressClass == expected)
  }

  @Test(arguments: [0, 3, 5, 15, 17])
  func `an address has four or sixteen bytes`(count: Int) {
    #expect(NetworkAddress(bytes: Array(repeating: 8, count: count)) == nil)
    #expect(AddressClass(of: Array(repeating: 8, count: count)) == .reserved)
  }

  @Test func `addresses are written in full`() throws {
    #expect(try address("192.0.2.1").description == "192.0.2.1")
    #expect(try address("2001:db8::1").description == "2001:db8:0:0:0:0:0:1")
  }
}
