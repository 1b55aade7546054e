"""Which picture a view has: the tables and an address understood in, a body and its caption out."""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from monitor import dataset, describe, indicators, overview, phrases, quoting, select, timeline_words
from monitor.cell_words import cell_words
from monitor.charts import paints, series
from monitor.charts.marks import Segment
from monitor.charts.paints import Paint
from monitor.dataset import Dataset, Row
from monitor.dates import source_day
from monitor.pictures.bodies import Bar, Body, Caption, Chart, Entry, Gap, Lanes, Statement, Words
from monitor.progress import Judgement
from monitor.schema import SOURCES as SOURCE_TABLE
from monitor.timeline import timeline
from monitor.timeline_marks import axis_of
from monitor.values import JOIN
from monitor.view import COMMITMENTS, OVERVIEW, SOURCES, TARGETS, TIMELINE, View, target_shown
from monitor.vocabulary import STATUS_BY_CODE
from monitor.words import say

UNCHECKED = "not_checked"
MOST_DOCUMENTS = MOST_ENTRIES = 12


@dataclass(frozen=True)
class Sight:
    """The body of a picture with its lead; `short` is the lead of a card, which has room for a line or two."""

    body: Body
    lead: str
    short: str = ""


def sight(view: View, data: Dataset, today: date, theme: str) -> Sight:
    """What a view shows; `data` holds the tables of its day, `today` is the day from which ages are counted."""
    return _PAGES.get(view.page, _words)(view, data, view.asof or today, theme)


def caption(view: View, data: Dataset, today: date, lead: str, address: str) -> Caption:
    """What is printed around it; the name of the data set only where it is not the title already."""
    told = describe.describe(view, data, today)
    is_in_title = told.filtered in told.title
    filters = "" if is_in_title else say("picture.filters", filters=told.filtered)
    return Caption("" if told.site == told.title else told.site, told.title, lead, filters, told.day, told.makers, address)


def _words(view: View, data: Dataset, today: date, theme: str) -> Sight:
    return Sight(Words((describe.describe(view, data, today).text,)), "")


def _overview(view: View, data: Dataset, today: date, theme: str) -> Sight:
    """The bar, and the headline rows as long as nothing is filtered out."""
    opening = phrases.opening(data, today).text
    bar = _bar(view, data, today, theme)
    if view.choice.narrows or not isinstance(bar.body, Bar):
        return bar
    headlines = [data.row("commitments", name) for name in overview.headlines(data)]
    heading = say("overview.by_status", all=len(data.commitments))
    body = replace(bar.body, entries=tuple(_entry(data, row, today, theme) for row in headlines), more=0, heading=heading)
    return Sight(body, opening, opening)


def _bar(view: View, data: Dataset, today: date, theme: str) -> Sight:
    """The commitments that fit: how many have which status, and the first of them; or that there are none."""
    shown = select.choose(data.index, view.choice)
    if shown.empty:
        return Sight(Words((say("picture.none"),)), "")
    counts = ((count, _paint(count.code, theme)) for count in overview.counts(shown))
    segments = tuple(Segment(count.number, count.word, paint.background, paint.ink) for count, paint in counts)
    first = select.page_of(shown, view.choice.page)[0].head(MOST_ENTRIES).to_dict("records")
    entries = tuple(Entry(row["title"], phrases.status_words(row), _paint(row["status"], theme).background) for row in first)
    about = {"shown": len(shown), "all": len(data.commitments)}
    lead = say("picture.some", **about) if view.choice.narrows else say("picture.all", all=about["all"])
    return Sight(Bar(segments, entries, len(shown) - len(first)), lead, lead)


def _entry(data: Dataset, row: Row, today: date, theme: str) -> Entry:
    """A headline row with the state that its card on the page shows, in the colour of its status only where the state is the status."""
    state = phrases.headline(data, row["commitment_id"], today).state
    is_status = state.casefold().startswith(phrases.status_words(row))
    return Entry(row["title"], state, _paint(row["status"] if is_status else UNCHECKED, theme).background)


def _paint(status: str, theme: str) -> Paint:
    """One that is not in the vocabulary is drawn as those that nobody looked for."""
    return paints.status_paint(status if status in STATUS_BY_CODE else UNCHECKED, theme)


def _targets(view: View, data: Dataset, today: date, theme: str) -> Sight:
    indicator_id, commitment = target_shown(view, data)
    if not indicator_id:
        return _words(view, data, today, theme)
    told = describe.describe(view, data, today).text
    judgement = None
    if commitment and indicators.is_target(commitment):
        judgement = indicators.only(dataset.judgement(data, commitment["commitment_id"], today, view.by), view.reporters)
    body = chart_of(data, indicator_id, commitment, judgement, view.reporters, theme)
    short = told
    if commitment:
        told = phrases.headline(data, commitment["commitment_id"], today, view.by).whole.text
    if judgement and not judgement.reason:
        state, short_by, on_time = f"{phrases.state(judgement)}.", phrases.shortfall(judgement), phrases.on_time(judgement)[0].text
        told = f"{told} {on_time}" if view.by else told
        parts = [state, on_time, short_by.text if short_by else ""] if view.by else [state, short_by.text if short_by else "", on_time]
        short = " ".join(part for part in parts if part)
    if body is None:
        return Sight(Words((say("targets.no_chart"),)), told, short)
    if body.goal is None and not (series.has_course(body.series) and any(line.label for line in body.series)):
        figures = [mark.words for line in body.series for mark in line.marks]
        return Sight(Words((body.heading, *figures[:MOST_ENTRIES])), told, short)
    return Sight(body, told, short)


def chart_of(
    data: Dataset, indicator_id: str, commitment: Row | None, judgement: Judgement | None, reporters: Sequence[str], theme: str,
    opened: Callable[[str], str] | None = None,
) -> Chart | None:
    """The chart that the targets show of an indicator, with the goal of a commitment; None where no figure can be drawn.

    On a page `opened` makes an address of what a mark or the goal leads to; in a picture nothing leads anywhere.
    """
    indicator, sides = data.row("indicators", indicator_id), indicators.sides(data)

    def colour_of(side: str) -> str:
        return paints.side_colour(side, sides, theme)

    figures = [figure for figure in data.figure_values[indicator_id] if not reporters or figure.reporter_id in reporters]
    drawn = series.series_of(figures, colour_of, sides, indicator, opened or str)
    if not drawn:
        return None
    said = indicators.said_of(data, commitment["commitment_id"]) if judgement else []
    words = opened(f"{COMMITMENTS}?{urlencode({'id': commitment['commitment_id']})}") if opened and commitment else ""
    goal = series.goal_of(judgement, indicators.stated_on(said), words) if judgement else None
    if goal and not opened and judgement.deadline and judgement.deadline.assumed:
        deadline = phrases.period_words(judgement.deadline.text)
        goal = replace(goal, label=say("picture.goal_assumed", amount=phrases.goal_words(judgement), deadline=deadline))
    paths = series.paths_of(judgement, colour_of) if judgement else []
    projections = series.projections_of(judgement, colour_of) if judgement else []
    counted = series.counted(indicator)
    key = series.key_of(drawn, judgement, paths, projections, len(goal.stated) if goal else 0, opens=opened is not None)
    return Chart(counted, tuple(series.labelled(drawn)), goal, tuple(paths), tuple(projections), indicator["nature"] != "date", key,
                 series.message(counted, drawn, goal))


def gap(view: View, data: Dataset, today: date, theme: str) -> Sight:
    """The two statistics of the flow that the targets show, year by year; the view as it is where there are not two."""
    indicator_id, _ = target_shown(view, data)
    mirror = phrases.mirror_gap(data, indicator_id) if view.page == TARGETS and indicator_id else ()
    if not mirror:
        return sight(view, data, today, theme)
    sides = indicators.sides(data)
    ends = series.ends_of(mirror, lambda side: paints.side_colour(side, sides, theme), sides)
    told = " ".join(year.sentence.text for year in mirror)
    return Sight(Gap(series.gap_rows(mirror), ends, say("targets.mirror_axis"), say("targets.mirror"), told), mirror[-1].sentence.text)


def _commitments(view: View, data: Dataset, today: date, theme: str) -> Sight:
    row = data.row("commitments", view.id)
    if row is None:
        return _bar(view, data, today, theme)
    headline = phrases.headline(data, view.id, today)
    lead = " ".join(part.text for part in (headline.facts, headline.deadline) if part.pieces)
    mention = describe.words_of(data, row) or next((said for said in data.standing_mentions.get(view.id, ()) if said["quote"]), None)
    quote = quoting.with_readings(mention["quote"], quoting.slips(mention["flags"])) if mention else ""
    body = Statement(phrases.state_words(row), _paint(row["status"], theme), quote, tuple(_said(data, row, mention)))
    return Sight(body, lead, headline.deadline.text if quote else lead)


def _said(data: Dataset, row: Row, mention: Row | None) -> list[str]:
    """Who undertakes it; in which document of which day; who published it, in what sort of text."""
    said = [", ".join(row["parties"].split(JOIN))] if row["parties"] else []
    source = data.row("sources", mention["source_id"]) if mention else None
    if source is None:
        return said
    nature = cell_words(None, SOURCE_TABLE, "text_basis", source["text_basis"], source)
    day = describe.day_or_text(mention["day"])
    return [*said, *(" · ".join(part for part in parts if part) for parts in ((day, source["title"]), (source["publisher"], nature)))]


def _sources(view: View, data: Dataset, today: date, theme: str) -> Sight:
    """Of one document what is stated in it by status; of many their days and titles."""
    told = describe.describe(view, data, today).text
    if len(view.choice.source) == 1:
        bar = _bar(view, data, today, theme)
        return Sight(bar.body, told, told)
    wanted = view.choice.source
    rows = [row for row in data.sources.to_dict("records") if row["source_id"] in wanted or not wanted and row["file"]]
    documents = sorted(rows, key=source_day)
    days = [describe.day_or_text(source_day(row)) or say("picture.undated") for row in documents]
    lines = tuple(say("picture.document", day=day, title=row["title"]) for day, row in zip(days, documents, strict=True))
    more = len(lines) - MOST_DOCUMENTS
    shown = lines if more <= 0 else (*lines[:MOST_DOCUMENTS], say("picture.more_documents", documents=more))
    return Sight(Words(shown), told, told)


def _timeline(view: View, data: Dataset, today: date, theme: str) -> Sight:
    """The axis of the entries that fit; in words where there are none."""
    told = describe.describe(view, data, today).text
    fitting = replace(view.choice, since="", sort="", page=1)
    shown = timeline(data, fitting, today).since(view.choice.since).of(view.events)
    axis = axis_of(shown.dated, today)
    if axis is None:
        return Sight(Words((say("timeline.none"),)), told)
    now = phrases.day_words(today.isoformat()) if view.asof else say("timeline.today")
    has_open = any(mark.is_open for lane in axis.lanes for mark in lane.marks)
    key = timeline_words.key_of(axis, len(shown.undated), opens=False) + (f" {say('picture.hollow')}" if has_open else "")
    body = Lanes(axis, now, key=key, message=timeline_words.message(axis))
    return Sight(body, told, told)


_PAGES: Mapping[str, Callable[[View, Dataset, date, str], Sight]] = {
    OVERVIEW: _overview, TARGETS: _targets, COMMITMENTS: _commitments, SOURCES: _sources, TIMELINE: _timeline,
}
