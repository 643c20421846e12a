#!/usr/bin/env python3
"""Writes the corpus of `make bench`: feeds of invented text, the same on every machine.

    corpus.py COUNT DIRECTORY

Four in ten are RSS 2.0 with whole articles, three RSS 2.0 with teasers, two Atom, one RSS 1.0; each
has 20 items. Beside every NAME.xml stands NAME.xml.gz, which nginx sends to those who ask for gzip.
"""

import datetime
import gzip
import html
import pathlib
import random
import sys

ITEMS = 20
START = datetime.datetime(2026, 3, 18, 8, tzinfo=datetime.timezone.utc)
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo tra gli sche pie nuo ste".split()
XMLNS = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


class Writer:
    """Invents the text of one feed."""

    def __init__(self, number):
        self.random = random.Random(number)
        self.host = f"feed{number}.example"
        self.title = self.sentence(3).rstrip(".")

    def word(self):
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))

    def sentence(self, words):
        text = " ".join(self.word() for _ in range(words)) + "."
        return text[0].upper() + text[1:]

    def paragraph(self):
        sentences = [self.sentence(self.random.randint(8, 18)) for _ in range(4)]
        link = f'<a href="https://{self.host}/{self.word()}/">{self.word()}</a>'
        return f"<p>{' '.join(sentences)} L’è {link} &amp; “{self.word()}”.</p>"

    def items(self, paragraphs):
        for index in range(ITEMS):
            slug = f"{self.word()}-{self.word()}-{index}"
            yield {
                "title": self.sentence(self.random.randint(5, 10)).rstrip("."),
                "link": f"https://{self.host}/{slug}/",
                "id": f"https://{self.host}/?p={10_000 - index}",
                "author": f"{self.word().title()} {self.word().title()}",
                "date": START - datetime.timedelta(minutes=47 * index),
                "body": "\n".join(self.paragraph() for _ in range(paragraphs)),
            }


def rss2(writer, paragraphs):
    rows = "".join(
        f"""<item>
<title>{item['title']}</title>
<link>{item['link']}</link>
<dc:creator><![CDATA[{item['author']}]]></dc:creator>
<pubDate>{item['date'].strftime('%a, %d %b %Y %H:%M:%S +0000')}</pubDate>
<guid isPermaLink="false">{item['id']}</guid>
<description><![CDATA[{writer.paragraph()}]]></description>
{f"<content:encoded><![CDATA[{item['body']}]]></content:encoded>" if paragraphs else ""}
</item>
"""
        for item in writer.items(paragraphs)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {XMLNS}>
<channel>
<title>{writer.title}</title>
<link>https://{writer.host}/</link>
<description>{writer.sentence(8)}</description>
{rows}</channel>
</rss>
"""


def atom(writer):
    rows = "".join(
        f"""<entry>
<title>{item['title']}</title>
<link rel="alternate" href="{item['link']}"/>
<id>{item['id']}</id>
<author><name>{item['author']}</name></author>
<updated>{item['date'].strftime('%Y-%m-%dT%H:%M:%SZ')}</updated>
<content type="html">{html.escape(item['body'])}</content>
</entry>
"""
        for item in writer.items(6)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>{writer.title}</title>
<link href="https://{writer.host}/"/>
<id>https://{writer.host}/</id>
<updated>{START.strftime('%Y-%m-%dT%H:%M:%SZ')}</updated>
{rows}</feed>
"""


def rss1(writer):
    rows = "".join(
        f"""<item rdf:about="{item['link']}">
<title>{item['title']}</title>
<link>{item['link']}</link>
<dc:date>{item['date'].strftime('%Y-%m-%dT%H:%M:%SZ')}</dc:date>
<description>{html.escape(item['body'])}</description>
</item>
"""
        for item in writer.items(1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  {XMLNS}>
<channel rdf:about="https://{writer.host}/">
<title>{writer.title}</title>
<link>https://{writer.host}/</link>
<description>{writer.sentence(8)}</description>
</channel>
{rows}</rdf:RDF>
"""


def feed(number):
    writer = Writer(number)
    kind = number % 10
    if kind < 4:
        return rss2(writer, paragraphs=8)
    if kind < 7:
        return rss2(writer, paragraphs=0)
    return atom(writer) if kind < 9 else rss1(writer)


def main():
    count, directory = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = feed(number).encode()
        path = directory / f"{number:05}.xml"
        path.write_bytes(text)
        path.with_suffix(".xml.gz").write_bytes(gzip.compress(text, 6, mtime=0))


main()
