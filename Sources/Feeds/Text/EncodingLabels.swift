/// The names under which documents and servers announce encodings.
///
/// The labels of WHATWG Encoding §4.2, and beyond them UTF-32, the code pages of EBCDIC that XML
/// documents declare (XML 1.0 §4.3.3) and the DOS pages. It is a list of what is allowed: a name
/// from a document never decides by itself which converter the C library loads.
extension TextEncoding {
  /// The encoding with a label; nil for one that is unknown or refused.
  ///
  /// Case, and whatever is no letter or digit, make no difference, so `ISO_8859-1`, `iso8859-1` and
  /// `ISO-8859-1` are one. Source: Unicode Technical Standard 22 §1.4.
  init?(label: some StringProtocol) {
    guard let encoding = TextEncoding.byLabel[TextEncoding.key(label)] else { return nil }
    self = encoding
  }

  private static func key(_ label: some StringProtocol) -> String {
    String(decoding: label.utf8.filter(isLetterOrDigit), as: UTF8.self).lowercased()
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
  }

  private static let byLabel: [String: TextEncoding] = {
    var byLabel: [String: TextEncoding] = [:]
    for (encoding, labels) in known {
      for label in labels.split(separator: " ") { byLabel[String(label)] = encoding }
    }
    for page in ebcdicPages {
      let encoding = TextEncoding(name: "ibm" + page, iconvName: "IBM" + page, family: .ebcdic)
      for prefix in ["ibm", "cp", "ebcdiccp"] { byLabel[prefix + page] = encoding }
    }
    for page in dosPages {
      let encoding = TextEncoding(name: "ibm" + page, iconvName: "IBM" + page, family: .singleByte)
      for prefix in ["ibm", "cp", ""] { byLabel[prefix + page] = encoding }
    }
    return byLabel
  }()

  private static let ebcdicPages = [
    "037", "273", "277", "278", "280", "284", "285", "297", "420", "424", "500", "870", "871",
    "1026", "1047", "1140", "1141", "1142", "1143", "1144", "1145", "1146", "1147", "1148", "1149",
  ]

  private static let dosPages = [
    "437", "737", "775", "850", "852", "855", "857", "858", "860", "861", "862", "863", "864",
    "865", "866", "869",
  ]

  /// Labels without what `key` takes out of them.
  private static let known: [(TextEncoding, labels: String)] = [
    (.utf8, "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8n utf8bom"),
    (.utf16BE, "utf16be unicodefffe"),
    (.utf16LE, "utf16le utf16 unicode unicodefeff csunicode ucs2 iso10646ucs2 u16"),
    (.utf32BE, "utf32be utf32 ucs4 iso10646ucs4"),
    (.utf32LE, "utf32le"),
    (
      .windows1252,
      "windows1252 cp1252 xcp1252 iso88591 iso885911987 isoir100 latin1 l1 csisolatin1 cp819 ibm819 "
        + "ascii usascii ansix341968 iso646us"
    ),
    (single("iso-8859-2"), "iso88592 iso885921987 isoir101 latin2 l2 csisolatin2"),
    (single("iso-8859-3"), "iso88593 iso885931988 isoir109 latin3 l3 csisolatin3"),
    (single("iso-8859-4"), "iso88594 iso885941988 isoir110 latin4 l4 csisolatin4"),
    (single("iso-8859-5"), "iso88595 iso885951988 isoir144 cyrillic csisolatincyrillic"),
    (
      single("iso-8859-6"),
      "iso88596 iso885961987 isoir127 arabic csisolatinarabic asmo708 ecma114 iso88596e iso88596i "
        + "csiso88596e csiso88596i"
    ),
    (
      single("iso-8859-7"),
      "iso88597 iso885971987 isoir126 greek greek8 csisolatingreek ecma118 elot928 suneugreek"
    ),
    (
      single("iso-8859-8"),
      "iso88598 iso885981988 isoir138 hebrew visual logical csisolatinhebrew iso88598e iso88598i "
        + "csiso88598e csiso88598i"
    ),
    (single("iso-8859-10"), "iso885910 isoir157 latin6 l6 csisolatin6"),
    (single("iso-8859-13"), "iso885913 latin7 l7"),
    (single("iso-8859-14"), "iso885914 latin8 l8"),
    (single("iso-8859-15"), "iso885915 latin9 l9 csisolatin9"),
    (single("iso-8859-16"), "iso885916 latin10 l10"),
    (single("koi8-r"), "koi8r koi koi8 cskoi8r"),
    (single("koi8-u"), "koi8u koi8ru"),
    (single("macintosh", iconv: "MACINTOSH"), "macintosh mac xmacroman macroman csmacintosh"),
    (
      single("x-mac-cyrillic", iconv: "MAC-UK"),
      "xmaccyrillic xmacukrainian maccyrillic macukrainian"
    ),
    (single("windows-874", iconv: "CP874"), "windows874 cp874 dos874 iso885911 tis620"),
    (single("windows-1250"), "windows1250 cp1250 xcp1250"),
    (single("windows-1251"), "windows1251 cp1251 xcp1251"),
    (single("windows-1253"), "windows1253 cp1253 xcp1253"),
    (
      single("windows-1254"),
      "windows1254 cp1254 xcp1254 iso88599 iso885991989 isoir148 latin5 l5 csisolatin5"
    ),
    (single("windows-1255"), "windows1255 cp1255 xcp1255"),
    (single("windows-1256"), "windows1256 cp1256 xcp1256"),
    (single("windows-1257"), "windows1257 cp1257 xcp1257"),
    (single("windows-1258"), "windows1258 cp1258 xcp1258"),
    (
      multi("gb18030", iconv: "GB18030"),
      "gb18030 gbk xgbk gb2312 gb231280 isoir58 chinese csgb2312 csiso58gb231280 cp936 ms936 "
        + "windows936 euccn"
    ),
    (multi("big5", iconv: "BIG5-HKSCS"), "big5 big5hkscs cnbig5 csbig5 xxbig5 cp950 windows950"),
    (
      multi("euc-kr", iconv: "CP949"),
      "euckr cseuckr korean isoir149 ksc5601 ksc56011987 ksc56011989 csksc56011987 windows949 cp949 "
        + "ms949 uhc"
    ),
    (
      multi("shift_jis", iconv: "CP932"),
      "shiftjis sjis xsjis csshiftjis mskanji ms932 windows31j cswindows31j cp932 windows932"
    ),
    (multi("euc-jp", iconv: "EUC-JP-MS"), "eucjp xeucjp cseucpkdfmtjapanese eucjpms"),
    (
      TextEncoding(name: "iso-2022-jp", iconvName: "ISO-2022-JP-3", family: .escaped),
      "iso2022jp csiso2022jp"
    ),
    (ibm037, "ebcdiccpus ebcdiccpca ebcdiccpnl ebcdiccpwt"),
  ]

  private static func single(_ name: String, iconv: String? = nil) -> TextEncoding {
    TextEncoding(name: name, iconvName: iconv ?? name.uppercased(), family: .singleByte)
  }

  private static func multi(_ name: String, iconv: String) -> TextEncoding {
    TextEncoding(name: name, iconvName: iconv, family: .multiByte)
  }
}
