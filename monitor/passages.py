"""A document paragraph by paragraph, with what was found in each: words that may nest, overlap and adjoin."""
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from monitor import dataset, quoting
from monitor.dataset import Dataset, Row
from monitor.schema import BY_NAME
from monitor.values import JOIN

COMMITMENT, FIGURE, PROGRESS = KINDS = ("commitment", "figure", "progress")
PARAGRAPHS_A_PAGE = 100
CHARACTERS_A_PAGE = 30_000


@dataclass(frozen=True, eq=False)
class Finding:
    """A row of mentions.csv or figures.csv; `span` is where its words stand in the document, None where they do not stand there."""

    table: str
    row: Row
    span: tuple[int, int] | None

    @property
    def id(self) -> str:
        return self.row[BY_NAME[self.table].key]

    @property
    def kind(self) -> str:
        """`commitment`, `figure` or `progress`; of a mention whatever its cell says."""
        return FIGURE if self.table == "figures" else self.row["type"]

    @property
    def flags(self) -> str:
        """The cell that names the translation slips in its words: a figure carries them in its note."""
        return self.row["note"] if self.table == "figures" else self.row["flags"]


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph by its number, from 1, and its place. Of `findings`, all that touch it, `begun` have their first word here."""

    number: int
    start: int
    end: int
    findings: tuple[Finding, ...]
    begun: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class Stretch:
    """Words ready to be shown, and the findings that have them all, the shortest first; none between findings.

    `begun` are those that have their first word here, the longest first.
    """

    text: str
    findings: tuple[Finding, ...]
    begun: tuple[Finding, ...] = ()


@dataclass(frozen=True, eq=False)
class Document:
    """A document with what was found in it. `text` is None where it is missing; `astray` have no words at their place in it."""

    text: str | None
    paragraphs: tuple[Paragraph, ...]
    astray: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, in the order of the text."""
        return (*(finding for paragraph in self.paragraphs for finding in paragraph.begun), *self.astray)

    @cached_property
    def numbers(self) -> Mapping[Finding, int]:
        """The number of every finding among those of its kind, from 1, in the order of the text."""
        counted: Counter[str] = Counter()
        numbered = {}
        for finding in self.findings:
            counted[finding.kind] += 1
            numbered[finding] = counted[finding.kind]
        return numbered


def counts(data: Dataset) -> dict[str, Counter[str]]:
    """How many findings of each kind every source has; rejected ones count nowhere."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    standing = data.mentions[data.mentions["rejected"] == ""]
    for source_id, kind in zip(standing["source_id"], standing["type"]):
        found[source_id][kind] += 1
    for source_id in data.figures.loc[data.figures["source_id"] != "", "source_id"]:
        found[source_id][FIGURE] += 1
    return found


def statements(data: Dataset) -> dict[str, list[Row]]:
    """The mentions of every source, by its id; rejected ones count nowhere."""
    said: dict[str, list[Row]] = defaultdict(list)
    for row in data.mentions[data.mentions["rejected"] == ""].to_dict("records"):
        said[row["source_id"]].append(row)
    return said


def document(data: Dataset, source_id: str) -> Document:
    """The document of a source, in paragraphs; all its findings are astray where it has no text."""
    text = dataset.text_of(data, source_id)
    findings = findings_of(data, source_id, text)
    astray = tuple(finding for finding in findings if finding.span is None)
    if text is None:
        return Document(None, (), astray)
    return Document(text, in_paragraphs(dataset.paragraphs(text), [finding for finding in findings if finding.span]), astray)


def findings_of(data: Dataset, source_id: str, text: str | None) -> list[Finding]:
    """The mentions that stand and the figures of a source, in the order of the text, the longer first; those without a place last."""
    mentions = data.mentions[(data.mentions["source_id"] == source_id) & (data.mentions["rejected"] == "")]
    figures = data.figures[data.figures["source_id"] == source_id]
    found = [
        Finding(table, row, None if text is None else dataset.span_in(text, row))
        for table, rows in (("mentions", mentions), ("figures", figures)) for row in rows.to_dict("records")
    ]
    return sorted(found, key=lambda finding: (finding.span is None, finding.span and (finding.span[0], -finding.span[1])))


def in_paragraphs(places: Sequence[tuple[int, int]], findings: Iterable[Finding]) -> tuple[Paragraph, ...]:
    """The paragraphs at these places with their findings, each of which has a span; one that runs on belongs to each it touches."""
    starts = [start for start, _ in places]
    touching: dict[int, list[Finding]] = defaultdict(list)
    begun: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        start, end = finding.span
        first = max(bisect_right(starts, start) - 1, 0)
        begun[first].append(finding)
        for place in range(first, len(places)):
            if place > first and starts[place] >= end:
                break
            touching[place].append(finding)
    return tuple(Paragraph(place + 1, start, end, tuple(touching[place]), tuple(begun[place])) for place, (start, end) in enumerate(places))


def pieces(start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, frozenset[int]]]:
    """What lies from `start` to `end`, cut wherever a span begins or ends: each piece with the places in `spans` of those that cover it."""
    opening, closing = defaultdict(set), defaultdict(set)
    for place, (first, last) in enumerate(spans):
        first, last = max(first, start), min(last, end)
        if first < last:
            opening[first].add(place)
            closing[last].add(place)
    cut, covering = [], set()
    for first, last in pairwise(sorted({start, end, *opening, *closing})):
        covering = covering - closing[first] | opening[first]
        cut.append((first, last, frozenset(covering)))
    return cut


def stretches(text: str, paragraph: Paragraph, rights: str) -> list[Stretch]:
    """The words of a paragraph in order, slips read in brackets; where only excerpts may be shown, long words between findings are cut."""
    slips = quoting.slips(JOIN.join(finding.flags for finding in paragraph.findings))
    cut = pieces(paragraph.start, paragraph.end, [finding.span for finding in paragraph.findings])
    shown = []
    for first, last, covering in cut:
        words = text[first:last]
        if rights != quoting.FULL and not covering:
            words = quoting.excerpt(words, follows=first > paragraph.start, leads=last < paragraph.end)
        found = sorted((paragraph.findings[place] for place in covering), key=lambda finding: finding.span[1] - finding.span[0])
        begun = tuple(finding for finding in paragraph.begun if finding.span[0] == first and finding in found)
        shown.append(Stretch(quoting.with_readings(words, slips), tuple(found), begun))
    return shown


def in_pages(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The paragraphs in pages of a size that is quickly drawn; one longer than a page has a page of its own."""
    pages: list[list[Paragraph]] = []
    room = 0
    for paragraph in paragraphs:
        length = paragraph.end - paragraph.start
        if not pages or length > room or len(pages[-1]) == PARAGRAPHS_A_PAGE:
            pages.append([])
            room = CHARACTERS_A_PAGE
        pages[-1].append(paragraph)
        room -= length
    return pages
