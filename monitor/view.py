"""One address understood: which page, what is chosen on it and of which day; and the address that says so, in one spelling.

What an address holds is input: a value counts only where it is one of a list, a day, a year or a text within bounds. All other pairs are
handed back, to be told in one notice.
"""
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from monitor import dataset, indicators, select, timeline
from monitor.dataset import Dataset, Row
from monitor.reading import day_or_none
from monitor.review import KINDS
from monitor.select import Choice
from monitor.values import BadValue, parse_url

PAGES = OVERVIEW, TARGETS, COMMITMENTS, TIMELINE, SOURCES, REVIEW, METHOD = (
    "overview", "targets", "commitments", "timeline", "sources", "review", "method",
)
EVERYWHERE = (*select.FACETS, *select.READERS, "asof", "embed", "embed_options")
# What some pages read beside these; another page passes it over.
OWN = ("id", "indicator", "reporter", "by", "need", "event")
MOST_BYTES, MOST_PAIRS, LONGEST_VALUE = 16_000, 200, 300
MOST_TOLD, LONGEST_TOLD = 20, 80
# Controls but for white space, and direction marks.
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
Pair = tuple[str, str]


@dataclass(frozen=True)
class View:
    """What an address names.

    `id` is a commitment on the commitments and the targets, a finding on the sources. What the address leaves open is empty;
    `target_shown` says what the targets show then.
    """

    page: str = OVERVIEW
    choice: Choice = Choice()
    id: str = ""
    indicator: str = ""
    reporters: tuple[str, ...] = ()
    by: int | None = None
    need: str = ""
    events: tuple[str, ...] = ()
    asof: date | None = None

    @property
    def parameters(self) -> tuple[Pair, ...]:
        """The pairs of the address, always in one order, without those that change nothing."""
        own = {"indicator": self.indicator, "id": self.id, "reporter": self.reporters, "by": self.by, "need": self.need,
               "event": self.events, "asof": self.asof}
        pairs = [(name, str(item)) for name, value in own.items()
                 for item in (value if isinstance(value, tuple) else (value,)) if item]
        return (*self.choice.as_parameters(), *pairs)


@dataclass
class Values:
    """The values of an address by name, and the pairs that mean nothing."""

    given: Mapping[str, Sequence[str]]
    dropped: list[Pair] = field(default_factory=list)

    def every(self, name: str, is_known: Callable[[str], object]) -> tuple[str, ...]:
        """The known values of a name, each once; the others are dropped."""
        known = dict.fromkeys(value for value in self.given.get(name, ()) if is_known(value))
        self.dropped += [(name, value) for value in self.given.get(name, ()) if value not in known]
        return tuple(known)

    def last(self, name: str, is_known: Callable[[str], object]) -> str:
        """The last known value of a name that counts once; the others are dropped."""
        known = self.every(name, is_known)
        self.dropped += [(name, value) for value in known[:-1]]
        return known[-1] if known else ""


def pairs_of(query: str | bytes) -> list[Pair]:
    """The pairs of a query string, as many as are within the bounds; bytes that are no UTF-8 are replaced."""
    text = query.decode("ascii", errors="replace") if isinstance(query, bytes) else query
    return parse_qsl(text[:MOST_BYTES], keep_blank_values=True, errors="replace")[:MOST_PAIRS]


def sorted_out(pairs: Iterable[Pair]) -> Values:
    """The values of the names that there are, whatever they mean; too long ones and those with hidden characters are dropped."""
    given: dict[str, list[str]] = {}
    found = Values(given)
    for name, value in pairs:
        if name in (*EVERYWHERE, *OWN) and len(value) <= LONGEST_VALUE and not HIDDEN.search(value):
            given.setdefault(name, []).append(value)
        else:
            found.dropped.append((name, value))
    return found


def read(page: str, pairs: Iterable[Pair], data: Dataset) -> tuple[View, tuple[Pair, ...]]:
    """The view of a page under these pairs, and the pairs that mean nothing.

    `data` holds the tables of the day that the pairs name (`day_of`). Raises ValueError for a page that there is not.
    """
    if page not in PAGES:
        raise ValueError(f"no page {page!r}; the pages are {', '.join(PAGES)}")
    found = sorted_out(pairs)
    choice, meaningless = select.parse(found.given, data.index)
    found.dropped += meaningless
    view = View(page, choice, **_OF_PAGE[page](found, choice, data), asof=_day(found))
    return view, tuple(dict.fromkeys(found.dropped))


def pairs_told(dropped: Sequence[Pair]) -> list[str]:
    """The first of the pairs that meant nothing, each cut to a length that fits a notice."""
    return [f"{name}={value}"[:LONGEST_TOLD] for name, value in dropped[:MOST_TOLD]]


def day_of(pairs: Iterable[Pair]) -> date | None:
    """The day whose tables the pairs ask for; None for the present ones."""
    return _day(sorted_out(pairs))


def target_shown(view: View, data: Dataset) -> tuple[str, Row | None]:
    """The indicator that the targets show and the commitment shown with it; '' and None where no indicator has figures."""
    named = view.indicator or indicators.indicator_of(data, view.id)
    indicator = named or next(iter(indicators.with_figures(data)), "")
    return indicator, indicators.target_chosen(data, indicator, view.id) if indicator else None


def named(view: View, data: Dataset) -> View:
    """The view with the indicator and the commitment that the targets show named in it, so that it stays what it is; others as they are."""
    if view.page != TARGETS:
        return view
    indicator, commitment = target_shown(view, data)
    return replace(view, indicator=indicator, id=commitment["commitment_id"] if commitment else "")


def address(view: View, base: str) -> str:
    """The absolute address of a view; `base` is that of the site."""
    query = urlencode(view.parameters)
    return f"{base.rstrip('/')}/{'' if view.page == OVERVIEW else view.page}{'?' if query else ''}{query}"


def public_base(descriptor: Mapping[str, object], asked: str) -> str:
    """The address of the site: the `homepage` of the data set where it is a safe address, else `asked`, which the request came to."""
    try:
        return parse_url(str(descriptor.get("homepage") or ""))
    except BadValue:
        return asked


def _day(found: Values) -> date | None:
    return day_or_none(found.last("asof", day_or_none))


def _of_targets(found: Values, choice: Choice, data: Dataset) -> dict[str, object]:
    """A commitment counts where the indicator measures it, a reporter where it reports the indicator."""
    indicator = found.last("indicator", lambda value: data.row("indicators", value) and data.figure_values.get(value))

    def is_measured(commitment_id: str) -> bool:
        measure = indicators.indicator_of(data, commitment_id)
        return measure is not None and indicator in ("", measure)

    view = View(TARGETS, indicator=indicator, id=found.last("id", is_measured))
    known = indicators.reporters(data.figure_values.get(target_shown(view, data)[0], ())) if "reporter" in found.given else {}
    reporters = found.every("reporter", known.__contains__)
    year = found.last("by", indicators.year_or_none)
    return {"indicator": indicator, "id": view.id, "reporters": reporters, "by": indicators.year_or_none(year)}


def _of_commitments(found: Values, choice: Choice, data: Dataset) -> dict[str, object]:
    """The id of a finding that was joined to another commitment stands for that one."""
    asked = found.last("id", lambda value: data.row("commitments", value) or dataset.joined_into(data, value))
    return {"id": asked if data.row("commitments", asked) else dataset.joined_into(data, asked) or ""}


def _of_sources(found: Values, choice: Choice, data: Dataset) -> dict[str, object]:
    """A finding counts in the one document that is open."""
    def is_found(identity: str) -> bool:
        rows = data.row("mentions", identity), data.row("figures", identity)
        return any(row and (row["source_id"],) == choice.source and not row.get("rejected") for row in rows)

    return {"id": found.last("id", is_found)}


def _of_review(found: Values, choice: Choice, data: Dataset) -> dict[str, object]:
    return {"need": found.last("need", KINDS.__contains__)}


def _of_timeline(found: Values, choice: Choice, data: Dataset) -> dict[str, object]:
    return {"events": found.every("event", timeline.KINDS.__contains__)}


def _of_others(found: Values, choice: Choice, data: Dataset) -> dict[str, object]:
    return {}


_OF_PAGE: Mapping[str, Callable[[Values, Choice, Dataset], dict[str, object]]] = {
    OVERVIEW: _of_others, TARGETS: _of_targets, COMMITMENTS: _of_commitments, TIMELINE: _of_timeline, SOURCES: _of_sources,
    REVIEW: _of_review, METHOD: _of_others,
}
