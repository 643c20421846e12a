import FoundationEssentials
import FoundationInternationalization

/// The names of months, days and halves of the day in many languages, from ICU's data.
///
/// The only file of the module that loads that data: once, and only when a date is met whose words
/// are not all English: some 80 ms, then some 30 µs a date.
enum NativeDateNames {
  /// What words mean in a language.
  struct Reading: Sendable {
    /// Such as `it`; nil for no language.
    var language: String?
    var meanings: [String: DateWord] = [:]
  }

  /// What the words mean in the language that knows the most of them, a month among them rather than
  /// not; where two know as many, in the one that comes first. Empty where no language knows any.
  ///
  /// Case and accents make no difference. A name may be cut down to three letters as long as no other
  /// name of its language begins with them.
  static func reading(of words: [String]) -> Reading {
    var known = Array(repeating: [String: DateWord](), count: languages.count)
    for word in words {
      for (language, meaning) in index[FoldedWord(word).key] ?? [] {
        known[language][word] = meaning
      }
    }
    var best = Reading()
    var bestRank = 0
    for (language, meanings) in zip(languages, known) where !meanings.isEmpty {
      let rank = meanings.count * 2 + (meanings.values.contains(where: \.placesDate) ? 1 : 0)
      if rank > bestRank {
        (best, bestRank) = (Reading(language: language, meanings: meanings), rank)
      }
    }
    return best
  }

  /// Those of Europe first, by their number of feeds.
  private static let languages = [
    "it", "fr", "de", "es", "pt", "nl", "pl", "ru", "el", "fi", "hu", "tr", "sv", "cs", "da", "nb",
    "ro", "ca", "ko", "ja", "zh", "uk", "bg", "hr", "sr", "sr_Latn", "sk", "sl", "et", "lv", "lt",
    "is", "eu", "gl", "ga", "cy", "sq", "mk", "be", "bs", "az", "kk", "id", "ms", "fil", "af", "sw",
    "he", "ar", "fa", "hi", "de_AT",
  ]

  /// Which languages know a word, by its folded key: their places in `languages`.
  private static let index: [String: [(language: Int, meaning: DateWord)]] = {
    var index: [String: [(language: Int, meaning: DateWord)]] = [:]
    for (place, identifier) in languages.enumerated() {
      for (key, meaning) in LanguageNames(identifier: identifier).meanings {
        index[key, default: []].append((place, meaning))
      }
    }
    return index
  }()
}

/// The names of one language.
private struct LanguageNames {
  /// By the folded keys of the names and of what they may be cut down to.
  private(set) var meanings: [String: DateWord] = [:]

  init(identifier: String) {
    let locale = Locale(identifier: identifier)
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = locale
    let months = [
      calendar.monthSymbols, calendar.standaloneMonthSymbols, calendar.shortMonthSymbols,
      calendar.shortStandaloneMonthSymbols,
    ]
    let weekdays = [
      calendar.weekdaySymbols, calendar.standaloneWeekdaySymbols, calendar.shortWeekdaySymbols,
      calendar.shortStandaloneWeekdaySymbols,
    ]
    for names in months { add(names) { .month($0 + 1) } }
    for names in weekdays { add(names) { .weekday($0) } }
    add([calendar.amSymbol]) { _ in .morning }
    add([calendar.pmSymbol]) { _ in .afternoon }
    addUnits(calendar, locale)
    addBeginnings()
  }

  /// Only names of one word: `11月` and `tháng 11` are numbers to us. What is elided before a name
  /// (`d’agost`) is no part of it.
  private mutating func add(_ names: [String], _ meaning: (Int) -> DateWord) {
    for (index, name) in names.enumerated() {
      let folded = FoldedWord(String(name.split(separator: "’").last ?? ""))
      if folded.isOneWord, !folded.key.isEmpty, meanings[folded.key] == nil {
        meanings[folded.key] = meaning(index)
      }
    }
  }

  /// The words right behind the numbers of a long date, as in `2003年11月22日`.
  private mutating func addUnits(_ calendar: Calendar, _ locale: Locale) {
    let style = Date.FormatStyle(
      date: .long, time: .omitted, locale: locale, calendar: calendar, timeZone: .gmt)
    // 2003-11-22.
    let long = Date(timeIntervalSince1970: 1_069_459_200).formatted(style)
    let tokens = DateText(long)?.tokens ?? []
    for (number, unit) in zip(tokens, tokens.dropFirst()) where unit.isAttached {
      guard case .number(let value, _) = number.kind, case .word(let word) = unit.kind else {
        continue
      }
      // 日 is the abbreviation of Sunday as well; behind a number it never means that.
      meanings[FoldedWord(word).key] =
        value == 2003 ? .yearUnit : value == 11 ? .monthUnit : .dayUnit
    }
  }

  /// The first letters of names, from three on, where they begin names of one meaning only.
  private mutating func addBeginnings() {
    var beginnings: [String: DateWord?] = [:]
    for (key, meaning) in meanings {
      var beginning = ""
      for character in key.dropLast() {
        beginning.append(character)
        guard beginning.count >= 3 else { continue }
        if let earlier = beginnings[beginning], earlier != meaning {
          beginnings.updateValue(nil, forKey: beginning)
        } else {
          beginnings[beginning] = .some(meaning)
        }
      }
    }
    for (beginning, meaning) in beginnings where meanings[beginning] == nil {
      meanings[beginning] = meaning
    }
  }
}

extension DateWord {
  /// Whether a date can be found by it.
  fileprivate var placesDate: Bool {
    switch self {
    case .month, .yearUnit, .monthUnit, .dayUnit: true
    case .weekday, .morning, .afternoon: false
    }
  }
}
