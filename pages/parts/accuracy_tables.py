"""Measurements of the rules as words and tables of Markdown."""
from collections.abc import Iterable, Mapping

import pandas as pd

from monitor.accuracy import FIELDS, TYPES, Counts, GoldSet, Quote, Tally
from monitor.vocabulary import DOCUMENT_KINDS
from monitor.words import say
from pages.parts import terms
from pages.parts.markdown import escape, strong

COUNTED_BY = ("kind", "strength", "says")
TALLIES_SHOWN = 8


def percent(share: float) -> int:
    """A share as a whole percentage; only all is called 100, and only nothing 0."""
    return min(99, max(1, round(share * 100))) if 0 < share < 1 else round(share * 100)


def heading(gold: GoldSet) -> str:
    return say("method.set_own" if gold.own_documents == gold.documents else "method.set_other", name=gold.name)


def in_words(gold: GoldSet) -> str:
    """Markdown that says what the two shares of the commitments mean."""
    counts, things = gold.counts["commitment"], say("finding.commitment").lower()
    if not counts.marked:
        return strong("method.in_words_none", things=things)
    if not counts.matched:
        return strong("method.in_words_nothing_found", things=things, marked=counts.marked)
    return strong("method.in_words", things=things, found=percent(counts.recall), right=percent(counts.precision))


def types_table(gold: GoldSet) -> pd.DataFrame:
    """One row a type of finding: both shares with the counts behind them, and F1."""
    none = say("method.none_marked")
    return pd.DataFrame([{
        say("method.column_what"): escape(say(f"finding.{type_}")),
        say("method.column_recall"): _share(counts.matched, counts.marked, counts.recall),
        say("method.column_precision"): _share(counts.matched, counts.found, counts.precision),
        say("method.column_f1"): escape(none if counts.f1 is None else say("method.percent", percent=percent(counts.f1))),
    } for type_, counts in gold.counts.items()])


def kinds_table(gold: GoldSet) -> pd.DataFrame:
    """One row a kind of document: of each type of finding, how many were found and how many were right."""
    return pd.DataFrame([{
        say("method.column_kind"): escape(say("method.kind_documents", kind=document_kind(group.kind), documents=group.documents)),
        **{say(f"finding.{type_}"): escape(_found_and_right(counts)) for type_, counts in group.counts.items()},
    } for group in gold.kinds])


def fields(gold: GoldSet) -> list[str]:
    """Markdown that says how often each column was right, a line a type of finding."""
    lines = []
    for type_, counts in gold.counts.items():
        told = [say("method.field", field=say(f"field.{field.name}"), part=field.right, whole=field.compared)
                for field in counts.fields if field.name in FIELDS]
        if told:
            lines.append(strong("method.fields", things=say(f"finding.{type_}"), fields=", ".join(told)))
    return lines


def missed(gold: GoldSet) -> list[str]:
    """Markdown of what was missed and what was marked too much, a line a type of finding."""
    lines = []
    for type_ in TYPES:
        counts, things = gold.counts[type_], say(f"finding.{type_}")
        by = [say("method.by_field_counts", field=say(f"field.{name}"), counts=_tally(tally, name))
              for name, tally in gold.missed.get(type_, {}).items() if name in FIELDS and tally]
        if counts.missed:
            lines.append(strong("method.missed_by", things=things, total=counts.missed, by="; ".join(by) or say("method.no_name")))
        if counts.extra:
            told = _tally(gold.extra.get(type_, ()), "cue") or say("method.no_name")
            lines.append(strong("method.extra", things=things, total=counts.extra, counts=told))
    return lines or [escape(say("method.nothing_missed"))]


def quotes(gold: GoldSet, titles: Mapping[str, str]) -> list[str]:
    """Markdown of the passages of this site's documents that were missed or marked too much."""
    return [*_quoted("method.quotes_missed", gold.missed_quotes, titles), *_quoted("method.quotes_extra", gold.extra_quotes, titles)]


def document_kind(code: str) -> str:
    """The word for a kind of document; as it stands where it is not in the list."""
    return say(f"document_kind.{code}") if code in DOCUMENT_KINDS else code.replace("_", " ")


def _share(part: int, whole: int, share: float | None) -> str:
    return escape(say("method.none_marked") if share is None else say("method.share", part=part, whole=whole, percent=percent(share)))


def _found_and_right(counts: Counts) -> str:
    if not counts.marked and not counts.found:
        return say("method.none_marked")
    return say("method.found_and_right", matched=counts.matched, marked=counts.marked, found=counts.found)


def _tally(tally: Tally, name: str) -> str:
    told = [say("method.one_count", name=_word(name, code), count=count) for code, count in tally[:TALLIES_SHOWN]]
    rest = sum(count for _, count in tally[TALLIES_SHOWN:])
    return ", ".join(told + ([say("method.one_count", name=say("document_kind.other"), count=rest)] if rest else []))


def _word(name: str, code: str) -> str:
    if not code:
        return say("method.no_name")
    return terms.term(name, code) if name in COUNTED_BY else code


def _quoted(key: str, found: Iterable[Quote], titles: Mapping[str, str]) -> list[str]:
    return [escape(say(key, quote=quote.quote, document=titles.get(quote.document, quote.document))) for quote in found]
