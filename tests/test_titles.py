"""Titles made by the machine: what they begin with, where they end."""
import re

import pytest

from extract.findings import Commitment
from extract.lexicon import load
from extract.titles import LONGEST, title_of

CASES = [
    ("achieve the goal of increasing the scale of bilateral trade to US$20 billion at an early date",
     "Achieve the goal of increasing the scale of bilateral trade to US$20 billion at an early"),  # 90 characters, whole words
    ("Uzbekistan welcomes Chinese companies", "Welcomes Chinese companies"),  # a state as the subject
    ("a Regional Center for Industrial Standardization in Uzbekistan has been proposed",
     "Regional Center for Industrial Standardization in Uzbekistan"),
    ("agreed to deepen cooperation in\nagriculture", "Deepen cooperation in agriculture"),  # a line break in the quote
    ("Uzbekistan's accession", "Uzbekistan's accession"),  # a possessive is no subject
    ('Uzbekistan welcomes China to participate in the joint construction of the "Belt and Road" international mechanism',
     'Welcomes China to participate in the joint construction of the "Belt and Road"'),
    ('Uzbekistan welcomes China to participate in the joint construction of the "Belt and Road Cooperation Mechanism" of Asia',
     "Welcomes China to participate in the joint construction"),  # a name is not cut in two
    ("The second session of the Commission will be held in Accra in May", "Second session of the Commission will be held in Accra in May"),
    ("the fair will take place in Oslo", "Fair will take place in Oslo"),   # what does not act keeps its name
    ("will", "Will"),  # nothing follows: the words stay
]


def made(quote: str) -> str:
    return title_of(Commitment(0, len(quote), quote, "cooperation", "firm", ("China",), "cue"))


@pytest.mark.parametrize(("quote", "title"), CASES)
def test_a_title_begins_with_the_action(quote, title):
    assert made(quote) == title


@pytest.mark.parametrize("entry", load("titles")["head"], ids=lambda entry: entry["name"])
def test_each_head_is_left_out_of_its_example_and_not_found_in_its_counter_example(entry):
    assert made(entry["example"]) == entry["title"]
    assert not re.search(entry["pattern"], entry["counter"])


@pytest.mark.parametrize("quote", [
    "strengthen the exchange of experience and of the many other things that both of them have and will have in the end",
    "x" * 300,  # a word longer than a title is cut, for it has no whole part
    "support " + "cooperation and " * 20,
])
def test_a_title_is_short_and_does_not_end_in_the_air(quote):
    title = made(quote)
    assert len(title) <= LONGEST
    assert not re.search(r"\s(?:and|of|the|that|to)$", title)
