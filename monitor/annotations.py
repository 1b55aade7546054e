"""Problems as a run of GitHub Actions shows them: each as an annotation at its cell, in the list of changed files.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""
import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import accumulate
from pathlib import Path

from monitor.problems import Problem
from monitor.store import Tables
from monitor.table import TableFile


def annotations(tables: Tables, problems: Sequence[Problem]) -> Iterator[str]:
    """One command a problem, for a run in the folder from which the paths of the repository count."""
    by_file = {table.path.name: table for table in tables}
    starts = {name: list(accumulate(map(len, StringIO(table.text, newline="")), initial=0)) for name, table in by_file.items()}
    for problem in problems:
        told = {"file": Path(os.path.relpath(tables.folder / problem.file)).as_posix()}
        if problem.row is not None:
            told["line"] = problem.row
            if problem.column in by_file[problem.file].header:
                told["line"], told["col"] = _place(by_file[problem.file], starts[problem.file], problem.row, problem.column)
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in told.items())
        yield f"::{problem.level} {properties}::{_message(str(problem))}"


def _place(table: TableFile, starts: Sequence[int], row: int, column: str) -> tuple[int, int]:
    """Line and character, both from 1, at which a cell begins: a cell before it may hold line ends. `starts` are those of the lines."""
    cell = re.compile(rf'"(?:[^"]|"")*"|[^{table.dialect.delimiter}\r\n]*')
    at = starts[row - 1]
    for _ in range(table.header.index(column)):
        at = cell.match(table.text, at).end() + 1
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
