"""Figures from a CSV, for whoever may edit: the template, what each row would do, and the button that is the yes."""
from pathlib import Path

import pandas as pd
import streamlit as st

from monitor import dataset, figure_form, figure_import, store
from monitor.dataset import Dataset
from monitor.figure_import import ADDED, CLASHES, REFUSED, REVISES, THERE, Outcome, Preview
from monitor.permission import Editor
from monitor.phrases import period_words
from monitor.words import say
from pages.parts import load, problem_words, saving, signing_in
from pages.parts.markdown import escape

ROWS_SHOWN = 200
FAULTS_SHOWN = 5
ATTENTION_FIRST = (CLASHES, REFUSED, REVISES, ADDED, THERE)
BYTES_IN_MB = 1_000_000
PARAGRAPH = "\n\n"
RESULT = "figure_upload_result"   # of the last yes: the upload it was about, whether it was written, and the words


def draw(data: Dataset) -> None:
    """Draw the upload; nothing for whoever may not edit, nor beside an earlier day, which no upload can change."""
    if saving.may_edit():
        form(data)


def form(data: Dataset) -> None:
    """The upload itself. Whether its button may write is asked again by `write`."""
    with st.expander(say("upload.title"), key="figure_upload"):
        st.markdown(escape(say("upload.lead")))
        st.download_button(say("upload.template"), figure_form.TEMPLATE, file_name=say("upload.template_file"), mime="text/csv",
                           on_click="ignore")
        largest = figure_form.LARGEST // BYTES_IN_MB
        file = st.file_uploader(say("upload.file"), type="csv", max_upload_size=largest, key="figure_file")
        if file is None:
            return
        _result(file.file_id)
        shown = _read(file.getvalue(), file.name, data.folder, dataset.fingerprint(data.folder))
        if shown.faults:
            _faults(shown)
        else:
            _rows(data, shown)
            _ask(data.folder, shown, file.file_id)


def write(folder: Path, shown: Preview, editor: Editor | None, alias: str) -> None:
    """Write what was shown, under the alias, if an editor is there who may. Raises PermissionError and StoreError."""
    if editor is None:
        raise PermissionError(say("upload.may_not"))
    figure_import.apply(folder, shown, load.now(), alias)


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(content: bytes, name: str, folder: Path, fingerprint: tuple) -> Preview:
    """The preview, made once for each state of the tables."""
    return figure_import.preview(content, name, store.load(folder))


def _yes(folder: Path, shown: Preview, file_id: str) -> None:
    """Write the preview that stood on the page, and leave in the session what came of it."""
    try:
        write(folder, shown, signing_in.editor(), saving.who())
    except (store.StoreError, PermissionError) as error:
        st.session_state[RESULT] = (file_id, False, str(error))
    else:
        st.session_state[RESULT] = (file_id, True, figure_import.written_words(shown))


def _result(file_id: str) -> None:
    about, was_written, told = st.session_state.get(RESULT, ("", False, ""))
    if about == file_id:
        (st.success if was_written else st.error)(escape(told))


def _faults(shown: Preview) -> None:
    """Why the file is not taken: what is wrong with it, or with a table that it would have to be compared with."""
    told = [escape(say("upload.unreadable", file=shown.name))]
    for problem in shown.faults[:FAULTS_SHOWN]:
        told.append(f"{escape(problem_words.place(problem))}: {problem_words.told(problem)}")
    if len(shown.faults) > FAULTS_SHOWN:
        told.append(escape(say("upload.more_faults", faults=len(shown.faults) - FAULTS_SHOWN)))
    st.warning(PARAGRAPH.join(told))


def _rows(data: Dataset, shown: Preview) -> None:
    """How many rows there are of each kind, then every row, those that need a person first."""
    counted = [say(f"outcome.{kind}", rows=shown.counts[kind]) for kind in ATTENTION_FIRST if kind in shown.counts]
    st.markdown("\n".join([escape(say("figure_import.rows", file=shown.name, rows=len(shown.outcomes))), "",
                           *(f"- {escape(line)}" for line in (*counted, *shown.told))]))
    rows = sorted(shown.outcomes, key=lambda outcome: ATTENTION_FIRST.index(outcome.kind))
    if rows:
        st.table(pd.DataFrame([_row(data, outcome) for outcome in rows[:ROWS_SHOWN]]), border="horizontal", hide_index=True,
                 alt=say("upload.alt", file=shown.name))
    if len(rows) > ROWS_SHOWN:
        st.markdown(escape(say("upload.more", rows=len(rows) - ROWS_SHOWN)))


def _ask(folder: Path, shown: Preview, file_id: str) -> None:
    if shown.rows:
        st.button(say("upload.write", rows=len(shown.rows)), key="figures_yes",
                  on_click=_yes, args=(folder, shown, file_id))
    else:
        st.markdown(escape(say("figure_import.nothing_to_write")))


def _row(data: Dataset, outcome: Outcome) -> dict[str, str]:
    """One row of the preview as Markdown, a cell of several lines in place of many narrow columns."""
    cells = dict.fromkeys(figure_form.FORM.header, "") | (outcome.written or outcome.typed)
    indicator = data.row("indicators", cells["indicator_id"].strip())
    counted = indicator["name"] if indicator else cells["indicator_id"]
    who = f"{cells['reporter']} ({cells['scope']})" if cells["scope"] else cells["reporter"]
    amount = escape(figure_import.amount_words(cells))
    about = [f"**{amount}**" if amount else "", *map(escape, (period_words(cells["period"]), counted, who))]
    fate = [f":gray-badge[{escape(say(f'upload.{outcome.kind}'))}]", escape(outcome.note), *map(problem_words.told, outcome.problems)]
    return {
        say("upload.column_row"): str(outcome.line),
        say("upload.column_figure"): PARAGRAPH.join(filter(None, about)),
        say("upload.column_outcome"): PARAGRAPH.join(filter(None, fate)),
    }
