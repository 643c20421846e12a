#!/usr/bin/env python3
"""How long the first page of a search takes in a large store.

Makes a database of many items with made-up words (their frequencies follow Zipf's law), lets the
program index it, and times searches of several kinds, each as a process of its own.

usage: Benchmarks/search.py [--items 1000000] [--program .build/release/rassegna] [--folder FOLDER]
"""
import argparse
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--items", type=int, default=1_000_000)
parser.add_argument("--program", default=".build/release/rassegna")
parser.add_argument("--folder", help="keep the database here, and use it again")
options = parser.parse_args()

folder = options.folder or tempfile.mkdtemp(prefix="rassegna-search-")
os.makedirs(folder, exist_ok=True)
configuration = folder + "/rassegna.toml"
database = folder + "/state/rassegna.db"
FEEDS = 1000
with open(configuration, "w") as file:
    file.write('state = "state"\n')
    for number in range(FEEDS):
        tag = "rare" if number < 5 else "common"
        file.write(f'[[feed]]\nurl = "https://feed{number}.example/"\ntags = ["{tag}"]\n')


def run(*arguments):
    command = [options.program, *arguments]
    if arguments[0] != "version":
        command[2:2] = ["--config", configuration]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: {done.stderr}")
    return time.monotonic() - start, done.stdout


random.seed(7)
syllables = [a + b for a in "bcdfglmnprstvz" for b in "aeiou"]
words = sorted({"".join(random.choices(syllables, k=random.randint(1, 4))) for _ in range(80_000)})
random.shuffle(words)
weights = [1 / (rank + 10) for rank in range(len(words))]
totals = []
total = 0.0
for weight in weights:
    total += weight
    totals.append(total)


def fill():
    run("tidy")
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    for number in range(FEEDS):
        connection.execute("INSERT OR IGNORE INTO feed (id, url) VALUES (?, ?)",
                           (number + 1, f"https://feed{number}.example/"))
    # Items of the last 500 days, so that none is old enough to be removed for its number.
    begin = int(time.time()) - 300 * 86_400
    step = 290 * 86_400 / options.items

    def rows():
        for seq in range(1, options.items + 1):
            text = random.choices(words, cum_weights=totals, k=70)
            title = " ".join(text[:8]).capitalize()
            key = seq.to_bytes(8, "big")
            digest = key * 4
            when = int(begin + seq * step)
            yield (seq, random.randint(1, FEEDS), key, digest, digest, 1, seq, when, when, 0,
                   f"https://feed.example/{seq}", title, "<p>" + " ".join(text) + "</p>")

    connection.executemany(
        "INSERT INTO item (seq, feed, key, source_hash, content_hash, hash_version, story,"
        " first_seen_at_s, published_at_s, is_backlog, url, title, html)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
    connection.commit()
    connection.close()


if not os.path.exists(database):
    start = time.monotonic()
    fill()
    print(f"{options.items} items written in {time.monotonic() - start:.0f} s")
before = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds, _ = run("tidy")
after = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(f"indexed in {seconds:.1f} s, {cpu:.1f} s of CPU; database "
      f"{os.path.getsize(database) / 1e6:.0f} MB")

commonest, middling, rare = words[0], words[300], words[40_000]
queries = {
    "nothing (version)": None,
    "a very common word": commonest,
    "a middling word": middling,
    "a rare word": rare,
    "a word that is not there": "nonexistentword",
    "two common words": f"{words[0]} {words[1]}",
    "two middling words": f"{words[300]} {words[301]}",
    "a phrase": f'"{words[0]} {words[1]}"',
    "a prefix of two letters": middling[:2] + "*",
    "a prefix of one letter": middling[:1] + "*",
    "a prefix of four letters": middling[:4] + "*",
    "all but a word": f"-{commonest}",
    "a common word in five feeds": f"tag:rare {commonest}",
    "a common word in 995 feeds": f"tag:common {commonest}",
    "a common word since a week": f"after:20d {commonest}",
    "a common word, a year ago": f"before:290d {commonest}",
}
for name, query in queries.items():
    times, hits = [], 0
    for _ in range(5):
        if query is None:
            times.append(run("version")[0])
            continue
        seconds, out = run("search", "--json", "--", query)
        times.append(seconds)
        hits = len(out.splitlines())
    print(f"{statistics.median(times) * 1000:7.1f} ms ({min(times) * 1000:.1f} to "
          f"{max(times) * 1000:.1f})  {hits:3} hits  {name}")
