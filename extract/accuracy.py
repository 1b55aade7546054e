"""What is kept of a measurement: counts for each gold set, told apart by kind of document, and what was missed and what was too much.

The sentences of outside documents are never kept; a quote is, where its document is one of the data folder's own.
"""
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from extract.gold import Case
from extract.score import FIELDS, Score, score
from monitor import placing
from monitor.accuracy import FILE
from monitor.documents import FOLDER

# By what missed rows are counted, for each type; what was too much is counted by the entry of the word lists, or the words, that found it.
MISSED_BY = {"commitment": ("kind", "strength"), "figure": ("unit",), "progress": ("says",)}
EXTRA_BY = {"commitment": "rule", "figure": "cue", "progress": "cue"}


class UnreadableFigures(ValueError):
    """An accuracy.json that is there and cannot be read, so that it must not be written over."""


def entry(cases: Sequence[Case], extractor: str, seen: bool, own: Collection[str], about: str = "") -> dict:
    """The figures of one gold set. `own` holds the texts that may be quoted, `seen` whether the makers of the rules saw the answers,
    `about` what the texts are and who marked them.
    """
    totals = _score(cases)
    kinds = sorted({case.kind for case in cases})
    return {
        "extractor": extractor, "seen": seen, "about": about,
        "documents": len(cases), "own_documents": sum(case.text in own for case in cases),
        **_counts(totals),
        "kinds": {kind: _of_kind([case for case in cases if case.kind == kind]) for kind in kinds},
        "missed": {type_: {name: _tally(total.missed_rows, name) for name in MISSED_BY[type_]} for type_, total in totals.items()},
        "extra": {type_: {"cue": _tally(total.extra_rows, EXTRA_BY[type_])} for type_, total in totals.items()},
        "quotes": _quotes(case for case in cases if case.text in own),
    }


def _score(cases: Iterable[Case]) -> dict[str, Score]:
    cases = list(cases)
    return score({case.id: case.gold for case in cases}, {case.id: case.found for case in cases})


def _of_kind(cases: Sequence[Case]) -> dict:
    return {"documents": len(cases), **_counts(_score(cases))}


def _counts(totals: Mapping[str, Score]) -> dict:
    return {type_: {
        "matched": total.matched, "missed": total.missed, "extra": total.extra,
        "fields": {name: {"right": total.right[name], "compared": total.compared[name]} for name in FIELDS[type_] if total.compared[name]},
    } for type_, total in totals.items()}


def _tally(rows: Iterable[Mapping], name: str) -> dict[str, int]:
    """How many rows have each value, the most frequent first."""
    counted = Counter(str(row.get(name) or "") for row in rows)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _quotes(cases: Iterable[Case]) -> dict[str, list[dict]]:
    missed, extra = [], []
    for case in cases:
        for type_, total in _score([case]).items():
            missed += [{"document": case.id, "type": type_, "quote": row["quote"]} for row in total.missed_rows]
            extra += [{"document": case.id, "type": type_, "quote": row["quote"], "cue": row["cue"]} for row in total.extra_rows]
    return {"missed": missed, "extra": extra}


def own_texts(folder: Path) -> frozenset[str]:
    """The texts of the data folder's own documents."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.txt")):
        try:
            found.append(path.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError):   # the extractor's check names it; it only cannot be quoted
            continue
    return frozenset(found)


def keep(folder: Path, name: str, figures: Mapping) -> None:
    """Put the figures of one gold set beside those of the others, in the folder's accuracy.json. Raises UnreadableFigures."""
    path = folder / FILE
    try:
        sets = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise UnreadableFigures(f"{path}: cannot be read ({error}); take it away and measure every set again") from error
    if not isinstance(sets, dict):
        raise UnreadableFigures(f"{path}: holds no sets by name; take it away and measure every set again")
    text = json.dumps(dict(sorted({**sets, name: figures}.items())), indent=1, ensure_ascii=False) + "\n"
    placing.place(folder, {path: text.encode("utf-8")})
