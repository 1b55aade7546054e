"""Which of several figures for one thing counts: `monitor check` warns where nobody has said."""
import pytest

from monitor.check import check
from monitor.problems import ERROR, WARNING
from tests.folders import a_row, make_folder


def a_figure(figure_id: str, value: str = "10", **cells: str) -> dict[str, str]:
    nowhere = {"source_id": "", "start": "", "end": "", "quote": ""}
    return a_row("figures", figure_id=figure_id, value=value, **nowhere | cells)


def told(tmp_path, *rows: dict[str, str], level: str = WARNING) -> list[tuple[str, str, str]]:
    indicators = [a_row("indicators"), a_row("indicators", indicator_id="visitors", name="Visitors")]
    folder = make_folder(tmp_path / "data", figures=list(rows), indicators=indicators)
    return [(problem.id, problem.column, problem.rule) for problem in check(folder) if problem.level == level]


@pytest.mark.parametrize(("first", "second", "counting"), [
    ({"published": "2024-01"}, {"published": "2024-03"}, "b"),
    ({"published": "2024-03"}, {"published": "2024-01"}, "a"),
    ({"published": "31/03/2024"}, {"published": "2024-01-15"}, "a"),                    # as a spreadsheet wrote it anew
    ({"published": "2024-03"}, {}, "a"),                                              # the one without a day counts as older
    ({}, {}, "b"),                                                                    # no day tells: the last by id
    ({"published": "2024-03"}, {"period": "2023-01/2023-12"}, "a"),                   # the same days, written otherwise
    ({"published": "2024-03"}, {"value": "10", "qualifier": "over"}, "a"),            # "over 10" is another number than 10
    ({"published": "2024-03"}, {"value": "10", "value_high": "12"}, "a"),
    ({"published": "2024-03"}, {"basis": "Reported"}, "a"),
])
def test_two_numbers_for_one_thing_are_told_at_the_one_that_counts(tmp_path, first, second, counting):
    other = {"a": "b (11)" if "value" not in second else "b (10)", "b": "a (10)"}[counting]
    found = told(tmp_path, a_figure("a", **first), a_figure("b", **{"value": "11"} | second))
    assert found == [(counting, "replaces", f"another number for the same thing and period: {other}")]


@pytest.mark.parametrize("second", [
    {"value": "10"}, {"value": "10.0"},                                               # the same number, written twice
    {"replaces": "a"}, {"scope": "goods"}, {"basis": "estimate"}, {"reporter_id": "other"}, {"indicator_id": "visitors"},
    {"pair": "China; Kazakhstan"}, {"period": "2023-01/2023-06", "period_end": "2023-06-30"},
    {"period": "", "period_start": "", "period_end": ""},                             # nobody knows when
])
def test_what_is_linked_or_something_else_is_no_fault(tmp_path, second):
    assert told(tmp_path, a_figure("a"), a_figure("b", **{"value": "11"} | second)) == []


def test_three_numbers_are_one_warning_and_a_chain_of_revisions_is_none(tmp_path):
    assert told(tmp_path, a_figure("a"), a_figure("b", "11"), a_figure("c", "12", replaces="b")) == [
        ("c", "replaces", "another number for the same thing and period: a (10)")]
    assert told(tmp_path / "chain", a_figure("a"), a_figure("b", "11", replaces="a"), a_figure("c", "12", replaces="b")) == []


def test_the_cure_says_which_one_counts_and_how_that_is_known(tmp_path):
    folder = make_folder(tmp_path / "data", figures=[a_figure("a", published="2024-01"), a_figure("b", "11", published="2024-02")])
    (problem,) = check(folder)
    assert problem.mend.startswith("this one counts, as published last: where it revises the other, name that here")


@pytest.mark.parametrize(("cells", "rule"), [
    ({"indicator_id": "visitors"}, "a figure of another indicator"),
    ({"reporter_id": "other"}, "a figure of another reporter"),
    ({"period": "2022", "period_start": "", "period_end": ""}, "a figure of another period"),
    ({"reporter_id": "other", "period": "2022", "period_start": "", "period_end": ""}, "a figure of another reporter and period"),
])
def test_a_revision_of_something_else_is_told(tmp_path, cells, rule):
    assert told(tmp_path, a_figure("a"), a_figure("b", "11", replaces="a", **cells)) == [("b", "replaces", rule)]


@pytest.mark.parametrize("links", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}])
def test_a_ring_of_revisions_is_an_error_for_all_of_it_counts_nowhere(tmp_path, links):
    rows = [a_figure(identity, str(place), replaces=other) for place, (identity, other) in enumerate(links.items())]
    assert told(tmp_path, *rows, level=ERROR) == [(identity, "replaces", "leads back to itself") for identity in links]


def test_a_figure_that_cannot_be_read_is_told_once_and_by_its_cell(tmp_path):
    assert told(tmp_path, a_figure("a"), a_figure("b", "ten", replaces="a"), level=ERROR) == [("b", "value", "not a number")]
