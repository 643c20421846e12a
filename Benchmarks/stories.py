#!/usr/bin/env python3
"""Measures what recognising stories costs: signing beside a plain MinHash in C, in turn, in one run;
and look-up, decision and storing of an item against windows of growing size, with the memory of it.

    stories.py [--items N] [--window N] [--bench FILE]
"""

import argparse
import json
import pathlib
import re
import shutil
import statistics
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / ".build" / "bench"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--window", type=int, default=1_000_000)
    parser.add_argument("--bench", default=str(ROOT / ".build/release/StoryBench"))
    return parser.parse_args()


def compile_c():
    for name in ("minhash", "measure"):
        subprocess.run(
            ["gcc", "-O3", "-march=native", "-o", WORK / name, HERE / f"{name}.c"], check=True)


def rate(command):
    output = subprocess.check_output(command, text=True)
    return int(re.search(r"items_per_s=(\d+)", output).group(1))


def signing(options):
    texts = WORK / "texts"
    subprocess.run([options.bench, "texts", str(options.items), texts], check=True)
    rates = {"limit in C": [], "rassegna": []}
    for _ in range(5):
        rates["limit in C"].append(rate([WORK / "minhash", texts, "5"]))
        rates["rassegna"].append(rate([options.bench, "sign", texts, "5"]))
    size = texts.stat().st_size // options.items
    print(f"Canonical text and signature, items of {size} bytes in the mean, one core:")
    for name, values in rates.items():
        print(f"  {name:12} {statistics.median(values):9,.0f} items/s"
              f" ({min(values):,}–{max(values):,})")


def storing(options):
    folder = WORK / "stories"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    sizes = [size for size in (10_000, 100_000, 1_000_000) if size < options.window]
    cost = WORK / "cost.json"
    output = subprocess.check_output(
        [WORK / "measure", cost, options.bench, "store", folder / "rassegna.db",
         *map(str, sizes + [options.window])], text=True)
    print("Look-up and decision beside the storing of one item, processor time:")
    for window, plain, whole in re.findall(
            r"window=(\d+) us_plain=([\d.]+) us_per_item=([\d.]+)", output):
        own = float(whole) - float(plain)
        print(f"  {int(window):9,} items in the window {own:7.1f} µs {1e6 / own:9,.0f} items/s"
              f" beside {float(plain):.1f} µs")
    print(f"  {json.loads(cost.read_text())['peak_mib']:.0f} MiB of memory at the most")
    shutil.rmtree(folder)


def main():
    options = arguments()
    WORK.mkdir(parents=True, exist_ok=True)
    compile_c()
    signing(options)
    storing(options)


main()
