"""What needs a person, most important first; for whoever may edit with what can be done about it in one click."""
import streamlit as st

from monitor import review, select
from monitor.words import say
from pages.parts import filters, load, review_items, saving, terms
from pages.parts.markdown import escape, small, strong

LENGTH = 20
NEED = "need"


def choose_need() -> None:
    filters.set_parameters(**{NEED: st.session_state[NEED], "page": None})


def choose_page() -> None:
    filters.set_parameters(page=str(st.session_state["review_page"]))


# Load and choose

data = load.data()
choice = filters.choice(data)
fitting = set(select.choose(data.index, choice)["commitment_id"])
found = [entry for entry in review_items.found(data)
         if (entry.commitment_id in fitting if entry.commitment_id else not choice.narrows)]
counts = review.counts(found)
asked = st.query_params.get(NEED, "")
need = asked if asked in review.KINDS else ""
if asked != need:
    st.markdown(small(escape(say("frame.left_out", named=f"{NEED}={asked}"))))
wanted = [entry for entry in found if not need or need in entry.kinds]
pages = max(1, -(-len(wanted) // LENGTH))
number = min(choice.page, pages)

# How much there is

st.title(say("review.title"), anchor=False)
st.markdown(strong("review.lead", rows=len(found)) if found else escape(say("review.nothing", day=terms.day(load.today().isoformat()))))
if choice.narrows:
    st.markdown(small(escape(say("review.narrowed"))))
if load.day_asked():
    st.markdown(small(escape(say("review.asof"))))
if saving.may_edit():
    with st.container(width=320):
        saving.alias_field()
if counts or need:
    st.session_state[NEED] = need or None
    st.pills(say("review.need"), [kind for kind in review.KINDS if kind in counts or kind == need], key=NEED, on_change=choose_need,
             format_func=lambda kind: say("review.option", label=say(f"review_need.{kind}"), count=counts.get(kind, 0)))

# The list

shown = wanted[(number - 1) * LENGTH : number * LENGTH]
heading = None
for at, entry in enumerate(shown):
    kind = need or entry.kinds[0]
    if kind != heading:
        st.header(escape(say(f"review_need.{kind}")), anchor=False)
        st.markdown(escape(say(f"review_meaning.{kind}")))
        heading = kind
    place = review_items.Place(need, choice.page, at)
    review_items.told(data, place)
    review_items.card(data, entry, place)
review_items.told(data, review_items.Place(need, choice.page, len(shown)))
if need and not wanted:
    st.markdown(escape(say("review.none_of_these")))
if pages > 1:
    st.session_state["review_page"] = number
    st.pagination(pages, key="review_page", on_change=choose_page)
