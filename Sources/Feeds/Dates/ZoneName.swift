import FoundationEssentials

/// A zone that is named by letters.
enum ZoneName: Sendable, Hashable {
  /// Seconds east of Greenwich the whole year.
  case fixed(Int)
  /// One whose clocks may change.
  case place(TimeZone)

  /// Nil for a word that is no zone.
  ///
  /// A single letter but for Z is UTC: RFC 822 gave the military zones the wrong sign, so nobody can
  /// know what is meant (RFC 5322 §4.3). Abbreviations that several zones share are the one of RFC
  /// 822, else that of the most people; those without `S` or `D` in the middle (`ET`) follow the
  /// clocks of the place.
  init?(_ word: String) {
    let name = word.uppercased()
    if let hours = ZoneName.hours[name] {
      self = .fixed(Int(hours * 3_600))
    } else if let place = ZoneName.places[name] ?? (word.contains("/") ? word : nil) {
      // ICU's zones are no part of FoundationEssentials alone; without them such a name is unknown.
      guard let zone = TimeZone(identifier: place) else { return nil }
      self = .place(zone)
    } else if name.utf8.count == 1, name.utf8.allSatisfy({ 0x41...0x5a ~= $0 }), name != "J",
      name != "T"
    {
      self = .fixed(0)
    } else {
      return nil
    }
  }

  /// Seconds east of Greenwich when the zone's clocks show `local` seconds since 1970.
  func offset(atLocal local: Int) -> Int {
    switch self {
    case .fixed(let seconds): seconds
    case .place(let zone): DateFields.offset(of: zone, atLocal: local)
    }
  }

  /// Whether its users write the month before the day.
  var isNorthAmerican: Bool {
    switch self {
    case .fixed(let seconds): (-36_000 ... -12_600).contains(seconds)
    case .place(let zone): zone.identifier.hasPrefix("America/")
    }
  }

  /// Hours east of Greenwich. Sources: RFC 822 §5.1 for those of North America; the tz database.
  private static let hours: [String: Double] = [
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1,
    "MET": 1, "CEST": 2, "MESZ": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "TRT": 3,
    "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "IRST": 3.5, "GST": 4, "PKT": 5, "IST": 5.5,
    "NPT": 5.75, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5,
    "NDT": -2.5, "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "CLST": -3, "VET": -4, "COT": -5,
    "PET": -5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "HDT": -9,
  ]

  private static let places = [
    "AT": "America/Halifax", "ET": "America/New_York", "CT": "America/Chicago",
    "MT": "America/Denver", "PT": "America/Los_Angeles",
  ]
}
