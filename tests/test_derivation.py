"""What a commitment takes from its mentions, one test a rule."""
import pytest

from monitor.derivation import is_untouched, new_commitment, refreshed
from monitor.review_notes import NOT_FOUND_AGAIN

DATES = {"js": "2024-01-24", "trend": "2025-09-02", "undated": ""}


def mention(mention_id="js-1", source_id="js", **cells) -> dict:
    empty = dict.fromkeys(("value", "value_high", "unit", "qualifier", "deadline", "flags", "rejected"), "")
    return empty | {
        "mention_id": mention_id, "source_id": source_id, "type": "commitment", "kind": "target", "strength": "firm",
        "parties": "China; Uzbekistan", "sector": "trade", "deadline_kind": "none",
    } | cells


def never(column: str, reading: str) -> bool:
    return False


def commitment(*mentions, **cells) -> dict:
    """A commitment as its mentions make it, then edited."""
    return refreshed(new_commitment(mentions[0], "Raise trade", ""), mentions, DATES, [], never) | cells


def again(row, *mentions, notes=(), overruled=never) -> dict:
    return refreshed(row, mentions, DATES, notes, overruled)


def test_a_new_row_takes_the_id_of_its_first_mention_and_is_not_checked():
    row = new_commitment(mention(), "Raise trade", "trade_turnover")
    assert (row["commitment_id"], row["status"], row["indicator_id"]) == ("js-1", "not_checked", "trade_turnover")


def test_the_number_comes_from_the_latest_mention_that_states_one():
    row = commitment(mention(value="10", unit="USD"), mention("trend-1", "trend", value="20", unit="USD"), mention("trend-2", "trend"))
    assert (row["value"], row["unit"]) == ("20", "USD")


def test_the_deadline_comes_from_the_latest_mention_that_states_one():
    row = commitment(mention(deadline_kind="vague"), mention("trend-1", "trend"))
    assert (row["deadline"], row["deadline_kind"]) == ("", "vague")


def test_a_person_may_name_the_mention_that_counts():
    mentions = mention(value="10", unit="USD"), mention("trend-1", "trend", value="20", unit="USD")
    assert again(commitment(*mentions, basis_mention="js-1", status="in_progress"), *mentions)["value"] == "10"


def test_the_strongest_wording_counts():
    assert commitment(mention(strength="proposal"), mention("trend-1", "trend", strength="intent"))["strength"] == "intent"


def test_first_and_last_stated_and_the_count_follow_the_mentions():
    row = commitment(mention("trend-1", "trend"), mention(), mention("undated-1", "undated"))
    assert (row["first_stated"], row["last_stated"], row["mentions"]) == ("2024-01-24", "2025-09-02", "3")


def test_a_mention_whose_source_was_taken_out_still_counts_without_a_date():
    row = commitment(mention(), mention("gone-1", "gone"))
    assert (row["mentions"], row["last_stated"]) == ("2", "2024-01-24")


def test_a_rejected_mention_does_not_count():
    assert commitment(mention(), mention("trend-1", "trend", rejected="yes"))["mentions"] == "1"


def test_reports_do_not_count_beside_an_undertaking():
    assert commitment(mention(), mention("trend-1", "trend", type="progress", kind="", strength=""))["mentions"] == "1"


def test_a_row_known_from_reports_alone_is_a_project():
    row = commitment(mention("trend-1", "trend", type="progress", kind="", strength="", deadline_kind=""))
    assert (row["kind"], row["strength"], row["deadline_kind"], row["mentions"]) == ("project", "", "none", "1")


def test_a_machine_value_of_an_unjudged_row_is_refreshed():
    assert again(commitment(mention()), mention(kind="event"))["kind"] == "event"


@pytest.mark.parametrize("judged", [{"status": "fulfilled"}, {"checked_on": "2026-11-22"}])
def test_a_machine_value_under_a_judged_row_is_kept_and_said(judged):
    row = again(commitment(mention(), **judged), mention(kind="event"))
    assert (row["kind"], row["review"]) == ("target", "kind: the rules read event, kept target")
    assert again(row, mention(kind="event")) == row


def test_what_was_said_for_review_goes_when_it_holds_no_more():
    row = again(commitment(mention(), status="fulfilled"), mention(kind="event"))
    assert again(row, mention())["review"] == ""


def test_a_corrected_column_is_kept_and_said():
    row = again(commitment(mention(), kind="deliverable", corrected="kind"), mention())
    assert (row["kind"], row["review"]) == ("deliverable", "kind: the rules read target, kept deliverable")


def test_a_reading_that_the_person_overruled_is_not_said_again():
    row = again(commitment(mention(), kind="deliverable", corrected="kind"), mention(), overruled=lambda column, reading: reading == "target")
    assert (row["kind"], row["review"]) == ("deliverable", "")


def test_a_row_whose_words_are_gone_stays_and_says_so():
    assert again(commitment(mention(), status="fulfilled"), mention(flags=NOT_FOUND_AGAIN))["review"] == NOT_FOUND_AGAIN


def test_a_row_without_mentions_says_so_beside_other_notes():
    assert again(commitment(mention(), note="kept"), notes=["join with js-9?"])["review"] == "join with js-9?; no mention left"


@pytest.mark.parametrize(("cells", "untouched"), [
    ({}, True),
    ({"note": "We asked the ministry."}, False),
    ({"status": "no_report"}, False),
    ({"headline": "The one with a number."}, False),
])
def test_a_row_is_untouched_until_a_person_writes_in_it(cells, untouched):
    assert is_untouched(commitment(mention(), **cells)) is untouched
