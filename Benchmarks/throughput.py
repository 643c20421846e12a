#!/usr/bin/env python3
"""Measures how fast `rassegna parse` reads documents beside a bare pass of libxml2 over the same files.

All three are whole processes in one thread over documents in the page cache, in turn, in one run:
the push pass (push.c), reading alone (--raw-html), and reading with HTML made safe and turned into
text. The table gives medians: CPU seconds, megabytes a second, and the share of the push pass's speed.
With --instructions the same is counted by valgrind, which no other load on the machine can disturb, and
so is one document beside one with twice as many items: twice the document, twice the work.

    throughput.py [--feeds N] [--rounds N] [--list FILE] [--instructions] [--rassegna FILE]

LIST names files of your own, one a line; without it the corpus of `make bench` is written and read.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import bench

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--list", type=pathlib.Path)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--rassegna", default=str(bench.ROOT / ".build/release/rassegna"))
    return parser.parse_args()


def compile_c():
    flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libxml-2.0"], text=True)
    for name, libraries in (("push", flags.split()), ("measure", [])):
        source, program = HERE / f"{name}.c", bench.WORK / name
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["gcc", "-O2", "-o", program, source, *libraries], check=True)


def documents(options):
    """The list of files, each of them read once so that it is in the page cache."""
    listing = options.list
    if not listing:
        bench.write_corpus(options.feeds)
        listing = bench.WORK / "documents.list"
        names = sorted(str(path) for path in (bench.WORK / "corpus").glob("*.xml"))
        listing.write_text("\n".join(names) + "\n")
    size = sum(len(pathlib.Path(name).read_bytes()) for name in listing.read_text().split("\n") if name)
    return listing, size


def measure(command):
    result = bench.WORK / "cost.json"
    subprocess.run([bench.WORK / "measure", result, *command], check=True, stdout=subprocess.DEVNULL)
    return json.loads(result.read_text())


def instructions(command):
    with tempfile.TemporaryDirectory() as folder:
        # valgrind can not read the debugging information of Swift.
        program = pathlib.Path(folder) / "program"
        subprocess.run(["strip", "--strip-debug", "-o", program, command[0]], check=True)
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, *command[1:]],
            check=True, capture_output=True, text=True)
    return int(re.search(r"refs:\s+([\d,]+)", run.stderr)[1].replace(",", ""))


def growth(options):
    """How many times the instructions a document of twice the items takes."""
    item = ("<item><guid isPermaLink='false'>{0}</guid><title>Item {0} &amp;amp; more</title><category>c{0}"
            "</category><pubDate>Tue, 24 Nov 2026 07:00:00 GMT</pubDate><link>https://e.example/{0}</link>"
            "<description>&lt;p&gt;Text of {0} with &lt;b&gt;marks&lt;/b&gt;.&lt;/p&gt;</description></item>")
    counts = []
    for items in (4_000, 8_000):
        document = bench.WORK / "growth.xml"
        document.write_text("<rss version='2.0'><channel><title>Growth</title>"
                            + "".join(item.format(number) for number in range(items)) + "</channel></rss>")
        counts.append(instructions([options.rassegna, "parse", "--quiet", document]))
    return counts[1] / counts[0]


def main():
    options = arguments()
    bench.WORK.mkdir(parents=True, exist_ok=True)
    compile_c()
    listing, size = documents(options)
    parse = [options.rassegna, "parse", "--quiet", "--files-from", listing]
    programs = {
        "push": [bench.WORK / "push", listing],
        "parse --raw-html": [*parse, "--raw-html"],
        "parse": parse,
    }
    if options.instructions:
        costs = {name: instructions(command) for name, command in programs.items()}
        for name, cost in costs.items():
            print(f"{name:18} {cost / size:6.1f} instructions a byte, {costs['push'] / cost:.2f} of push")
        print(f"twice the items: {growth(options):.2f} times the instructions")
        return
    costs = {name: [] for name in programs}
    for _ in range(options.rounds):
        for name, command in programs.items():
            costs[name].append(measure(command))
    floor = statistics.median(cost["cpu_s"] for cost in costs["push"])
    print(f"{size / 1e6:.1f} MB, {options.rounds} rounds, {os.cpu_count()} cores, medians")
    print(f"{'':18} {'CPU s':>7} {'MB/s':>7} {'of push':>8} {'peak MiB':>9}")
    for name, rounds in costs.items():
        cpu = statistics.median(cost["cpu_s"] for cost in rounds)
        peak = statistics.median(cost["peak_mib"] for cost in rounds)
        print(f"{name:18} {cpu:7.3f} {size / 1e6 / cpu:7.0f} {floor / cpu:8.2f} {peak:9.1f}")


if __name__ == "__main__":
    sys.exit(main())
