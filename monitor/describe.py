"""A view in plain words: what stands above a picture, in the preview of a link, in a citation, and for whoever has no scripts."""
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

import pandas as pd

from monitor import dataset, indicators, overview, passages, phrases, quoting, rewind, select
from monitor.cell_words import cell_words
from monitor.dataset import Dataset, Row
from monitor.phrases import day_words
from monitor.schema import COMMITMENTS, SOURCES
from monitor.values import BadValue
from monitor.view import COMMITMENTS as COMMITMENT_PAGE
from monitor.view import METHOD, OVERVIEW, REVIEW, TARGETS, TIMELINE, View, target_shown
from monitor.view import SOURCES as SOURCE_PAGE
from monitor.words import say

LONGEST_QUOTE, LONGEST_TITLE, LONGEST = 220, 80, 420
MAKERS_SHOWN = 4
TOLD_OF = ("machine_translation", "paraphrase")   # the natures of a text that a reader is warned of


@dataclass(frozen=True)
class Description:
    """What a view shows, in plain text.

    `filters` has one entry for each choice ("sector: trade"), `day` says of which day the data are, `makers` who publishes or reports what
    is shown, and `site` is the name of the data set.
    """

    title: str
    text: str
    filters: tuple[str, ...]
    day: str
    makers: str
    site: str

    @property
    def full_title(self) -> str:
        """The title and the name of the data set, each once."""
        return self.title if self.title == self.site else say("describe.of_site", title=self.title, site=self.site)

    @property
    def filtered(self) -> str:
        """The filters on one line; empty where nothing is chosen."""
        return "; ".join(self.filters)


def describe(view: View, data: Dataset, today: date) -> Description:
    """The view in words; `data` holds the tables of its day, `today` is the day from which ages are counted."""
    told = _Told(view, data, view.asof or today)
    title, text = _PAGES[view.page](told)
    return Description(_folded(title, 2 * LONGEST_TITLE), _folded(text, LONGEST), filters(view, data), day_line(view, data), _makers(told),
                       site(data))


def site(data: Dataset) -> str:
    """The name of the data set."""
    return str(data.descriptor.get("title") or say("frame.untitled"))


def data_day(data: Dataset) -> date | None:
    """The day of the last change that the log has; None where it has none."""
    newest = rewind.moments(data.status_log["when"]).max()
    return None if pd.isna(newest) else newest.date()


def day_line(view: View, data: Dataset) -> str:
    """Of which day the data are; empty where nothing says so."""
    if view.asof:
        return say("describe.as_of", day=day_words(view.asof.isoformat()))
    day = data_day(data)
    return say("describe.data_of", day=day_words(day.isoformat())) if day else ""


def filters(view: View, data: Dataset) -> tuple[str, ...]:
    """What is chosen, each choice with its name and its values in words."""
    choice = view.choice
    told = [_filter(say(f"filters.{name}"), [_value(data, name, value) for value in getattr(choice, name)])
            for name in select.FACETS if getattr(choice, name) and not (view.page == SOURCE_PAGE and name == "source")]
    if choice.q:
        told.append(say("describe.words", q=choice.q))
    if choice.since:
        told.append(say("describe.since", day=day_words(choice.since)))
    if view.reporters:
        figures = data.figure_values.get(target_shown(view, data)[0], ())
        names = {figure.reporter_id: figure.reporter for figure in figures}
        told.append(_filter(say("targets.reporter"), [names.get(name, name) for name in view.reporters]))
    if view.by:
        told.append(say("describe.by", year=view.by))
    return tuple(told)


def _filter(name: str, values: Iterable[str]) -> str:
    return say("describe.filter", name=name[:1].lower() + name[1:], values=", ".join(values))


def _value(data: Dataset, name: str, value: str) -> str:
    if name == "source":
        return _folded((data.row("sources", value) or {}).get("title") or value, LONGEST_TITLE)
    return value if name == "party" else cell_words(data, COMMITMENTS, name, value, {})


@dataclass(frozen=True)
class _Told:
    """What the words of a page are made from."""

    view: View
    data: Dataset
    today: date

    @property
    def shown(self) -> pd.DataFrame:
        return select.choose(self.data.index, self.view.choice)


def _overview(told: _Told) -> tuple[str, str]:
    return site(told.data), f"{phrases.opening(told.data, told.today).text} {_counted(told)}"


def _counted(told: _Told) -> str:
    """How many commitments are shown, and how many have which status."""
    shown, everything = told.shown, len(told.data.commitments)
    if shown.empty:
        return say("overview.no_commitments") if everything else ""
    counts = ", ".join(say("describe.count", number=count.number, word=count.word) for count in overview.counts(shown))
    narrowed = len(shown) < everything
    about = {"shown": len(shown), "counts": counts}
    return say("describe.some", all=everything, **about) if narrowed else say("describe.all", **about)


def _targets(told: _Told) -> tuple[str, str]:
    indicator, commitment = target_shown(told.view, told.data)
    if not indicator:
        return say("targets.title"), say("targets.none")
    row = told.data.row("indicators", indicator)
    if commitment is None:
        count = len(told.data.figure_values[indicator])
        return row["name"], row["description"] or say("targets.figures", figures=count)
    headline = phrases.headline(told.data, commitment["commitment_id"], told.today, told.view.by)
    return headline.title, f"{headline.whole.text} {_on_time(told, commitment)}".strip()


def _on_time(told: _Told, commitment: Row) -> str:
    """Whether a target is on time for the deadline that the reader assumes; empty where none is assumed."""
    if told.view.by is None or not indicators.is_target(commitment):
        return ""
    judgement = dataset.judgement(told.data, commitment["commitment_id"], told.today, told.view.by)
    return phrases.on_time(judgement)[0].text


def _commitments(told: _Told) -> tuple[str, str]:
    row = told.data.row("commitments", told.view.id)
    if row:
        return row["title"], f"{_status(row)} {_quoted(told.data, row)}".strip()
    chosen = filters(told.view, told.data)
    title = say("describe.commitments_chosen", filters="; ".join(chosen)) if chosen else say("describe.commitments")
    return title, _counted(told)


def _status(row: Row) -> str:
    status = cell_words(None, COMMITMENTS, "status", row["status"], row)
    day = day_or_text(row["status_date"])
    return say("describe.status_of", status=status, day=day) if day else say("describe.status", status=status)


def words_of(data: Dataset, row: Row) -> Row | None:
    """The mention whose words stand for a commitment: that which a person chose as its basis, else the first; None where none has words."""
    mentions = data.standing_mentions.get(row["commitment_id"], ())
    said = [mention for mention in mentions if mention["quote"] and mention["type"] == "commitment"]
    return next((mention for mention in said if mention["mention_id"] == row["basis_mention"]), next(iter(said), None))


def _quoted(data: Dataset, row: Row) -> str:
    """The words of a commitment with their document: those a person chose as its basis, else the first; empty where it has none."""
    mention = words_of(data, row)
    if mention is None:
        return ""
    quote = _folded(quoting.with_readings(mention["quote"], quoting.slips(mention["flags"])), LONGEST_QUOTE)
    source = data.row("sources", mention["source_id"])
    if source is None:
        return say("describe.quoted_alone", quote=quote)
    return say("describe.quoted", quote=quote, facts=", ".join([_folded(source["title"], LONGEST_TITLE), *_nature(source, mention["day"])]))


def _nature(source: Row, day: str) -> list[str]:
    """The day of a document and the nature of its text, as far as they are known."""
    return [part for part in (day_or_text(day), cell_words(None, SOURCES, "text_basis", source["text_basis"], source)) if part]


def _timeline(told: _Told) -> tuple[str, str]:
    return say("describe.timeline"), f"{say('describe.timeline_about')} {_counted(told)}"


def _sources(told: _Told) -> tuple[str, str]:
    asked = told.view.choice.source
    source = told.data.row("sources", asked[0]) if len(asked) == 1 else None
    if source is None:
        documents = int((told.data.sources["file"] != "").sum())
        elsewhere = say("sources.elsewhere", count=len(told.data.sources) - documents)
        return say("sources.title"), say("describe.sources", documents=say("sources.documents", count=documents), elsewhere=elsewhere)
    counts = passages.counts(told.data).get(source["source_id"], {})
    found = [say(f"sources.count_{kind}", count=counts[kind]) for kind in passages.KINDS if counts.get(kind)]
    facts = [name for name in [source["publisher"]] if name] + _nature(source, source["date"] or source["event_date"])
    text = say("describe.source", facts=", ".join(facts or [source["source_id"]]), found=", ".join(found) or say("sources.count_none"))
    warned = [say(f"sources.warn_{nature}") for nature in TOLD_OF if nature == source["text_basis"]]
    return source["title"], " ".join([text, *warned])


def _review(told: _Told) -> tuple[str, str]:
    return say("frame.review"), say("describe.review")


def _method(told: _Told) -> tuple[str, str]:
    return say("frame.method"), say("describe.method")


_PAGES: Mapping[str, Callable[[_Told], tuple[str, str]]] = {
    OVERVIEW: _overview, TARGETS: _targets, COMMITMENT_PAGE: _commitments, TIMELINE: _timeline, SOURCE_PAGE: _sources, REVIEW: _review,
    METHOD: _method,
}


def _makers(told: _Told) -> str:
    """Who reports or publishes what is shown: of targets the reporters, of a commitment its documents and evidence, else the documents."""
    view, data = told.view, told.data
    if view.page == TARGETS:
        figures = data.figure_values.get(target_shown(view, data)[0], ())
        named = Counter(figure.reporter for figure in figures if not view.reporters or figure.reporter_id in view.reporters)
    elif view.page == COMMITMENT_PAGE and view.id:
        named = Counter(_publisher(data, mention["source_id"]) for mention in data.standing_mentions.get(view.id, ()))
        named += Counter(dataset.evidence_of(data, view.id)["publisher"])
    else:
        wanted = data.sources[data.sources["source_id"].isin(view.choice.source)] if view.choice.source else data.sources
        named = Counter(wanted.loc[(wanted["file"] != "") | bool(view.choice.source), "publisher"])
    names = [name for name, _ in named.most_common() if name]
    if not names:
        return ""
    listed = "; ".join(names[:MAKERS_SHOWN])
    more = len(names) - MAKERS_SHOWN
    return say("describe.makers_more", names=listed, more=more) if more > 0 else say("describe.makers", names=listed)


def _publisher(data: Dataset, source_id: str) -> str:
    return (data.row("sources", source_id) or {}).get("publisher", "")


def day_or_text(text: str) -> str:
    """A date in words; one that cannot be read as it stands, and none as nothing."""
    try:
        return day_words(text) if text else ""
    except BadValue:
        return text


def _folded(text: str, limit: int) -> str:
    return shorten(text, limit, placeholder=" …")
