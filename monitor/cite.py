"""How a view is cited: as a line of text, and as RIS and CSL-JSON for reference managers."""
import json
from dataclasses import dataclass
from datetime import date

from monitor import describe, ids
from monitor.dataset import Dataset
from monitor.phrases import day_words
from monitor.view import View, address
from monitor.words import say

RIS_TYPE = "DATA"   # a data file, in the list of RIS
RIS_LINE_END = "\r\n"


@dataclass(frozen=True)
class Citation:
    """What is cited. `data_day` is the day of the data, None where nothing says it; `read` the day on which the view was read."""

    title: str
    authors: tuple[str, ...]
    data_set: str
    version: str
    data_day: date | None
    address: str
    read: date
    day_line: str

    @property
    def text(self) -> str:
        """The citation as one line."""
        by = "; ".join(self.authors)
        parts = [self.title if self.title != self.data_set else "", self.data_set,
                 say("cite.version", version=self.version) if self.version else "", self.day_line]
        return say("cite.text", by=by, what=". ".join(filter(None, parts)), address=self.address, day=day_words(self.read.isoformat()))

    @property
    def ris(self) -> str:
        """The citation in RIS: two letters, two blanks, a dash and a blank before each value, lines that end as on Windows."""
        tags = [("TY", RIS_TYPE), ("TI", self.title), *(("AU", author) for author in self.authors), ("T2", self.data_set),
                ("PB", "; ".join(self.authors)), ("ET", self.version)]
        if self.data_day:
            tags += [("PY", f"{self.data_day:%Y}"), ("DA", f"{self.data_day:%Y/%m/%d}/")]
        tags += [("UR", self.address), ("Y2", f"{self.read:%Y/%m/%d}/"), ("N1", self.day_line)]
        lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
        return RIS_LINE_END.join([*lines, "ER  - ", ""])

    @property
    def csl(self) -> str:
        """The citation as CSL-JSON: a list of one item of type dataset."""
        item: dict[str, object] = {
            "id": ids.hashed("view", self.address), "type": "dataset", "title": self.title, "container-title": self.data_set,
            "author": [{"literal": author} for author in self.authors], "version": self.version, "URL": self.address,
            "issued": _parts(self.data_day), "accessed": _parts(self.read), "note": self.day_line,
        }
        return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def citation(view: View, data: Dataset, base: str, read: date) -> Citation:
    """How the view is cited by whoever read it on that day; a view of an earlier day has that day in its address."""
    told = describe.describe(view, data, read)
    day = view.asof or describe.data_day(data)
    version = data.descriptor.get("version")
    return Citation(told.title, _authors(data), told.site, str(version or ""), day, address(view, base), read, told.day)


def _authors(data: Dataset) -> tuple[str, ...]:
    """The contributors that the description of the data names, else the name of the program."""
    listed = data.descriptor.get("contributors")
    named = [entry.get("title") for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return tuple(str(name) for name in named if name) or (say("frame.untitled"),)


def _parts(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
