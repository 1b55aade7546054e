"""What needs a person, as cards: the words that matter, what is wrong, and for whoever may edit the buttons beside it."""
import datetime
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from monitor import dataset, quoting, review, review_actions
from monitor.dataset import Dataset
from monitor.edits import Edit
from monitor.phrases import number
from monitor.review import Entry, Item
from monitor.review_actions import Action
from monitor.values import BadValue, parse_number
from monitor.words import say
from pages.parts import findings, links, load, saving, terms
from pages.parts.colours import status_badge
from pages.parts.markdown import escape, link, small

ABOUT, DONE = "review", "review_done"
READINGS_KEPT = 4
TITLE_SHOWN = 100
WORDS_AND_BUTTONS = [3, 1]
TOLD_BY_THE_HEADING = ("not_checked", "outside")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """A place on a list: the kind that was asked for, the page, and how many rows of it stand before."""

    need: str
    page: int
    at: int


@dataclass(frozen=True)
class Done:
    """What was done last, and where; without words nothing was saved. `entries` is how long the log was when it was told."""

    words: str
    place: Place
    entries: int | None = None


def found(data: Dataset) -> tuple[Entry, ...]:
    """Every row that needs a person, looked for once for each state of the tables and each day."""
    return _found(load.reading().fingerprint, load.day_asked(), load.today(), data)


@st.cache_resource(show_spinner=False, max_entries=READINGS_KEPT)
def _found(fingerprint: tuple, day_asked: datetime.date | None, today: datetime.date, _data: Dataset) -> tuple[Entry, ...]:
    return review.entries(review.items(_data, today))


def card(data: Dataset, entry: Entry, place: Place) -> None:
    """Draw a row with everything about it that needs a person; on the right of each what can be done about it."""
    is_editor = saving.may_edit()
    offered: set[Edit] = set()   # cells that belong together are answered together, once
    with st.container(border=True):
        for number, item in enumerate(entry.items):
            left, right = st.columns(WORDS_AND_BUTTONS, gap="medium")
            with left:
                if not number:
                    _head(data, entry)
                _item(data, entry, item)
            with right.container(horizontal=True, gap="small", vertical_alignment="center"):
                if is_editor:
                    for action in review_actions.actions(data, item):
                        if action.edit not in offered:
                            offered.add(action.edit)
                            _button(data, entry, item, action, place)
                if entry.commitment_id and item is entry.items[-1]:
                    links.lead(say("review.open_to_edit" if is_editor else "review.open"), "commitments", id=entry.commitment_id)


def _item(data: Dataset, entry: Entry, item: Item) -> None:
    """What is wrong, the values in question, and the words where they are not those at the head of the card."""
    if item.fault not in TOLD_BY_THE_HEADING or len(entry.items) > 1:
        evidence = data.row("evidence", item.other) if item.kind == "odds" and item.other else None
        source = f" ({link(evidence['publisher'] or say('commitment.read_the_text'), evidence['url'])})" if evidence else ""
        st.markdown(escape(item.said) + source)
    if item.fault == "join":
        _side_by_side(data, item)
    if item.kind == "readings":
        st.markdown(_values(item))
    main = _main(data, entry)
    own = data.row("mentions", item.mention_id) if item.mention_id else None
    if own and not (main and main["mention_id"] == own["mention_id"]):
        st.markdown(_words(data, own))


def _head(data: Dataset, entry: Entry) -> None:
    """What the row is: a commitment with its status and its words, a finding without a row, or a figure."""
    row = data.row("commitments", entry.commitment_id) if entry.commitment_id else None
    main = _main(data, entry)
    if row:
        st.subheader(links.inside(row["title"], "commitments", id=entry.commitment_id), anchor=False)
        about = (terms.term("kind", row["kind"]), terms.names(row["parties"]), terms.amount(row), terms.day(row["deadline"]))
        st.markdown(f"{status_badge(row['status'], row['kind'])} {escape(' · '.join(filter(None, about)))}")
    elif entry.table == "figures":
        figure = data.row("figures", entry.id)
        indicator = data.row("indicators", figure["indicator_id"])
        name = indicator["name"] if indicator else figure["indicator_id"]
        st.subheader(links.inside(name, "targets", indicator=figure["indicator_id"]), anchor=False)
        st.markdown(findings.figure_link(terms.amount(figure), figure))
    elif main and main["what"]:
        about = (terms.amount(main), main["deadline_text"], terms.names(main["parties"]))
        st.subheader(escape(main["what"]), anchor=False)
        st.markdown(escape(" · ".join(filter(None, about))))
    if main and not any(item.fault == "join" for item in entry.items):
        st.markdown(_words(data, main))


def _main(data: Dataset, entry: Entry) -> Row | None:
    """The mention whose words stand at the head of a card."""
    if entry.commitment_id:
        return review.main_mention(data, entry.commitment_id)
    return data.row("mentions", entry.id) if entry.table == "mentions" else None


def _words(data: Dataset, mention: Row) -> str:
    """Markdown of the words of a mention, and below them where and when they were said."""
    source = data.row("sources", mention["source_id"])
    title, day = (source["title"], dataset.source_day(source)) if source else (mention["source_id"], "")
    where = links.inside(title, "sources", source=mention["source_id"], id=mention["mention_id"])
    about = (terms.day(day), terms.term("text_basis", source["text_basis"]) if source else "")
    facts = small(", ".join((where, *(escape(part) for part in about if part))))
    quote = quoting.with_readings(mention["quote"], quoting.slips(mention["flags"]))
    return f"{escape(say('sources.quoted', quote=quote))}  \n{facts}" if quote else facts


def _values(item: Item) -> str:
    """Markdown of what stands in a cell and what the rules read."""
    kept, read = (escape(value_words(item.column, text)) for text in (item.kept, item.reading))
    return f"{escape(say('review.kept'))} **{kept}**  \n{escape(say('review.read'))} **{read}**"


def value_words(column: str, text: str) -> str:
    """A cell in words; as typed where its column has none."""
    if not text:
        return say("saving.empty")
    if column in terms.LISTS:
        return terms.terms(column, text)
    if column == "deadline":
        return terms.day(text)
    if column in ("value", "value_high"):
        try:
            return number(parse_number(text))
        except BadValue:
            return terms.unknown(text)
    return terms.names(text)


def _side_by_side(data: Dataset, item: Item) -> None:
    """The words of two rows that may undertake the same."""
    for column, identity in zip(st.columns(2, gap="medium"), (item.id, item.other)):
        row, mention = data.row("commitments", identity), review.main_mention(data, identity)
        with column.container(border=True):
            st.markdown(f"**{links.inside(row['title'], 'commitments', id=identity)}**  \n{status_badge(row['status'], row['kind'])}")
            if mention:
                st.markdown(_words(data, mention))


# What a click does

def _button(data: Dataset, entry: Entry, item: Item, action: Action, place: Place) -> None:
    what = textwrap.shorten(saving.title_of(data, entry.table, entry.id), TITLE_SHOWN, placeholder="…")
    key = ":".join((action.name, entry.key, item.fault, item.column, item.mention_id, item.other, item.reading))
    done = Done(say(f"review_done.{action.name}", what=what), place)
    st.button(say(f"review_do.{action.name}"), key=key, on_click=_do, args=(action.edit, done))


def _do(edit: Edit, done: Done) -> None:
    """Save, and remember where on the list it was done, so that it is told there."""
    st.session_state.pop(saving.OUTCOME + saving.UNDO, None)
    saved = saving.save(edit, ABOUT)
    st.session_state[DONE] = done if saved else Done("", done.place)


def told(data: Dataset, place: Place) -> None:
    """Draw what came of the last click where it was made, until the log goes on; then what came of taking it back."""
    done = st.session_state.get(DONE)
    if done is None or done.place != place:
        return
    if not done.words:
        saving.outcome(ABOUT)
        return
    entries = len(data.status_log)
    if done.entries is None:
        done = st.session_state[DONE] = Done(done.words, done.place, entries)
    if done.entries != entries:
        saving.outcome(saving.UNDO)
        return
    st.success(escape(done.words))
    saving.undo_button(data)
