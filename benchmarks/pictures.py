"""How long pictures and cards take: `python -m benchmarks.pictures [DATA]`; the median of some runs of every page, in milliseconds.

To draw is done in the server's process, to paint in one of its own; both happen once for each view until the tables change.
"""
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from monitor import dataset
from monitor.pictures.draw import card, picture
from monitor.pictures.paint import png
from monitor.pictures.views import caption, sight
from monitor.view import PAGES, address, read

RUNS = 7
BASE = "https://monitor.example.org"


def timed(make: Callable[[], object]) -> float:
    """The median time of a call, in milliseconds."""
    times = []
    for _ in range(RUNS):
        began = perf_counter()
        make()
        times.append((perf_counter() - began) * 1000)
    return median(times)


def main(folder: Path) -> None:
    data, today = dataset.load(folder), date.today()
    print(f"{'page':<12}{'read':>8}{'draw':>8}{'card':>8}{'PNG':>8}   milliseconds")
    for page in PAGES:
        view, _ = read(page, (), data)
        seen = sight(view, data, today, "light")
        about = caption(view, data, today, seen.lead, address(view, BASE))
        whole, small = picture(seen.body, about, "light"), card(seen.body, about)
        times = [timed(lambda: sight(view, data, today, "light")), timed(lambda: picture(seen.body, about, "light")),
                 timed(lambda: png(small)), timed(lambda: png(whole, 2.0))]
        print(f"{page:<12}" + "".join(f"{time:>8.0f}" for time in times))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
