"""How the documents are read and how well, what statuses and verdicts mean, and how to use and cite the data."""
import pandas as pd
import streamlit as st

from monitor import accuracy, coverage, pace, progress
from monitor.vocabulary import STATUSES
from monitor.words import say
from monitor.worked_example import worked_example
from pages.parts import accuracy_tables, cards, load, method_parts
from pages.parts.colours import status_badge
from pages.parts.markdown import escape, in_markdown, small, strong

NO_KIND = ""
MEASURE = 820
PUBLISHERS_SHOWN = 10
SETTLED = ("commitment", "kinds", "no_commitment", "figure", "progress")


def prose(markdown: str) -> None:
    """Running text, no wider than the eye follows."""
    st.markdown(markdown, width=MEASURE)


def table(rows: pd.DataFrame, alt: str) -> None:
    with st.container(width=MEASURE):
        st.table(rows, border="horizontal", hide_index=True, alt=alt)


# Load

data = load.data()
measured = accuracy.read(data.folder)
version = accuracy.rules_version(load.reading().data.mentions["extractor"])
titles = data.sources.set_index("source_id")["title"].to_dict()

# What is read

st.title(say("method.title"))
prose(escape(say("method.lead")))
st.header(say("method.reads"))
for name in SETTLED:
    prose(strong(f"method.{name}"))

# How well

st.header(say("method.accuracy"))
prose(escape(say("method.measured")))
prose(strong("method.version", version=version) if version else escape(say("method.no_version")))
if measured.fault == accuracy.BAD_SETS:
    prose(escape(say("fault.bad_sets", named=", ".join(measured.named))))
elif measured.fault:
    prose(escape(say(f"fault.{measured.fault}")))
for gold in measured.sets:
    st.subheader(escape(accuracy_tables.heading(gold)), anchor=False)
    facts = escape(say("method.set_facts", documents=gold.documents, rows=gold.rows))
    prose(f"{facts} {strong('method.seen' if gold.seen else 'method.unseen')}")
    if gold.about:
        prose(escape(gold.about))
    if version and gold.extractor != version:
        prose(strong("method.other_version", measured=gold.extractor))
    prose(accuracy_tables.in_words(gold))
    with st.container(width=MEASURE):
        st.table(accuracy_tables.types_table(gold), border="horizontal", hide_index=True, alt=accuracy_tables.heading(gold))
        details = st.expander(say("method.more"), key=f"more-{gold.name}")
    with details:
        if gold.kinds:
            prose(f"**{escape(say('method.by_kind'))}**")
            st.table(accuracy_tables.kinds_table(gold), border="horizontal", hide_index=True, alt=say("method.by_kind"))
        for part, lines in (("by_field", accuracy_tables.fields(gold)), ("missed", accuracy_tables.missed(gold))):
            prose(f"**{escape(say(f'method.{part}'))}**")
            for line in lines:
                prose(line)
        quotes = accuracy_tables.quotes(gold, titles)
        if quotes:
            prose("\n".join(f"- {line}" for line in quotes))
if measured.sets:
    prose(small(escape(say("method.f1_meaning"))))
prose(small(escape(say("method.how_measured"))))

# What statuses mean

st.header(say("method.statuses"))
prose(escape(say("method.statuses_lead")))
st.table(pd.DataFrame([{
    say("method.column_status"): status_badge(status.code, NO_KIND),
    say("method.column_meaning"): escape(status.definition),
    say("method.column_test"): escape(status.test),
} for status in STATUSES]), border="horizontal", hide_index=True, alt=say("method.statuses_alt"))

# What verdicts mean

st.header(say("method.verdicts"))
prose(escape(say("method.verdicts_lead")))
bounds = {"significant": {"percent": f"{pace.SIGNIFICANT:.0%}".rstrip("%")}, "moderate": {"percent": f"{pace.MODERATE:.0%}".rstrip("%")},
          "insufficient": {}, "away": {}}
prose("\n".join(f"- {strong(f'method.verdict_{label}', label=say(f'label.{label}'), **bound)}" for label, bound in bounds.items()))
prose(escape(say("method.verdicts_band")))
with st.container(width=MEASURE).expander(say("method.verdicts_refused"), key="refused"):
    prose(escape(say("method.verdicts_cannot_tell")))
    prose("\n".join(f"- {escape(say(f'reason.{reason}'))}" for reason in progress.REASONS))

example = worked_example(data, load.today())
if example:
    st.subheader(escape(say("example.title")), anchor=False)
    prose(method_parts.example_inputs(example))
    table(method_parts.example_table(example), say("example.title"))
    prose(method_parts.example_result(example))
    prose(small(escape(say("example.redo"))))

# Where the figures come from, and what is not known

st.header(say("coverage.title"))
published = coverage.publishers(data)
prose(method_parts.coverage_words(data, published))
if published:
    table(method_parts.publishers_table(published[:PUBLISHERS_SHOWN], data), say("coverage.alt"))
if len(published) > PUBLISHERS_SHOWN:
    with st.container(width=MEASURE).expander(say("coverage.more", more=len(published) - PUBLISHERS_SHOWN), key="publishers"):
        table(method_parts.publishers_table(published[PUBLISHERS_SHOWN:], data), say("coverage.alt"))
st.header(say("unknown.title"))
unknowns = coverage.unknowns(data, load.today())
prose(escape(say("unknown.lead" if unknowns else "unknown.nothing")))
prose("\n".join(f"- {in_markdown(coverage.told(entry))}" for entry in unknowns))

# Licence, how to cite, corrections

st.header(say("overview.use"))
cards.terms_of_use(data)
