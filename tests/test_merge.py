"""Each merge rule has one test, named for it."""
import hashlib
from decimal import Decimal

import pytest

from extract.findings import Commitment, Figure, Progress, Quantity
from extract.merge import anchored, merge_figures, merge_mentions, overlap, pair_up
from extract.rewording import continued
from monitor.review_notes import NOT_FOUND_AGAIN

TEXT = "The two sides agreed to hold a forum in 2025 and will expand trade. Trade reached $14 billion in 2024."
VERSION = "rules-1"


def commitment(quote: str, text: str = TEXT, **changes) -> Commitment:
    start = text.index(quote)
    values = {"kind": "event", "strength": "firm", "parties": ("China", "Uzbekistan"), "cue": "agreed"} | changes
    return Commitment(start, start + len(quote), quote, **values)


def figure(quote: str, value: int, text: str = TEXT) -> Figure:
    start = text.index(quote)
    return Figure(start, start + len(quote), quote, "trade", ("China", "Uzbekistan"), Quantity(Decimal(value), "USD"), "2024")


def merged(old, findings, text=TEXT, taken=None):
    return merge_mentions(old, findings, "doc", text, VERSION, taken if taken is not None else {row["mention_id"] for row in old})


def first_run(quote="agreed to hold a forum in 2025", **changes) -> dict:
    return merged([], [commitment(quote)]).rows[0] | changes


@pytest.mark.parametrize(("a", "b", "share"), [
    ((0, 10), (5, 15), 0.5),
    ((0, 10), (0, 100), 1.0),  # the shorter one counts: a row cut in two keeps its id on the better half
    ((0, 10), (10, 20), 0.0),
    ((0, 0), (0, 10), 0.0),  # an empty span overlaps nothing
])
def test_overlap_is_a_part_of_the_shorter_span(a, b, share):
    assert overlap(a, b) == share


def test_spans_pair_one_to_one_closest_first():
    assert pair_up([(0, 10), (0, 4)], [(0, 4), (0, 11)]) == {0: 1, 1: 0}


def test_a_new_finding_gets_an_id_of_its_source_and_its_words():
    digest = hashlib.sha256(b"agreed to hold a forum in 2025").hexdigest()
    assert first_run()["mention_id"] == f"doc-{digest[:8]}"


def test_a_finding_that_overlaps_by_half_keeps_the_id():
    old = first_run()
    row = merged([old], [commitment("The two sides agreed to hold a forum in 2025")]).rows[0]
    assert (row["mention_id"], row["quote"]) == (old["mention_id"], "The two sides agreed to hold a forum in 2025")


def test_a_finding_of_another_type_is_another_row():
    start = TEXT.index("agreed")
    report = Progress(start, start + 30, TEXT[start:start + 30], "done", "forum", ("China",), "held")
    assert len(merged([first_run()], [report]).rows) == 2


def test_peoples_columns_are_kept():
    old = first_run(commitment_id="doc-other", rejected="yes", corrected="parties")
    row = merged([old], [commitment("agreed to hold a forum in 2025")]).rows[0]
    assert (row["commitment_id"], row["rejected"], row["corrected"]) == ("doc-other", "yes", "parties")


def test_unknown_columns_are_kept():
    assert merged([first_run(colour="blue")], [commitment("agreed to hold a forum in 2025")]).rows[0]["colour"] == "blue"


def test_a_corrected_column_is_kept_and_the_rules_reading_is_proposed():
    old = first_run(kind="deliverable", corrected="kind")
    result = merged([old], [commitment("agreed to hold a forum in 2025")])
    assert result.rows[0]["kind"] == "deliverable"
    assert result.proposals == {old["mention_id"]: {"kind": "event"}}


@pytest.mark.parametrize("corrected", ["kind; strength", "kind;strength", " strength ;kind"])
def test_corrected_columns_are_read_as_people_write_them(corrected):
    row = merged([first_run(kind="deliverable", strength="proposal", corrected=corrected)], [commitment("agreed to hold a forum in 2025")]).rows[0]
    assert (row["kind"], row["strength"], row["corrected"]) == ("deliverable", "proposal", corrected)


def test_a_machine_column_is_refreshed():
    assert merged([first_run(strength="intent")], [commitment("agreed to hold a forum in 2025")]).rows[0]["strength"] == "firm"


def test_a_mention_by_hand_is_never_refreshed_and_never_doubled():
    old = first_run(extractor="hand", kind="project")
    assert merged([old], [commitment("agreed to hold a forum in 2025")]).rows == [old]


def test_a_mention_that_the_document_no_longer_yields_stays_flagged():
    row = merged([first_run()], []).rows[0]
    assert row["flags"] == NOT_FOUND_AGAIN
    assert merged([row], []).rows[0] == row


def test_the_flag_goes_when_the_finding_is_back():
    lost = merged([first_run()], []).rows[0]
    assert merged([lost], [commitment("agreed to hold a forum in 2025")]).rows[0]["flags"] == ""


def test_a_second_run_changes_nothing():
    once = merged([], [commitment("agreed to hold a forum in 2025"), commitment("will expand trade")]).rows
    assert merged(once, [commitment("agreed to hold a forum in 2025"), commitment("will expand trade")]).rows == once


@pytest.mark.parametrize(("text", "place"), [
    ("XX" + TEXT, 2),  # words moved by two characters
    (TEXT[20:], -20),
])
def test_a_quote_is_found_again_in_a_changed_text(text, place):
    row = first_run("will expand trade")
    start = int(row["start"]) + place
    assert anchored(row, text) == (start, start + len("will expand trade"))
    assert text[start:].startswith("will expand trade")


def test_words_gone_from_the_text_leave_no_place():
    row = merged([first_run()], [], text="Another text.").rows[0]
    assert (row["start"], row["end"], row["quote"]) == ("", "", "agreed to hold a forum in 2025")


def test_a_figure_is_proposed_once_and_then_only_filled():
    words = "Trade reached $14 billion in 2024"
    _, [(new, _)] = merge_figures([], [figure(words, 14)], "doc", TEXT, set())
    edited = new | {"period": "2024-01/2024-11", "unit": ""}
    [row], more = merge_figures([edited], [figure(words, 14)], "doc", TEXT, {new["figure_id"]})
    assert more == []
    assert (row["period"], row["unit"]) == ("2024-01/2024-11", "USD")


def test_two_figures_in_one_span_keep_their_own_rows():
    words = "Trade reached $14 billion in 2024"
    findings = [figure(words, 14), figure(words, 2024)]
    taken = set()
    _, new = merge_figures([], findings, "doc", TEXT, taken)
    rows, more = merge_figures([row for row, _ in reversed(new)], findings, "doc", TEXT, taken)
    assert more == []
    assert {row["value"] for row in rows} == {"14", "2024"}


REWORDED = "The two sides have agreed to jointly hold a forum in 2025. Trade had reached $14 billion in 2024, and $15 billion in 2025."


def reworded(quote: str, **changes):
    return merge_mentions([first_run(**changes)], [commitment(quote, REWORDED)], "doc", REWORDED, VERSION, set(), has_changed=True)


def test_in_a_changed_document_a_finding_of_mostly_the_same_words_keeps_the_id_and_peoples_columns():
    [row] = reworded("agreed to jointly hold a forum in 2025", commitment_id="doc-other", rejected="yes").rows
    assert (row["mention_id"], row["commitment_id"], row["rejected"]) == (first_run()["mention_id"], "doc-other", "yes")
    assert REWORDED[int(row["start"]):int(row["end"])] == row["quote"] == "agreed to jointly hold a forum in 2025"


def test_in_a_changed_document_a_corrected_column_is_kept():
    [row] = reworded("agreed to jointly hold a forum in 2025", kind="deliverable", corrected="kind").rows
    assert row["kind"] == "deliverable"


def test_in_an_unchanged_document_other_words_are_another_finding():
    finding = commitment("agreed to jointly hold a forum in 2025", REWORDED)
    rows = merge_mentions([first_run()], [finding], "doc", REWORDED, VERSION, set()).rows
    assert [row["flags"] for row in rows] == [NOT_FOUND_AGAIN, ""]


def test_in_a_changed_document_a_finding_of_another_type_is_another_row():
    start = REWORDED.index("agreed")
    report = Progress(start, start + 38, REWORDED[start:start + 38], "done", "forum", ("China",), "held")
    assert len(merge_mentions([first_run()], [report], "doc", REWORDED, VERSION, set(), has_changed=True).rows) == 2


def test_in_a_changed_document_words_that_still_stand_are_matched_by_their_place():
    old = [first_run(), first_run("will expand trade")]
    text = f"{TEXT} They agreed to hold a forum in Oslo in 2025."
    found = [commitment("agreed to hold a forum in Oslo in 2025", text), commitment("will expand trade", text)]
    rows = merge_mentions(old, found, "doc", text, VERSION, set(), has_changed=True).rows
    assert len(rows) == 3 and rows[0]["flags"] == NOT_FOUND_AGAIN, "the old words still stand in the text: the new ones are no rewording"


def test_in_a_changed_document_a_mention_by_hand_takes_up_its_words_and_is_not_refreshed():
    old = first_run(extractor="hand", kind="project")
    rows = merge_mentions([old], [commitment("agreed to jointly hold a forum in 2025", REWORDED)], "doc", REWORDED, VERSION, set(), has_changed=True).rows
    assert [(row["mention_id"], row["quote"], row["kind"]) for row in rows] == [(old["mention_id"], old["quote"], "project")]


def test_in_a_changed_document_a_figure_follows_its_words_and_keeps_its_cells():
    _, [(new, _)] = merge_figures([], [figure("Trade reached $14 billion in 2024", 14)], "doc", TEXT, set())
    words = "Trade had reached $14 billion in 2024"
    [row], more = merge_figures([new | {"period": "2024-01/2024-11"}], [figure(words, 14, REWORDED)], "doc", REWORDED, set(), has_changed=True)
    assert more == []
    assert (row["figure_id"], row["quote"], row["period"]) == (new["figure_id"], words, "2024-01/2024-11")
    assert REWORDED[int(row["start"]):int(row["end"])] == words


def test_in_a_changed_document_another_number_is_another_figure():
    _, [(new, _)] = merge_figures([], [figure("Trade reached $14 billion in 2024", 14)], "doc", TEXT, set())
    text = TEXT.replace("$14", "$15")
    [row], more = merge_figures([new], [figure("Trade reached $15 billion in 2024", 15, text)], "doc", text, set(), has_changed=True)
    assert (row["start"], row["value"], len(more)) == ("", "14", 1)


@pytest.mark.parametrize(("old", "new", "pairs"), [
    (["agreed to hold a forum in 2025"], ["have agreed to hold a forum in 2025"], {0: 0}),
    (["agreed to hold a forum in 2025"], ["agreed to\nhold a Forum in 2025"], {0: 0}),   # line ends and capitals are no words
    (["agreed to hold a forum in 2025"], ["agreed to build a road in 2025"], {}),   # half of the words
    (["raise trade to 20 billion by 2030"], ["raise trade to 30 billion by 2030"], {0: 0}),   # only the number
    (["raise trade to 20 billion by 2030"], ["raise trade and investment to 30 billion by 2030"], {}),   # number and words
    (["hold a forum in 2025", "hold a forum in 2026"], ["hold a forum in 2026 again", "hold a forum in 2025 again"], {0: 1, 1: 0}),
    (["will meet each year", "will meet each year"], ["will meet every year", "will meet every year"], {0: 0, 1: 1}),   # in their order
    (["agreed to hold a joint forum"], ["agreed to hold a joint forum soon", "agreed to hold a joint forum"], {1: 0}),   # the best
    (["agreed to hold a joint forum", "agreed to hold a joint energy forum"], ["agreed to hold a joint energy forum soon"], {0: 1}),
    ([""], [""], {}),
    (["2025"], ["2026"], {0: 0}),   # nothing but the number
])
def test_words_are_continued_by_their_best_match_only(old, new, pairs):
    assert continued(old, new, numbers_may_change=True) == pairs
