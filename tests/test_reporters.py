"""Who reports a figure found in a document."""
import pytest

from extract.lexicon import load
from extract.reporters import reporter_of
from monitor.schema import SOURCES

PRESS = {"kind": "press_report", "publisher": "Trend News Agency", "title": "Report", "parties": "China; Uzbekistan"}


def source(**cells) -> dict:
    return dict.fromkeys(SOURCES.header, "") | PRESS | cells


@pytest.mark.parametrize(("named", "cells", "name", "class_", "side"), [
    ("Kazakh State Revenue Committee", {}, "Kazakh State Revenue Committee", "government", "KZ"),
    ("Uzbek president’s office", {}, "Uzbek president’s office", "head_of_state_office", "UZ"),
    ("Orbis Institute", {}, "Orbis Institute", "other", "third"),
    (None, {}, "Trend News Agency", "press", "third"),
    (None, {"publisher": ""}, "Report", "press", "third"),  # an unnamed publisher: the title says where it stands
    (None, {"publisher": "", "kind": ""}, "Report", "other", "third"),  # nobody has said what sort of text it is
    (None, {"publisher": "", "title": "Trade " * 30}, ("Trade " * 13).strip(), "press", "third"),
    (None, {"kind": "joint_statement"}, "Joint statement of China and Uzbekistan", "joint_statement", "third"),
])
def test_the_body_that_is_named_counts_then_the_parties_then_the_publisher(named, cells, name, class_, side):
    reporter = reporter_of(named, source(**cells))
    assert (reporter.name, reporter.class_, reporter.side) == (name, class_, side)


@pytest.mark.parametrize("entry", load("reporters")["class"], ids=lambda entry: entry["name"])
def test_each_class_fits_its_example_and_not_its_counter_example(entry):
    assert reporter_of(entry["example"], source()).class_ == entry["name"]
    assert reporter_of(entry["counter"], source()).class_ != entry["name"]
