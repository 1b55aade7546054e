"""Which mentions are taken for the same undertaking, which are proposed, and which are left alone."""
import pytest

from extract.lexicon import load
from extract.linking import FORMULAS, is_likely, is_same, likely_pairs, names_project, relation, reports_on, stem, subject
from monitor.schema import MENTIONS
from tests.conftest import ROOT


BLANK = dict.fromkeys(MENTIONS.header, "")


def about(quote: str, indicator: str | None = None, **cells):
    return subject(BLANK | {"quote": quote, "parties": "China; Uzbekistan"} | cells, indicator)


TRADE = {"value": "20000000000", "unit": "USD"}

SAME = [
    ("achieve the goal of increasing the scale of bilateral trade to US$20 billion at an early date", TRADE,
     "Officials underscored the opportunity to amplify this metric to $20 billion", TRADE),
    ("agreed to hold the seventh meeting of the intergovernmental committee in Tashkent", {},
     "The two sides agreed to hold the seventh meeting of the intergovernmental committee in Tashkent", {}),
]

LIKELY = [
    ("exchange views and coordinate positions in a timely manner on bilateral relations and international and regional hotspot issues of common concern",
     "exchange views and coordinate positions on major international and regional issues of common concern in a timely manner"),
    ("will implement the \"Framework Initiative on Green Development\"",
     "speed up work under the \"Framework Initiative on Green Development\""),
]

APART = [
    # the same formula around different objects
    ("The two sides will strengthen cooperation in the field of agriculture", "The two sides will strengthen cooperation in the field of education"),
    ("agreed to deepen practical cooperation in tourism", "agreed to deepen practical cooperation in mining"),
    # two named documents
    ("jointly implement the \"Trade and Investment Cooperation Plan\"", "jointly implement the \"Cultural Cooperation Plan for Museums\""),
]


@pytest.mark.parametrize(("one", "cells", "other", "other_cells"), SAME)
def test_sure_links(one, cells, other, other_cells):
    assert is_same(about(one, "trade_turnover", **cells), about(other, "trade_turnover", **other_cells))


@pytest.mark.parametrize(("one", "other"), LIKELY)
def test_likely_links_are_proposed_and_not_made(one, other):
    assert is_likely(about(one), about(other))
    assert not is_same(about(one), about(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_undertakings_are_left_alone(one, other):
    assert not is_same(about(one), about(other))
    assert not is_likely(about(one), about(other))


@pytest.mark.parametrize(("changes", "reason"), [
    ({"parties": "China; Kazakhstan"}, "other parties"),
    ({"value": "10000000000"}, "another number"),
    ({"unit": "CNY"}, "another currency"),
])
def test_the_same_goal_of_others_or_of_another_number_is_not_the_same(changes, reason):
    goal = about("raise bilateral trade to $20 billion", "trade_turnover", **TRADE)
    other = about("raise bilateral trade to $20 billion", "trade_turnover", **TRADE | changes)
    assert not is_same(goal, other), reason


def test_the_same_number_of_an_unknown_indicator_is_likely_only():
    one, other = about("raise trade to $20 billion", **TRADE), about("bring it to $20 billion", **TRADE)
    assert is_likely(one, other) and not is_same(one, other)


def test_a_report_belongs_to_the_commitment_that_names_the_concept():
    report = about("Uzbekistan has implemented a 10-day visa-free entry policy for Chinese citizens", parties="Uzbekistan")
    assert reports_on(report, about("Both sides are willing to negotiate and sign a mutual visa exemption agreement"))
    assert not reports_on(report, about("Both sides are willing to simplify visa procedures for business personnel"))


@pytest.mark.parametrize(("quote", "named"), [
    ("Practical work is underway on the construction of the strategic Uzbekistan-Kyrgyzstan-China railway", True),
    ("The Uzbekistan-Kyrgyzstan-China highway is in operation", False),
    ("The railway is being built", False),
])
def test_a_report_belongs_to_the_project_whose_every_word_it_uses(quote, named):
    assert names_project(quote, "", "China-Kyrgyzstan-Uzbekistan railway") is named


@pytest.mark.parametrize(("one", "other"), [("negotiations", "negotiation"), ("implementing", "implement"), ("visas", "visas")])
def test_endings_of_number_and_tense_do_not_matter(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("entry", load("formulas")["concept"], ids=lambda entry: entry["name"])
def test_each_concept_names_its_example_and_not_its_counter_example(entry):
    pattern = dict(FORMULAS.concepts)[entry["name"]]
    assert pattern.search(entry["example"])
    assert not pattern.search(entry["counter"])
