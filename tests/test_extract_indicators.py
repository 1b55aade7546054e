"""Which indicator a phrase means."""
import pytest

from extract.indicators import match_indicator, proposed_indicator


def indicator(identity: str, aliases: str, unit: str = "USD", pair: str = "China; Uzbekistan") -> dict:
    return {"indicator_id": identity, "name": identity, "aliases": aliases, "unit": unit, "pair": pair}


KNOWN = [
    indicator("trade", "bilateral trade; trade turnover between"),
    indicator("trade_growth", "growth of bilateral trade", unit="percent"),
    indicator("trade_kz", "bilateral trade", pair="China; Kazakhstan"),
    indicator("agri_trade", "bilateral trade in farm products"),
]


@pytest.mark.parametrize(("phrase", "pair", "unit", "found"), [
    ("the bilateral trade volume", ("Uzbekistan", "China"), "USD", "trade"),  # the order of the states does not matter
    ("Bilateral\ntrade turnover", ("China", "Uzbekistan"), "USD", "trade"),
    ("bilateral trade in farm products", ("China", "Uzbekistan"), "USD", "agri_trade"),  # the longest name wins
    ("bilateral trade turnover", ("China", "Kazakhstan"), "USD", "trade_kz"),
    ("growth of bilateral trade", ("China", "Uzbekistan"), "percent", "trade_growth"),
    ("bilateral trade", ("China", "Uzbekistan"), "CNY", None),  # another unit
    ("bilateral trade", ("China",), "USD", None),  # other states
    ("number of students", ("China", "Uzbekistan"), "USD", None),
])
def test_an_indicator_is_known_by_its_states_its_unit_and_its_names(phrase, pair, unit, found):
    assert match_indicator(phrase, pair, unit, KNOWN) == found


def test_a_proposed_indicator_leaves_to_a_person_what_the_text_does_not_say():
    row = proposed_indicator("bilateral trade turnover", ("China", "Kazakhstan"), "USD", set())
    assert row == {"indicator_id": "bilateral_trade_turnover_china_kazakhstan", "name": "Bilateral trade turnover, China and Kazakhstan",
                   "unit": "USD", "nature": "", "direction": "none", "pair": "China; Kazakhstan", "aliases": "bilateral trade turnover",
                   "description": ""}


def test_a_proposed_indicator_never_takes_an_id_in_use():
    taken = {"trade_china_kazakhstan"}
    assert proposed_indicator("trade", ("China", "Kazakhstan"), "CNY", taken)["indicator_id"] not in taken
