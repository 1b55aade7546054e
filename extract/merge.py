"""Old mentions and new findings of one document brought together.

The rules, one test each (tests/test_merge.py):
a finding that overlaps an old mention of its type by half or more keeps that mention's id; people's columns are kept byte
for byte; a machine column named in `corrected` is kept; a mention entered by hand is never refreshed; a rejected mention
stays rejected; a mention that its document no longer yields stays, flagged `not found again`; in a document that has changed,
a finding whose words are mostly those of an old mention that is gone keeps that mention's id.
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.findings import Commitment, Figure, Progress
from extract.rewording import continued
from extract.rows import MENTION_TYPE, Row, figure_cells, mention_cells, number_text
from monitor import ids
from monitor.review_notes import NOT_FOUND_AGAIN
from monitor.values import JOIN, items
from monitor.vocabulary import BY_HAND

NEEDED_OVERLAP = 0.5

Span = tuple[int, int]


def overlap(a: Span, b: Span) -> float:
    """The shared length as a part of the shorter span: 0.0 to 1.0."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    shorter = min(a[1] - a[0], b[1] - b[0])
    return max(0, shared) / shorter if shorter else 0.0


def pair_up(old: Sequence[Span | None], new: Sequence[Span], alike: Callable[[int, int], bool] | None = None) -> dict[int, int]:
    """Which new span continues which old one, one to one, closest first: {position in new: position in old}.

    `alike(old, new)` decides between spans that are equally close.
    """
    candidates = sorted(
        (-_closeness(a, b), not (alike and alike(i, j)), i, j)
        for i, a in enumerate(old) if a
        for j, b in enumerate(new) if overlap(a, b) >= NEEDED_OVERLAP
    )
    taken, pairs = set(), {}
    for _, _, i, j in candidates:
        if i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
    return pairs


def _closeness(a: Span, b: Span) -> float:
    return (min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def anchored(row: Row, text: str) -> Span | None:
    """Where the row's quote stands in the text now: its own place, else the nearest other; None where it is gone."""
    quote = row["quote"]
    if not quote:
        return None
    start = int(row["start"] or 0)   # words that were gone once have no place to be near to
    if text[start:start + len(quote)] == quote:
        return start, start + len(quote)
    before, after = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return nearest, nearest + len(quote)


@dataclass(frozen=True)
class MergedMentions:
    """The rows of one source, and what the rules read where a person has set a column: {mention id: {column: value}}."""

    rows: list[Row]
    proposals: dict[str, Row]


def merge_mentions(
    old: Sequence[Row], findings: Sequence[Commitment | Progress], source_id: str, text: str, extractor: str, taken: set[str],
    has_changed: bool = False,
) -> MergedMentions:
    """Every old mention of one source, refreshed where its finding is met again, and the new ones.

    `taken` holds the ids in use anywhere; the ids of new rows are added to it. `has_changed`: the text is not the one that
    the old mentions were found in.
    """
    rows = [_moved(row, anchored(row, text)) for row in old]
    new, proposals = [], {}
    for type_ in MENTION_TYPE.values():
        places = [i for i, row in enumerate(rows) if row["type"] == type_]
        found = [finding for finding in findings if MENTION_TYPE[type(finding)] == type_]
        spans = [anchored(rows[i], text) for i in places]
        pairs = pair_up(spans, [(f.start, f.end) for f in found])
        if has_changed:
            pairs |= _reworded([rows[i]["quote"] for i in places], spans, [f.quote for f in found], pairs, numbers_may_change=True)
        met = {places[old_at]: mention_cells(source_id, found[new_at], extractor) for new_at, old_at in pairs.items()}
        for i in places:
            if rows[i]["extractor"] == BY_HAND:
                continue
            rows[i], differing = _refreshed(rows[i], met.get(i))
            if differing:
                proposals[rows[i]["mention_id"]] = differing
        new += [_new_mention(source_id, finding, extractor, taken) for at, finding in enumerate(found) if at not in pairs]
    return MergedMentions(rows + new, proposals)


def _reworded(old: Sequence[str], spans: Sequence[Span | None], new: Sequence[str], pairs: dict[int, int], numbers_may_change: bool,
              ) -> dict[int, int]:
    """More pairs, as `pair_up` gives them: old quotes whose exact words are gone, and the new ones that say nearly the same."""
    gone = [i for i, span in enumerate(spans) if span is None and old[i]]
    free = [j for j in range(len(new)) if j not in pairs]
    found = continued([old[i] for i in gone], [new[j] for j in free], numbers_may_change)
    return {free[j]: gone[i] for j, i in found.items()}


def _new_mention(source_id: str, finding: Commitment | Progress, extractor: str, taken: set[str]) -> Row:
    mention_id = ids.hashed(source_id, finding.quote, taken)
    taken.add(mention_id)
    people = {"commitment_id": "", "rejected": "", "corrected": ""}
    return {"mention_id": mention_id, **mention_cells(source_id, finding, extractor), **people}


def _moved(row: Row, place: Span | None) -> Row:
    if not row["quote"]:
        return dict(row)
    return row | {"start": str(place[0]) if place else "", "end": str(place[1]) if place else ""}


def _refreshed(row: Row, cells: Row | None) -> tuple[Row, Row]:
    """The row with the rules' cells where no person has set them, and the rules' cells that differ from a person's."""
    if cells is None:
        flags = [flag for flag in items(row["flags"]) if flag != NOT_FOUND_AGAIN]
        return row | {"flags": JOIN.join([*flags, NOT_FOUND_AGAIN])}, {}
    corrected = items(row["corrected"])
    applied = {name: cell for name, cell in cells.items() if name not in corrected}
    differing = {name: cell for name, cell in cells.items() if name in corrected and cell != row[name]}
    return row | applied, differing


def merge_figures(
    old: Sequence[Row], findings: Sequence[Figure], source_id: str, text: str, taken: set[str], has_changed: bool = False,
) -> tuple[list[Row], list[tuple[Row, Figure]]]:
    """The figures found in one source after a run, and the new rows with their findings.

    A figure is proposed once; from then on its row is people's, and only empty cells are filled. Its place follows its words,
    in a text that `has_changed` also words that are put otherwise; another number is another figure, for its cells are people's.
    """
    rows = [_moved(row, anchored(row, text)) for row in old]

    def same_value(i: int, j: int) -> bool:
        return rows[i]["value"] == number_text(findings[j].quantity.value)

    spans = [anchored(row, text) for row in rows]
    pairs = pair_up(spans, [(f.start, f.end) for f in findings], same_value)
    if has_changed:
        reworded = _reworded([row["quote"] for row in rows], spans, [f.quote for f in findings], pairs, numbers_may_change=False)
        for at, old_at in reworded.items():
            place = {name: figure_cells(source_id, findings[at])[name] for name in ("start", "end", "quote")}
            rows[old_at] = rows[old_at] | place
        pairs |= reworded
    new = []
    for at, figure in enumerate(findings):
        cells = figure_cells(source_id, figure)
        if at in pairs:
            kept = rows[pairs[at]]
            rows[pairs[at]] = kept | {name: cell for name, cell in cells.items() if not kept[name]}
            continue
        figure_id = ids.hashed(source_id, figure.quote, taken)
        taken.add(figure_id)
        new.append(({"figure_id": figure_id, **cells}, figure))
    return rows, new
