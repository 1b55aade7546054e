"""A table read again of which little has changed: only the rows between the first and the last difference are looked at.

A save reads its tables anew under the lock. With a hundred thousand rows that would take most of a second, for the one line that
somebody changed since.
"""
import io
from bisect import bisect_right

from monitor.table_file import AsRead, TableFile
from monitor.table_reading import table_of


def read_again(known: TableFile, text: str) -> TableFile:
    """The table in `text`, as `table_of` makes it, by way of one read before. Raises nothing."""
    return _patched(known, text) or table_of(_lines(text), known.schema, known.path)


def _patched(known: TableFile, text: str) -> TableFile | None:
    """The table with the rows that differ read anew; None where more than rows may differ, so that all of it has to be read."""
    if text == known.text:
        return known
    starts = known.as_read.starts
    alike = _common_start(known.text, text)
    first = bisect_right(starts, alike) - 1
    if not known.whole or first < 0:
        return None
    longest = min(len(known.text), len(text)) - starts[first]
    last = bisect_right(starts, len(known.text) - _common_end(known.text, text, longest))
    moved = len(text) - len(known.text)
    old_end = starts[last] if last < len(starts) else len(known.text)
    header, middle = known.text[: starts[0]], text[starts[first]: old_end + moved]
    part = table_of(_lines(header + middle), known.schema, known.path)
    if not part.whole or (part.header, part.dialect) != (known.header, known.dialect) or _repeats(known, part, first, last):
        return None
    new_lines, old_lines = len(_lines(middle)), len(_lines(known.text[starts[first]: old_end]))
    return _spliced(known, part, text, (first, last), starts[first] - starts[0], moved, len(_lines(header)), new_lines - old_lines)


def _repeats(known: TableFile, part: TableFile, first: int, last: int) -> bool:
    """Whether a row that was read anew has the id of one that stays."""
    key = known.schema.key
    replaced = {row[key] for row in known.rows[first:last]} if key else set()
    return bool(key) and any(row[key] in known.by_id and row[key] not in replaced for row in part.rows)


def _spliced(known: TableFile, part: TableFile, text: str, between: tuple[int, int], into: int, moved: int, above: int, more: int,
             ) -> TableFile:
    """The known rows before and after, and those of the part between them; places and lines are moved along."""
    first, last = between
    line = known.lines[first] - above - 1
    read, new = known.as_read, part.as_read
    return TableFile(
        known.schema, known.path, text, known.dialect, known.header,
        known.rows[:first] + part.rows + known.rows[last:],
        (*known.lines[:first], *(at + line for at in part.lines), *(at + more for at in known.lines[last:])), (),
        AsRead(
            read.cells[:first] + new.cells + read.cells[last:],
            (*read.starts[:first], *(at + into for at in new.starts), *(at + moved for at in read.starts[last:])),
            (*read.ends[:first], *(at + into for at in new.ends), *(at + moved for at in read.ends[last:])),
        ),
    )


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def _common_start(a: str, b: str) -> int:
    """How many characters two texts begin with alike. Halves are compared, which takes no step for each character."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(a: str, b: str, longest: int) -> int:
    """How many characters two texts end with alike, at most `longest`."""
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle:len(a) - low] == b[len(b) - middle:len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
