"""What the pages show of the data folder: its one reading, or the day that the address names."""
import datetime

import streamlit as st

from monitor import dataset, store
from monitor.asof import OnRecord
from monitor.dataset import Dataset
from monitor.reading import Reader, Reading, day_or_none, now, reader_of
from pages.parts import signing_in

LOOK_EVERY_SECONDS = 2


def _reader() -> Reader:
    return reader_of(store.data_folder())


def reading() -> Reading:
    """What the pages show now. Edits found in the files are entered into the log if whoever looks may edit."""
    reader = _reader()
    return reader.record() if signing_in.editor() else reader.read()


def bring_together() -> tuple[str, ...]:
    """What a server that writes does before its first visitor; what it did, in words."""
    return _reader().bring_together()


def cut_off() -> tuple[str, ...]:
    """What was left of a save that was cut off when this server started, in words; empty for most starts."""
    return _reader().cut_off


def data() -> Dataset:
    """The tables that the pages show: those of now, or what was on record on the day that the address names."""
    found = _reader().read()
    record = record_of(found)
    return record.data if record else found.data


def record_of(found: Reading) -> OnRecord | None:
    """What was on record on the day that the address names in `asof`; None where it names none."""
    day = day_asked()
    return _reader().on_record(found, day) if day else None


def day_asked() -> datetime.date | None:
    """The day named in `asof`; None where there is none, it is no day, or it has not begun anywhere yet."""
    return day_or_none(st.query_params.get("asof", ""))


def today() -> datetime.date:
    """The day from which ages and passed dates are counted: the one that the address names, else the present one."""
    return day_asked() or now().date()


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def watch(shown: tuple) -> None:
    """Draw the page again when the tables are no longer those of the fingerprint `shown`."""
    if dataset.fingerprint(store.data_folder()) != shown:
        st.rerun()


def warm_up() -> None:
    """Import what the pages import and read the tables, so that the first visitor need not wait."""
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401

    _reader().read().data.prepare()
