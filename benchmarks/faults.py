"""Saves under faults, in crowds and in large folders: python -m benchmarks.faults [--only PART ...] [--full]

Real processes and real files. Without --full each part runs at a small size; with it, at the sizes that are demanded:

- kills: 1,000 kill -9 in the middle of saves. Baseline: a plain open and write of the table;
- calls: each system call of a save failed in turn by strace with ENOSPC, EIO and EROFS, once and ever after; the process killed at each;
- disk: a small disk that is full at each step of a save in its turn, and one that is mounted read-only;
- writers: 8 writers with 500 edits each on different cells. Baseline: the same without the lock;
- clashes: 500 times two editors with different words for one cell;
- size: reading, checking and saving with 100,000 commitments and 200,000 entries in the log. Baseline: pandas;
- libreoffice: tables opened and saved by LibreOffice with the documented choices. Baseline: without them.

What a machine does not let us try is told as skipped. Exit 1 where a demand is missed.
"""
import argparse
import logging
import sys
import time

from benchmarks import faults_calls, faults_disk, faults_kills, faults_libreoffice, faults_size, faults_writers
from benchmarks.faults_folder import Outcome

# Each part at its small size and at the one demanded.
PARTS = {
    "kills": (lambda: faults_kills.measure(30, 300, 15), lambda: faults_kills.measure(1_000, 5_000, 200)),
    "calls": (lambda: faults_calls.measure(is_full=False), lambda: faults_calls.measure(is_full=True)),
    "disk": (faults_disk.measure, faults_disk.measure),
    "writers": (lambda: faults_writers.of_writers(25, 10), lambda: faults_writers.of_writers(500, 50)),
    "clashes": (lambda: faults_writers.of_clashes(30), lambda: faults_writers.of_clashes(500)),
    "size": (lambda: faults_size.measure(5_000), lambda: faults_size.measure(100_000)),
    "libreoffice": (lambda: faults_libreoffice.measure(600), lambda: faults_libreoffice.measure(5_000)),
}


def table(outcomes: list[Outcome]) -> str:
    rows = [("what", "size", "result", "demanded", "baseline", "")]
    rows += [(o.what, o.size, o.result, o.demanded, o.baseline, "" if o.held else "MISSED") for o in outcomes]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--full", action="store_true", help="the sizes that are demanded; takes an hour")
    options = parser.parse_args(arguments)
    logging.getLogger("monitor.store").setLevel(logging.ERROR)   # every save that is completed would warn
    outcomes: list[Outcome] = []
    for name in options.only:
        begun = time.perf_counter()
        print(f"{name} ...", flush=True)
        outcomes += PARTS[name][options.full]()
        print(f"   {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"\n{table(outcomes)}")
    return 0 if all(outcome.held for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
