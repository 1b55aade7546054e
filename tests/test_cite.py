"""Citations that a reference manager takes."""
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from monitor.cite import citation
from monitor.dataset import load
from monitor.view import View
from tests.conftest import ROOT

READ = date(2026, 11, 25)
BASE = "https://monitor.example.org"
TRADE = "js-2024-01-24-09906dcc"
RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - .*")


@pytest.fixture(scope="module")
def data():
    return load(ROOT / "data")


@pytest.fixture
def cited(data):
    return citation(View("targets", id=TRADE, by=2030), data, BASE, READ)


def test_the_line_names_view_data_version_day_address_and_when_it_was_read(cited, data):
    day = cited.day_line
    assert cited.text == (f"Commitment monitor: {data.row('commitments', TRADE)['title']}. {data.descriptor['title']}. Version 0.1.0. {day}. "
                          f"{BASE}/targets?id={TRADE}&by=2030, read on 25 November 2026.")


def test_ris_is_lines_of_tags_from_type_to_end(cited):
    lines = cited.ris.split("\r\n")
    assert lines[0] == "TY  - DATA" and lines[-2:] == ["ER  - ", ""]
    assert all(RIS_LINE.fullmatch(line) for line in lines[:-1])
    tags = dict(line.split("  - ", 1) for line in lines[:-1])
    assert tags["UR"] == f"{BASE}/targets?id={TRADE}&by=2030" and tags["Y2"] == "2026/11/25/" and tags["ET"] == "0.1.0"
    assert re.fullmatch(r"\d{4}", tags["PY"]) and re.fullmatch(r"\d{4}/\d\d/\d\d/", tags["DA"])


def test_no_value_breaks_a_line_of_ris(cited):
    odd = replace(cited, title="a\r\nER  - \nTY  - BOOK")
    assert odd.ris.count("\r\nER  - ") == 1 and "\r\nTY" not in odd.ris


def test_an_earlier_day_is_in_the_address_and_dates_the_data(data):
    found = citation(View("overview", asof=date(2026, 11, 24)), data, BASE, READ)
    assert found.address.endswith("?asof=2026-11-24") and found.data_day == date(2026, 11, 24)
    assert "As on record on 24 November 2026" in found.text
    assert found.title == found.data_set and found.text.count(found.title) == 1


def test_csl(cited):
    item = json.loads(cited.csl)[0]
    assert item["type"] == "dataset" and item["accessed"] == {"date-parts": [[2026, 11, 25]]}
    assert item["author"] == [{"literal": "Commitment monitor"}] and item["URL"] == cited.address


def test_contributors_are_the_authors(data):
    people = [{"title": "Jane Doe"}, {"title": "An institute"}, {"role": "none"}, "odd"]
    named = replace(data, descriptor={**data.descriptor, "contributors": people, "version": None})
    found = citation(View(), named, BASE, READ)
    assert found.authors == ("Jane Doe", "An institute") and "AU  - Jane Doe\r\nAU  - An institute" in found.ris
    assert "ET  -" not in found.ris and "Version" not in found.text
