"""Targets: what was to be reached, the figures of everyone who reports them, and what these show."""
import pandas as pd
import streamlit as st

from monitor import dataset, indicators, phrases, select
from monitor.charts import paints, series
from monitor.pictures.views import chart_of
from monitor.words import say
from pages.parts import cards, charts, colours, figure_upload, links, load, share
from pages.parts.figure_table import figure_table, newest_first
from pages.parts.filters import choice, set_parameters
from pages.parts.markdown import escape, small
from pages.parts.target_chart import target_chart
from pages.parts.target_table import target_table

SMALL_CHARTS, TARGETS_SHOWN = 8, 50
TABLE = "figures"   # the anchor of the table, so that a keyboard need not pass every mark of the chart on its way there


def choose(name: str, **others: None) -> None:
    """Put the value of a control into the address."""
    value = st.session_state[f"chosen_{name}"]
    set_parameters(**{name.partition("-")[0]: str(value) if isinstance(value, int) else value, **others})


def quotable(sentence: phrases.Sentence, place: str) -> None:
    """A sentence of this view with the button that copies it."""
    address = cards.whole_address(data, "targets", indicator=indicator_id, id=asked_id, reporter=chosen, by=str(by) if by else None)
    cards.told(sentence, today, address, f"copy-{indicator_id}-{place}")


def listed(heading: str, sentences: tuple[phrases.Sentence, ...], place: str) -> None:
    """Sentences of one sort under their heading; nothing where there are none."""
    if sentences:
        st.subheader(say(heading))
        for number, sentence in enumerate(sentences):
            quotable(sentence, f"{place}-{number}")


def colour_of(side: str) -> str:
    return colours.side_colour(side, sides)


@st.cache_resource(max_entries=8, show_spinner=False)
def small_multiples(fingerprint: tuple, theme: str, asof: str) -> list[tuple]:
    """(indicator, title, figure, message) of every indicator with a course. Drawn once for each reading of the tables, theme and day."""
    found = []
    for name in known:
        row = data.row("indicators", name)
        course = series.series_of(data.figure_values[name], colour_of, sides, row)
        if series.has_course(course):
            title = series.counted(row)
            found.append((name, title, charts.small_chart(course, paints.INKS[theme]), series.message(title, course, None)))
    return found


def small_charts(entries: list[tuple]) -> None:
    with st.grid(4, min_column_width=230):
        for name, title, figure, message in entries:
            with st.container():
                st.markdown(f"**{links.inside(title, 'targets', indicator=name)}**")
                st.plotly_chart(figure, config=charts.CONFIG, key=f"small-{name}", alt=message)


# Load

data = load.data()
today = load.today()
sides = indicators.sides(data)
ink = paints.INKS[colours.theme_type()]
known = indicators.with_figures(data)
if not known:
    st.title(say("targets.title"))
    st.markdown(escape(say("targets.none")))
    figure_upload.draw(data)
    st.stop()

# Choose: the address says what is shown

asked = st.query_params.get("indicator", "")
asked_id = st.query_params.get("id", "")
indicator_id = asked if asked in known else indicators.indicator_of(data, asked_id) or known[0]
by = indicators.year_or_none(st.query_params.get("by", ""))
indicator = data.row("indicators", indicator_id)
every_figure = data.figure_values[indicator_id]
reporters = indicators.reporters(every_figure)
chosen = [name for name in st.query_params.get_all("reporter") if name in reporters]
figures = newest_first([figure for figure in every_figure if not chosen or figure.reporter_id in chosen])

# Derive

commitment = indicators.target_chosen(data, indicator_id, asked_id)
said = indicators.said_of(data, commitment["commitment_id"]) if commitment else []
judgement = None
if commitment and indicators.is_target(commitment):
    judgement = indicators.only(dataset.judgement(data, commitment["commitment_id"], today, by), chosen)
drawn = chart_of(data, indicator_id, commitment, judgement, chosen, colours.theme_type(), links.carried)
parts = phrases.parts_of_years(figures, indicator["nature"])
understood = {"indicator": [indicator_id], "by": [str(by)], "reporter": chosen, "id": [commitment["commitment_id"]] if commitment else []}
left_out = [f"{name}={value}" for name, values in understood.items() for value in st.query_params.get_all(name) if value not in values]

# The head

st.title(escape(commitment["title"] if commitment else indicator["name"]))
if commitment:
    headline = phrases.headline(data, commitment["commitment_id"], today, by)
    lead = cards.target_lead(headline, judgement) if judgement else headline.whole
    st.markdown(cards.prose(lead))
elif indicator["description"]:
    st.markdown(escape(indicator["description"]))
if left_out:
    st.markdown(small(escape(say("frame.left_out", named=", ".join(left_out)))))

# The chart and what the figures show, beside the words

left, right = st.columns([2, 1], gap="large") if said else (st.container(), st.container())
with left:
    st.session_state["chosen_indicator"] = indicator_id
    st.selectbox(say("targets.indicator"), known, key="chosen_indicator", on_change=choose, args=("indicator",),
                 kwargs={"reporter": None, "id": None}, format_func=lambda name: data.row("indicators", name)["name"])
    if judgement and (judgement.deadline is None or judgement.deadline.assumed):
        offered = indicators.years_to_assume(today)
        st.session_state["chosen_by"] = str(by) if by in offered else "" if by is None else None
        st.session_state["chosen_by-other"] = None if by in offered else by
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.segmented_control(say("targets.assume"), ["", *map(str, offered)], key="chosen_by", on_change=choose, args=("by",),
                                 format_func=lambda year: year or say("targets.no_year"))
            st.number_input(say("targets.other_year"), indicators.EARLIEST_YEAR, indicators.LATEST_YEAR, value=None, key="chosen_by-other",
                            on_change=choose, args=("by-other",), placeholder=str(offered[-1] + 5), width=160)
        for statement in indicators.deadlines_elsewhere(said):
            st.markdown(small(cards.prose(phrases.deadline_elsewhere(statement, data.row("sources", statement["source_id"])))))
    to_table = f"[{escape(say('targets.to_table'))}](#{TABLE})"
    st.markdown(f"**{escape(series.counted(indicator))}** · {small(to_table)}")
    if drawn:
        chart = target_chart(drawn.series, ink, drawn.goal, drawn.paths, drawn.projections, from_zero=drawn.from_zero)
        st.plotly_chart(chart, config=charts.CONFIG, key="target_chart", alt=drawn.message)
        st.markdown(small(escape(drawn.key)))
    else:
        st.markdown(escape(say("targets.no_chart")))
    not_drawn = series.not_drawn(figures, indicator)
    if not_drawn:
        st.markdown(small(cards.prose(not_drawn)))
    if len(reporters) > 1:
        st.session_state["chosen_reporter"] = chosen
        st.multiselect(say("targets.reporter"), list(reporters), key="chosen_reporter", on_change=choose, args=("reporter",),
                       placeholder=say("targets.all_reporters"), format_func=reporters.get)
    if judgement and not judgement.reason:
        st.header(say("targets.shown"))
        listed("targets.direction", phrases.direction(judgement), "direction")
        listed("targets.gap", phrases.gap_closed(judgement), "gap")
        listed("targets.pace", phrases.arrivals(judgement), "pace")
        on_time = phrases.on_time(judgement)
        listed("targets.on_time", on_time[: 1 + len(judgement.verdicts)], "time")
        if len(on_time) > 1 and judgement.refused:
            with st.expander(say("targets.refused", reporters=len(judgement.refused))):
                st.markdown("\n".join(f"- {cards.prose(sentence)}" for sentence in on_time[1 + len(judgement.verdicts):]))
    listed("targets.parts", parts, "part")
with right:
    if said:
        st.header(say("targets.said"))
    if any(cards.without_words(mention) for mention in said):
        st.markdown(small(escape(say("targets.by_hand"))))
    for mention in said:
        (cards.said_line if cards.without_words(mention) else cards.said_card)(data, mention)

# Two statistics of one flow

mirror = phrases.mirror_gap(data, indicator_id)
if mirror:
    st.header(say("targets.mirror"))
    ends = series.ends_of(mirror, colour_of, sides)
    st.markdown("  \n".join(map(charts.key_entry, ends)))
    st.plotly_chart(charts.gap_chart(series.gap_rows(mirror), ends, ink), config=charts.CONFIG, key="mirror_chart",
                    alt=" ".join(year.sentence.text for year in mirror))
    st.markdown(small(f"{escape(say('targets.mirror_axis'))} {share.gap_pictures(data)}"))
    for place, year in enumerate(mirror):
        quotable(year.sentence, f"mirror-{place}")

# Every target

every_target = indicators.targets_with_numbers(data)
fitting = set(select.choose(data.index, choice(data))["commitment_id"])
targets = [commitment_id for commitment_id in every_target if commitment_id in fitting]
if len(every_target) > 1:
    narrowed = {"shown": len(targets)} if len(targets) < len(every_target) else {}
    heading = say("targets.some" if narrowed else "targets.every", targets=len(every_target), **narrowed)
    st.header(heading)
if len(every_target) > 1 and targets:
    judged = [dataset.judgement(data, commitment_id, today, by) for commitment_id in targets[:TARGETS_SHOWN]]
    st.table(target_table(judged), border="horizontal", hide_index=True, alt=heading)
if len(targets) > TARGETS_SHOWN:
    links.lead(say("targets.more_targets", targets=len(targets) - TARGETS_SHOWN), "commitments", kind="target")

# Other indicators with a course, and those with a figure or two

multiples = small_multiples(load.reading().fingerprint, colours.theme_type(), str(load.day_asked()))
others = [entry for entry in multiples if entry[0] != indicator_id]
if others:
    st.header(say("targets.others"))
    small_charts(others[:SMALL_CHARTS])
if len(others) > SMALL_CHARTS:
    with st.expander(say("targets.more_courses", indicators=len(others) - SMALL_CHARTS)):
        small_charts(others[SMALL_CHARTS:])
without_course = [name for name in known if name not in {indicator_id, *(entry[0] for entry in others)}]
if without_course:
    with st.expander(say("targets.single", indicators=len(without_course))):
        names = {name: data.row("indicators", name)["name"] for name in without_course}
        st.markdown("\n".join(f"- {links.inside(names[name], 'targets', indicator=name)}" for name in names))

# The numbers

heading = say("targets.figures", figures=len(figures))
st.header(heading, anchor=TABLE)
shown, number, pages = select.page_of(pd.DataFrame({"figure": figures}), choice(data).page)
st.table(figure_table(shown["figure"].tolist(), figures, indicator["nature"]), border="horizontal", hide_index=True, alt=heading)
if pages > 1:
    st.session_state["chosen_page"] = number
    st.pagination(pages, key="chosen_page", on_change=choose, args=("page",))

figure_upload.draw(data)
