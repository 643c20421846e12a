import Testing

@testable import Bytes

@Suite struct LittleEndianTests {
  @Test func `numbers are written with the lowest byte first`() {
    var bytes: [UInt8] = [9]
    bytes.append(littleEndian: 0x0102 as UInt16)
    bytes.append(littleEndian: [0x0304_0506, 0x0708_090A] as [UInt32])
    #expect(bytes == [9, 2, 1, 6, 5, 4, 3, 10, 9, 8, 7])
  }

  @Test func `numbers are read back from any place`() {
    let bytes: [UInt8] = [9, 2, 1, 6, 5, 4, 3, 10, 9, 8, 7]
    #expect(bytes.span.littleEndian(1, from: 1) == [0x0102 as UInt16])
    #expect(bytes.span.littleEndian(2, from: 3) == [0x0304_0506, 0x0708_090A] as [UInt32])
    #expect(bytes.span.littleEndian(0, from: 11) == [UInt64]())
  }
}
