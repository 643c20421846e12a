#!/usr/bin/env python3
"""Measures a cold and a warm poll cycle of rassegna beside the limit in C, in turn, in one run.

A cold cycle starts with no database and reads all; a warm one follows it, and every answer is 304.
Each program polls the same feeds from the same nginx on loopback with the same number of transfers.
The table gives medians, and how many times the limit's each is.

    bench.py [--feeds N] [--rounds N] [--transfers N] [--rassegna FILE]
"""

import argparse
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / ".build" / "bench"
LIBRARIES = ["libxml-2.0", "libcurl", "sqlite3", "libcrypto"]
MEASURES = {"cpu_s": "CPU s", "wall_s": "wall s", "peak_mib": "peak MiB"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--transfers", type=int, default=50)
    parser.add_argument("--rassegna", default=str(ROOT / ".build/release/rassegna"))
    return parser.parse_args()


def compile_c():
    flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", *LIBRARIES], text=True)
    for name, libraries in (("limit", flags.split()), ("measure", [])):
        source, program = HERE / f"{name}.c", WORK / name
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["gcc", "-O2", "-o", program, source, *libraries], check=True)


def write_corpus(feeds):
    corpus = WORK / "corpus"
    stamp, wanted = corpus / "stamp", f"{feeds} {(HERE / 'corpus.py').stat().st_mtime}"
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Writing {feeds} feeds …", file=sys.stderr)
        shutil.rmtree(corpus, ignore_errors=True)
        subprocess.run([sys.executable, HERE / "corpus.py", str(feeds), corpus], check=True)
        stamp.write_text(wanted)
    for path in corpus.iterdir():  # into the page cache
        path.read_bytes()


def start_nginx():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = (HERE / "nginx.conf.in").read_text()
    # As root, nginx would answer as a user who may not see into the folder of the sources.
    user = "user root;" if os.geteuid() == 0 else ""
    for name, value in (("DIRECTORY", WORK), ("PORT", port), ("USER", user)):
        text = text.replace(f"@{name}@", str(value))
    configuration = WORK / "nginx.conf"
    configuration.write_text(text)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    server = subprocess.Popen([program, "-p", WORK, "-c", configuration, "-e", WORK / "error.log"])
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server, port
        except OSError:
            time.sleep(0.05)
    server.terminate()
    sys.exit("bench: nginx does not answer; see " + str(WORK / "error.log"))


def configure(urls, transfers):
    (WORK / "urls").write_text("".join(f"{url}\n" for url in urls))
    feeds = "".join(f'[[feed]]\nurl = "{url}"\n' for url in urls)
    (WORK / "rassegna.toml").write_text(f"""state = "state"
[polling]
transfers = {transfers}
per_host = {transfers}
host_gap = "0s"
allow_private = true
[digest.daily]
{feeds}""")


def forget(program):
    if program == "limit":
        for path in WORK.glob("limit.db*"):
            path.unlink()
    else:
        shutil.rmtree(WORK / "state", ignore_errors=True)
        (WORK / "state").mkdir()


def cycle(program, options):
    command = {
        "limit": [WORK / "limit", WORK / "limit.db", WORK / "urls", str(options.transfers)],
        "rassegna": [options.rassegna, "poll", "--all", "--json", "--config", WORK / "rassegna.toml"],
    }[program]
    cost = WORK / "cost.json"
    run = subprocess.run([WORK / "measure", cost, *command], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"bench: {program} ended with {run.returncode}:\n{run.stderr[-2000:]}")
    return json.loads(run.stdout.splitlines()[-1]) | json.loads(cost.read_text())


def expect(result, phase, program, feeds):
    """A program that did less than its work is not measured."""
    wanted = {"polled": feeds, "failed": 0}
    wanted |= {"modified": feeds, "new_items": 20 * feeds} if phase == "cold" else {
        "not_modified": feeds, "new_items": 0}
    wrong = {key: result.get(key) for key, value in wanted.items() if result.get(key) != value}
    if wrong:
        sys.exit(f"bench: {program}, {phase}: expected {wanted}, got {wrong}")


def measure(options):
    results = {}
    for number in range(options.rounds):
        # The order turns from round to round, so that none always has the warmer machine.
        programs = ["limit", "rassegna"][:: 1 if number % 2 == 0 else -1]
        for program in programs:
            forget(program)
        for phase in ("cold", "warm"):
            for program in programs:
                result = cycle(program, options)
                expect(result, phase, program, options.feeds)
                results.setdefault((phase, program), []).append(result)
    return results


def table(results, options):
    print(f"{options.feeds} feeds of 20 items, {options.transfers} transfers, medians of"
          f" {options.rounds} rounds (least–most)\n")
    head = ["cycle", "program"] + [cell for name in MEASURES.values() for cell in (name, "× limit")]
    rows = [head]
    for (phase, program), runs in sorted(results.items()):
        row = [phase, program]
        for key in MEASURES:
            values = [run[key] for run in runs]
            floor = statistics.median(run[key] for run in results[phase, "limit"])
            row.append(f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})")
            row.append(f"{statistics.median(values) / floor:.1f}")
        rows.append(row)
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    options = arguments()
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "temporary").mkdir(exist_ok=True)
    compile_c()
    write_corpus(options.feeds)
    server, port = start_nginx()
    try:
        configure([f"http://127.0.0.1:{port}/{n:05}.xml" for n in range(options.feeds)],
                  options.transfers)
        table(measure(options), options)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
