"""A cell of a table in the words of the interface: its column, and what it holds."""
from decimal import Decimal, InvalidOperation

from monitor.dataset import Dataset
from monitor.phrases.numbers import day_words, quantity
from monitor.schema import COMMITMENTS, INDICATORS, MENTIONS, SOURCES, Table
from monitor.table import Row
from monitor.values import JOIN
from monitor.vocabulary import STATUS_BY_CODE, status_label
from monitor.words import catalogue, say

NUMBERS = ("value", "value_high")
WITHOUT_WORDS = ("qualifier",)   # its words take a number
TITLES = {SOURCES.name: "title", COMMITMENTS.name: "title", INDICATORS.name: "name"}


def column_words(name: str, table: str = "") -> str:
    """What a column is called: the table's own word before the common one; of one without words, its name."""
    own = f"column.{table}-{name}"
    if own in catalogue():
        return say(f"column.{table}-{name}")
    key = f"column.{name}"
    return say(f"column.{name}") if key in catalogue() else name.replace("_", " ")


def cell_words(data: Dataset | None, schema: Table, name: str, text: str, row: Row) -> str:
    """What a cell of a row says: codes, dates, numbers and ids in words; any other as it stands, and so what cannot be read."""
    column = schema.by_name[name]
    if name == "status":
        return status_label(text, row.get("kind", "")) if text in STATUS_BY_CODE else text
    if name in NUMBERS:
        return _number(text, row)
    if column.type in ("date", "day"):
        return day_words(text) if text else ""
    if column.choices and name not in WITHOUT_WORDS:
        return ", ".join(say(f"{name}.{code}") if f"{name}.{code}" in catalogue() else code for code in text.split(JOIN) if code)
    if column.type == "list":
        return text.replace(JOIN, ", ")
    return _title(data, column.refers_to, text) if data and column.refers_to and text else text


def _number(text: str, row: Row) -> str:
    try:
        return quantity(Decimal(text), row.get("unit", "")) if text else ""
    except InvalidOperation:
        return text


def _title(data: Dataset, table: str, identity: str) -> str:
    """The title of the row that an id names; of a mention, that of its document."""
    row = data.row(table, identity)
    if row is None:
        return identity
    if table == MENTIONS.name:
        return _title(data, SOURCES.name, row["source_id"])
    return row.get(TITLES.get(table, ""), "") or identity
