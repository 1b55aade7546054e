"""The overview: what was promised, how it stands, what ends soon, where sources differ, what has changed."""
import pandas as pd
import streamlit as st

from monitor import dataset, overview, phrases, select
from monitor.charts.paints import INKS
from monitor.words import say
from pages.parts import cards, changes_list, charts, colours, filters, frame, load
from pages.parts.markdown import escape

DATES_SHOWN = 6
DIFFERENCES_SHOWN = 5

# Load and choose

data = load.data()
today = load.today()
choice = filters.choice(data)
shown = select.choose(data.index, choice)

# What this is

st.title(escape(frame.site_title(data.descriptor)))
st.markdown(cards.prose(phrases.opening(data, today)))

if data.commitments.empty and data.sources.empty and data.figures.empty:
    st.info(escape(say("overview.begin")))
    st.stop()

# What changed since the day that the address names

if choice.since:
    changes_list.since(data, choice, shown, today)

# The headline rows, as cards

headlines = [phrases.headline(data, commitment_id, today) for commitment_id in overview.headlines(data)]
if headlines:
    st.header(say("overview.headlines"), anchor=False)
with st.grid(3, min_column_width=270):
    for headline in headlines:
        with st.container(border=True, height="stretch"):
            cards.headline_card(data, headline, today)

# All commitments by status

counts = overview.counts(shown)
heading = say("overview.by_status", all=len(shown))
if choice.narrows:
    heading = say("overview.by_status_chosen", shown=len(shown), all=len(data.commitments))
st.header(escape(heading))
if counts:
    bar = charts.status_bar([cards.segment(count) for count in counts], INKS[colours.theme_type()])
    st.plotly_chart(bar, config=charts.CONFIG, key="status_bar", alt=", ".join(f"{count.number} {count.word}" for count in counts))
    for sentence in phrases.reading_the_bar(data):
        st.markdown(cards.prose(sentence))
    st.table(pd.DataFrame([cards.count_row(count) for count in counts]), border="horizontal", hide_index=True, alt=heading)
else:
    st.markdown(escape(say("overview.no_commitments")))

# Dates, and where sources disagree

left, right = st.columns(2, gap="large")
with left:
    st.header(say("overview.dates"))
    dates = phrases.dates(data, today)
    for entry in dates[:DATES_SHOWN]:
        st.markdown(cards.prose(entry.sentence))
    if not dates:
        st.markdown(escape(say("overview.no_dates")))
with right:
    st.header(say("overview.disagreements"))
    differences = phrases.disagreements(data, DIFFERENCES_SHOWN)
    for difference in differences:
        st.markdown(cards.prose(difference.sentence))
    if not differences:
        st.markdown(escape(say("overview.no_disagreements")))

# Changed lately, and what is not in this set

left, right = st.columns(2, gap="large")
if not choice.since:
    with left:
        changes_list.lately(data, today)
with left if choice.since else right:
    st.header(say("overview.outside"))
    outside = dataset.outside_statements(data).to_dict("records")
    if outside:
        st.markdown(escape(say("overview.outside_meaning", statements=len(outside))))
        with st.expander(say("overview.outside_all")):
            for mention in reversed(outside):
                cards.said_line(data, mention)
    else:
        st.markdown(escape(say("overview.outside_none")))

# Licence, how to cite, corrections

st.header(say("overview.use"))
cards.terms_of_use(data)
