"""The data dictionary, `docs/data-dictionary.md`: every table, column and closed list in words, made from the schema."""
from monitor.schema import PEOPLE, TABLES, Column, Table
from monitor.vocabulary import STATUSES

INTRODUCTION = """# Data dictionary

Made by `python -m monitor dictionary` from the schema in `monitor/schema.py`; a test holds the two together.

The tables are CSV files in UTF-8 with a header, separated by commas, lines ending in a line feed, quotes only where needed,
rows sorted by id. An empty cell means that nothing is known. Columns in **bold** are written by people; the others by the
program, and a person who corrects one of them names it in `corrected`. Columns that are not listed here are kept as they are.
"""
HEADING = "| column | holds | meaning |\n| --- | --- | --- |"
FORMS = {
    "text": "text",
    "id": "id",
    "date": "year, month or day: `2030`, `2030-06`, `2030-06-30`; `31/12/2030` is read too, `03/04/2030` can mean two days and is not",
    "day": "day: `2030-06-30`; other forms as for a date",
    "moment": "time with offset: `2030-06-30T14:05:00+00:00`",
    "period": "date, or two dates joined by a slash: `2024`, `2024-01/2024-06`",
    "number": "number: `20000000000`, `12.5`; `2E+10` and `1,234.50` are read too",
    "integer": "whole number",
    "choice": "one of",
    "list": "items joined by `; `",
    "yes": "`yes` or empty",
    "url": "address that begins with http:// or https://",
    "unit": "unit: an ISO 4217 code for money, else a word of `monitor/lists/units.csv`; a rate adds `/year`, `/month`, `/week` or `/day`",
}


def dictionary() -> str:
    """The whole document as Markdown text."""
    return "\n".join([INTRODUCTION, *map(_table, TABLES), _statuses()])


def _table(table: Table) -> str:
    order = f"sorted by `{table.key}`" if table.key else "in the order in which the entries were made"
    rows = "\n".join(map(_row, table.columns))
    return f"## {table.title}: {table.file}\n\nOne row is {table.row}; {order}.\n\n{HEADING}\n{rows}\n"


def _row(column: Column) -> str:
    name = f"**{column.name}**" if column.owner == PEOPLE else column.name
    return f"| {name} | {_holds(column)} | {_escaped(column.description)} |"


def _holds(column: Column) -> str:
    choices = ": " + ", ".join(f"`{choice}`" for choice in column.choices) if column.choices else ""
    refers = f" of {column.refers_to}.csv" if column.refers_to else ""
    required = "; required" if column.required else ""
    return FORMS[column.type] + choices + refers + required


def _statuses() -> str:
    rows = "\n".join(f"| {status.code} | {status.label} | {_escaped(status.definition)} *{_escaped(status.test)}* |" for status in STATUSES)
    return ("## Statuses\n\nIn this order; the first that fits wins. In italics: the test against its neighbour.\n\n"
            f"| status | shown as | definition |\n| --- | --- | --- |\n{rows}\n")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")
