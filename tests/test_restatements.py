"""What changed when a commitment was stated again."""
import pytest

from monitor.restatements import comparison

NATURE = {"js-2022": "official", "js-2023": "official", "js-2024": "official", "paper": "paraphrase", "unknown": ""}


def mention(source: str, day: str, **cells: str) -> dict[str, str]:
    blank = dict.fromkeys(("value", "value_high", "unit", "qualifier", "deadline", "deadline_text", "strength", "cue"), "")
    return blank | {"type": "commitment", "source_id": source, "day": day} | cells


FIRST = mention("js-2022", "2022-01-01", value="10", unit="USD", strength="firm")
SECOND = mention("js-2023", "2023-01-01", value="20", unit="USD", strength="firm", deadline="2030")
THIRD = mention("js-2024", "2024-01-01", value="20", unit="USD", strength="intent", deadline="2030")
PAPER = mention("paper", "2023-06-01", value="5", unit="USD", strength="proposal")
REPORT = mention("js-2024", "2024-01-01", type="progress")


@pytest.mark.parametrize(("later", "others", "earlier", "changed"), [
    (SECOND, [FIRST], FIRST, ["value", "deadline"]),
    (THIRD, [FIRST, SECOND], SECOND, ["strength"]),                     # against the text before, not the first
    (THIRD, [SECOND, PAPER], SECOND, ["strength"]),                     # a paraphrase between them softens nothing
    (mention("js-2024", "2024-01-01", **{k: SECOND[k] for k in ("value", "unit", "strength", "deadline")}), [SECOND], SECOND, []),
])
def test_against_the_text_before_of_the_same_nature(later, others, earlier, changed):
    found = comparison(later, [*others, later], NATURE)
    assert found.earlier is earlier
    assert [change.what for change in found.changes] == changed


@pytest.mark.parametrize(("later", "others"), [
    (FIRST, [SECOND]),                                                  # nothing before it
    (PAPER, [FIRST, SECOND]),                                           # nothing of its nature
    (REPORT, [FIRST]),                                                  # a report of progress states nothing again
    (SECOND, [mention("js-2023", "2022-12-31", value="1")]),            # the same text
    (mention("unknown", "2024-01-01"), [mention("unknown-too", "2023-01-01")]),
    (mention("unknown", "2024-01-01"), [mention("other", "2023-01-01")]),
])
def test_nothing_to_compare_with(later, others):
    assert comparison(later, [*others, later], NATURE) is None


def test_the_cells_of_a_change_are_those_compared():
    change = comparison(SECOND, [FIRST, SECOND], NATURE).changes[0]
    assert (change.old["value"], change.new["value"], change.new["unit"]) == ("10", "20", "USD")


def said(**cells: str) -> dict[str, str]:
    return mention("js-2022", "2022-01-01", strength="firm") | cells


@pytest.mark.parametrize(("old", "new", "what", "how"), [
    (said(), said(value="20", unit="USD"), "value", "added"),
    (said(value="20", unit="USD"), said(), "value", "dropped"),
    (said(value="10", unit="USD"), said(value="20", unit="USD"), "value", "raised"),
    (said(value="20", unit="USD"), said(value="9.5", unit="USD"), "value", "lowered"),   # as numbers, not as text
    (said(value="20", unit="USD"), said(value="20", unit="CNY"), "value", "changed"),
    (said(value="20", unit="USD"), said(value="20", unit="USD", qualifier="over"), "value", "changed"),
    (said(value="2O", unit="USD"), said(value="20", unit="USD"), "value", "changed"),    # a cell that a person is mending
    (said(), said(deadline="2030"), "deadline", "added"),
    (said(deadline_text="at an early date"), said(deadline="2030", deadline_text="by 2030"), "deadline", "added"),
    (said(deadline="2030"), said(deadline_text="soon"), "deadline", "dropped"),
    (said(deadline_text="soon"), said(), "deadline", "dropped"),
    (said(deadline="2027"), said(deadline="2030"), "deadline", "later"),
    (said(deadline="2030-06"), said(deadline="2029"), "deadline", "earlier"),
    (said(deadline="2030"), said(deadline="2030-06"), "deadline", "changed"),            # more exact, neither earlier nor later
    (said(deadline_text="soon"), said(deadline_text="at an early date"), "deadline", "changed"),
    (said(strength="intent", cue="are willing to"), said(cue="agreed to"), "strength", "firmer"),
    (said(cue="will"), said(strength="proposal", cue="proposed to"), "strength", "weaker"),
    (said(strength="often"), said(), "strength", "changed"),
])
def test_which_way_the_wording_went(old, new, what, how):
    later = new | {"source_id": "js-2024", "day": "2024-01-01"}
    [change] = comparison(later, [old, later], NATURE).changes
    assert (change.what, change.how) == (what, how)
    assert {name: later[name] for name in change.new} == change.new


@pytest.mark.parametrize(("old", "new"), [
    (said(cue="will"), said(cue="agreed to")),                                            # another verb of the same firmness
    (said(deadline="2030", deadline_text="by 2030"), said(deadline="2030", deadline_text="before the end of 2030")),
])
def test_other_words_for_the_same_are_no_change(old, new):
    later = new | {"source_id": "js-2024", "day": "2024-01-01"}
    assert comparison(later, [old, later], NATURE).changes == ()
