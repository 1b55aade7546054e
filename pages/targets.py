"""Targets: what was to be reached, the figures of everyone who reports them, and what these show."""
import streamlit as st

from monitor import dataset, indicators, phrases
from monitor.words import say
from pages.parts import cards, charts, colours, figure_upload, links, load, series
from pages.parts.figure_table import figure_table
from pages.parts.filters import set_parameters
from pages.parts.markdown import escape, small

YEARS = ("2027", "2028", "2030")
SMALL_CHARTS = 12


def choose(name: str, **others: None) -> None:
    """Put the value of a control into the address."""
    set_parameters(**{name: st.session_state[f"chosen_{name}"], **others})


def quotable(sentence: phrases.Sentence, place: str) -> None:
    """A sentence of this view with the button that copies it."""
    address = cards.whole_address(data, "targets", indicator=indicator_id, reporter=chosen, by=str(by) if by else None)
    cards.told(sentence, today, address, f"copy-{indicator_id}-{place}")


def colour_of(side: str) -> str:
    return colours.side_colour(side, sides)


@st.cache_resource(max_entries=8, show_spinner=False)
def small_multiples(fingerprint: tuple, theme: str) -> list[tuple]:
    """(indicator, title, figure, message) of the first indicators with a course, one more than are shown.

    Drawn once for each reading of the tables and theme.
    """
    found = []
    for name in known:
        course = series.series_of(data.figure_values[name], colour_of, sides, data.row("indicators", name)["nature"])
        if series.has_course(course):
            title = series.counted(data.row("indicators", name))
            found.append((name, title, charts.small_chart(course, charts.INKS[theme]), series.message(title, course, None)))
        if len(found) > SMALL_CHARTS:
            break
    return found


# Load

data = load.data()
today = load.today()
sides = indicators.sides(data)
ink = charts.INKS[colours.theme_type()]
known = indicators.with_figures(data)
if not known:
    st.title(say("targets.title"))
    st.markdown(escape(say("targets.none")))
    st.stop()

# Choose: the address says what is shown

asked = st.query_params.get("indicator", "")
indicator_id = asked if asked in known else known[0]
by = indicators.year_or_none(st.query_params.get("by", ""))
indicator = data.row("indicators", indicator_id)
every_figure = data.figure_values[indicator_id]
reporters = indicators.reporters(every_figure)
chosen = [name for name in st.query_params.get_all("reporter") if name in reporters]
figures = [figure for figure in every_figure if not chosen or figure.reporter_id in chosen]

understood = {"indicator": [indicator_id], "by": [str(by)], "reporter": chosen}
left_out = [f"{name}={value}" for name, values in understood.items() for value in st.query_params.get_all(name) if value not in values]

# Derive

measured = indicators.measured_by(data, indicator_id)
commitment = measured[0] if measured else None
said = indicators.said_of(data, commitment["commitment_id"]) if commitment else []
judgement = None
if commitment and indicators.is_target(commitment):
    judgement = indicators.only(dataset.judgement(data, commitment["commitment_id"], today, by), chosen)
drawn = series.series_of(figures, colour_of, sides, indicator["nature"])

# The head

st.title(escape(commitment["title"] if commitment else indicator["name"]))
if commitment:
    headline = phrases.headline(data, commitment["commitment_id"], today, by)
    state = phrases.sentence("headline.state", state=headline.state)
    lead = [state, headline.facts, phrases.shortfall(judgement), phrases.on_time(judgement)[0]] if judgement else [headline.whole]
    st.markdown(cards.prose(phrases.joined([part for part in lead if part], between=" ")))
elif indicator["description"]:
    st.markdown(escape(indicator["description"]))

if left_out:
    st.markdown(small(escape(say('frame.left_out', named=', '.join(left_out)))))

# The chart and what the figures show, beside the words

left, right = st.columns([2, 1], gap="large") if said else (st.container(), st.container())
with left:
    st.session_state["chosen_indicator"] = indicator_id
    st.selectbox(say("targets.indicator"), known, key="chosen_indicator", on_change=choose, args=("indicator",), kwargs={"reporter": None},
                 format_func=lambda name: data.row("indicators", name)["name"])
    if judgement and (judgement.deadline is None or judgement.deadline.assumed):
        st.session_state["chosen_by"] = str(by) if by else ""
        years = ["", *sorted({*YEARS, *([str(by)] if by else [])})]
        st.segmented_control(say("targets.assume"), years, key="chosen_by", on_change=choose, args=("by",), required=True,
                             format_func=lambda year: year or say("targets.no_year"))
    st.markdown(f"**{escape(series.counted(indicator))}**")
    if drawn:
        goal = series.goal_of(judgement, indicators.stated_on(said)) if judgement else None
        paths = series.paths_of(judgement, colour_of) if judgement else []
        chart = charts.target_chart(series.labelled(drawn), ink, goal, paths, from_zero=indicator["nature"] != "date")
        st.plotly_chart(chart, config=charts.CONFIG, key="target_chart", alt=series.message(series.counted(indicator), drawn, goal))
        st.markdown(small(escape(say('targets.key'))))
    else:
        st.markdown(escape(say("targets.no_chart")))
    if len(reporters) > 1:
        st.session_state["chosen_reporter"] = chosen
        st.multiselect(say("targets.reporter"), list(reporters), key="chosen_reporter", on_change=choose, args=("reporter",),
                       placeholder=say("targets.all_reporters"), format_func=reporters.get)
    if judgement:
        st.header(say("targets.shown"))
        for place, sentence in enumerate([*phrases.direction(judgement), *phrases.gap_closed(judgement), *phrases.arrivals(judgement)]):
            quotable(sentence, f"course-{place}")
        on_time = phrases.on_time(judgement)
        st.subheader(say("targets.on_time"))
        for place, sentence in enumerate(on_time[: 1 + len(judgement.verdicts)]):
            quotable(sentence, f"time-{place}")
        if len(on_time) > 1 and judgement.refused:
            with st.expander(say("targets.refused", reporters=len(judgement.refused))):
                st.markdown("\n".join(f"- {cards.prose(sentence)}" for sentence in on_time[1 + len(judgement.verdicts):]))
with right:
    if said:
        st.header(say("targets.said"))
    if any(cards.without_words(mention) for mention in said):
        st.markdown(small(escape(say('targets.by_hand'))))
    for mention in said:
        (cards.said_line if cards.without_words(mention) else cards.said_card)(data, mention)

# Two statistics of one flow

mirror = phrases.mirror_gap(data, indicator_id)
if mirror:
    st.header(say("targets.mirror"))
    ends = series.ends_of(mirror, colour_of, sides)
    st.markdown("  \n".join(map(series.key_entry, ends)))
    st.plotly_chart(charts.gap_chart(series.gap_rows(mirror), ends, ink), config=charts.CONFIG, key="mirror_chart",
                    alt=" ".join(year.sentence.text for year in mirror))
    for place, year in enumerate(mirror):
        quotable(year.sentence, f"mirror-{place}")

# Other indicators with a course

st.header(say("targets.others"))
with st.grid(4, min_column_width=230):
    others = [entry for entry in small_multiples(load.reading().fingerprint, colours.theme_type()) if entry[0] != indicator_id]
    for name, title, figure, message in others[:SMALL_CHARTS]:
        with st.container():
            st.markdown(f"**{links.inside(title, 'targets', indicator=name)}**")
            st.plotly_chart(figure, config=charts.CONFIG, key=f"small-{name}", alt=message)

# The numbers

heading = say("targets.figures", figures=len(figures))
st.header(heading)
st.table(figure_table(figures, indicator["nature"]), border="horizontal", hide_index=True, alt=heading)

figure_upload.draw(data)
