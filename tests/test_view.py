"""An address understood, and written again."""
from datetime import date
from urllib.parse import urlencode

import pytest

from monitor import view
from monitor.dataset import load
from monitor.select import Choice
from monitor.view import MOST_PAIRS, View, address, day_of, pairs_of, public_base, read, target_shown
from tests.conftest import ROOT

TRADE = "js-2024-01-24-09906dcc"
BASE = "https://monitor.example.org"


@pytest.fixture(scope="module")
def data():
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def trade(data):
    """The indicator of the twenty billion and one of its reporters."""
    indicator = data.row("commitments", TRADE)["indicator_id"]
    return indicator, data.figure_values[indicator][0].reporter_id


def test_every_page_reads_the_filters(data):
    pairs = pairs_of("status=fulfilled&status=not_checked&sector=trade&q=+two++words+&sort=title&page=2&since=2026-11-01")
    for page in view.PAGES:
        found, dropped = read(page, pairs, data)
        assert found.choice == Choice(("fulfilled", "not_checked"), sector=("trade",), q="two words", sort="title", page=2, since="2026-11-01")
        assert dropped == ()


@pytest.mark.parametrize(("page", "query", "expected"), [
    ("targets", f"id={TRADE}&by=2030", {"id": TRADE, "by": 2030}),
    ("targets", "by=2028&by=2030", {"by": 2030}),                                # the last one counts, as in the browser
    ("commitments", f"id={TRADE}", {"id": TRADE}),
    ("commitments", "by=2030&need=no_status", {}),                               # what another page reads is passed over
    ("overview", f"id={TRADE}", {}),
    ("sources", f"source=js-2024-01-24&id={TRADE}", {"id": TRADE}),
    ("overview", "asof=2026-11-24", {"asof": date(2026, 11, 24)}),
    ("overview", "embed=true&embed_options=dark_theme", {}),
])
def test_what_a_page_reads_beside_them(data, page, query, expected):
    found, dropped = read(page, pairs_of(query), data)
    assert {name: getattr(found, name) for name in expected} == expected
    assert [pair for pair in dropped if pair != ("by", "2028")] == []
    assert {name: value for name, value in found.parameters if name != "source"} == {name: str(value) for name, value in expected.items()}


@pytest.mark.parametrize(("page", "query"), [
    ("overview", "status=nearly"), ("overview", "utm_source=mail"), ("overview", "sort=price"), ("overview", "since=soon"),
    ("overview", "asof=2999-01-01"), ("overview", "asof=2024"), ("overview", "page=-1"), ("overview", "page=99999999999"),
    ("targets", "indicator=nothing"), ("targets", "by=1"), ("targets", "by=-2030"), ("targets", "by=%D9%A2%D9%A0%D9%A3%D9%A0"),
    ("targets", "reporter=nobody"), ("targets", "id=nothing"), ("commitments", "id=../../etc/passwd"), ("review", "need=.*"),
    ("sources", f"id={TRADE}"),                                                  # no document is open
    ("sources", f"source=trend-2025-09-02&id={TRADE}"),                          # another one is
    ("overview", f"q={'a' * 301}"), ("overview", "q=a%00b"), ("overview", "q=a%E2%80%AEb"), ("overview", "status=%ff%fe"),
])
def test_what_means_nothing_is_dropped_and_handed_back(data, page, query):
    found, dropped = read(page, pairs_of(query), data)
    assert [pair for pair in pairs_of(query) if pair[0] != "source"] == list(dropped)
    assert found == View(page, Choice(source=tuple(value for name, value in pairs_of(query) if name == "source")))


def test_an_indicator_and_its_reporter(data, trade):
    indicator, reporter = trade
    asked = [("indicator", indicator), ("reporter", reporter), ("reporter", "nobody"), ("reporter", reporter)]
    found, dropped = read("targets", asked, data)
    assert (found.indicator, found.reporters, dropped) == (indicator, (reporter,), (("reporter", "nobody"),))
    assert target_shown(found, data)[0] == indicator


def test_a_commitment_that_the_indicator_does_not_measure_is_dropped(data, trade):
    other = next(row["commitment_id"] for row in data.commitments.to_dict("records")
                 if row["indicator_id"] != trade[0] and data.figure_values.get(row["indicator_id"]))
    assert read("targets", [("indicator", trade[0]), ("id", other)], data)[1] == (("id", other),)


def test_the_bare_targets_show_the_first_indicator_with_its_commitment(data, trade):
    indicator, commitment = target_shown(View("targets"), data)
    assert indicator == trade[0] and commitment["indicator_id"] == indicator


@pytest.mark.parametrize("page", view.PAGES)
def test_an_address_is_read_as_it_was_written(data, trade, page):
    own = {"targets": {"indicator": trade[0], "id": TRADE, "reporters": (trade[1],), "by": 2033}, "commitments": {"id": TRADE},
           "sources": {"id": TRADE}, "review": {"need": view.KINDS[0]}}.get(page, {})
    choice = Choice(party=("China", "Uzbekistan"), source=("js-2024-01-24",), q="a & b = c", page=3)
    shown = View(page, choice, **own, asof=date(2026, 11, 24))
    written = address(shown, BASE)
    path, _, query = written.removeprefix(f"{BASE}/").partition("?")
    assert path == ("" if page == "overview" else page)
    assert read(page, pairs_of(query), data) == (shown, ())
    assert address(View(page), f"{BASE}/") == f"{BASE}/{path}"


def test_the_day_is_known_before_the_tables():
    assert day_of(pairs_of("q=x&asof=never&asof=2026-11-24")) == date(2026, 11, 24)
    assert day_of(pairs_of("asof=never")) is None


@pytest.mark.parametrize("query", ["status=fulfilled&" * 100_000, urlencode([("q", "x" * 200)] * 2_000), "&".join(f"n{n}" for n in range(9_999))])
def test_an_endless_query_is_cut(query):
    assert len(pairs_of(query.encode())) <= MOST_PAIRS


def test_another_page_is_refused(data):
    with pytest.raises(ValueError, match="no page 'admin'"):
        read("admin", [], data)


@pytest.mark.parametrize(("homepage", "base"), [
    (BASE, BASE), (f"{BASE}/uz/", f"{BASE}/uz/"), ("", "http://here"), (None, "http://here"), (["x"], "http://here"),
    ("javascript:alert(1)", "http://here"), ("https://me@example.org", "http://here"),
])
def test_where_the_site_is(homepage, base):
    assert public_base({"homepage": homepage}, "http://here") == base
