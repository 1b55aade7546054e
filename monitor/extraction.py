"""`python -m extract` asked from the dashboard, as a process of its own with limits: what a document would bring, and a run over all.

Nothing of a document is parsed in the server itself.
"""
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import BoundedSemaphore

from monitor import child_process, store
from monitor.child_process import Ended, TooLong
from monitor.passages import Finding
from monitor.schema import FIGURES, MENTIONS
from monitor.table import Row
from monitor.values import JOIN
from monitor.words import say

MODULE = "extract"
NAME = "document"   # of the file that the process is given; what the person called it is nobody's business there
PREVIEW_SECONDS, RUN_SECONDS = 75, 300   # the process itself gives up after a minute
AT_ONCE = 2
TRIES = 3   # of a run, which somebody else's save may refuse
LONGEST_ANSWER = 100_000_000
_turns = BoundedSemaphore(AT_ONCE)


class NotRead(Exception):
    """A document that was not read, or a run that did not take place; the text says why, for whoever asked."""


@dataclass(frozen=True, eq=False)
class Found:
    """A finding with what would become of it: `fate` is joins (the row `row`), opens, repeats, waits or alone; empty where unknown."""

    finding: Finding
    fate: str = ""
    row: str = ""
    may_join: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Preview:
    """What a document is by its content (`format`), the digest of its words, the cells that it proposes, and what would be found."""

    format: str
    characters: int
    words: str
    proposed: Row
    found: tuple[Found, ...]


def preview(folder: Path, content: bytes, given: Mapping[str, str]) -> Preview:
    """Read a document, writing nothing. `given` may hold its title, date and parties; what is left out the text proposes.

    Raises NotRead.
    """
    with tempfile.TemporaryDirectory(prefix="monitor-") as place:
        path = Path(place) / NAME
        path.write_bytes(content)
        arguments = [f"--json={path}", "--preview", "--limited", f"--data={Path(folder).resolve()}"]
        cells = {name: cell.replace("\0", " ") for name, cell in given.items() if cell or name != "date"}
        ended = _ended([*arguments, *(f"--{name}={cell}" for name, cell in cells.items())], PREVIEW_SECONDS)
    if ended.code != 0 or len(ended.out) > LONGEST_ANSWER:
        raise NotRead(_why(ended))
    document, *lines = (json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in ended.out.splitlines())
    proposed = {name: _cell(document[name]) for name in ("title", "parties", "language", "kind", "rights")}
    return Preview(document["format"], int(document["characters"]), document["words"], proposed, tuple(_found(lines)))


def bring_up_to_date(folder: Path, source_id: str) -> None:
    """Bring the tables up to date with the documents. Raises NotRead where the document of this source is not read by then."""
    for last in (False,) * (TRIES - 1) + (True,):
        ended = _ended([f"--data={Path(folder).resolve()}"], RUN_SECONDS)
        row = store.load(folder).sources.by_id.get(source_id)
        if row is None or row["text_by"]:
            return
        if last:
            raise NotRead(_why(ended))


def _ended(arguments: list[str], seconds: float) -> Ended:
    try:
        with _turns:
            return child_process.run(MODULE, arguments, seconds)
    except TooLong as error:
        raise NotRead(say("extraction.too_long", seconds=int(seconds))) from error
    except OSError as error:
        raise NotRead(say("extraction.not_started", cause=error.strerror or error)) from error


def _why(ended: Ended) -> str:
    """Why a process did not do what it was asked, in its own words where it left any."""
    told = [line.removeprefix(f"{NAME}: ") for line in ended.errors.decode("utf-8", errors="replace").splitlines() if line.strip()]
    if ended.code == 1 and told and not told[0].startswith("Traceback"):
        return " ".join(told)
    return say("extraction.killed", code=ended.code) if ended.code < 0 else say("extraction.broken", code=ended.code)


def _found(lines: list[dict]) -> Iterator[Found]:
    for line in lines:
        table = FIGURES if line["type"] == "figure" else MENTIONS
        row = dict.fromkeys(table.header, "") | {name: _cell(line[name]) for name in table.header if name in line}
        if table is FIGURES:
            row |= {"indicator_id": line.get("row") or line["indicator"], "note": _cell(line["flags"])}
        yield Found(Finding(table.name, row, None), line.get("fate", ""), line.get("row", ""), tuple(line.get("may_join", ())))


def _cell(value: object) -> str:
    """A value of a JSON line as a cell holds it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return JOIN.join(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
