"""python -m monitor verdict: what the figures show of every target, with all inputs, formulas and results."""
import argparse
import difflib
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from monitor import dataset, indicators, store
from monitor.dataset import Dataset
from monitor.targets import Figure
from monitor.verdict_json import as_json
from monitor.verdict_text import report
from monitor.words import say

# Ids of one document differ in their last eight characters: below this nearly all of them would be near to each other.
NEARNESS = 0.9


def add_command(subparsers) -> None:
    parser = subparsers.add_parser("verdict", help="what the figures show of every target, with inputs and formulas")
    parser.add_argument("id", nargs="?", metavar="ID", help="one commitment; all targets when left out")
    parser.add_argument("--by", type=_year, metavar="YEAR", help="assume the end of this year as the deadline where none is stated")
    parser.add_argument("--reporter", metavar="R", help="only the figures of this reporter_id")
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    parser.add_argument("--data", metavar="DIR", help=f"the data folder (else ${store.ENVIRONMENT}, else {store.DEFAULT_FOLDER}/)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit code 2 for an id that is no target and a reporter who reports on none; refusals are answers and exit with 0."""
    data = dataset.load(store.data_folder(options.data))
    fault = _fault_of_id(data, options.id)
    targets = () if fault else (options.id,) if options.id else dataset.targets_of(data)
    figures = {commitment_id: _figures(data, commitment_id) for commitment_id in targets}
    if options.reporter and not fault:
        fault = _fault_of_reporter(options, figures.values())
        figures = {commitment_id: own for commitment_id, reported in figures.items() if (own := _by(options.reporter, reported))}
    if fault:
        print(fault, file=sys.stderr)
        return 2
    chosen = (options.reporter,) if options.reporter else ()
    judged = [(indicators.only(dataset.judgement(data, commitment_id, date.today(), options.by), chosen), reported)
              for commitment_id, reported in figures.items()]
    if options.json:
        print(json.dumps([as_json(*pair, options.by) for pair in judged], indent=2, ensure_ascii=False))
    else:
        lines = [line for pair in judged for line in report(*pair, options.by)]
        print("\n".join(lines) if lines else say("verdict.no_targets", folder=data.folder))
    return 0


def _figures(data: Dataset, commitment_id: str) -> Sequence[Figure]:
    return data.figure_values.get(data.row("commitments", commitment_id)["indicator_id"], ())


def _by(reporter_id: str, figures: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.reporter_id == reporter_id]


def _fault_of_id(data: Dataset, commitment_id: str | None) -> str:
    if commitment_id is None:
        return ""
    row = data.row("commitments", commitment_id)
    if row is not None:
        return "" if row["value"] else say("verdict.not_a_target", id=commitment_id)
    known = {identity.casefold(): identity for identity in data.commitments["commitment_id"]}
    near = difflib.get_close_matches(commitment_id.casefold(), known, cutoff=NEARNESS)
    if not near:
        return say("verdict.unknown_commitment", id=commitment_id, folder=data.folder)
    return say("verdict.near", id=commitment_id, folder=data.folder, near=", ".join(known[identity] for identity in near))


def _fault_of_reporter(options: argparse.Namespace, figures: Iterable[Sequence[Figure]]) -> str:
    reporters = sorted({figure.reporter_id for reported in figures for figure in reported})
    if options.reporter in reporters:
        return ""
    return say("verdict.unknown_reporter", id=options.reporter, target=options.id or say("verdict.these_targets"),
               reporters=", ".join(reporters) or say("verdict.nobody"))


def _year(text: str) -> int:
    year = indicators.year_or_none(text)
    if year is None:
        raise argparse.ArgumentTypeError(say("verdict.bad_year", year=text, first=indicators.EARLIEST_YEAR, last=indicators.LATEST_YEAR))
    return year
