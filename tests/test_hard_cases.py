"""The hard cases of the five first documents, each on the real text."""
import csv
from functools import cache
from pathlib import Path

import pytest

from extract.find import find
from extract.findings import Commitment, Document, Figure, Progress

ROOT = Path(__file__).resolve().parents[1]
CONFERENCE, STATEMENT, TREND, DAILY, FORUM = (
    "conference-2020-07-09", "js-2024-01-24", "trend-2025-09-02", "stdaily-2022-09-22", "nca-2022-07-14")
PAIR = ("China", "Uzbekistan")


@cache
def document(source: str) -> Document:
    with open(ROOT / "tests/gold/seeds/index.csv", encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["id"] == source)
    text = (ROOT / "data/sources" / f"{source}.txt").read_text(encoding="utf-8")
    return Document(text, row["title"], row["date"], tuple(row["parties"].split("; ")))


@cache
def findings(source: str, kind: type) -> tuple:
    return tuple(finding for finding in find(document(source)) if isinstance(finding, kind))


def commitments(source: str, words: str) -> list[Commitment]:
    """The commitments whose quote holds the words, which must stand in the text."""
    assert words in document(source).text
    return [finding for finding in findings(source, Commitment) if words in finding.quote]


def commitment(source: str, words: str) -> Commitment:
    found = commitments(source, words)
    assert len(found) == 1, [finding.quote for finding in found]
    return found[0]


def figures(source: str, words: str) -> list[Figure]:
    return [finding for finding in findings(source, Figure) if words in finding.quote]


@pytest.mark.parametrize("source", [CONFERENCE, STATEMENT, TREND, DAILY, FORUM])
def test_every_quote_slices_back(source):
    text = document(source).text
    for finding in find(document(source)):
        assert text[finding.start:finding.end] == finding.quote


def test_01_a_confused_state_keeps_its_words_and_is_flagged():
    meeting = commitment(STATEMENT, "China-Ukraine Intergovernmental")
    assert meeting.parties == PAIR
    assert meeting.flags == ("Ukraine read as Uzbekistan",)
    assert commitment(STATEMENT, "market access negotiations between China and Ukraine").flags == ("Ukraine read as Uzbekistan",)


def test_02_a_past_year_under_will_is_a_figure():
    figure = figures(STATEMENT, "will exceed 10 billion")[0]
    assert (figure.quantity.value, figure.quantity.unit, figure.period, set(figure.pair)) == (10_000_000_000, "USD", "2023", set(PAIR))
    assert commitments(STATEMENT, "will exceed 10 billion") == []


def test_03_a_goal_is_a_target_with_a_vague_deadline():
    goal = commitment(STATEMENT, "US$20 billion")
    assert (goal.kind, goal.strength, goal.quantity.value, goal.quantity.unit) == ("target", "firm", 20_000_000_000, "USD")
    assert (goal.deadline.kind, goal.deadline.text) == ("vague", "at an early date")
    assert goal.indicator == "scale of bilateral trade"


def test_04_an_opportunity_with_a_number_is_a_proposed_target_and_no_figure():
    target = commitment(TREND, "this metric to $20 billion")
    assert (target.kind, target.strength, target.quantity.value) == ("target", "proposal", 20_000_000_000)
    assert target.indicator == "bilateral trade volume"  # the pronoun is read from the sentence before
    assert figures(TREND, "$20 billion") == []


def test_05_a_figure_of_another_pair_is_that_pairs():
    assert set(figures(DAILY, "13.5 billion")[0].pair) == {"China", "Kazakhstan"}


def test_06_a_baseline_year_is_not_the_period():
    growth = figures(DAILY, "38.3 percent")[0]
    assert growth.period == "2022-01/2022-07"


def test_07_a_relative_year_needs_the_document_date():
    assert figures(TREND, "$14 billion")[0].period == "2024"
    undated = Document(document(TREND).text, document(TREND).title, None, PAIR)
    assert [f.period for f in find(undated) if isinstance(f, Figure) and "$14 billion" in f.quote] == [None]


def test_08_a_quote_may_hold_a_break_of_its_sentence():
    assert "\n" not in commitment(CONFERENCE, "pay special attention").quote
    reports = [finding for finding in findings(CONFERENCE, Commitment) if "consequences of" in finding.quote]
    assert reports == []


@pytest.mark.parametrize("words", ["agreed to promote balanced development of trade", "sign a mutual visa exemption agreement"])
def test_09_paragraphs_without_an_indent_count(words):
    assert commitment(STATEMENT, words).parties == PAIR


def test_10_the_span_of_a_plan_is_a_deadline_and_that_of_a_cited_title_is_not():
    assert commitment(STATEMENT, "(2022-2026)").deadline.date == "2026"
    assert commitments(STATEMENT, "(2023-2027)") == []


def test_11_willing_to_support_is_one_intent():
    accession = commitment(STATEMENT, "accession to the World Trade Organization")
    assert (accession.strength, accession.parties, accession.quote[:16]) == ("intent", ("China",), "China is willing")


def test_12_coordinated_verbs_are_rows_and_shared_objects_are_one():
    starts = ("Both sides are willing to accelerate", 'promote the operation of the "China-Central', "ensure the smooth operation",
              "take practical measures to increase cargo")
    assert all(commitment(STATEMENT, words).quote.startswith(words) for words in starts)
    assert commitment(STATEMENT, "negotiate and sign").quote.endswith("mutual visa exemption agreement")
    assert len(commitments(STATEMENT, "exchange views and coordinate positions")) == 2  # two places, one row each


def test_13_a_verb_of_the_purpose_makes_no_row():
    assert not any(row.quote.startswith("foster") for row in findings(TREND, Commitment))


def test_14_the_subject_changes_inside_a_sentence():
    assert commitment(STATEMENT, "field of artificial intelligence").parties == PAIR
    assert commitment(STATEMENT, "ancient civilization research").parties == PAIR


@pytest.mark.parametrize(("words", "parties"), [
    ("will expedite the approval", ("China",)),
    ("agreed to institutionalize it", PAIR),
    ("is willing to continue to actively carry out political dialogue", PAIR),  # after a stray full stop
])
def test_15_a_subject_far_away_is_kept(words, parties):
    assert commitment(STATEMENT, words).parties == parties


def test_16_an_undertaking_to_refrain_in_a_that_clause_counts():
    refrain = commitment(STATEMENT, "will not engage")
    assert (refrain.parties, refrain.quote) == (("Uzbekistan",), "it will not engage in any form of official exchanges with Taiwan")


@pytest.mark.parametrize(("source", "words"), [
    (STATEMENT, "will provide an important legal basis"), (STATEMENT, "will promote transportation"),
    (STATEMENT, "will help further unite"),
])
def test_17_effects_of_things_make_no_row(source, words):
    assert commitments(source, words) == []


def test_18_a_belief_makes_no_row_but_a_joined_verb_ends_it():
    assert commitments(STATEMENT, "will smoothly promote") == []
    assert commitment(STATEMENT, "will actively promote the achievement").strength == "firm"
    assert commitment(STATEMENT, "will further expand exchanges at all levels").strength == "firm"


def test_19_a_wish_for_the_other_makes_no_row():
    assert commitments(STATEMENT, "second centenary goal") == []


def test_20_the_time_of_a_welcomed_event_decides():
    assert commitment(STATEMENT, "e-commerce working group meeting to be held").kind == "event"
    assert commitment(STATEMENT, "Investment Forum in Shenzhen").deadline.date == "2024-01-25"  # one day after the document
    assert commitments(STATEMENT, "on October 17, 2023") == []


@pytest.mark.parametrize("words", ["agreed to institutionalize it", "youth innovation potential", "2030 Agenda"])
def test_21_past_dates_and_names_are_no_deadlines(words):
    assert commitment(STATEMENT, words).deadline.kind == "none"


@pytest.mark.parametrize("words", ["in a timely manner on bilateral relations", "within its capacity", "commercial and market principles"])
def test_22_manner_and_conditions_are_no_deadlines(words):
    assert commitment(STATEMENT, words).deadline.kind == "none"


def test_23_a_vague_deadline_belongs_to_the_verb_that_it_stands_with():
    assert commitment(STATEMENT, "speed up the establishment").deadline.kind == "none"
    assert commitment(STATEMENT, "complete the preparations").deadline.kind == "vague"


def test_24_passives_without_a_proposer_are_proposals_of_the_parties():
    names = ("Quantum Metrology", "Industrial Standardization", "center for artificial intelligence")
    centers = [commitment(TREND, words) for words in names]
    agreements = commitment(TREND, "agreements are expected to be signed")
    assert {(row.kind, row.strength, row.parties) for row in (*centers, agreements)} == {("deliverable", "proposal", PAIR)}
    assert agreements.deadline.text == "During the visit"


def test_25_a_noun_may_be_the_cue():
    assert commitment(STATEMENT, "reiterated their willingness to closely cooperate").strength == "intent"


def test_26_a_bare_present_counts_after_a_comma():
    assert commitment(STATEMENT, "establishment of a regional vaccine").kind == "deliverable"


def test_27_a_lead_in_opens_a_list():
    rows = [row for row in findings(FORUM, Commitment) if row.rule == "agreed on the following"]
    assert len(rows) == 7
    assert {row.strength for row in rows} == {"firm"}
    assert {len(row.parties) for row in rows} == {6}
    assert rows[0].quote == "strengthen solidarity and trust"  # after a fronted participle


@pytest.mark.parametrize("words", [
    "agreed to combine", "to jointly promote technology transfer", "will strengthen top-level exchanges", "will open up another"])
def test_28_history_forecasts_and_rhetoric_make_no_row(words):
    assert commitments(DAILY, words) == []


def test_29_ability_is_none_and_the_narrators_will_is_one():
    assert commitments(CONFERENCE, "will be able to restore") == []
    assert commitment(CONFERENCE, "will pay special attention").parties == PAIR


def test_30_page_furniture_and_teasers_yield_nothing():
    after = document(DAILY).text.index("Editor: ")
    assert [finding for finding in find(document(DAILY)) if finding.start > after] == []
    assert not any("nCa" in finding.quote for finding in find(document(FORUM)))


def test_31_a_conditional_date_is_no_date():
    text = "The two sides will open the bridge once signed."
    row = next(iter(find(Document(text, "", "2024-01-24", PAIR))))
    assert row.deadline.date is None


def test_32_broken_sentences_end_where_they_break():
    assert commitment(STATEMENT, "jointly cultivate professional").quote == "jointly cultivate professional"
    assert commitment(STATEMENT, "deal with global and regional issues").quote.endswith("regional issues")
    assert "Build a solid" not in commitment(STATEMENT, "actively explore feasible paths").quote
    assert commitment(STATEMENT, "dredger project").parties == ("China",)


def test_progress_is_kept_apart_from_commitments():
    assert [row for row in findings(STATEMENT, Progress) if "10-day visa-free" in row.quote]
    assert commitments(STATEMENT, "10-day visa-free") == []
