"""Which mentions are taken for the same undertaking, which are proposed, and which are left alone.

`linking_pairs.toml` beside this file holds the hard pairs: restatements in other words, and different things in the same formula.
"""
import csv
import itertools
import tomllib

import pytest

from extract.lexicon import load
from extract.linking import is_likely, is_same, likely_pairs, names_project, relation, reports_on
from extract.slots import FORMULAS, stem, subject
from monitor.schema import MENTIONS
from tests.conftest import ROOT


BLANK = dict.fromkeys(MENTIONS.header, "")


def about(quote: str, indicator: str | None = None, **cells):
    return subject(BLANK | {"quote": quote, "parties": "China; Uzbekistan"} | cells, indicator)


PAIRS = tomllib.loads((ROOT / "tests" / "linking_pairs.toml").read_text(encoding="utf-8"))["pair"]
with open(ROOT / "data" / "mentions.csv", encoding="utf-8", newline="") as table:
    ROWS = {row["mention_id"]: row for row in csv.DictReader(table)}


def side(pair: dict, which: str):
    cells = dict(pair[which])
    indicator = cells.pop("indicator", None)
    given = BLANK | {"source_id": which, "parties": pair["parties"], "kind": pair["kind"]} | cells
    return subject(ROWS[cells["mention"]] if "mention" in cells else given, indicator)


def named(pair: dict) -> str:
    return f"{pair['expect']}: {' / '.join(pair[which].get('quote', pair[which].get('mention')) for which in 'ab')}"


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_a_hard_pair_is_joined_proposed_or_left_alone(pair):
    a, b = side(pair, "a"), side(pair, "b")
    assert (relation(a, b) or "apart") == (relation(b, a) or "apart") == pair.get("found", pair["expect"])


def test_no_sure_join_of_the_hard_pairs_is_wrong():
    """Neither now nor when the pairs that were kept aside were first tried."""
    assert {pair["expect"] for pair in PAIRS for answer in ("found", "first") if pair.get(answer) == "sure"} == set()
    assert {"sure", "likely", "apart"} == {pair["expect"] for pair in PAIRS}


def test_the_index_finds_every_likely_pair():
    subjects = [side(pair, which) for pair in PAIRS for which in "ab"]
    every = itertools.combinations(range(len(subjects)), 2)
    assert set(likely_pairs(subjects)) == {(later, earlier) for earlier, later in every if is_likely(subjects[earlier], subjects[later])}


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


@pytest.mark.parametrize("slip", ["Ukraine read as Uzbekistan", ""])
def test_a_slip_of_the_text_names_no_other_state(slip):
    one = about("agreed to open a trade house of China and Ukraine in Urumqi", flags=slip)
    other = about("agreed to open a trade house of China and Uzbekistan in Urumqi", source_id="b")
    assert is_same(one, other) is bool(slip)


@pytest.mark.parametrize("entry", load("formulas")["concept"], ids=lambda entry: entry["name"])
def test_each_concept_names_its_example_and_not_its_counter_example(entry):
    assert entry["name"] in FORMULAS.unified(entry["example"])[1]
    assert entry["name"] not in FORMULAS.unified(entry["counter"])[1]


@pytest.mark.parametrize("entry", load("formulas")["alias"], ids=lambda entry: entry["name"])
def test_each_alias_stands_in_its_example_and_not_in_its_counter_example(entry):
    pattern = dict(FORMULAS.aliases)[entry["name"]]
    assert pattern.search(entry["example"])
    assert not pattern.search(entry["counter"])


def test_one_phrase_is_no_alias_of_two_things():
    phrases = [phrase for entry in load("formulas")["alias"] for phrase in entry["phrases"]]
    assert len(phrases) == len(set(phrases))
