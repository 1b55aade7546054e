"""Units and currencies: their spellings, what they convert to, and that the lists hold together."""
from decimal import Decimal

import pytest

from monitor.units import base_units, currencies, currency_signs, currency_words, is_money, is_unit, spellings, split_rate, to_base

GUIDE = {"percent", "percentage_points", "tonnes", "people", "items", "MW", "MWh", "km", "hectares", "cubic_metres", "barrels", "TEU",
         "days", "years"}


def test_base_units_are_those_of_the_coding_guide():
    assert set(base_units()) == GUIDE


@pytest.mark.parametrize(("value", "written", "expected", "unit"), [
    ("5", "GW", "5000", "MW"),
    ("38", "bcm", "38000000000", "cubic_metres"),
    ("2", "TWh", "2000000", "MWh"),
    ("41", "tons", "41", "tonnes"),
    ("3", "square kilometres", "300", "hectares"),
    ("10", "acres", "4.0468564224", "hectares"),
    ("10", "miles", "16.093440", "km"),
    ("2", "weeks", "14", "days"),
    ("100", "bpd", "100", "barrels/day"),
    ("7", "Mtpa", "7000000", "tonnes/year"),
    ("9", "US dollars", "9", "USD"),
    ("9", "€", "9", "EUR"),
    ("9", "tonnes/year", "9", "tonnes/year"),
])
def test_to_base(value, written, expected, unit):
    assert to_base(Decimal(value), written) == (Decimal(expected), unit)


@pytest.mark.parametrize("written", ["furlongs", "", "gw", "$$"])  # symbols keep their case: a gw is no GW
def test_an_unknown_unit_is_an_error(written):
    with pytest.raises(ValueError, match="unknown unit"):
        to_base(Decimal(1), written)


@pytest.mark.parametrize(("unit", "expected"), [
    ("USD", True), ("USD/year", True), ("tonnes/year", True), ("items/week", True), ("percent", True),
    ("dollars", False), ("USD/decade", False), ("", False), ("usd", False),
])
def test_is_unit(unit, expected):
    assert is_unit(unit) is expected


def test_rates_and_money():
    assert split_rate("tonnes/year") == ("tonnes", "year")
    assert split_rate("USD") == ("USD", None)
    assert is_money("UZS/year") and not is_money("tonnes")


def test_every_spelling_leads_to_a_unit_of_the_table():
    assert [spelling for spelling in spellings() if not is_unit(f"{spelling.unit}/{spelling.per}" if spelling.per else spelling.unit)] == []


def test_codes_are_three_capitals_and_every_currency_can_be_written():
    assert [code for code in currencies() if not (len(code) == 3 and code.isupper())] == []
    assert set(currency_words().values()) | set(currency_signs().values()) == set(currencies())


def test_no_word_means_two_things():
    words = [spelling.text.casefold() for spelling in spellings() if spelling.any_case]
    assert len(words) == len(set(words))
    assert set(words) & set(currency_words()) == set()
