"""Time and memory of the verdicts on targets: python -m benchmarks.verdicts [TARGETS ...]

Each target has 20 figures, mixed as in the data folder: two statistics with five whole years, one of which reports parts of years and
revises a year as well, a ministry with two years, and a press agency, a forum and an embassy with one figure each. Deadlines are stated.
Baseline: the linear path alone, in floats, on the same figures, without asking which count: the least that a verdict takes. Ratios are to it.

Measured apart, each in a process of its own: from a table in memory to `Figure` values and the judging of all of them, the best of three
runs; and `dataset.load` of a folder with as many figures, once.
"""
import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from monitor import dataset, store
from monitor.folder_commands import init_folder
from monitor.progress import judge
from monitor.schema import FIGURES
from monitor.table import blank, write_text
from monitor.targets import Figure, Target, read_figure

TARGETS = (1_000, 10_000)
ROUNDS = 3
TODAY = date(2026, 11, 24)
STATED = date(2023, 1, 24)
GOAL = 20_000_000_000
STATES = ("China", "Uzbekistan")
# reporter, scope, qualifier, and the periods that it reports.
REPORTS = (
    ("statistics", "goods and services", "exactly", ("2021", "2022", "2023", "2024", "2025", "2024-01/2024-06", "2025-01/2025-06",
                                                     "2025-01/2025-09", "2025-01/2025-11")),
    ("customs", "goods", "exactly", ("2021", "2022", "2023", "2024", "2025")),
    ("ministry", "", "about", ("2022", "2025")),
    ("press", "", "over", ("2024",)), ("forum", "", "exactly", ("2024",)), ("embassy", "", "exactly", ("2025-01/2025-03",)),
)
REVISED = ("statistics", "2023")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verdicts", description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", type=int, default=TARGETS, help="how many targets, one line each")
    parser.add_argument("--one", choices=MEASURES, help="measure one thing for the first number and print it as JSON")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(MEASURES[options.one](options.targets[0])))
        return
    first = None
    for count in options.targets:
        told = _in_a_process("judging", count)
        each = told["judge"] / count
        first = first or each
        print(f"{count:,} targets, {told['figures']:,} figures, {told['verdicts']:,} verdicts: read {told['read']:.2f} s, "
              f"judge {told['judge']:.2f} s, together {told['read'] + told['judge']:.2f} s, peak {told['memory']:.0f} MB; judging takes "
              f"{told['judge'] / told['baseline']:.0f} x the baseline ({told['baseline']:.3f} s); a target takes {each / first:.2f} x what "
              "it took in the first line", flush=True)
    count = options.targets[-1]
    told = _in_a_process("loading", count)
    print(f"dataset.load of a folder with {told['figures']:,} figures: {told['load']:.2f} s, then its figures as values "
          f"{told['values']:.2f} s, peak {told['memory']:.0f} MB", flush=True)


def measure_judging(count: int) -> dict[str, float]:
    frame = pd.DataFrame(list(rows(count)), columns=list(FIGURES.header)).astype("str")
    targets = [a_target(number) for number in range(count)]
    read, figures = best_of(ROUNDS, lambda: figures_of(frame))
    del frame
    gc.collect()
    gc.freeze()   # as the server does once it has loaded
    baseline, _ = best_of(ROUNDS, lambda: [linear_only(figures[target.indicator_id], target) for target in targets])
    judging, judgements = best_of(ROUNDS, lambda: [judge(target, figures[target.indicator_id], TODAY) for target in targets])
    return {
        "figures": sum(map(len, figures.values())), "verdicts": sum(len(judgement.verdicts) for judgement in judgements),
        "read": read, "judge": judging, "baseline": baseline, "memory": memory(),
    }
