"""python -m monitor import-figures: bring in reported figures from a CSV, after a preview and a yes (docs/import-figures.md)."""
import argparse
import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from monitor import figure_form, figure_import, ids, store
from monitor.figure_import import Outcome, Preview
from monitor.problems import shorten
from monitor.words import say

YES = ("y", "yes")


def add_command(subparsers) -> None:
    parser = subparsers.add_parser("import-figures", help="bring in reported figures from a CSV, after a preview and a yes")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the CSV; its columns are those that --template prints")
    parser.add_argument("--data", metavar="DIR", help=f"the data folder (else ${store.ENVIRONMENT}, else {store.DEFAULT_FOLDER}/)")
    parser.add_argument("--yes", action="store_true", help="write without asking; refused rows and clashes are left out all the same")
    parser.add_argument("--json", action="store_true", help="print the preview as JSON and ask nothing")
    parser.add_argument("--template", action="store_true", help="print the columns as a CSV without rows")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when a row was refused or clashes, 2 for a file that cannot be read. Raises StoreError."""
    if options.template:
        sys.stdout.write(figure_form.TEMPLATE)
        return 0
    if options.file is None:
        print(say("figure_import.no_file"), file=sys.stderr)
        return 2
    try:
        with open(options.file, "rb") as file:
            content = file.read(figure_form.LARGEST + 1)
    except OSError as error:
        print(say("figure_import.unreadable", file=options.file, why=error.strerror), file=sys.stderr)
        return 2
    folder = store.data_folder(options.data)
    shown = figure_import.preview(content, options.file.name, store.load(folder))
    if shown.faults and not options.json:
        print(*shown.faults, sep="\n", file=sys.stderr)
        return 2
    if not options.json:
        print(*report(shown), sep="\n")
    refusal = _refusal(shown, options)
    if not refusal:
        figure_import.apply(folder, shown, datetime.datetime.now(datetime.UTC))
    if options.json:
        print(json.dumps(as_json(shown, written=not refusal), indent=2, ensure_ascii=False))
    else:
        print(refusal or figure_import.written_words(shown))
    return 2 if shown.faults else 0 if shown.is_settled else 1


def report(shown: Preview) -> Iterator[str]:
    """The lines of a preview: every row of the file, gathered by what becomes of it."""
    yield say("figure_import.rows", file=shown.name, rows=len(shown.outcomes))
    yield from shown.told
    for kind, rows in shown.counts.items():
        yield say("figure_import.heading", count=say(f"outcome.{kind}", rows=rows))
        for outcome in shown.outcomes:
            if outcome.kind == kind:
                yield f"  {_label(outcome)}"
                yield from (f"    {line}" for line in (outcome.note, *map(str, outcome.problems)) if line)


def as_json(shown: Preview, written: bool) -> dict:
    """The whole preview; `written` says whether its rows are in the tables now."""
    return {
        "file": shown.name, "counts": shown.counts, "faults": [problem.as_json() for problem in shown.faults], "told": list(shown.told),
        "rows": [{
            "row": outcome.line, "outcome": outcome.kind, "cells": outcome.typed, "figure": outcome.written, "note": outcome.note,
            "problems": [problem.as_json() for problem in outcome.problems],
        } for outcome in shown.outcomes],
        "written": written,
    }


def _refusal(shown: Preview, options: argparse.Namespace) -> str:
    """Why nothing is written, in words; empty after the yes."""
    rows = len(shown.rows)
    if not rows:
        return say("figure_import.nothing_to_write")
    if options.yes:
        return ""
    if options.json or not sys.stdin.isatty():
        return say("figure_import.no_terminal", rows=rows)
    try:
        answer = input(say("figure_import.ask", rows=rows))
    except EOFError:
        answer = ""
    return "" if answer.strip().casefold() in YES else say("figure_import.not_written")


def _label(outcome: Outcome) -> str:
    """A row in words; what a terminal would obey is shown as a sign that stands for it."""
    cells = {name: shorten(_printable(cell)) for name, cell in (outcome.written or outcome.typed).items()}
    if not cells:
        return say("figure_import.bare_row_label", row=outcome.line)
    who = " ".join(text for text in (cells["reporter"], f"({cells['scope']})" if cells.get("scope") else "") if text)
    return say("figure_import.row_label", row=outcome.line, indicator=cells["indicator_id"], period=cells["period"], reporter=who,
               amount=figure_import.amount_words(cells))


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in ids.fold(text))
