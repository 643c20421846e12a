/// The style of every page: one sheet, no font or picture from elsewhere.
///
/// Text is set in the reader's best serif at a measure of some 65 characters, what is about the text
/// in the interface's sans serif. Colours keep a contrast of 4.5 to 1 at least, for headlines and
/// text of 7 to 1, on paper and in the dark. Source: WCAG 2.2 §1.4.3, §2.4.11, §2.4.13.
enum Stylesheet {
  static let text: HTML = """

    :root {
      color-scheme: light dark;
      --paper: #fdfbf7; --ink: #1c1a17; --soft: #433f39; --quiet: #68625a;
      --rule: #d9d3c8; --strong: #1c1a17; --accent: #9a1b1e;
      --serif: "Iowan Old Style", Charter, "Palatino Linotype", Palatino, "Source Serif 4",
        "Source Serif Pro", "Noto Serif", Georgia, "Liberation Serif", serif;
      --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #161513; --ink: #ece7de; --soft: #cdc6ba; --quiet: #a39b8e;
        --rule: #3a3732; --strong: #8c857a; --accent: #ff9c8b;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; max-width: 76rem; padding: 0 clamp(1.1rem, 4vw, 3rem) 3rem;
      background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.55 var(--serif); font-variant-numeric: oldstyle-nums;
      overflow-wrap: break-word;
    }
    h1, h2, h3, h4, p, ol, ul { margin: 0; }
    a { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: .18em;
      text-decoration-thickness: 1px; }
    a:hover { color: var(--accent); text-decoration-color: currentcolor; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; inset-inline-start: 1rem; top: -6rem; padding: .6rem 1rem;
      background: var(--ink); color: var(--paper); font: 600 1rem var(--sans); }
    .skip:focus { top: .5rem; z-index: 1; }

    .masthead { padding-top: clamp(1.5rem, 4vw, 3rem); text-align: center; }
    .masthead h1 { font-size: clamp(2.3rem, 7.5vw, 4.6rem); font-weight: 700; line-height: 1.05;
      letter-spacing: -.022em; text-wrap: balance; }
    .folio { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .15rem 1.5rem;
      margin-top: clamp(1rem, 2.5vw, 1.75rem); padding: .5rem 0; border-top: 1px solid var(--strong);
      border-bottom: 3px double var(--strong); color: var(--soft);
      font: .84rem/1.5 var(--sans); font-variant-numeric: lining-nums; }
    .folio time { flex: 1 1 20rem; order: -1; text-align: center; }
    .folio .stories-count { text-align: end; }

    .contents { padding: .9rem 0; border-bottom: 1px solid var(--rule);
      font: .92rem/1.5 var(--sans); }
    .contents h2 { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    .contents ol { display: flex; flex-wrap: wrap; gap: .1rem 1.6rem; padding: 0; list-style: none; }
    .contents a { display: inline-block; padding: .2rem 0; font-weight: 600; text-decoration: none; }
    .contents a:hover { text-decoration: underline; }
    .count { color: var(--quiet); }

    .opening { padding: clamp(1.6rem, 4vw, 2.8rem) 0 clamp(1.8rem, 4vw, 3rem); }
    .opening h2 { max-width: 22em; font-size: clamp(1.75rem, 4.6vw, 3.1rem); line-height: 1.12;
      letter-spacing: -.018em; text-wrap: balance; }
    .opening .meta { margin-top: .8rem; font-size: .9rem; }
    .opening .excerpt { max-width: 34em; margin-top: .8rem; font-size: clamp(1.15rem, 1.8vw, 1.35rem);
      line-height: 1.5; }
    .opening .also { margin-top: .9rem; font-size: .9rem; }

    .section { padding-top: .7rem; border-top: 3px solid var(--strong); }
    .section + .section { margin-top: clamp(2.2rem, 5vw, 3.5rem); }
    main > .section:first-child { margin-top: clamp(1.5rem, 4vw, 2.5rem); }
    .section > h2 { font-size: clamp(1.5rem, 3vw, 1.9rem); line-height: 1.2; letter-spacing: -.01em; }
    .further { margin-top: 1rem; padding-top: .8rem; border-top: 1px solid var(--rule);
      font: .95rem/1.5 var(--serif); }
    .further > p { color: var(--quiet); font: 600 .84rem/1.4 var(--sans); }
    .further ul { margin-top: .3rem; padding-inline-start: 1.2rem; }
    .changes { padding: .5rem 0 0; list-style: none; }
    .changes li { max-width: 40rem; padding: .5rem 0; }
    .changes s { color: var(--quiet); }

    .stories { display: grid; gap: 0 clamp(1.75rem, 3vw, 3rem); }
    .story { padding: 1rem 0 1.25rem; border-top: 1px solid var(--rule); min-width: 0; }
    .story:first-child { border-top: 0; padding-top: .5rem; }
    .story h3 { font-size: 1.25rem; line-height: 1.28; letter-spacing: -.006em; text-wrap: pretty; }
    .story h3, .story .excerpt { max-width: 40rem; }
    .story.shared h4 { font-size: 1.45rem; line-height: 1.22; }
    .opening h2 a, .story h3 a { text-decoration: none; }
    .opening h2 a:hover, .story h3 a:hover { text-decoration: underline; }
    .meta, .also { color: var(--quiet); font: .82rem/1.5 var(--sans);
      font-variant-numeric: lining-nums tabular-nums; }
    .meta { margin-top: .3rem; }
    .source { color: var(--soft); font-weight: 600; }
    .excerpt { margin-top: .45rem; color: var(--soft); hyphens: manual;
      text-wrap: pretty; }
    .also { margin-top: .5rem; }
    .also ul { display: inline; padding: 0; list-style: none; }
    .also li { display: inline; }
    .also li:not(:last-child)::after { content: ","; }
    .also a { color: var(--soft); font-weight: 600; }
    .nothing { padding: 4rem 0; color: var(--soft); font-size: 1.3rem; font-style: italic;
      text-align: center; }

    .archive ul { padding: .5rem 0 0; list-style: none; }
    .archive li { padding: .3rem 0; }
    .archive li a { display: inline-block; margin-inline-end: .8rem; padding: .1rem 0; }
    .archive li a:not(:first-child) { color: var(--quiet); font: .82rem/1.5 var(--sans); }

    .colophon { margin-top: clamp(2.5rem, 6vw, 4rem); padding-top: 1rem;
      border-top: 3px double var(--strong); color: var(--soft); font: .9rem/1.6 var(--sans);
      font-variant-numeric: lining-nums; }
    .colophon h2 { color: var(--ink); font: 700 1.25rem/1.3 var(--serif); }
    .colophon h3 { margin-top: .9rem; color: var(--ink); font-size: .9rem; }
    .colophon p { margin-top: .5rem; }
    .troubles { padding-inline-start: 1.2rem; }
    .zone { color: var(--quiet); }

    @media (min-width: 34rem) {
      .folio time { flex: 0 1 auto; order: 0; }
    }
    @media (min-width: 46rem) {
      .stories { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .story:nth-child(2) { border-top: 0; padding-top: .5rem; }
      .story:first-child:nth-last-child(odd) { grid-column: 1 / -1; }
      .story:first-child:nth-last-child(odd) ~ .story { border-top: 1px solid var(--rule);
        padding-top: 1rem; }
      .opening:has(.also) { display: grid; column-gap: clamp(1.75rem, 3vw, 3rem);
        grid-template-columns: minmax(0, 1fr) minmax(11rem, 15rem); }
      .opening > * { grid-column: 1; }
      .opening > h2 { grid-column: 1 / -1; }
      .opening > .also { grid-column: 2; grid-row: 2 / span 3; align-self: start; margin-top: 1rem;
        padding-inline-start: 1.1rem; border-inline-start: 1px solid var(--rule); }
      .opening > .also li { display: block; margin-top: .35rem; }
      .opening > .also li:not(:last-child)::after { content: none; }
    }
    @media print {
      :root { --paper: #fff; --ink: #000; --soft: #222; --quiet: #444; --rule: #bbb; --strong: #000;
        --accent: #000; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .skip, .contents { display: none; }
      .story, .opening { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      .story:first-child { break-before: avoid; }
    }

    """
}
