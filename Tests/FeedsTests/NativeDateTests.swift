import FoundationEssentials
import Testing

@testable import Feeds

@Suite struct NativeDateTests {
  /// Wednesday 5 August 2020, 12:30.
  @Test(arguments: [
    "mer, 05 ago 2020 12:30", "mercoledì 5 agosto 2020, ore 12.30",
    "MERCOLEDI' 5 AGOSTO 2020 12:30",
    "mer. 5 août 2020 à 12h30", "mercredi 5 aout 2020 12:30", "5 AOÛT 2020 - 12:30",
    "Mi, 05 Aug 2020 12:30", "Mittwoch, 5. August 2020, 12.30 Uhr",
    "mié, 05 ago 2020 12:30", "miércoles, 5 de agosto de 2020, 12:30",
    "miercoles 5 agosto 2020 12:30",
    "qua, 05 ago 2020 12:30", "quarta-feira, 5 de agosto de 2020 às 12h30",
    "wo, 5 aug. 2020 12:30", "woensdag 5 augustus 2020 12:30",
    "śr., 5 sie 2020 12:30", "środa, 5 sierpnia 2020, 12:30", "sroda 5 sierpien 2020 12:30",
    "ср, 05 авг 2020 12:30", "среда, 5 августа 2020 г., 12:30", "СР, 05 АВГ 2020 12:30",
    "Τετ, 05 Αυγ 2020 12:30", "Τετάρτη 5 Αυγούστου 2020 12:30", "Τετ, 05 Αύγ 2020 12:30",
    "ke 5. elokuuta 2020 klo 12.30", "keskiviikko 5. elo 2020 12:30",
    "2020. augusztus 5., szerda 12:30", "2020. aug. 5. 12:30", "2020-augusztus-05T12:30",
    "5 Ağustos 2020 Çarşamba 12:30", "05 Ağu 2020 12:30", "5 AGUSTOS 2020 12:30",
    "ons 5 aug. 2020 12:30", "onsdag 5 augusti 2020 kl. 12:30",
    "st 5. 8. 2020 12:30", "středa 5. srpna 2020 12:30", "5 srp 2020 12:30",
    "ons. d. 5. aug. 2020 12.30", "onsdag 5. august 2020 kl. 12.30", "ons. 5. aug. 2020 12:30",
    "mie., 5 aug. 2020 12:30", "miercuri, 5 august 2020 12:30",
    "dc., 5 d’ag. 2020 12:30", "dimecres, 5 d’agost de 2020 12:30",
    "2020년 8월 5일 오후 9:30", "2020년 08월 05일 수요일 21시 30분", "2020-08-05 오후 09:30:00",
    "2020年8月5日 12:30", "2020年8月5日（水）12時30分", "2020年08月05日 星期三 下午12:30",
    "2020 年 8 月 5 日 12:30", "середа, 5 серпня 2020 р. 12:30", "сряда, 5 август 2020 г. 12:30",
    "sri, 5. kol 2020. 12:30", "streda 5. augusta 2020 12:30", "sreda, 5. avgust 2020 12:30",
    "kolmapäev, 5. august 2020 12:30", "trešdiena, 2020. gada 5. augusts 12:30",
    "2020 m. rugpjūčio 5 d. 12:30", "mið., 5. ágú. 2020 12:30",
    "Rabu, 05 Agustus 2020 12:30", "الأربعاء، ٥ أغسطس ٢٠٢٠ ١٢:٣٠", "בוד׳, 5 אוגוסט 2020 12:30",
  ])
  func `a date is read in many languages`(text: String) {
    #expect(FeedDate.parse(text) == Date(timeIntervalSince1970: 1_596_630_600))
  }

  /// One month each, of 2020.
  @Test(
    arguments: [
      ("gen", 1), ("janv.", 1), ("Jänner", 1), ("ene", 1), ("Οκτ", 10), ("stycznia", 1), ("янв", 1),
      ("tammikuuta", 1), ("ocak", 1), ("led", 1), ("ledna", 1), ("únor", 2), ("feb.", 2),
      ("févr.", 2),
      ("fev", 2), ("luty", 2), ("lutego", 2), ("helmi", 2), ("şubat", 2), ("subat", 2), ("mars", 3),
      ("März", 3), ("Marz", 3), ("mrt", 3), ("maart", 3), ("març", 3), ("Μαρ", 3), ("marzec", 3),
      ("maalis", 3), ("března", 3), ("avr", 4), ("abr", 4), ("kwietnia", 4), ("nisan", 4),
      ("huhti", 4),
      ("mag", 5), ("mai", 5), ("mei", 5), ("maja", 5), ("мая", 5), ("Μαΐου", 5), ("touko", 5),
      ("mayıs", 5), ("giu", 6), ("juin", 6), ("Juni", 6), ("czerwca", 6), ("června", 6), ("haz", 6),
      ("lug", 7), ("juil.", 7), ("lipca", 7), ("Ιούλ", 7), ("července", 7), ("heinä", 7),
      ("tem", 7),
      ("wrz", 9), ("set", 9), ("syys", 9), ("eyl", 9), ("zář", 9), ("ott", 10), ("out", 10),
      ("Okt", 10),
      ("październik", 10), ("loka", 10), ("ekim", 10), ("říj", 10), ("nov.", 11), ("lis", 11),
      ("marras", 11), ("kasım", 11), ("KASIM", 11), ("listopadu", 11), ("dic", 12), ("déc.", 12),
      ("Dez", 12), ("grudnia", 12), ("дек", 12), ("Δεκ", 12), ("joulu", 12), ("aralık", 12),
      ("pro", 12),
    ] as [(String, Int)])
  func `a month is known by its name or the beginning of it`(name: String, month: Int) throws {
    let date = try #require(FeedDate.parse("5 \(name) 2020 00:00:00 +0000"))
    #expect(Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: date).month == month)
  }

  @Test(
    arguments: [
      // A day of the week that is a month as well.
      ("mar, 05 mag 2020 10:00", 1_588_672_800), ("mar. 5 mai 2020 10:00", 1_588_672_800),
      ("mar 3 mar 2020 10:00", 1_583_229_600),
      // An English month with a native day.
      ("lun, 15 Mar 2021 10:00", 1_615_802_400),
      // Decomposed accents; a zone behind a native date.
      ("5 aou\u{302}t 2020 12:30", 1_596_630_600),
      ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", 1_089_565_200),
      ("mer, 05 ago 2020 12:30:00 CEST", 1_596_623_400),
      ("2004년 05월 28일 오후 01:31:15", 1_085_718_675), ("2004-05-25 오전 12:23:17", 1_085_412_197),
    ] as [(String, Double)])
  func `words of two meanings are told apart`(text: String, seconds: Double) {
    #expect(FeedDate.parse(text)?.timeIntervalSince1970 == seconds)
  }

  @Test func `Korean without a zone is Korea's time unless somebody knows better`() throws {
    let text = "2020년 8월 5일 오후 9:30"
    let rome = try #require(TimeZone(identifier: "Europe/Rome"))
    #expect(FeedDate.parse(text) == Date(timeIntervalSince1970: 1_596_630_600))
    #expect(FeedDate.parse(text, zone: .gmt) == Date(timeIntervalSince1970: 1_596_663_000))
    #expect(FeedDate.parse(text, zone: rome) == Date(timeIntervalSince1970: 1_596_655_800))
    #expect(FeedDate.parse(text + " GMT") == Date(timeIntervalSince1970: 1_596_663_000))
  }

  @Test(arguments: ["5 xyzzy 2020", "5 ma 2020 00:00", "mercoledì", "agosto", "5 agosto"])
  func `a word that is no month makes no date`(text: String) {
    #expect(FeedDate.parse(text) == nil)
  }

  @Test(arguments: [
    ("Août", "aout"), ("ΜΑΐΟΥ", "μαιου"), ("İstanbul", "istanbul"), ("ısı", "isi"), ("р.", "р"),
    ("Ž", "z"), ("日", "日"),
  ])
  func `a folded word has neither case nor accents`(word: String, key: String) {
    #expect(FoldedWord(word).key == key)
  }
}
