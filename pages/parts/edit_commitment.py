"""The forms by which an editor changes a commitment: its status, its evidence, what was read, how it is filed, its mentions."""
from collections.abc import Callable

import streamlit as st

from monitor import by_hand, dataset, ids, joins
from monitor.dataset import Dataset
from monitor.derivation import is_judged
from monitor.edits import Added, Change, Edit, KeptApart, Removed
from monitor.review_notes import JoinProposed, parse_notes
from monitor.schema import EVIDENCE
from monitor.vocabulary import BY_HAND, STATUSES, Status
from monitor.words import say
from pages.parts import drafts, load, saving
from pages.parts.drafts import Draft, Row, draft, explained, field
from pages.parts.markdown import escape, small

JUDGEMENT = ("status", "status_date", "evidence_url", "note")
READ_OF_A_ROW = ("title", "kind", "strength", "parties", "sector", "value", "value_high", "unit", "qualifier", "deadline", "deadline_kind")
READ_OF_A_MENTION = (*READ_OF_A_ROW[1:], "deadline_text")
READ_OF_A_REPORT = ("says", "what", "parties", "sector")
FILING = ("indicator_id", "part_of", "replaced_by", "basis_mention", "headline")
OF_EVIDENCE = ("date", "tag", "summary", "publisher", "url", "archive_url", "published", "side", "confidence")
REASONS = ("evidence", "correction", "recode")
NEW = ""
QUOTE_SHOWN = 90


def forms(data: Dataset, row: Row, mentions: list[Row]) -> None:
    """Draw the forms, for whoever may edit. Whether a save may write is asked again when it is made."""
    if not saving.may_edit():
        return
    identity = row["commitment_id"]
    with st.expander(say("edit.title"), key=f"edit:{identity}"):
        saving.alias_field()
        status, evidence, read, filed, found, joined = st.tabs([say(f"edit.tab_{name}") for name in (
            "status", "evidence", "read", "filed", "mentions", "joined")])
        with status:
            _status(row)
        with evidence:
            _evidence(data, identity)
        with read:
            _cells(f"read:{identity}", "commitments", identity, row, READ_OF_A_ROW, say("edit.read_lead"), note=True)
        with filed:
            _cells(f"filed:{identity}", "commitments", identity, row, FILING, say("edit.filed_lead"), options=_links(data, row, mentions))
        with found:
            for mention in mentions:
                mention_forms(data, mention, identity)
        with joined:
            _join(data, row)
    saving.undo_button(data)


def _cells(about: str, table: str, identity: str, row: Row, columns: tuple[str, ...], lead: str, note: bool = False,
           options: dict[str, dict[str, str]] | None = None) -> None:
    """A form over cells of one row, with one button."""
    form = draft(about, row, columns)
    explained(lead)
    drafts.stale_notice(form)
    with st.form(f"form:{about}"):
        for name in columns:
            field(form, table, name, (options or {}).get(name))
        if note:
            st.text_input(say("edit.log_note"), key=form.key("log_note"), help=say("edit.log_note_help"))
        st.form_submit_button(say("edit.save"), on_click=_save_cells, args=(form, table, identity))
    saving.outcome(about)


def _save_cells(form: Draft, table: str, identity: str) -> None:
    edit = Edit(form.changes(table, identity), note=(st.session_state.get(form.key("log_note")) or "").strip())
    if saving.save(edit, form.about):
        form.close()


# The status

def _status(row: Row) -> None:
    about = f"status:{row['commitment_id']}"
    form = draft(about, row, (*JUDGEMENT, "checked_on", "checked_by"))
    drafts.stale_notice(form)
    left, right = st.columns([1, 1], gap="medium")
    with left, st.form(f"form:{about}"):
        for name in JUDGEMENT:
            field(form, "commitments", name)
        st.checkbox(say("edit.checked_today"), key=form.key("today"), help=say("edit.checked_today_help"))
        st.selectbox(say("edit.reason"), REASONS, key=form.key("reason"), format_func=lambda code: say(f"log_reason.{code}"))
        st.form_submit_button(say("edit.save"), on_click=_save_status, args=(form, row["commitment_id"]))
    with left:
        saving.outcome(about)
    with right:
        st.markdown("\n".join(f"- {_definition(status)}" for status in STATUSES))


def _definition(status: Status) -> str:
    return f"**{escape(status.label)}** {escape(status.definition)} {small(escape(status.test))}"


def _save_status(form: Draft, identity: str) -> None:
    changes = [change for change in form.changes("commitments", identity) if change.column in JUDGEMENT]
    if st.session_state.get(form.key("today")):
        searched = {"checked_on": load.now().date().isoformat(), "checked_by": saving.who()}
        changes += [Change("commitments", identity, name, form.seen[name], text) for name, text in searched.items()
                    if text != form.seen[name]]
    if saving.save(Edit(tuple(changes), reason=st.session_state[form.key("reason")]), form.about):
        form.close()


# Evidence

def _evidence(data: Dataset, identity: str) -> None:
    rows = {row["evidence_id"]: row for row in dataset.evidence_of(data, identity).to_dict("records")}
    about = f"evidence:{identity}"
    names = {NEW: say("edit.evidence_new")} | {key: f"{row['date']} {row['summary']}"[:QUOTE_SHOWN] for key, row in rows.items()}
    chosen = st.selectbox(say("edit.evidence_which"), list(names), key=f"which:{about}", format_func=names.get) if rows else NEW
    row = rows.get(chosen, {"tag": "supports"})
    form = draft(f"{about}:{chosen}", row, OF_EVIDENCE)
    drafts.stale_notice(form)
    with st.form(f"form:{form.about}", border=True):
        for name in OF_EVIDENCE:
            field(form, "evidence", name)
        st.form_submit_button(say("edit.save"), on_click=_save_evidence, args=(form, identity, chosen))
    if chosen in rows:
        st.button(say("edit.evidence_out"), key=f"out:{about}", on_click=saving.save,
                  args=(Edit((Removed("evidence", chosen, rows[chosen]),)), about))
    saving.outcome(form.about)
    saving.outcome(about)


def _save_evidence(form: Draft, identity: str, chosen: str) -> None:
    if chosen:
        steps = form.changes("evidence", chosen)
    else:
        cells = {name: form.typed(name) for name in OF_EVIDENCE}
        prefix = ids.slug(cells["publisher"] or "evidence", 20)
        cells |= {"evidence_id": ids.hashed(prefix, f"{identity} {cells['url']} {cells['summary']}"), "commitment_id": identity,
                  "added_on": load.now().date().isoformat(), "added_by": saving.who()}
        steps = (Added("evidence", dict.fromkeys(EVIDENCE.header, "") | cells),)
    if saving.save(Edit(steps), form.about):
        form.close()


# How it is filed

def _links(data: Dataset, row: Row, mentions: list[Row]) -> dict[str, dict[str, str]]:
    """The words of the ids that each link may hold."""
    others = titles(data, row["commitment_id"])
    indicators = dict(zip(data.indicators["indicator_id"], data.indicators["name"]))
    return {"indicator_id": indicators, "part_of": others, "replaced_by": others,
            "basis_mention": {mention["mention_id"]: _words_of(mention) for mention in mentions}}


def titles(data: Dataset, but: str = "") -> dict[str, str]:
    """The titles of all commitments but one, by id, from A to Z."""
    rows = data.commitments.sort_values("title", key=lambda titles: titles.str.casefold())
    return {identity: title for identity, title in zip(rows["commitment_id"], rows["title"]) if identity != but}


def _words_of(mention: Row) -> str:
    words = mention["quote"] or mention["what"] or mention["mention_id"]
    return f"{mention['day']} {words}".strip()[:QUOTE_SHOWN]


# Mentions

def mention_forms(data: Dataset, mention: Row, identity: str) -> None:
    """What may be done with one place where it is said: reject it, move it, give it a row of its own, correct what was read.

    `identity` is the commitment that it belongs to, empty for none. What was entered by hand is taken out instead of rejected.
    """
    key, is_by_hand = mention["mention_id"], mention["extractor"] == BY_HAND
    about = f"mention:{key}"
    st.markdown(f"**{escape(_words_of(mention))}**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_by_hand:
            st.button(say("edit.statement_out"), key=f"out:{key}", on_click=_take_out, args=(key, about),
                      help=say("edit.statement_out_help"))
        else:
            st.button(say("edit.reject"), key=f"reject:{key}", on_click=saving.save, help=say("edit.reject_help"),
                      args=(Edit((Change("mentions", key, "rejected", "", "yes"),)), about))
        if key != identity:
            st.button(say("edit.part"), key=f"part:{key}", on_click=_part, args=(data, mention, about))
    _choose_row(say("edit.move"), f"move:{key}", titles(data, identity), lambda other: saving.save(
        Edit((Change("mentions", key, "commitment_id", identity, other),)), about))
    saving.outcome(about)
    with st.expander(say("edit.mention_read")):
        columns = READ_OF_A_MENTION if mention["type"] == "commitment" else READ_OF_A_REPORT
        if is_by_hand:
            columns = tuple(dict.fromkeys(("what", *columns)))
        _cells(f"cells:{key}", "mentions", key, mention, columns, say("edit.read_lead"), note=True)


def _take_out(key: str, about: str) -> None:
    data = load.data()
    if data.row("mentions", key) and saving.save(Edit(by_hand.removing(data, key)), about):
        st.toast(say("edit.statement_gone"))


def _part(data: Dataset, mention: Row, about: str) -> None:
    title = (mention["what"] or mention["quote"])[:QUOTE_SHOWN]
    saving.save(Edit(joins.parting(data, mention["mention_id"], title)), about)


def _choose_row(label: str, key: str, titles: dict[str, str], act: Callable[[str], object]) -> None:
    """A choice among other rows, and the button that acts on the one chosen."""
    with st.form(f"form:{key}", border=False):
        st.selectbox(label, list(titles), index=None, key=key, format_func=titles.get, placeholder=say("edit.choose_row"))
        st.form_submit_button(say("edit.do"), on_click=lambda: act(st.session_state[key]) if st.session_state.get(key) else None)


# Joining

def _join(data: Dataset, row: Row) -> None:
    """Proposed joins first, then any other row."""
    identity, about = row["commitment_id"], f"join:{row['commitment_id']}"
    explained(say("edit.join_lead"))
    for note in parse_notes(row["review"]):
        other = data.row("commitments", note.other) if isinstance(note, JoinProposed) else None
        if other:
            st.markdown(escape(say("edit.join_proposed", title=other["title"])))
            with st.container(horizontal=True):
                st.button(say("edit.join"), key=f"join:{identity}:{note.other}", on_click=_save_join,
                          args=(data, identity, note.other, about))
                st.button(say("edit.apart"), key=f"apart:{identity}:{note.other}", on_click=saving.save,
                          args=(Edit((KeptApart(identity, note.other),)), about))
    if is_judged(row):
        explained(say("edit.join_judged"))
    _choose_row(say("edit.join_with"), f"join_with:{identity}", titles(data, identity),
                lambda other: _save_join(data, identity, other, about))
    saving.outcome(about)


def _save_join(data: Dataset, identity: str, other: str, about: str) -> None:
    saving.save(Edit(joins.joining(data, identity, other)), about)


def stand_again(data: Dataset, identity: str) -> None:
    """For a row all of whose findings were rejected: a button that takes the rejection of its own finding back."""
    mention = data.row("mentions", identity)
    if saving.may_edit() and mention and mention["rejected"]:
        about = f"stand:{identity}"
        st.button(say("edit.stand_again"), on_click=saving.save, args=(Edit((Change("mentions", identity, "rejected", "yes", ""),)), about))
        saving.outcome(about)
