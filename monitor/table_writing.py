"""A table's rows as text again: what did not change keeps its bytes."""
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from operator import itemgetter

from monitor.table_file import Dialect, Row, TableError, TableFile


def write_text(table: TableFile, rows: Iterable[Row]) -> str:
    """The text of the table with these rows in place of its own.

    A row keeps its bytes where its cells are those of the file. They are compared with what was read and not with
    `table.rows`, so that a row which a caller changed in place is written as well. A changed row is written in the file's
    dialect with minimal quoting, and keeps its line end and the blank lines behind it. Rows are sorted by id, unless the file
    was not: then old rows keep their places and new ones follow. Raises TableError for a table that is not whole, a row with a
    column the table does not have, and an id that is empty or given twice.
    """
    _refuse_broken(table)
    text, read = table.text, table.as_read
    begins = (*read.starts, len(text))
    is_as_read = _comparison(table)
    pieces: list[str] = []
    start, end = 0, begins[0]   # the part of the text that is kept as it stands, not yet among the pieces
    for place, row in _placed(table, rows):
        if place is not None and is_as_read(place, row):
            if begins[place] != end:
                pieces.append(text[start:end])
                start = begins[place]
            end = begins[place + 1]
            continue
        line_end = table.dialect.line_end if place is None else _line_end(text[begins[place]:read.ends[place]])
        pieces += (text[start:end], _line(_cells(table, row), table.dialect) + line_end)
        start, end = (end, end) if place is None else (read.ends[place], begins[place + 1])
    return _joined([*pieces, text[start:end]], table.dialect.line_end)


def rewritten(table: TableFile, changed: Mapping[str, Row | None]) -> str:
    """The text of the table with the rows of these ids as given, None for a row that goes: what `write_text` makes of all its rows.

    Only these rows are looked at, however many others there are. Raises TableError for a table without ids or one that is not
    whole, and a row with a column the table does not have or with another id than its own.
    """
    _refuse_broken(table)
    text, read, end = table.text, table.as_read, table.dialect.line_end
    begins = (*read.starts, len(text))
    places = table.place_of
    found = list(places)
    is_sorted = found == sorted(found)
    cuts: list[tuple[int, int, str]] = []   # from where to where the text is replaced, and by what
    for identity, row in sorted(changed.items()):
        place = places.get(identity)
        if row is not None and row[table.schema.key] != identity:
            raise TableError(f"{table.path.name}: the row of {identity!r} has the id {row[table.schema.key]!r}")
        line = None if row is None else _line(_cells(table, row), table.dialect)
        if place is None:
            at = begins[bisect_left(found, identity)] if is_sorted else len(text)
            cuts += [] if line is None else [(at, at, line + end)]
        elif line is None:
            cuts.append((begins[place], begins[place + 1], ""))
        else:
            cuts.append((begins[place], read.ends[place], line + _line_end(text[begins[place]:read.ends[place]])))
    pieces, at = [], 0
    for start, stop, line in sorted(cuts, key=lambda cut: cut[:2]):
        pieces += (text[at:start], line)
        at = stop
    return _joined([*pieces, text[at:]], end)


def appended(table: TableFile, rows: Iterable[Row]) -> str:
    """The text of the table with these rows at its end, for a table without ids: nothing else is looked at, however long it is.

    Raises TableError for a table with ids, one that is not whole, and a row with a column the table does not have.
    """
    if table.schema.key:
        raise TableError(f"{table.path.name} is sorted by id: nothing is appended to it")
    _refuse_broken(table)
    end = table.dialect.line_end
    return _joined([table.text, *(_line(_cells(table, row), table.dialect) + end for row in rows)], end)


def _refuse_broken(table: TableFile) -> None:
    if not table.whole:
        raise TableError(f"{table.path.name} is not written before it is mended: {table.problems[0]}")


def _comparison(table: TableFile):
    """A function of a place and a row: whether the row has the cells that the file has there."""
    cells_of, width, cells = itemgetter(*table.header), len(table.header), table.as_read.cells

    def is_as_read(place: int, row: Row) -> bool:
        try:
            return len(row) == width and cells_of(row) == cells[place]
        except KeyError:   # it lacks a column: `_cells` decides what that means
            return False

    return is_as_read


def _placed(table: TableFile, rows: Iterable[Row]) -> Iterable[tuple[int | None, Row]]:
    """The rows in the order in which they are to be written, each with its place among those that were read, None for a new one."""
    rows, count = list(rows), len(table.as_read.cells)
    if table.schema.key is None:
        return ((place if place < count else None, row) for place, row in enumerate(rows))
    column = table.header.index(table.schema.key)
    found = [cells[column] for cells in table.as_read.cells]
    identities = [row[table.schema.key] for row in rows]
    if identities == found:
        return enumerate(rows)
    for identity, times in Counter(identities).items():
        if times > 1 or not identity.strip():
            raise TableError(f"{table.path.name}: id empty or given twice: {identity!r}")
    by_id = dict(zip(identities, rows))
    place_of = {identity: place for place, identity in enumerate(found)}
    if found == sorted(found):
        order = sorted(by_id)
    else:
        order = [*(identity for identity in found if identity in by_id), *sorted(by_id.keys() - place_of.keys())]
    return [(place_of.get(identity), by_id[identity]) for identity in order]


def _cells(table: TableFile, row: Row) -> list[str]:
    """The cells in the order of the file. Raises KeyError for a row without a column of the schema."""
    strangers = row.keys() - set(table.header)
    if strangers:
        raise TableError(f"{table.path.name} has no column {', '.join(sorted(strangers))}")
    return [row[name] if name in table.schema.by_name else row.get(name, "") for name in table.header]


def _line(cells: list[str], dialect: Dialect) -> str:
    """One row as text without its line end. The standard writer leaves a bare carriage return unquoted, and the row would break in two."""
    def quoted(cell: str) -> str:
        needs_quotes = dialect.quote_all or any(mark in cell for mark in ('"', "\r", "\n", dialect.delimiter))
        return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell

    return dialect.delimiter.join(map(quoted, cells))


def _line_end(raw: str) -> str:
    return raw[len(raw.rstrip("\r\n")):]


def _joined(pieces: list[str], line_end: str) -> str:
    """The pieces as one text. A last line without its end gets one where another line comes to stand behind it."""
    pieces = [piece for piece in pieces if piece]
    ended = [piece if piece.endswith(("\n", "\r")) else piece + line_end for piece in pieces[:-1]]
    return "".join(ended + pieces[-1:])
