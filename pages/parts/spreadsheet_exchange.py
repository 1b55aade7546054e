"""Commitments and evidence for a spreadsheet; for whoever may edit, the way back: every cell that differs, and the button that says yes."""
import difflib
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pandas as pd
import streamlit as st

from monitor import dataset, spreadsheet, store
from monitor.dataset import Dataset
from monitor.problems import Problem
from monitor.schema import BY_NAME, COMMITMENTS, EVIDENCE
from monitor.spreadsheet import CHANGED, CLASHES, UNKNOWN, Difference, Left, NewRow, Taken
from monitor.spreadsheet_file import LARGEST
from monitor.words import say
from pages.parts import links, load, problem_words, saving
from pages.parts.markdown import escape, small, strong

CELLS_ON_A_PAGE = 40
ROWS_SHOWN = 200
FAULTS_SHOWN = 5
BYTES_IN_MB = 1_000_000
REASONS = ("", "evidence", "correction", "recode")
FILE, PAGE, REASON, NOTE, CHOICES = "sheet_file", "sheet_page", "sheet_reason", "sheet_note", "sheet_choices:"
NEEDING_A_CHOICE_FIRST = (CLASHES, UNKNOWN, CHANGED)
FEW_WORDS, ALIKE = 4, 0.5   # in fewer words, or where most differ, those that differ need no mark
Choice = Difference | NewRow


def draw(data: Dataset, rows: pd.DataFrame) -> None:
    """Draw the downloads of these commitments and of their evidence, and the upload for whoever may edit."""
    with st.expander(say("spreadsheet.title"), key="spreadsheet"):
        st.markdown(escape(say("spreadsheet.lead")))
        with st.container(horizontal=True):
            _download(data, COMMITMENTS.name, rows)
            _download(data, EVIDENCE.name, data.evidence[data.evidence["commitment_id"].isin(rows["commitment_id"])])
        if saving.may_edit():
            form(data)


def form(data: Dataset) -> None:
    """The upload itself. Whether its button may write is asked again when it does."""
    st.markdown(escape(say("spreadsheet.back")))
    file = st.file_uploader(say("spreadsheet.choose"), type=["csv", "tsv", "txt"], max_upload_size=LARGEST // BYTES_IN_MB, key=FILE)
    if file is None:
        return
    about = f"spreadsheet:{file.file_id}"
    taken = _read(file.getvalue(), file.name, data.folder, dataset.fingerprint(data.folder))
    _outcome(data, taken, about)
    if taken.faults:
        _faults(taken)
        return
    _summary(taken)
    if taken.differences or taken.added:
        _differences(data, taken, file.file_id)
        _ask(taken, file.file_id, about)
    saving.undo_button(data)
    _aside(data, taken)


def _download(data: Dataset, table: str, rows: pd.DataFrame) -> None:
    name = spreadsheet.file_name(data.descriptor, table, load.today(), load.day_asked() is not None)
    st.download_button(
        say(f"spreadsheet.download_{table}", rows=len(rows)), lambda: spreadsheet.for_spreadsheet(BY_NAME[table], rows.to_dict("records")),
        file_name=name, mime="text/csv", on_click="ignore", key=f"sheet_{table}",
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(content: bytes, name: str, folder: Path, fingerprint: tuple) -> Taken:
    """The differences, found once for each state of the tables."""
    return spreadsheet.differences(content, name, store.load(folder))


def _faults(taken: Taken) -> None:
    """Why the file is not taken: what is wrong with it, or with a table that it would have to be compared with."""
    told = [escape(say("spreadsheet.unreadable", file=taken.name))]
    told += [f"{escape(problem_words.place(problem))}: {problem_words.told(problem)}" for problem in taken.faults[:FAULTS_SHOWN]]
    if len(taken.faults) > FAULTS_SHOWN:
        told.append(escape(say("spreadsheet.more_faults", faults=len(taken.faults) - FAULTS_SHOWN)))
    st.warning("\n\n".join(told))


def _summary(taken: Taken) -> None:
    kinds = [one.kind for one in taken.differences]
    counts = {kind: kinds.count(kind) for kind in NEEDING_A_CHOICE_FIRST}
    counts |= {"new": len(taken.added), "refused": len(taken.refused), "left": len(taken.left)}
    lines = [say(f"spreadsheet.count_{key}", count=count) for key, count in counts.items() if count]
    if not kinds and not taken.added:
        lines.insert(0, say("spreadsheet.no_difference"))
    st.markdown("\n".join([escape(say("spreadsheet.compared", file=taken.name, table=f"{taken.table}.csv")), "",
                           *(f"- {escape(line)}" for line in (*lines, *taken.told))]))


# What differs, cell by cell

def _key(one: Choice) -> tuple:
    """What a choice is kept under: another where the cell has fared otherwise since."""
    return (one.id, one.column, one.kind) if isinstance(one, Difference) else (one.row["evidence_id"], "", "new")


def _is_chosen(one: Choice, file_id: str) -> bool:
    """Whether it is to be written: as the editor has ticked it, else all that nobody else has touched."""
    is_certain = isinstance(one, NewRow) or one.kind == CHANGED
    return st.session_state.get(CHOICES + file_id, {}).get(_key(one), is_certain)


def _choose(file_id: str, ones: Iterable[Choice], is_chosen: bool) -> None:
    st.session_state[CHOICES + file_id] = st.session_state.get(CHOICES + file_id, {}) | {_key(one): is_chosen for one in ones}


def _tick(file_id: str, one: Choice, key: str) -> None:
    _choose(file_id, [one], st.session_state[key])


def _differences(data: Dataset, taken: Taken, file_id: str) -> None:
    """A page of the cells, those that need a choice first, by row."""
    ones: list[Choice] = [*sorted(taken.differences, key=lambda one: (one.kind == CHANGED, one.line)), *taken.added]
    pages = -(-len(ones) // CELLS_ON_A_PAGE)
    with st.container(horizontal=True):
        st.button(say("spreadsheet.tick_all"), key="sheet_all", on_click=_choose, args=(file_id, ones, True))
        st.button(say("spreadsheet.tick_none"), key="sheet_none", on_click=_choose, args=(file_id, ones, False))
    before = (min(st.session_state.get(PAGE) or 1, pages) - 1) * CELLS_ON_A_PAGE
    shown = ones[before:before + CELLS_ON_A_PAGE]
    for (line, title), cells in groupby(shown, key=lambda one: (one.line, _title(data, one))):
        st.markdown(f"**{title}** {small(escape(say('spreadsheet.row', row=line)))}")
        for one in cells:
            _cell(one, file_id)
    if pages > 1:
        st.markdown(small(escape(say("spreadsheet.page", first=before + 1, last=before + len(shown), all=len(ones)))))
        st.pagination(pages, key=PAGE)


def _title(data: Dataset, one: Choice) -> str:
    """Markdown of what the row is about: the commitment, and of evidence the report."""
    identity = one.id if isinstance(one, Difference) else one.row["evidence_id"]
    table = one.table if isinstance(one, Difference) else EVIDENCE.name
    row = (data.row(table, identity) or {}) if isinstance(one, Difference) else one.row
    commitment_id = row.get("commitment_id", identity)
    commitment = data.row("commitments", commitment_id)
    title = links.inside(commitment["title"], "commitments", id=commitment_id) if commitment else escape(commitment_id)
    return f"{title} · {escape(identity)}" if table == EVIDENCE.name else title


def _cell(one: Choice, file_id: str) -> None:
    """One cell with its checkbox: what stands there now, and what the file says."""
    key = ":".join(("sheet", file_id, *_key(one)))
    label = one.column if isinstance(one, Difference) else say("spreadsheet.add")
    st.session_state[key] = _is_chosen(one, file_id)
    box, now, new = st.columns([2, 4, 4])
    box.checkbox(escape(label), key=key, on_change=_tick, args=(file_id, one, key))
    if isinstance(one, NewRow):
        now.markdown(escape(say("spreadsheet.not_there")))
        new.markdown("  \n".join(f"{small(escape(name))} {escape(cell)}" for name, cell in one.row.items() if cell))
        return
    before, after = _compared(one.now, one.new)
    now.markdown(f"{small(escape(say('spreadsheet.now')))} {before}")
    new.markdown(f"{small(escape(say('spreadsheet.in_file')))} {after}")
    if one.kind == CLASHES:
        now.markdown(small(escape(_whose(one))))


def _whose(one: Difference) -> str:
    """Who changed a cell here since the download, and what it was then."""
    when = one.when[:16].replace("T", " ")
    told = [say("spreadsheet.set_in_file")]
    if when:
        told = [say("spreadsheet.set_by", who=one.who, when=when) if one.who else say("spreadsheet.set_by_unknown", when=when)]
    return " ".join([*told, say("spreadsheet.base", text=one.base)] if one.base else told)


def _compared(now: str, new: str) -> tuple[str, str]:
    """Markdown of both texts; in longer ones that are much alike the words that differ are in bold."""
    texts = now.split(), new.split()
    compared = difflib.SequenceMatcher(None, *texts, autojunk=False)
    if min(map(len, texts)) < FEW_WORDS or compared.ratio() < ALIKE:
        return escape(now or say("saving.empty")), escape(new or say("saving.empty"))
    runs = compared.get_opcodes()
    before = [_run(texts[0][start:end], kind == "equal") for kind, start, end, _, _ in runs]
    after = [_run(texts[1][start:end], kind == "equal") for kind, _, _, start, end in runs]
    return " ".join(before), " ".join(after)


def _run(words: list[str], is_same: bool) -> str:
    text = escape(" ".join(words))
    return text if is_same or not text else f"**{text}**"


# The yes

def _ask(taken: Taken, file_id: str, about: str) -> None:
    """Why, a note for the log, and the button."""
    chosen = [one for one in (*taken.differences, *taken.added) if _is_chosen(one, file_id)]
    saving.alias_field()
    reason, note = st.columns(2)
    reason.selectbox(say("spreadsheet.reason"), REASONS, key=REASON,
                     format_func=lambda code: say(f"log_reason.{code}") if code else say("spreadsheet.by_column"))
    note.text_input(say("spreadsheet.note"), key=NOTE, help=say("spreadsheet.note_help"))
    cells = sum(isinstance(one, Difference) for one in chosen)
    rows = len(chosen) - cells
    label = say("spreadsheet.write_with_rows", cells=cells, rows=rows) if rows else say("spreadsheet.write", cells=cells)
    st.button(label, key="sheet_yes", disabled=not chosen, on_click=_yes, args=(taken, chosen, about))


def _yes(taken: Taken, chosen: list[Choice], about: str) -> None:
    note = (st.session_state.get(NOTE) or "").strip()
    edit = spreadsheet.edit_of(taken, chosen, load.now().date(), saving.who(), reason=st.session_state.get(REASON) or "", note=note)
    saving.save(edit, about)


def _outcome(data: Dataset, taken: Taken, about: str) -> None:
    """What came of the last yes. What would break a table is told with the rows of the file: the editor sees those."""
    result = st.session_state.get(saving.OUTCOME + about)
    if not isinstance(result, saving.Refused):
        saving.outcome(about)
        return
    lines = {one.id: one.line for one in taken.differences} | {new.row["evidence_id"]: new.line for new in taken.added}
    told = [escape(say("saving.refused")), ""]
    for problem in result.problems[:ROWS_SHOWN]:
        place = say("spreadsheet.place", row=lines.get(problem.id, ""), title=saving.title_of(data, taken.table, problem.id))
        told.append(f"- {escape(place)} {problem_words.told(problem)}")
    st.error("\n".join(told))


# What is not taken

def _aside(data: Dataset, taken: Taken) -> None:
    """Bad cells and rows with the way to mend them, then what nobody takes from a file."""
    if taken.refused:
        st.markdown(strong("spreadsheet.refused_title"))
        rows = [_refused_row(problem) for problem in taken.refused[:ROWS_SHOWN]]
        _table(rows, len(taken.refused), say("spreadsheet.refused_alt", file=taken.name))
    if taken.left:
        st.markdown(strong("spreadsheet.left_title"))
        rows = [_left_row(data, taken, one) for one in taken.left[:ROWS_SHOWN]]
        _table(rows, len(taken.left), say("spreadsheet.left_alt", file=taken.name))


def _table(rows: list[dict[str, str]], count: int, alt: str) -> None:
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=alt)
    if count > len(rows):
        st.markdown(escape(say("spreadsheet.more", rows=count - len(rows))))


def _refused_row(problem: Problem) -> dict[str, str]:
    return {say("spreadsheet.column_row"): str(problem.row or ""), say("spreadsheet.column_what"): problem_words.told(problem)}


def _left_row(data: Dataset, taken: Taken, one: Left) -> dict[str, str]:
    title = saving.title_of(data, taken.table, one.id) if data.row(taken.table, one.id) else " ".join(filter(None, (one.text, one.id)))
    what = strong("spreadsheet.left_cell", title=title, column=one.column, text=one.text) if one.column else escape(title)
    columns = say("spreadsheet.column_row"), say("spreadsheet.column_what"), say("spreadsheet.column_why")
    return dict(zip(columns, (str(one.line), what, escape(one.why))))
