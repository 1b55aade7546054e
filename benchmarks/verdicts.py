"""Time and memory of the verdicts on targets: python -m benchmarks.verdicts [TARGETS ...]

Each target has 20 figures, mixed as in the data folder: two statistics with five whole years, one of which also reports parts of years and
revises a year, a ministry with two years, and three others with one figure each. Every target has a stated deadline.
Baseline: the linear path alone, in floats, from each reporter's first figure to its last: the least that a verdict takes. Ratios are to it.

Each line is measured in a process of its own, one core, the best of three runs: first from a table in memory to `Figure` values, then the
judging. The last line is `dataset.load` of a folder with as many figures, once. `--profile` adds where the time of the judging goes.
"""
import argparse
import cProfile
import csv
import gc
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from monitor import dataset
from monitor.dataset import Dataset
from monitor.folder_commands import init_folder
from monitor.progress import Judgement, judge
from monitor.schema import FIGURES
from monitor.targets import Figure, Target

ROUNDS = 3
TODAY = date(2026, 11, 24)
GOAL = 20_000_000_000
STATES = frozenset({"China", "Uzbekistan"})
YEARS = ("2021", "2022", "2023", "2024", "2025")
PARTS = ("2024-01/2024-06", "2025-01/2025-06", "2025-01/2025-09", "2025-01/2025-11")
# Reporter, scope, qualifier, and the periods it reports.
REPORTS = (
    ("statistics", "goods and services", "exactly", (*YEARS, *PARTS, "2023")), ("customs", "goods", "exactly", YEARS),
    ("ministry", "", "about", ("2022", "2025")), ("press", "", "over", ("2024",)), ("forum", "", "exactly", ("2024",)),
    ("embassy", "", "exactly", ("2025-01/2025-03",)),
)
SHAPE = [(reporter, scope, qualifier, period) for reporter, scope, qualifier, periods in REPORTS for period in periods]
SINCE_FIRST = [int(period[:4]) - int(YEARS[0]) for *_, period in SHAPE]
REVISED, REVISION = YEARS.index("2023"), len(YEARS) + len(PARTS)   # places of the two figures of the statistics for 2023


def a_table(count: int) -> pd.DataFrame:
    """The figures of so many targets, as `dataset.load` gives them."""
    same = {"unit": "USD", "basis": "reported", "pair": "China; Uzbekistan", "reporter_class": "statistics", "side": "UZ",
            "confidence": "high"}
    columns = {name: [same.get(name, "")] * (count * len(SHAPE)) for name in FIGURES.header}
    for place, name in enumerate(("reporter_id", "scope", "qualifier", "period")):
        columns[name] = [entry[place] for entry in SHAPE] * count
    columns["reporter"] = columns["reporter_id"]
    columns["published"] = [f"{int(period[:4]) + 1}-02-{place + 1:02}" for place, (*_, period) in enumerate(SHAPE)] * count
    numbered = [(target, place) for target in range(count) for place in range(len(SHAPE))]
    columns["indicator_id"] = [f"indicator-{target}" for target, _ in numbered]
    columns["figure_id"] = [f"figure-{target}-{place}" for target, place in numbered]
    columns["replaces"] = [f"figure-{target}-{REVISED}" if place == REVISION else "" for target, place in numbered]
    columns["url"] = [f"https://example.org/{target}/{place}" for target, place in numbered]
    columns["value"] = [str(9_000_000_000 + SINCE_FIRST[place] * 1_300_000_000 + target * 7919 + place) for target, place in numbered]
    return pd.DataFrame({name: pd.Series(columns.pop(name), dtype="str") for name in FIGURES.header})


def a_target(number: int) -> Target:
    return Target(
        commitment_id=f"target-{number}", title="Raise trade", indicator_id=f"indicator-{number}", value=Decimal(GOAL), value_high=None,
        unit="USD", qualifier="exactly", direction="up", nature="flow", parties=STATES, pair=STATES, stated=date(2023, 1, 24),
        deadline="2028", deadline_text="", own_base=None,
    )


def linear_only(figures: tuple[Figure, ...]) -> list[float]:
    """The baseline: the ratio of the linear path from each reporter's first figure to its last."""
    first: dict[str, Figure] = {}
    last: dict[str, Figure] = {}
    for figure in figures:
        first.setdefault(figure.reporter_id, figure)
        last[figure.reporter_id] = figure
    ratios = []
    for reporter, start in first.items():
        base, latest, year, now = float(start.value), float(last[reporter].value), start.end.year, last[reporter].end.year
        if now > year:
            ratios.append((latest - base) / ((GOAL - base) * (now - year) / (2028 - year)))
    return ratios


def best_of(rounds: int, work: Callable[[], object]) -> tuple[float, object]:
    """The shortest of some runs, in seconds, and what the last one gave."""
    times, result = [], None
    for _ in range(rounds):
        del result
        begun = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - begun)
    return min(times), result


def memory() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def of_table(table: pd.DataFrame, empty: Dataset) -> dict[str, tuple[Figure, ...]]:
    return dict(replace(empty, figures=table).figure_values)


def measure_judging(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        init_folder(Path(folder) / "data")
        empty = dataset.load(Path(folder) / "data")
    table = a_table(count)
    rows = len(table)
    read, figures = best_of(ROUNDS, lambda: of_table(table, empty))
    del table
    targets = [a_target(number) for number in range(count)]
    gc.collect()
    gc.freeze()   # as the server does once it has read the tables
    baseline, _ = best_of(ROUNDS, lambda: [linear_only(figures[target.indicator_id]) for target in targets])
    judging, judgements = best_of(ROUNDS, lambda: judged(targets, figures))
    return {"figures": rows, "verdicts": sum(len(judgement.verdicts) for judgement in judgements), "read": read,
            "judging": judging, "baseline": baseline, "memory": memory()}


def judged(targets: list[Target], figures: dict[str, tuple[Figure, ...]]) -> list[Judgement]:
    return [judge(target, figures[target.indicator_id], TODAY) for target in targets]


def measure_loading(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "data"
        init_folder(folder)
        table = a_table(count)
        with open(folder / FIGURES.file, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([FIGURES.header, *table.itertuples(index=False)])
        rows = len(table)
        del table
        loading, data = best_of(1, lambda: dataset.load(folder))
        assert len(data.figures) == rows
    return {"figures": rows, "loading": loading, "memory": memory()}


def profile_judging(count: int) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        init_folder(Path(folder) / "data")
        figures = of_table(a_table(count), dataset.load(Path(folder) / "data"))
    profile = cProfile.Profile()
    profile.runcall(judged, [a_target(number) for number in range(count)], figures)
    spent = sorted(pstats.Stats(profile).stats.items(), key=lambda entry: -entry[1][2])
    return {f"{Path(file).name}:{line} {name}": f"{own:.2f} s in {calls:,} calls" for (file, line, name), (_, calls, own, *_) in spent[:12]}


MEASURES = {"judging": measure_judging, "loading": measure_loading, "profile": profile_judging}


def in_a_process(measure: str, count: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.verdicts", "--one", measure, str(count)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verdicts", description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", type=int, default=[1_000, 10_000], help="how many targets, one line each")
    parser.add_argument("--profile", action="store_true", help="say where the time of the judging goes")
    parser.add_argument("--one", choices=MEASURES, help="measure one thing and print it as JSON")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(MEASURES[options.one](options.targets[0])))
        return
    first = None
    for count in options.targets:
        told = in_a_process("judging", count)
        each = told["judging"] / count
        first = first or each
        print(f"{count:,} targets, {told['figures']:,} figures, {told['verdicts']:,} verdicts: reading {told['read']:.2f} s, judging "
              f"{told['judging']:.2f} s, together {told['read'] + told['judging']:.2f} s, peak {told['memory']:.0f} MB; judging takes "
              f"{told['judging'] / told['baseline']:.0f} x the baseline ({told['baseline']:.3f} s), a target {each / first:.2f} x what it "
              "took in the first line", flush=True)
    told = in_a_process("loading", options.targets[-1])
    print(f"dataset.load of {told['figures']:,} figures: {told['loading']:.2f} s, peak {told['memory']:.0f} MB", flush=True)
    for place, spent in in_a_process("profile", options.targets[-1]).items() if options.profile else ():
        print(f"  {place}: {spent}")


if __name__ == "__main__":
    main()
