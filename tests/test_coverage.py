"""What the tables rest on and what they do not know, counted."""
from datetime import date
from decimal import Decimal

import pytest

from monitor import coverage, dataset
from monitor.coverage import Publisher
from monitor.words import plain
from tests.folders import a_row, make_folder

TODAY = date(2026, 11, 25)


def load(tmp_path, **tables):
    return dataset.load(make_folder(tmp_path / "data", **tables))


def test_publishers_are_counted_those_of_most_figures_first(tmp_path):
    data = load(
        tmp_path,
        sources=[a_row("sources", publisher="The ministry")],
        figures=[a_row("figures"),                                              # its document says who published it
                 a_row("figures", figure_id="f-2", source_id="", start="", end="", quote="", publisher="Kun.uz", period="2024"),
                 a_row("figures", figure_id="f-3", source_id="", start="", end="", quote="", publisher="Kun.uz", period="2025"),
                 a_row("figures", figure_id="f-4", source_id="", start="", end="", quote="", publisher="", period="2022")],
        evidence=[a_row("evidence", publisher="Kun.uz"), a_row("evidence", evidence_id="e-2", publisher="Daryo")])
    assert coverage.publishers(data) == (
        Publisher("Kun.uz", 2, 1), Publisher("", 1, 0), Publisher("The ministry", 1, 0), Publisher("Daryo", 0, 1))


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 4, "0.25"), (0, 4, "0"), (0, 0, "0")])
def test_a_share_of_nothing_is_nothing(part, whole, share):
    assert coverage.share(part, whole) == Decimal(share)


TARGET = {"kind": "target", "value": "20000000000", "unit": "USD", "indicator_id": "trade", "first_stated": "2024-01-24",
          "last_stated": "2024-01-24", "checked_on": "2026-11-01"}


@pytest.mark.parametrize(("tables", "code", "number", "words"), [
    ({"commitments": [a_row("commitments"), a_row("commitments", commitment_id="b", status="no_report", checked_on="2026-11-01")]},
     "not_checked", 1, "1 of 2 commitments: nobody"),
    ({"commitments": [a_row("commitments", status="no_report", checked_on="2026-11-01")]}, "no_report", 1, "not what was done"),
    ({"commitments": [a_row("commitments", status="unclear")]}, "unclear", 1, "what would count as done"),
    ({"commitments": [a_row("commitments"), a_row("commitments", commitment_id="b", deadline_kind="vague"),
                      a_row("commitments", commitment_id="c", deadline="2030", deadline_kind="year")]},
     "no_deadline", 2, "(one of them"),
    ({"commitments": [a_row("commitments", **TARGET)]}, "no_verdict", 1, "1 of 1 targets"),
    ({"sources": [a_row("sources", text_basis="machine_translation"), a_row("sources", source_id="z", file="", text_basis="paraphrase")]},
     "translated", 1, "1 of 1 documents"),                                       # a statement read elsewhere is no document
    ({}, "no_scope", 1, "1 of 1 figures"),
    ({"figures": [a_row("figures", published="2024-01-01")]}, "no_date_of_publication", 0, ""),
    ({}, "undated_evidence", 1, "1 of 1 pieces"),
    ({"evidence": [a_row("evidence", confidence="low"), a_row("evidence", evidence_id="e-2", confidence="high")]},
     "weak_evidence", 1, "1 of 2 pieces"),
])
def test_what_is_not_known_is_counted_and_told(tmp_path, tables, code, number, words):
    found = {entry.code: entry for entry in coverage.unknowns(load(tmp_path, **tables), TODAY)}
    assert number == (found[code].number if code in found else 0)
    assert not number or words in plain(coverage.told(found[code]))


def test_a_folder_without_rows_has_nothing_unknown(tmp_path):
    empty = {name: [] for name in ("sources", "mentions", "commitments", "evidence", "figures", "indicators")}
    data = load(tmp_path, **empty)
    assert coverage.unknowns(data, TODAY) == () and coverage.publishers(data) == ()
