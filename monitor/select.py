"""The filters: a choice read from plain strings, the commitments it leaves, and what each further option would leave."""
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import numpy as np
import pandas as pd

from monitor import vocabulary
from monitor.values import JOIN, BadValue, parse_day

PAGE_LENGTH = 50
LONGEST_QUERY = 200
# Each sort with its columns and whether they run upwards; the id last, so that a page never changes by itself.
SORTS = {
    "": (("_first_stated", True), ("commitment_id", True)),
    "-stated": (("_last_stated", False), ("commitment_id", True)),
    "deadline": (("_deadline", True), ("commitment_id", True)),
    "-status_date": (("_status_date", False), ("commitment_id", True)),
    "status": (("_status_order", True), ("commitment_id", True)),
    "title": (("_title", True), ("commitment_id", True)),
    "-mentions": (("_mentions", False), ("commitment_id", True)),
}
FACETS = ("status", "kind", "sector", "party", "source", "strength")
VOCABULARIES = {
    "status": vocabulary.STATUS_CODES, "kind": vocabulary.KINDS, "sector": vocabulary.SECTORS, "strength": vocabulary.STRENGTHS,
}


@dataclass(frozen=True)
class Choice:
    """What a reader has chosen. Within one filter any value fits, between filters all must; empty means everything."""

    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    q: str = ""
    sort: str = ""
    page: int = 1
    since: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered out."""
        return replace(self, sort="", page=1) != Choice()

    def as_parameters(self) -> tuple[tuple[str, str], ...]:
        """The pairs of the address; a filter that is not set is left out, and one with several values repeats its name."""
        pairs = []
        for field_ in fields(self):
            value = getattr(self, field_.name)
            if value != field_.default:
                pairs += [(field_.name, str(item)) for item in (value if isinstance(value, tuple) else (value,))]
        return tuple(pairs)


@dataclass(frozen=True)
class Facet:
    """The values of one filter over the rows: entry k says that row `rows[k]` has value number `codes[k]`."""

    values: tuple[str, ...]
    rows: np.ndarray
    codes: np.ndarray

    def mask(self, chosen: Sequence[str], length: int) -> np.ndarray:
        wanted = np.isin(self.codes, [self.values.index(value) for value in chosen if value in self.values])
        mask = np.zeros(length, dtype=bool)
        mask[self.rows[wanted]] = True
        return mask

    def counts(self, mask: np.ndarray) -> dict[str, int]:
        counted = np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))
        return dict(zip(self.values, counted.tolist()))


@dataclass(frozen=True)
class Index:
    """What the filters need of the tables, made once for each reading of them."""

    rows: pd.DataFrame
    facets: Mapping[str, Facet]
    words: pd.Series = field(repr=False)
    changed: Mapping[str, str] = field(repr=False)

    @cached_property
    def changed_on(self) -> pd.Series:
        return pd.Series([self.changed.get(name, "") for name in self.rows["commitment_id"]], index=self.rows.index, dtype="str")


def index_of(
    commitments: pd.DataFrame, mentions: pd.DataFrame, evidence: pd.DataFrame, status_log: pd.DataFrame, sources: Iterable[str] = (),
) -> Index:
    """The index over `commitments`, its rows in their order. All frames hold text, empty cells as ''.

    `sources` are the ids of all sources: one without commitments may be chosen too, and leaves none.
    """
    rows = commitments.reset_index(drop=True)
    joined = mentions[(mentions["commitment_id"] != "") & (mentions["rejected"] == "")]
    found_in = joined.loc[joined["commitment_id"].isin(rows["commitment_id"]), ["commitment_id", "source_id"]].drop_duplicates()
    place = pd.Series(rows.index, index=rows["commitment_id"])
    facets = {
        "status": _facet(rows["status"]), "kind": _facet(rows["kind"]), "strength": _facet(rows["strength"]),
        "sector": _facet(_exploded(rows["sector"])), "party": _facet(_exploded(rows["parties"])),
        "source": _facet(pd.Series(found_in["source_id"].to_numpy(), index=found_in["commitment_id"].map(place)), sources),
    }
    changed = _last_changes(status_log, touched(status_log, mentions, evidence))
    return Index(_with_sort_columns(rows), facets, _searched_words(rows, joined, evidence), changed)


def touched(status_log: pd.DataFrame, mentions: pd.DataFrame, evidence: pd.DataFrame) -> pd.Series:
    """The commitment that each entry of the log is about, its own or that of the evidence or mention it names; '' where there is none."""
    rows = status_log["field"].str.split("/").str[:2].str.join("/")
    owners = dict(zip("evidence/" + evidence["evidence_id"], evidence["commitment_id"]))
    owners |= dict(zip("mentions/" + mentions["mention_id"], mentions["commitment_id"]))
    return status_log["commitment_id"].where(status_log["commitment_id"] != "", rows.map(owners).fillna("").astype("str"))


def parse(parameters: Mapping[str, Sequence[str]], index: Index) -> tuple[Choice, tuple[tuple[str, str], ...]]:
    """A choice from the strings of an address, and the pairs that mean nothing here: unknown values of known names.

    Names that are no filter are left alone: they are for the page.
    """
    chosen: dict[str, object] = {}
    dropped: list[tuple[str, str]] = []
    for name in FACETS:
        given = tuple(dict.fromkeys(parameters.get(name, ())))
        known = set(VOCABULARIES.get(name, ())) | set(index.facets[name].values)
        chosen[name] = tuple(value for value in given if value in known)
        dropped += [(name, value) for value in given if value not in known]
    for name, reader in READERS.items():
        for value in parameters.get(name, ()):
            try:
                chosen[name] = reader(value)
            except (BadValue, ValueError):
                dropped.append((name, value))
    return Choice(**chosen), tuple(dropped)


def choose(index: Index, choice: Choice) -> pd.DataFrame:
    """The commitments that fit the choice, all pages, in its order, with the columns of the table."""
    rows = index.rows[_mask(index, choice)]
    columns, upwards = zip(*SORTS[choice.sort])
    ordered = rows.sort_values(list(columns), ascending=list(upwards), kind="stable")
    return ordered.drop(columns=[name for name in ordered if name.startswith("_")])


def options(index: Index, choice: Choice) -> dict[str, dict[str, int]]:
    """Per filter, how many commitments each of its values would leave beside the other filters, in the vocabulary's order.

    Values that would leave none are left out, unless they are chosen.
    """
    counted = {}
    for name, facet in index.facets.items():
        counts = facet.counts(_mask(index, replace(choice, **{name: ()})))
        order = dict.fromkeys((*VOCABULARIES.get(name, ()), *facet.values))
        chosen = getattr(choice, name)
        counted[name] = {value: counts.get(value, 0) for value in order if counts.get(value) or value in chosen}
    return counted


def page_of(rows: pd.DataFrame, page: int) -> tuple[pd.DataFrame, int, int]:
    """The rows of one page, its number (the last one where there are fewer) and how many pages there are, at least one."""
    pages = max(1, -(-len(rows) // PAGE_LENGTH))
    number = min(page, pages)
    return rows.iloc[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH], number, pages


def _mask(index: Index, choice: Choice) -> np.ndarray:
    mask = np.ones(len(index.rows), dtype=bool)
    for name in FACETS:
        if getattr(choice, name):
            mask &= index.facets[name].mask(getattr(choice, name), len(mask))
    for word in choice.q.casefold().split():
        mask[mask] = index.words[mask].str.contains(word, regex=False).to_numpy(dtype=bool)
    if choice.since:
        mask &= (index.changed_on >= choice.since).to_numpy(dtype=bool)
    return mask


def _facet(values: pd.Series, known: Iterable[str] = ()) -> Facet:
    present = values[values != ""]
    codes, found = pd.factorize(present, sort=True)
    return Facet(tuple(dict.fromkeys((*found, *known))), present.index.to_numpy(dtype=np.int64), codes)


def _exploded(lists: pd.Series) -> pd.Series:
    return lists.str.split(JOIN, regex=False).explode()


def _with_sort_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort columns begin with an underscore. Rows without the date sort last upwards and downwards alike."""
    order = {code: place for place, code in enumerate(vocabulary.STATUS_CODES)}
    return rows.assign(
        _first_stated=rows["first_stated"].where(rows["first_stated"] != "", "9999"),
        _last_stated=rows["last_stated"], _status_date=rows["status_date"],
        _deadline=rows["deadline"].where(rows["deadline"] != "", "9999"),
        _status_order=rows["status"].map(order).fillna(len(order)).astype(int), _title=rows["title"].str.casefold(),
        _mentions=pd.to_numeric(rows["mentions"], errors="coerce").fillna(0),
    )


def _searched_words(rows: pd.DataFrame, mentions: pd.DataFrame, evidence: pd.DataFrame) -> pd.Series:
    """Title, note, quotes and evidence of each commitment in one text, case folded."""
    told = pd.concat([
        mentions[["commitment_id"]].assign(text=mentions["quote"] + "\n" + mentions["what"]),
        evidence[["commitment_id"]].assign(text=evidence["summary"] + "\n" + evidence["publisher"]),
    ])
    texts: dict[str, list[str]] = {}
    for commitment_id, text in zip(told["commitment_id"], told["text"]):
        texts.setdefault(commitment_id, []).append(text)
    own = zip(rows["commitment_id"], rows["title"], rows["note"])
    searched = ["\n".join([title, note, *texts.get(commitment_id, ())]).casefold() for commitment_id, title, note in own]
    return pd.Series(searched, index=rows.index, dtype="str")


def _last_changes(status_log: pd.DataFrame, commitment_ids: pd.Series) -> dict[str, str]:
    """The day of the last change of each commitment; what the rules read and what was decided of it changed nothing."""
    is_reading = (status_log["via"] == "extract") & (status_log["reason"] == "correction")
    is_decision = status_log["field"].str.startswith(("join/", "reading/"))
    found = commitment_ids[(commitment_ids != "") & ~is_reading & ~is_decision]
    return status_log["when"].groupby(found).max().str[:10].to_dict()


def _query(text: str) -> str:
    return " ".join(text.split())[:LONGEST_QUERY]


def _sort(text: str) -> str:
    if text not in SORTS:
        raise ValueError(f"no sort {text!r}")
    return text


def _page(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise ValueError(f"no page {text!r}")
    return int(text)


def _day(text: str) -> str:
    return parse_day(text).isoformat()


READERS: Mapping[str, Callable[[str], object]] = {"q": _query, "sort": _sort, "page": _page, "since": _day}
