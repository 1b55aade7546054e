"""The form by which an editor adds a document: its text, what it is, what would be found in it, and the button that is the yes.

What was read is kept in the session with the bytes that it was read from, so that a refused attempt loses nothing. The process that
reads is started while the page is drawn (`WANTED`, `TO_READ`), where a spinner can tell of it.
"""
from dataclasses import dataclass

import streamlit as st

from monitor import add_document, extraction, passages, store
from monitor.add_document import OF_A_DOCUMENT
from monitor.dataset import Dataset, Row
from monitor.documents import LARGEST
from monitor.edits import Added, Edit
from monitor.extraction import Found, NotRead, Preview
from monitor.schema import SOURCES
from monitor.vocabulary import DOCUMENT_KINDS
from monitor.words import say
from pages.parts import document, edit_statement, findings, links, saving
from pages.parts.colours import found_paint, painted
from pages.parts.drafts import Draft, draft, explained, field
from pages.parts.markdown import escape, in_markdown, small

TEXT, CELLS = "document:text", "document:cells"   # the two forms
READ, WANTED, TROUBLE, CHANGED = "document:read", "document:wanted", "document:trouble", "document:changed"
TO_READ, ADDED, WHY = "document:to_read", "document:added", "document:why"
FINDINGS_SHOWN = 200
BYTES_IN_MB = 1_000_000
FATES = ("joins", "opens", "repeats", "waits", "alone")


@dataclass(frozen=True, eq=False)
class Shown:
    """A document as it was read, and the cells with which it was."""

    content: bytes
    cells: Row
    preview: Preview


def draw(data: Dataset) -> None:
    """Draw the form, for whoever may edit. Whether a save may write is asked again when it is made."""
    if saving.may_edit():
        added = data.row(SOURCES.name, st.session_state.get(ADDED, "")) or {"text_by": ""}
        if WHY in st.session_state and not added["text_by"]:   # while a table cannot be read, the new document has no page yet
            st.error(escape(say("add_document.saved_not_read", why=st.session_state[WHY])))
        with st.expander(say("add_document.title"), key="add_document"):
            saving.alias_field(CELLS)
            form(data)


def form(data: Dataset) -> None:
    """The form itself: first the text, and once that is read what it is and what is found in it."""
    explained(say("add_document.lead"))
    _text_form()
    with st.container(key="document_told"):   # of its own, so that what is told in it moves nothing that has the focus
        _read_wanted(data)
        if trouble := st.session_state.get(TROUBLE):
            st.error(escape(trouble))
    if shown := st.session_state.get(READ):
        _cells_form(data, shown)


def finish(data: Dataset) -> None:
    """Bring the tables up to date with a document that was just added, and open its page. Does not return where there is one."""
    source_id = st.session_state.get(TO_READ)
    if not source_id or not saving.may_edit():
        return
    st.session_state.pop(WHY, None)
    with st.spinner(say("add_document.reading")):
        try:
            extraction.bring_up_to_date(store.data_folder(), source_id)
        except NotRead as problem:
            st.session_state[WHY] = str(problem)
    del st.session_state[TO_READ]
    st.query_params.from_dict({"source": source_id})
    st.rerun()


def notice(source: Row) -> None:
    """At the head of the page of a document: that it was just added, or that it has not been read yet."""
    identity = source["source_id"]
    if source["file"] and not source["text_by"]:
        told = [say("add_document.not_read_yet")]
        if saving.may_edit():
            told += [say("add_document.why", why=st.session_state[WHY])] if WHY in st.session_state else []
        st.warning(escape(" ".join(told)))
        if saving.may_edit():
            st.button(say("add_document.read_now"), key="document_read_now", on_click=_read_later, args=(identity,))
    elif st.session_state.get(ADDED) == identity:
        st.success(escape(say("add_document.added")))


# The text

def _text_form() -> None:
    with st.form(TEXT):
        st.file_uploader(say("add_document.file"), max_upload_size=LARGEST // BYTES_IN_MB, key=_key("file"))
        st.text_area(say("add_document.paste"), key=_key("paste"), height=160)
        st.form_submit_button(say("add_document.read"), on_click=_want_text)


def _key(name: str) -> str:
    """The key of a field of the text; another after a document was added."""
    return f"{TEXT}#{st.session_state.get(saving.ROUND + TEXT, 0)}:{name}"


def _want_text() -> None:
    file, pasted = st.session_state.get(_key("file")), st.session_state.get(_key("paste"), "")
    st.session_state.pop(saving.OUTCOME + CELLS, None)
    content = file.getvalue() if file else pasted.encode("utf-8", errors="replace")
    if bool(file) == bool(pasted.strip()):
        st.session_state[TROUBLE] = say("add_document.both" if file else "add_document.neither")
    elif len(content) > LARGEST:
        st.session_state[TROUBLE] = say("add_document.too_large", most=LARGEST // BYTES_IN_MB)
    else:
        _want(content, {})


def _want(content: bytes, cells: Row) -> None:
    """Have a document read when the page is drawn, if this visitor may; with no cells those that it proposes are used."""
    st.session_state.pop(TROUBLE, None)
    st.session_state.pop(CHANGED, None)
    if saving.may_edit():
        st.session_state[WANTED] = (content, cells)
    else:
        st.session_state[TROUBLE] = say("saving.may_not")


def _read_wanted(data: Dataset) -> None:
    content, cells = st.session_state.get(WANTED, (b"", {}))
    if not content:
        return
    with st.spinner(say("add_document.reading")):
        try:
            preview = extraction.preview(data.folder, content, add_document.read_by(cells) if cells else {})
        except (NotRead, OSError) as problem:
            st.session_state[TROUBLE] = say("add_document.not_read", why=getattr(problem, "strerror", None) or problem)
            del st.session_state[WANTED]
            return
    last = st.session_state.get(READ)
    if not cells:
        cells = dict.fromkeys(OF_A_DOCUMENT, "") | preview.proposed
        if last and last.content != content:
            saving.begin_anew(CELLS)
    st.session_state[READ] = Shown(content, cells, preview)
    del st.session_state[WANTED]


# What it is, and what is found in it

def _cells_form(data: Dataset, shown: Shown) -> None:
    drawn = draft(CELLS, shown.cells, OF_A_DOCUMENT)
    options = {"kind": {code: say(f"document_kind.{code}") for code in DOCUMENT_KINDS}, "language": edit_statement.languages()}
    with st.form(CELLS):
        for first in range(0, len(OF_A_DOCUMENT), 2):
            for place, name in zip(st.columns(2), OF_A_DOCUMENT[first:first + 2]):
                with place:
                    field(drawn, SOURCES.name, name, options.get(name))
        st.form_submit_button(say("add_document.preview"), on_click=_preview_again, args=(drawn, shown))
        _counts(shown)
        _yes(data, drawn, shown)
        _findings(data, shown)


def _yes(data: Dataset, drawn: Draft, shown: Shown) -> None:
    """The button that adds the document, with what speaks against it; none where the text is here already."""
    same = add_document.same_text(data, shown.content, shown.preview.words)
    if same:
        st.error(f"{escape(say('add_document.same_text'))} {links.inside(same['title'], 'sources', source=same['source_id'])}")
        return
    for row in add_document.same_title(data, shown.cells["title"]):
        st.warning(f"{escape(say('add_document.same_title'))} {links.inside(row['title'], 'sources', source=row['source_id'])}")
    st.form_submit_button(say("add_document.add"), key="document_add", on_click=_add, args=(data, drawn, shown))
    if st.session_state.get(CHANGED):   # below the button, so that it stays where the focus is
        st.warning(escape(say("add_document.changed")))
    saving.outcome(CELLS)


def _typed(drawn: Draft) -> Row | None:
    """The cells as they were typed; None, and said so, where one cannot be what its column holds."""
    cells = add_document.cells_of({name: drawn.typed(name) for name in OF_A_DOCUMENT})
    st.session_state.pop(saving.OUTCOME + CELLS, None)
    problems = tuple(add_document.faults(cells))
    if problems:
        st.session_state[saving.OUTCOME + CELLS] = saving.Refused(problems)
    return None if problems else cells


def _preview_again(drawn: Draft, shown: Shown) -> None:
    cells = _typed(drawn)
    if cells:
        _want(shown.content, cells)


def _add(data: Dataset, drawn: Draft, shown: Shown) -> None:
    """Write the document, unless what was typed since would change what is found in it: then that is shown first."""
    cells = _typed(drawn)
    if cells is None:
        return
    if add_document.read_by(cells) != add_document.read_by(shown.cells):
        _want(shown.content, cells)
        st.session_state[CHANGED] = True
        return
    row = add_document.row_of(data, cells, shown.content, shown.preview.format)
    if saving.save(Edit((Added(SOURCES.name, row),)), CELLS, {row["file"]: shown.content}):
        for about in (TEXT, CELLS):
            saving.begin_anew(about)
        for key in (READ, TROUBLE, saving.OUTCOME + CELLS):
            st.session_state.pop(key, None)
        st.session_state[ADDED] = row["source_id"]
        _read_later(row["source_id"])


def _read_later(source_id: str) -> None:
    st.session_state[TO_READ] = source_id


def _counts(shown: Shown) -> None:
    """How many findings of each kind there would be, what would become of them, and what the reading lacks."""
    found = shown.preview.found
    counts = {kind: sum(one.finding.kind == kind for one in found) for kind in passages.KINDS}
    st.markdown(f"{escape(say('add_document.would_find'))} {in_markdown(document.counted(counts))}.")
    fates = [say(f"fate.{fate}", count=number) for fate in FATES if (number := sum(one.fate == fate for one in found))]
    lacks = [say(f"add_document.no_{name}") for name in ("date", "parties") if not add_document.read_by(shown.cells)[name]]
    st.markdown("\n".join(f"- {escape(line)}" for line in (*fates, *lacks)))


def _findings(data: Dataset, shown: Shown) -> None:
    """Every finding with its words and what would become of it."""
    found = shown.preview.found
    if not found:
        return
    with st.expander(say("add_document.findings", count=len(found)), expanded=True, key="document_findings"):
        st.markdown("\n".join(f"- {_line(data, one)}" for one in found[:FINDINGS_SHOWN]))
        if len(found) > FINDINGS_SHOWN:
            st.markdown(escape(say("add_document.more", count=len(found) - FINDINGS_SHOWN)))


def _line(data: Dataset, one: Found) -> str:
    """Markdown of a finding: its words on the paint of its kind, what they say, and what would become of them."""
    finding = one.finding
    said = findings.about(finding) if finding.kind != passages.FIGURE else [say("sources.one_figure"), findings.name(data, finding)]
    kind = [say(f"sources.one_{finding.kind}")] if finding.kind == passages.COMMITMENT and finding.row["kind"] else []
    told = [escape(part) for part in (*kind, *said) if part] + ([_fate(data, one)] if one.fate else [])
    return f"{painted(finding.row['quote'], found_paint(finding.kind))}  \n{small(' · '.join(told))}"


def _fate(data: Dataset, one: Found) -> str:
    """Markdown of what would become of a finding, with links to the rows that it meets."""
    if one.finding.kind == passages.FIGURE:
        return escape(say(f"figure_fate.{one.fate}"))
    rows = [one.row] if one.row else one.may_join
    named = ", ".join(links.inside(saving.title_of(data, "commitments", row), "commitments", id=row) for row in rows)
    told = escape(say("finding_fate.may_join") if one.may_join else say(f"finding_fate.{one.fate}"))
    return f"{told} {named}".strip()
