import Archiving
import Testing

@Suite struct ZipArchiveTests {
  private func archive(_ time: ZipTime = ZipTime(year: 2026, month: 11, day: 24)) throws -> [UInt8]
  {
    var archive = try ZipArchive(time: time)
    try archive.add("mimetype", Array("text/plain".utf8), .stored)
    try archive.add("a/empty", [], .deflated)
    try archive.add("a/long", Array(repeating: 97, count: 10_000), .deflated)
    return try archive.finished()
  }

  @Test func `the first file stands whole at its place`() throws {
    let bytes = try archive()
    #expect(bytes.prefix(4) == [0x50, 0x4B, 3, 4])
    // Neither encrypted nor compressed, no extra field. Source: APPNOTE.TXT §4.3.7.
    #expect(Array(bytes[8..<10]) == [0, 0])
    #expect(Array(bytes[26..<30]) == [8, 0, 0, 0])
    #expect(String(decoding: bytes[30..<48], as: UTF8.self) == "mimetypetext/plain")
    #expect(bytes.count < 1_000)
  }

  @Test func `the same files at the same time give the same bytes`() throws {
    #expect(try archive() == archive())
    #expect(try archive() != archive(ZipTime(year: 2026, month: 11, day: 25)))
  }

  @Test func `a time is that of the archive, whatever the zone of the machine`() throws {
    let bytes = try archive(ZipTime(year: 2026, month: 11, day: 24, hour: 7, minute: 30))
    let time = Int(bytes[10]) | Int(bytes[11]) << 8
    let date = Int(bytes[12]) | Int(bytes[13]) << 8
    #expect(time == 7 << 11 | 30 << 5)
    #expect(date == (2026 - 1980) << 9 | 11 << 5 | 24)
  }

  @Test func `an archive that is not finished goes away`() throws {
    var archive = try ZipArchive(time: ZipTime(year: 1, month: 1, day: 1))
    try archive.add("x", [1, 2, 3], .deflated)
  }

  @Test func `a name that is there already is an error`() throws {
    var archive = try ZipArchive(time: ZipTime(year: 2026, month: 1, day: 1))
    try archive.add("x", [1], .stored)
    #expect(throws: ZipError.self) { try archive.add("x", [2], .stored) }
  }
}
