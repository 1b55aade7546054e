"""All commitments that fit the filters, or the one that the address names."""
from dataclasses import replace

import pandas as pd
import streamlit as st

from monitor import dataset, search, select, totals
from monitor.words import say
from pages.parts import commitment, edit_commitment, edit_table, filters, links, load, search_results, spreadsheet_exchange, terms
from pages.parts.colours import status_badge
from pages.parts.markdown import escape, under
from pages.parts.total_list import total_list

SORT_WORDS = {
    "": "sort_first_stated", "-stated": "sort_last_stated", "deadline": "sort_deadline", "-status_date": "sort_status_date",
    "status": "sort_status", "title": "sort_title", "-mentions": "sort_mentions",
}


def title_cell(row: dict[str, str]) -> str:
    """The linked title, below it what kind of commitment it is and whose, and where the words of a search stand."""
    facts = (terms.term("kind", row["kind"]), terms.term("strength", row["strength"]), terms.terms("sector", row["sector"]),
             terms.names(row["parties"]))
    lines = [under(links.inside(row["title"], "commitments", id=row["commitment_id"]), " · ".join(filter(None, facts)))]
    return "  \n".join([*lines, *map(search_results.line, found.get(row["commitment_id"], ()))])


def status_cell(row: dict[str, str]) -> str:
    """The status, and below it what follows from the dates."""
    return under(status_badge(row["status"], row["kind"]), ", ".join(terms.marks(row, load.today())))


def stated_cell(row: dict[str, str]) -> str:
    """The month in which it was stated, first or last, and below it by when it is to be done."""
    by_when = say("commitments.by", day=terms.day(row["deadline"])) if row["deadline"] else ""
    return under(escape(terms.day(row[stated][:7])), by_when)


def nothing_found() -> str:
    """Why the list is empty, and what may help."""
    if not choice.q:
        return say("commitments.none")
    return say("search.none_filtered" if replace(choice, q="").narrows else "search.none", q=choice.q)


def choose_order() -> None:
    filters.set_parameters(sort=st.session_state["sort_by"], page=None)


def choose_page() -> None:
    filters.set_parameters(page=str(st.session_state["page_number"]))


data = load.data()
choice = filters.choice(data)
rows = select.choose(data.index, choice)

# The one that the address names

wanted = st.query_params.get("id")
taker = dataset.joined_into(data, wanted) if wanted and not data.row("commitments", wanted) else None
if taker:
    st.info(escape(say("commitments.joined", id=wanted, taker=taker)))
    wanted = taker
if wanted and data.row("commitments", wanted):
    commitment.draw(data, wanted, rows["commitment_id"].tolist())
    st.stop()

# The list, or why there is none

st.title(say("commitments.title"))
if wanted:
    st.info(escape(say("commitments.rejected" if dataset.is_rejected(data, wanted) else "commitments.unknown", id=wanted)))
if wanted and dataset.is_rejected(data, wanted):
    edit_commitment.stand_again(data, wanted)
if data.commitments.empty:
    st.info(escape(say("commitments.empty")))
    st.stop()
if rows.empty:
    st.info(escape(nothing_found()))
    search_results.elsewhere(data, choice.q)
    st.stop()

shown, number, pages = select.page_of(rows, choice.page)
first = (number - 1) * select.PAGE_LENGTH + 1
place = {"first": first, "last": first + len(shown) - 1}
stated = "last_stated" if choice.sort else "first_stated"   # in the order of what was stated first that day stands beside it

summary, order = st.columns([3, 2], vertical_alignment="bottom")
summary.markdown(filters.found(data, rows) + (f" {escape(say('commitments.rows', **place))}" if pages > 1 else ""))
st.session_state["sort_by"] = choice.sort
order.selectbox(
    say("commitments.sort"), list(SORT_WORDS), key="sort_by", on_change=choose_order,
    format_func=lambda code: say(f"commitments.{SORT_WORDS[code]}"),
)
added = totals.totals(rows.to_dict("records"), data.indicators.set_index("indicator_id")["nature"].to_dict())
if added.totals or added.left_out:
    with st.expander(say("totals.heading")):
        st.markdown(total_list(added))
records = shown.to_dict("records")
found = search.hits(data, shown["commitment_id"], choice.q)
st.table(pd.DataFrame({
    say("commitments.column_commitment"): [title_cell(row) for row in records],
    say("commitments.column_status"): [status_cell(row) for row in records],
    say(f"commitments.column_{stated}"): [stated_cell(row) for row in records],
}), border="horizontal", hide_index=True, alt=say("commitments.alt", shown=len(rows), **place))
if pages > 1:
    st.session_state["page_number"] = number
    st.pagination(pages, key="page_number", on_change=choose_page)
search_results.elsewhere(data, choice.q)
edit_table.draw(data, choice, records)
spreadsheet_exchange.draw(data, rows)
