"""Work on many documents: in one process or in several, the results in the order of the documents, and a bar that tells how far."""
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

Item, Result = TypeVar("Item"), TypeVar("Result")
Mapper = Callable[[Callable, Iterable], Iterable]   # applies a function to every item and gives the results in their order, like `map`

QUIET_SECONDS = 1.0
BAR_WIDTH = 30


@contextmanager
def workers(number: int, are_threads: bool = False) -> Iterator[Mapper]:
    """What applies a function to many items: this process alone for 1, else so many processes, or threads that wait for others."""
    if number == 1:
        yield map
        return
    from concurrent import futures   # a run with one process need not load what starts more
    with futures.ThreadPoolExecutor(number) if are_threads else futures.ProcessPoolExecutor(number) as pool:
        yield pool.map


def each(apply: Mapper, function: Callable[[Item], Result], items: Sequence[Item], label: str) -> list[Result]:
    """The function's result for every item, in their order, with the bar."""
    return list(counted(apply(function, items), len(items), label))


def counted(results: Iterable[Result], total: int, label: str, stream: TextIO | None = None,
            clock: Callable[[], float] = time.monotonic) -> Iterator[Result]:
    """The results as they come. On a terminal one line says how many of all are done, if it takes longer than a second."""
    stream = stream or sys.stderr
    started, shown = clock(), 0
    for done, result in enumerate(results, 1):
        if stream.isatty() and clock() - started > QUIET_SECONDS:
            line = f"{label} [{'#' * (BAR_WIDTH * done // total):<{BAR_WIDTH}}] {done} of {total}"
            shown = len(line)
            stream.write(f"\r{line}")
            stream.flush()
        yield result
    if shown:
        stream.write(f"\r{' ' * shown}\r")
        stream.flush()
