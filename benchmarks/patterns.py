"""Time of reading hostile texts, worst first: python -m benchmarks.patterns [--profile]

Each kind of text repeats what a careless pattern would try in every way: bare, within one sentence that undertakes something, and
within many such sentences; at 10 kB and at 100 kB, each in a process of its own that is ended after 60 seconds. A reader whose time
grows with the length shows a growth of about 10; the square of the length shows 100. `--profile` adds where the time of the slow ones
goes.
"""
import argparse
import cProfile
import pstats
import subprocess
import sys
import time

from extract.find import find
from extract.findings import Document

SMALL, LARGE = 10_000, 100_000
LIMIT = 60
SLOW = 2.0
RUNS = {
    "digits": "1234567890",
    "digits with commas": "1,234,",
    "spaces": " ",
    "tabs and no-break spaces": "\t\u00a0",
    "newlines": "\n",
    "commas": ", ",
    "capitalised names": "Wang Zhang ",
    "state names": "Uzbekistan and China, ",
    "speaker labels": "Wang Zhang: ",
    "quotes unclosed": "\"He said ",
    "brackets": "(a) [b] ",
    "open brackets": "(",
    "and": "and ",
    "by": "by ",
    "will": "will ",
    "the": "the ",
    "one word": "a",
    "hyphens": "-",
    "dots": ".",
    "lettered points": "A. ",
    "numbered points": "1. ",
    "dates": "January 24, 2024, ",
    "percent signs": "5% ",
    "from ... to": "from 1 to ",
    "between ... and": "between China and ",
    "the President of the": "the President of the ",
    "mixed": "will, by 2030 (and the 5% \"Uzbekistan: from 1 to ",
}
BEFORE, AFTER = "The two sides agreed to expand trade, which reached 10 billion dollars in 2023, ", " by 2030.\n\n"
LENGTH_OF_ONE = 2_000
BARE, WITHIN, MANY = "bare", "one sentence", "many sentences"
FRAMES = (BARE, WITHIN, MANY)
PLAIN = "The two sides agreed to raise trade to 20 billion dollars by 2030."


def hostile(kind: str, frame: str, size: int) -> str:
    """A text of `size` characters, or a few fewer."""
    if frame == BARE:
        return _run(kind, size)
    length = size if frame == WITHIN else LENGTH_OF_ONE
    sentence = BEFORE + _run(kind, length - len(BEFORE) - len(AFTER)) + AFTER
    return sentence * (size // length)


def _run(kind: str, length: int) -> str:
    run = RUNS[kind]
    return (run * (length // len(run) + 1))[:length]


def read(kind: str, frame: str, size: int) -> float:
    """Seconds of one reading, by rules that have been used before."""
    known = ("", "2024-01-24", ("China", "Uzbekistan"))
    find(Document(PLAIN, *known))
    document = Document(hostile(kind, frame, size), *known)
    begun = time.perf_counter()
    find(document)
    return time.perf_counter() - begun


def in_a_process(*arguments: str) -> str | None:
    """What this module prints with these arguments; None when it does not end in time."""
    try:
        done = subprocess.run([sys.executable, "-m", "benchmarks.patterns", *arguments], capture_output=True, text=True, timeout=LIMIT,
                              check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else f"FAILED: {(done.stderr.splitlines() or ['no word'])[-1]}"


def hottest(kind: str, frame: str) -> str:
    """The functions in which most of the time of the short text goes, as one line."""
    read(kind, BARE, 0)
    profile = cProfile.Profile()
    profile.runcall(read, kind, frame, SMALL)
    spent = sorted(pstats.Stats(profile).stats.items(), key=lambda entry: -entry[1][2])
    named = []
    for (file, line, function), (_, calls, own, _, _) in spent[:3]:
        place = f"{file.partition('extract/')[2]}:{line} " if "extract/" in file else ""
        named.append(f"{place}{function} {own:.2f} s in {calls} calls")
    callers = _ours_that_call(profile)
    return "; ".join(named) + (f"; of ours: {callers}" if callers else "")


def _ours_that_call(profile: cProfile.Profile) -> str:
    """Our function in which, with the library functions that it calls itself, most time is spent."""
    spent: dict[str, float] = {}
    for place, (_, _, own, _, callers) in pstats.Stats(profile).stats.items():
        if "extract/" in place[0]:
            name = f"{place[0].partition('extract/')[2]}:{place[1]} {place[2]}"
            spent[name] = spent.get(name, 0) + own
            continue
        for caller, figures in callers.items():
            if "extract/" in caller[0]:
                name = f"{caller[0].partition('extract/')[2]}:{caller[1]} {caller[2]}"
                spent[name] = spent.get(name, 0) + figures[2]
    return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in sorted(spent.items(), key=lambda entry: -entry[1])[:2])


def measure() -> list[tuple[float, str, str, float | None, str]]:
    """(seconds of the long text, kind, frame, seconds of the short one, what went wrong), in the order of the list."""
    results = []
    for kind in RUNS:
        for frame in FRAMES:
            answers = [in_a_process("--one", kind, frame, str(size)) for size in (SMALL, LARGE)]
            failed = next((answer for answer in answers if answer and answer.startswith("FAILED")), "")
            short, long = (float(answer) if answer and not failed else None for answer in answers)
            results.append((LIMIT if long is None else long, kind, frame, short, failed or ("" if answers[1] else f"over {LIMIT} s")))
    return results


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patterns", description=__doc__.splitlines()[0])
    parser.add_argument("--profile", action="store_true", help="say where the time of the slow ones goes")
    parser.add_argument("--one", nargs=3, metavar=("KIND", "FRAME", "SIZE"), help="read one text and print the seconds")
    parser.add_argument("--hottest", nargs=2, metavar=("KIND", "FRAME"), help="say where the time of one short text goes")
    options = parser.parse_args(arguments)
    if options.one:
        print(read(options.one[0], options.one[1], int(options.one[2])))
        return
    if options.hottest:
        print(hottest(*options.hottest))
        return
    results = sorted(measure(), reverse=True, key=lambda result: result[0])
    print(f"{'kind':26}{'frame':16}{'10 kB, s':>10}{'100 kB, s':>11}{'growth':>8}")
    for long, kind, frame, short, wrong in results:
        growth = f"{long / short:.0f}" if short and not wrong else "-"
        print(f"{kind:26}{frame:16}{'-' if short is None else format(short, '.3f'):>10}{wrong or format(long, '.3f'):>11}{growth:>8}")
    slow = [result for result in results if result[0] > SLOW or result[4]]
    print(f"{len(results) - len(slow)} of {len(results)} texts of 100 kB under {SLOW:.0f} s; over: {len(slow)}")
    for _, kind, frame, short, _ in slow if options.profile else ():
        print(f"{kind}, {frame}: {in_a_process('--hottest', kind, frame) or f'over {LIMIT} s'}".rstrip())


if __name__ == "__main__":
    main()
