"""Time and memory of reading documents: python -m benchmarks.extraction [COPIES ...]

Baseline: finding every word of the same text with one regular expression, the least that any reader does. Ratios are to it.
One core; the best of five runs, of one run from 100 copies on.
"""
import re
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from extract.find import EXTRACTOR, find
from extract.findings import Document

SOURCES = Path(__file__).resolve().parents[1] / "data" / "sources"
WORD = re.compile(r"\w+")
ROUNDS = 5
COPIES_READ_ONCE = 100
IMPORT = "import time; begun = time.perf_counter(); import extract.find; print(time.perf_counter() - begun)"


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def import_seconds() -> float:
    """The shortest import of `extract.find` by a fresh interpreter."""
    command = [sys.executable, "-c", IMPORT]
    return min(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(ROUNDS))


def measure(texts: list[str], count: int) -> tuple[float, str]:
    """Seconds for each million characters of `count` copies of each text, and what else there is to say of it."""
    documents = [Document("\n\n".join([text] * count), "", "2024-01-24", ("China", "Uzbekistan")) for text in texts]
    characters = sum(len(document.text) for document in documents)
    rounds = 1 if count >= COPIES_READ_ONCE else ROUNDS
    baseline = best_of(rounds, lambda: [WORD.findall(document.text) for document in documents])
    reading = best_of(rounds, lambda: [find(document) for document in documents])
    tracemalloc.start()
    found = sum(len(find(document)) for document in documents)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return reading / characters * 1e6, (
        f"{count:4} x {len(texts)} documents, {characters:,} characters: {reading:.3f} s, {characters / reading:,.0f} characters/s, "
        f"{found} findings, peak {peak:.0f} MB; {reading / baseline:.0f} x the baseline ({baseline:.4f} s)")


def main(copies: list[int]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    print(f"{EXTRACTOR}; import of extract.find: {import_seconds():.3f} s", flush=True)
    for text in texts:
        find(Document(text))
    first = None
    for count in copies:
        seconds, told = measure(texts, count)
        first = first or seconds
        print(f"{told}; a character takes {seconds / first:.2f} x what it took in the first line", flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10, 100])
