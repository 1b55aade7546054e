"""The measure: what matches, what counts against it, and what is left out."""
import pytest

from extract.score import report, score


def finding(type_: str, start: int, end: int, **fields) -> dict:
    return {"type": type_, "start": start, "end": end} | fields


def counts(gold: list[dict], found: list[dict], type_: str = "commitment") -> tuple[int, int, int]:
    total = score({"doc": gold}, {"doc": found})[type_]
    return total.matched, total.missed, total.extra


@pytest.mark.parametrize(("type_", "gold", "found", "expected"), [
    ("commitment", (0, 10), (0, 20), (1, 0, 0)),  # half of the longer one
    ("commitment", (0, 10), (0, 21), (0, 1, 1)),
    ("progress", (0, 10), (0, 100), (1, 0, 0)),  # half of the shorter one
    ("progress", (0, 10), (6, 16), (0, 1, 1)),
    ("figure", (0, 10), (9, 30), (1, 0, 0)),  # spans that touch
    ("figure", (0, 10), (10, 30), (0, 1, 1)),
])
def test_spans_match_by_the_rule_of_their_type(type_, gold, found, expected):
    assert counts([finding(type_, *gold, value=1)], [finding(type_, *found, value=1)], type_) == expected


def test_a_figure_matches_on_its_value():
    assert counts([finding("figure", 0, 10, value=1)], [finding("figure", 0, 10, value=2)], "figure") == (0, 1, 1)


def test_one_finding_matches_one_row_only():
    assert counts([finding("commitment", 0, 10), finding("commitment", 0, 11)], [finding("commitment", 0, 10)]) == (1, 1, 0)


@pytest.mark.parametrize(("borderline", "extra"), [((0, 5), 0), ((0, 4), 1)])
def test_a_finding_that_is_half_borderline_is_left_out(borderline, extra):
    assert counts([finding("borderline", *borderline)], [finding("commitment", 0, 10)]) == (0, 0, extra)


def test_a_document_without_findings_counts_as_found_nothing():
    assert score({"doc": [finding("commitment", 0, 10)]}, {})["commitment"].missed == 1


def test_a_field_is_compared_where_either_side_gives_it():
    gold = [finding("commitment", 0, 10, kind="event", parties=["A", "b"], value=None, unit="USD")]
    total = score({"doc": gold}, {"doc": [finding("commitment", 0, 10, kind="target", parties=["B", "a"], value=None, unit=None)]})["commitment"]
    assert (total.share_right("kind"), total.share_right("parties"), total.share_right("value"), total.share_right("unit")) == (0, 1, None, 0)


def test_what_cannot_be_computed_is_said_to_be_missing():
    line = next(iter(report(score({"doc": []}, {}))))
    assert "-" in line.split("F1")[1]
