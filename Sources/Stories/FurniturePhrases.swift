extension FurniturePhrase {
  /// What WordPress, its themes and the sites of agencies put around their texts, by language.
  static let all: [FurniturePhrase] = [
    // Tails of WordPress, in the languages it is translated to.
    .init(.around("appeared first on"), "the post"),
    .init(.around("first appeared on"), "this post"),
    .init(.around("first appeared on"), "this article"),
    .init(.around("was first published on"), "this article"),
    .init(.around("was originally published on"), "this article"),
    .init(.around("proviene da"), "l'articolo"),
    .init(.around("è stato pubblicato su"), "l'articolo"),
    .init(.around("sembra essere il primo su"), "l'articolo"),
    .init(.around("erschien zuerst auf"), "der beitrag"),
    .init(.around("est apparu en premier sur"), "l'article"),
    .init(.around("est apparu en premier sur"), "cet article"),
    .init(.around("se publicó primero en"), "la entrada"),
    .init(.around("aparece primero en"), "la entrada"),
    .init(.around("apareceu primeiro em"), "o post"),
    .init(.around("apareceu primeiro em"), "o conteúdo"),
    .init(.around("verscheen eerst op"), "het bericht"),
    .init(.around("pojawił się poczatkowo na"), "artykuł"),
    .init(.around("впервые появилась"), "запись"),
    .init(.around("πρωτοεμφανίστηκε στο"), "το άρθρο"),

    // Advertising marks.
    .init(.whole, "advertisement"), .init(.whole, "advertising"),
    .init(.whole, "sponsored content"),
    .init(.whole, "story continues below advertisement"), .init(.whole, "scroll to continue"),
    .init(.whole, "pubblicità"), .init(.whole, "annuncio pubblicitario"),
    .init(.whole, "continua a leggere dopo la pubblicità"), .init(.whole, "messaggio promozionale"),
    .init(.whole, "anzeige"), .init(.whole, "werbung"), .init(.whole, "publicité"),
    .init(.whole, "publicidad"), .init(.whole, "publicidade"), .init(.whole, "advertentie"),
    .init(.whole, "реклама"), .init(.whole, "διαφήμιση"), .init(.whole, "広告"),

    // Links to other articles.
    .init(.opening, "potrebbe interessarti"), .init(.opening, "potrebbero interessarti"),
    .init(.opening, "ti potrebbe interessare"), .init(.opening, "leggi anche"),
    .init(.opening, "leggi tutto"), .init(.opening, "leggi l'articolo completo"),
    .init(.opening, "continua a leggere"), .init(.opening, "guarda anche"),
    .init(.opening, "articoli correlati"), .init(.whole, "continua"), .init(.opening, "vedi anche"),
    .init(.opening, "per approfondire:"), .init(.opening, "read more"),
    .init(.opening, "read also"),
    .init(.opening, "also read"), .init(.opening, "read next"), .init(.opening, "see also:"),
    .init(.opening, "related:"), .init(.opening, "you may also like"),
    .init(.opening, "you might also like"), .init(.opening, "you may be interested in"),
    .init(.whole, "related articles"), .init(.whole, "related posts"),
    .init(.whole, "related stories"),
    .init(.whole, "continue reading"), .init(.opening, "continue reading:"),
    .init(.opening, "read the full story"), .init(.opening, "read the full article"),
    .init(.opening, "lesen sie auch"), .init(.opening, "lesen sie mehr"),
    .init(.whole, "mehr lesen"),
    .init(.whole, "weiterlesen"), .init(.opening, "mehr zum thema"), .init(.opening, "lire aussi"),
    .init(.opening, "à lire aussi"), .init(.opening, "lire la suite"),
    .init(.opening, "voir aussi"),
    .init(.opening, "lea también"), .init(.opening, "lee también"), .init(.opening, "leer más"),
    .init(.whole, "seguir leyendo"), .init(.opening, "te puede interesar"),
    .init(.opening, "leia também"), .init(.opening, "leia mais"), .init(.opening, "lees ook"),
    .init(.opening, "lees meer"), .init(.opening, "czytaj także"), .init(.opening, "czytaj też"),
    .init(.opening, "читайте также"), .init(.whole, "читать далее"),
    .init(.opening, "διαβάστε επίσης"), .init(.opening, "関連記事"), .init(.whole, "続きを読む"),

    // Pleas for newsletters, followers and money.
    .init(.opening, "iscriviti alla nostra newsletter"),
    .init(.opening, "iscriviti alla newsletter"),
    .init(.opening, "iscriviti al nostro canale"), .init(.opening, "segui il nostro canale"),
    .init(.opening, "seguici su"), .init(.whole, "seguici sui social"),
    .init(.opening, "resta aggiornato"), .init(.opening, "entra nel nostro canale"),
    .init(.opening, "sostieni il nostro lavoro"), .init(.opening, "sign up for our newsletter"),
    .init(.opening, "sign up to our newsletter"), .init(.opening, "subscribe to our newsletter"),
    .init(.opening, "get our newsletter"), .init(.opening, "follow us on"),
    .init(.whole, "follow us"),
    .init(.opening, "join our telegram channel"), .init(.opening, "join our whatsapp channel"),
    .init(.opening, "support our journalism"), .init(.opening, "newsletter abonnieren"),
    .init(.opening, "abonnieren sie unseren newsletter"), .init(.opening, "folgen sie uns"),
    .init(.opening, "abonnez-vous à"), .init(.opening, "inscrivez-vous à notre newsletter"),
    .init(.opening, "suivez-nous"), .init(.opening, "suscríbase al boletín"),
    .init(.opening, "suscríbete a nuestro"), .init(.opening, "síguenos en"),
    .init(.opening, "inscreva-se na nossa"), .init(.opening, "siga-nos"),
    .init(.opening, "подписывайтесь на"), .init(.opening, "подпишитесь на"),

    // Share rows. A theme writes each network on a line of its own, or all on one.
    .init(.whole, "share"), .init(.whole, "share this"), .init(.opening, "share this:"),
    .init(.whole, "share this article"), .init(.whole, "share on facebook"),
    .init(.whole, "share on twitter"), .init(.whole, "share on x"),
    .init(.whole, "share on linkedin"),
    .init(.whole, "condividi"), .init(.opening, "condividi:"), .init(.opening, "condividi su"),
    .init(.whole, "mi piace"), .init(.whole, "mi piace caricamento"), .init(.whole, "like loading"),
    .init(.whole, "tweet"), .init(.whole, "facebook"), .init(.whole, "twitter"),
    .init(.whole, "whatsapp"), .init(.whole, "telegram"), .init(.whole, "linkedin"),
    .init(.whole, "pinterest"), .init(.whole, "e-mail"), .init(.whole, "email"),
    .init(.whole, "print"),
    .init(.whole, "stampa"), .init(.opening, "facebook twitter"),
    .init(.opening, "facebook whatsapp"), .init(.whole, "teilen"), .init(.whole, "partager"),
    .init(.whole, "compartir"), .init(.whole, "compartilhar"), .init(.whole, "поделиться"),

    // Rights and comments.
    .init(.whole, "riproduzione riservata"), .init(.opening, "riproduzione riservata ©"),
    .init(.opening, "© riproduzione riservata"), .init(.whole, "tutti i diritti riservati"),
    .init(.whole, "all rights reserved"), .init(.whole, "alle rechte vorbehalten"),
    .init(.whole, "tous droits réservés"), .init(.whole, "todos los derechos reservados"),
    .init(.whole, "todos os direitos reservados"), .init(.whole, "все права защищены"),
    .init(.whole, "leave a comment"), .init(.whole, "lascia un commento"),
    .init(.whole, "comments"),
    .init(.whole, "view comments"), .init(.whole, "commenti"),
  ]
}

/// A text for people without the lines that are its site's furniture: what an excerpt is cut from.
///
/// Lines that stay are unchanged; the blank lines that stood between them stay single. An agency's
/// dateline stays too: it names the place.
public func withoutFurniture(_ text: String) -> String {
  var kept: [Substring] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let folded = TextFolder.line(line)
    if folded.isEmpty {
      if kept.last.map({ !$0.isEmpty }) ?? false { kept.append("") }
    } else if !Furniture.known.contains(folded.span) {
      kept.append(line)
    }
  }
  if kept.last?.isEmpty ?? false { kept.removeLast() }
  return kept.joined(separator: "\n")
}
