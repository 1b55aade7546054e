"""One table on disk: its cells as typed text, and the way back to the same bytes.

A structural fault takes the row it stands in out of view and is told as a problem; the other rows are shown. A table with
such a fault is not `whole`, and `write_text` refuses it: nothing is written over what could not be read.
"""
import io
from pathlib import Path

from monitor import rawtext
from monitor.schema import Table
from monitor.table_again import read_again
from monitor.table_file import Dialect, Row, TableError, TableFile
from monitor.table_reading import MOST_UNCLOSED, table_of, without_rows
from monitor.table_writing import appended, rewritten, write_text

__all__ = ["MOST_UNCLOSED", "Dialect", "Row", "TableError", "TableFile", "appended", "blank", "from_text", "read", "rewritten",
           "write_text"]


def read(path: Path, schema: Table, known: TableFile | None = None) -> TableFile:
    """The table in the file. Raises nothing: what is wrong with it stands in `problems`.

    With `known`, the table as it was read from this file before, only what has changed since is looked at.
    """
    data, problem = rawtext.read_bytes(path)
    problem = problem or rawtext.no_table(data, path)
    if problem:
        return without_rows(schema, path, (problem,))
    return read_again(known, data.decode("utf-8", errors="surrogateescape")) if known else table_of(rawtext.lines_of(data), schema, path)


def from_text(text: str, schema: Table, path: Path | None = None) -> TableFile:
    """The table in a text; `path` defaults to the schema's file name and is named in the problems."""
    return table_of(list(io.StringIO(text, newline="")), schema, path or Path(schema.file))


def blank(schema: Table, path: Path | None = None) -> TableFile:
    """The table without rows, in the canonical dialect."""
    return from_text(",".join(schema.header) + "\n", schema, path)
