"""Quantities in running text: value, unit, qualifier and place; and the many numbers that are none."""
from decimal import Decimal

import pytest

from extract.lexicon import load
from extract.rules.quantities import find_quantities


def read(text):
    """Each quantity as (value, upper value, unit, qualifier, words)."""
    found = [(m.quantity, text[m.start:m.end]) for m in find_quantities(text)]
    return [(float(q.value), q.value_high and float(q.value_high), q.unit, q.qualifier, said) for q, said in found]


MONEY = [
    ("exceed 10 billion US dollars", (1e10, None, "USD", "over", "exceed 10 billion US dollars")),
    ("to US$20 billion at an early date", (2e10, None, "USD", "exactly", "US$20 billion")),
    ("13.5 billion USD in", (13.5e9, None, "USD", "exactly", "13.5 billion USD")),
    ("RMB 50 billion", (5e10, None, "CNY", "exactly", "RMB 50 billion")),
    ("€5bn", (5e9, None, "EUR", "exactly", "€5bn")),
    ("the planned 100 billion ruble sum", (1e11, None, "RUB", "exactly", "100 billion ruble")),
    ("almost two billion dollars", (2e9, None, "USD", "about", "almost two billion dollars")),
    ("an estimated $2 billion", (2e9, None, "USD", "about", "an estimated $2 billion")),
    ("at least $17 billion per year of", (1.7e10, None, "USD/year", "over", "at least $17 billion per year")),
    ("$5 billion or more", (5e9, None, "USD", "over", "$5 billion or more")),
    ("up to $1,234.5 million", (1234.5e6, None, "USD", "up_to", "up to $1,234.5 million")),
    ("$25-30 million", (2.5e7, 3e7, "USD", "exactly", "$25-30 million")),
    ("$1.2–$1.5 billion", (1.2e9, 1.5e9, "USD", "exactly", "$1.2–$1.5 billion")),
    ("half a million euros", (5e5, None, "EUR", "exactly", "half a million euros")),
    ("5 crore Indian rupees", (5e7, None, "INR", "exactly", "5 crore Indian rupees")),
    ("$ 2.726 billion", (2.726e9, None, "USD", "exactly", "$ 2.726 billion")),
]

OTHER = [
    ("38.3 percent more", (38.3, None, "percent", "exactly", "38.3 percent")),
    ("by 24 percentage points", (24, None, "percentage_points", "exactly", "24 percentage points")),
    ("between 5 and 7 percent", (5, 7, "percent", "exactly", "5 and 7 percent")),
    ("over 41 tons of", (41, None, "tonnes", "over", "over 41 tons")),
    ("80 thousand people", (80000, None, "people", "exactly", "80 thousand people")),
    ("10 000 tonnes", (10000, None, "tonnes", "exactly", "10 000 tonnes")),
    ("1.2 million b/d", (1.2e6, None, "barrels/day", "exactly", "1.2 million b/d")),
    ("a 100-megawatt plant", (100, None, "MW", "exactly", "100-megawatt")),
    ("15 billion cubic meters (bcm) of", (1.5e10, None, "cubic_metres", "exactly", "15 billion cubic meters")),
    ("8,000 TEUs", (8000, None, "TEU", "exactly", "8,000 TEUs")),
    ("almost 16,000 Kyrgyz students are", (16000, None, "people", "about", "almost 16,000 Kyrgyz students")),
    ("Over 700 Russian-Kyrgyz joint ventures operate", (700, None, "items", "over", "Over 700 Russian-Kyrgyz joint ventures")),
    ("200 American-made Boeing aircraft for", (200, None, "items", "exactly", "200 American-made Boeing aircraft")),
    ("Twelve joint projects", (12, None, "items", "exactly", "Twelve joint projects")),
    ("30 weekly flights", (30, None, "items/week", "exactly", "30 weekly flights")),
    ("30 flights a week", (30, None, "items/week", "exactly", "30 flights a week")),
    ("twenty-five enterprises", (25, None, "items", "exactly", "twenty-five enterprises")),
    ("over the next 20 years", (20, None, "years", "exactly", "20 years")),
]


COMPOUND = [
    ("1 billion 128 million dollars", (1_128_000_000, None, "USD", "exactly", "1 billion 128 million dollars")),
    ("$1 billion 128 million", (1_128_000_000, None, "USD", "exactly", "$1 billion 128 million")),
    ("2 million 300 thousand tonnes", (2_300_000, None, "tonnes", "exactly", "2 million 300 thousand tonnes")),
    ("3 thousand 500 people", (3500, None, "people", "exactly", "3 thousand 500 people")),
    ("2 lakh crore rupees of India", (2e12, None, "INR", "exactly", "2 lakh crore rupees")),
    ("Rs. 45 crore", (4.5e8, None, "INR", "exactly", "Rs. 45 crore")),
]
RATES = [
    ("8% a year", (8, None, "percent", "exactly", "8%")),   # a rate of growth is a rate already
    ("8 percent per annum", (8, None, "percent", "exactly", "8 percent")),
    ("$5 million a year", (5e6, None, "USD/year", "exactly", "$5 million a year")),
    ("$5 million a year ago", (5e6, None, "USD", "exactly", "$5 million")),   # when, and no rate
    ("$5 million a year earlier", (5e6, None, "USD", "exactly", "$5 million")),
]
BY_STATE = [
    ("Kuwait lent 12 million dinars", (1.2e7, None, "KWD", "exactly", "12 million dinars")),
    ("12 million dinars of the Jordanian bank", (1.2e7, None, "JOD", "exactly", "12 million dinars")),   # named after the sum
    ("Pakistan spent 4 billion rupees", (4e9, None, "PKR", "exactly", "4 billion rupees")),
    ("Egypt paid 3 billion pounds", (3e9, None, "EGP", "exactly", "3 billion pounds")),
    ("50 million pesos of Mexico", (5e7, None, "MXN", "exactly", "50 million pesos")),
    ("120 million francs in Switzerland", (1.2e8, None, "CHF", "exactly", "120 million francs")),
    ("4 billion kwacha", (4e9, None, "ZMW", "exactly", "4 billion kwacha")),   # one state has such money
    ("Japan lent ¥40 billion", (4e10, None, "JPY", "exactly", "¥40 billion")),
    ("China lent ¥40 billion", (4e10, None, "CNY", "exactly", "¥40 billion")),
    ("The loan of ¥40 billion from Japan", (4e10, None, "JPY", "exactly", "¥40 billion")),
    ("Japan told China of ¥40 billion", (4e10, None, "CNY", "exactly", "¥40 billion")),   # the state named last before it
]
RANGES = [
    ("between $5 and $7 billion", (5e9, 7e9, "USD", "exactly", "$5 and $7 billion")),
    ("between $5 billion and $7 billion", (5e9, 7e9, "USD", "exactly", "$5 billion and $7 billion")),
    ("$5 to $7 billion", (5e9, 7e9, "USD", "exactly", "$5 to $7 billion")),
    ("€5–€7 million", (5e6, 7e6, "EUR", "exactly", "€5–€7 million")),
    ("5 to nearly 7 percent", (5, 7, "percent", "exactly", "5 to nearly 7 percent")),
    ("300 to almost 400 ships", (300, 400, "items", "exactly", "300 to almost 400 ships")),
    ("in 2021 to 583 thousand tonnes", (583_000, None, "tonnes", "exactly", "583 thousand tonnes")),   # a year opens no range
]
WITHOUT_NOUN = [
    ("raise the number of flights to 550", (550, None, "items", "exactly", "550")),
    ("enlarge the quota to at least 300 by May", (300, None, "items", "over", "at least 300")),
]
LATER = COMPOUND + RATES + BY_STATE + RANGES + WITHOUT_NOUN


@pytest.mark.parametrize(("text", "expected"), LATER, ids=[text for text, _ in LATER])
def test_one_quantity_of_the_later_rules(text, expected):
    assert read(text) == [expected]


@pytest.mark.xfail(strict=True, reason="known miss")
@pytest.mark.parametrize(("text", "unit", "reason"), [
    ("90 billion CFA francs", "XOF", "the CFA franc is two currencies, and counted as things"),
    ("SDR 3 million", "XDR", "a short form that is no code"),
])
def test_known_misses_of_money(text, unit, reason):
    assert [found[2] for found in read(text)] == [unit], reason


@pytest.mark.parametrize(("text", "expected"), MONEY + OTHER, ids=[text for text, _ in MONEY + OTHER])
def test_one_quantity(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(("text", "expected", "reason"), [
    ("from 22 to 60 percent", [(22, "percent"), (60, "percent")], "the first takes the unit of the second"),
    ("from 22 percent to 30 percent", [(22, "percent"), (30, "percent")], "no range"),
    ("from $10 billion to $14 billion", [(1e10, "USD"), (1.4e10, "USD")], "no range"),
    ("by 21 percent, or $9.3 billion", [(21, "percent"), (9.3e9, "USD")], "two quantities"),
    ("50 billion yuan ($7 billion)", [(5e10, "CNY"), (7e9, "USD")], "one in brackets"),
    ("from 8 harbours to at least 15", [(8, "items"), (15, "items")], "the second counts what the first does"),
    ("from eight harbours to at least fifteen by 2030", [(8, "items"), (15, "items")], "in words"),
    ("from 300 to 450 megawatts", [(300, "MW"), (450, "MW")], "no range"),
    ("from $5 to $7 billion", [(5e9, "USD"), (7e9, "USD")], "no range; the first takes the magnitude of the second"),
    ("increase the quota from 200 to 550.", [(200, "items"), (550, "items")], "no noun at all"),
    ("Twelve projects worth $71 million", [(12, "items"), (7.1e7, "USD")], "a count and its worth"),
])
def test_two_quantities(text, expected, reason):
    assert [(value, unit) for value, _, unit, _, _ in read(text)] == expected, reason


@pytest.mark.parametrize(("text", "reason"), [
    ("a 10-day visa-free entry policy", "parameter of a rule"),
    ("the two sides and the five Central Asian countries", "actors"),
    ("with a 25 year-long history", "an age"),
    ("the seventh meeting, the 9th Forum, the 30th anniversary", "ordinals"),
    ("COVID-19, G20, C5 and Uzbekistan-2030", "names"),
    ("Executive Order 14257 of April 2, 2025", "a name and a date"),
    ("the 2030 Agenda in 2024 (2022-2026)", "years"),
    ("1. China speaks highly", "the number of a paragraph"),
    ("a 1.5 degrees Celsius limit", "no unit of the guide"),
    ("24/7 and 50/50 at 10:30", "signs"),
    ("2024 projects", "a year before a noun"),
    ("raise the number of flights to 2030", "a year after to"),
    ("invited the guests to 5", "no verb of raising"),
    ("an increase from 2021", "a year after from"),
    ("one project of many", "an article in disguise"),
    ("millions of people, dozens of projects", "no number"),
    ("", "nothing at all"),
])
def test_no_quantity(text, reason):
    assert read(text) == [], reason


def test_offsets_count_from_the_start_of_the_text():
    text = "In 2023 trade was $5 billion. In 2024 it was over $6 billion."
    found = find_quantities(text, 30, len(text))
    assert [text[m.start:m.end] for m in found] == ["over $6 billion"]
    assert [text[m.number_start:m.end] for m in found] == ["$6 billion"]


def test_values_are_exact():
    assert find_quantities("13.1 billion USD")[0].quantity.value == Decimal("13100000000")


QUALIFIERS = [pytest.param(entry, id=f"{entry['name']} {entry['side']}") for entry in load("qualifiers")["qualifier"]]


@pytest.mark.parametrize("entry", QUALIFIERS)
def test_a_qualifier_is_read_in_its_example_only(entry):
    assert [qualifier for _, _, _, qualifier, _ in read(entry["example"])] == [entry["name"]]
    assert [qualifier for _, _, _, qualifier, _ in read(entry["counter"])] == ["exactly"]


def test_fillers_stand_between_qualifier_and_number():
    filler = load("qualifiers")["filler"][0]
    assert [found[3] for found in read(filler["example"])] == ["over"]
    assert [found[3] for found in read(filler["counter"])] == ["exactly"]


@pytest.mark.parametrize("entry", load("magnitudes")["magnitude"], ids=lambda entry: entry["words"][0])
def test_a_magnitude_multiplies_in_its_example_only(entry):
    factor = float(entry["factor"])
    assert [value / factor for value, *_ in read(entry["example"])] == [float(entry["example"].split()[0])]
    assert read(entry["counter"]) == []


@pytest.mark.parametrize(("table", "example", "counter"), [
    ("people", [("people", "Kyrgyz students")], [("items", "student places")]),
    ("irregular", [("items", "American-made Boeing aircraft")], []),
    ("no_plural", [("items", "business centres")], []),
    ("never", [], [("items", "projects")]),
    ("stop", [], [("items", "large projects")]),
    ("label", [], [("items", "projects")]),
])
def test_counted_words(table, example, counter):
    entry = load("counted")[table][0]
    for text, expected in ((entry["example"], example), (entry["counter"], counter)):
        assert [(m.quantity.unit, m.noun) for m in find_quantities(text)] == expected
