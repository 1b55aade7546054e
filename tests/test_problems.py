import json

import pytest

from monitor.problems import WARNING, Problem

FULL = ("commitments.csv", 12, "status", "a-1", "done", "not in the list", "one of fulfilled, dropped", "perhaps fulfilled?")


@pytest.mark.parametrize("problem, line", [
    (Problem(*FULL), "commitments.csv:12:status: error: not in the list: found 'done' in 'a-1'; expected one of fulfilled, dropped; "
                     "to mend: perhaps fulfilled?"),
    (Problem("a.csv", 3, "", "", "", "row too short", "5 cells", "add commas", WARNING),
     "a.csv:3: warning: row too short: expected 5 cells; to mend: add commas"),
    (Problem("a.csv", None, "", "", "", "missing file", "a table", "make one"),
     "a.csv: error: missing file: expected a table; to mend: make one"),
])
def test_one_line_names_place_rule_and_mend(problem, line):
    assert str(problem) == line


def test_a_value_is_one_line_however_it_was_typed():
    assert "\n" not in str(Problem("a.csv", 1, "note", "", "two\nlines", "rule", "text", "mend"))


def test_a_long_value_is_cut_to_sixty_characters():
    assert Problem("a.csv", 1, "note", "", "x" * 61, "rule", "text", "mend").value == "x" * 59 + "…"


def test_json_has_every_part():
    told = json.loads(json.dumps(Problem(*FULL).as_json()))
    assert tuple(told.values()) == (*FULL, "error")
    assert list(told) == ["file", "row", "column", "id", "value", "rule", "expected", "mend", "level"]
