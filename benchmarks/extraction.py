"""Time and memory of reading documents: python -m benchmarks.extraction [COPIES ...]

Baseline: finding every word of the same text with one regular expression, the least that any reader does. Ratios are to it.
"""
import re
import sys
import time
import tracemalloc
from pathlib import Path

from extract.find import find
from extract.findings import Document

SOURCES = Path(__file__).resolve().parents[1] / "data" / "sources"
WORD = re.compile(r"\w+")
ROUNDS = 5


def best_of(work) -> float:
    """The shortest of five runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def main(copies: list[int]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    parties = ("China", "Uzbekistan")
    for count in copies:
        documents = [Document("\n\n".join([text] * count), "", "2024-01-24", parties) for text in texts]
        characters = sum(len(document.text) for document in documents)
        baseline = best_of(lambda: [WORD.findall(document.text) for document in documents])
        reading = best_of(lambda: [find(document) for document in documents])
        tracemalloc.start()
        found = sum(len(find(document)) for document in documents)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{count:4} x {len(texts)} documents, {characters:,} characters: {reading:.3f} s, {characters / reading:,.0f} characters/s, "
              f"{found} findings, {peak:.0f} MB; {reading / baseline:.0f} x the baseline ({baseline:.4f} s)")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10])
