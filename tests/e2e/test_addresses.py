"""An address is the view: opened first on a fresh server, copied to someone else, or come back to."""
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.e2e.looking import CHART, DRAWN, MAIN, heading, rows, settle, visit, words

pytestmark = pytest.mark.browser

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "main")
HEADLINE = next(row for row in rows(ROOT / "data", "commitments") if row["headline"] and row["value"] and row["kind"] == "target")
OTHER_TARGET = next(row for row in rows(ROOT / "data", "commitments")
                    if row["kind"] == "target" and row["indicator_id"] not in ("", HEADLINE["indicator_id"]))
TRADE = f"indicator={HEADLINE['indicator_id']}"
IN_DOCUMENT = next(row for row in rows(ROOT / "data", "figures") if row["source_id"] and row["quote"] and not row["note"])
WORDS = f"/sources?source={IN_DOCUMENT['source_id']}&id={IN_DOCUMENT['figure_id']}"
# Beside each page by itself: what can be chosen on it.
WITH_PARAMETERS = [
    f"/targets?{TRADE}&by=2030",
    "/commitments?status=fulfilled&status=in_progress&sector=trade&sector=energy&sort=-stated",
    "/commitments?q=railway",
    "/commitments?kind=cooperation&page=2",
    f"/commitments?id={HEADLINE['commitment_id']}",
    "/timeline?event=deadline",
    "/timeline?since=2025-01-01&event=evidence&event=statement",
    "/timeline?page=2",
    "/?sector=trade&party=Uzbekistan",
    WORDS,
]
FILTERS = {"status": "fulfilled", "kind": "deliverable", "sector": "energy", "party": "Kyrgyzstan", "source": "trend-2025-09-02", "strength": "proposal",
           "q": "railway", "since": "2026-11-25"}
# What a parameter changes on which page; the others go along unseen.
ACTING = {
    "/": FILTERS | {"asof": "2024-06-01"},
    "/targets": FILTERS | {"indicator": "project_portfolio", "id": OTHER_TARGET["commitment_id"], "reporter": "cn-customs", "by": "2028", "page": "2",
                           "asof": "2024-06-01"},
    "/commitments": FILTERS | {"sort": "title", "page": "2", "id": HEADLINE["commitment_id"], "asof": "2024-06-01"},
    "/timeline": FILTERS | {"event": "deadline", "page": "2", "asof": "2024-06-01"},
    "/sources": {"source": IN_DOCUMENT["source_id"], "asof": "2024-06-01"},
    f"/sources?source={IN_DOCUMENT['source_id']}": {"id": IN_DOCUMENT["figure_id"]},
    "/review": FILTERS | {"need": "elsewhere", "page": "2", "asof": "2024-06-01"},
    "/method": {"asof": "2024-06-01"},
}
MEANINGLESS = {"status": "done", "kind": "thing", "sector": "astrology", "party": "Atlantis", "source": "nowhere", "strength": "iron", "sort": "luck",
               "page": "many", "since": "lately", "asof": "soon", "colour": "blue"}
MEANINGLESS_THERE = {"/targets": {"indicator": "luck", "reporter": "nobody", "by": "never"}, "/timeline": {"event": "party"}, "/review": {"need": "money"}}
BARE = ["/" if name == "overview" else f"/{name}" for name in PAGES]


def navigation(page):
    return page.locator(".st-key-navigation a")


def test_a_target_opened_as_the_first_request_of_a_fresh_server_is_whole(fresh_server, visitor):
    page = visitor()
    visit(page, f"{fresh_server.address}/targets?{TRADE}&by=2030")
    expect(navigation(page)).to_have_count(len(PAGES))
    expect(heading(page)).to_have_text(HEADLINE["title"])
    expect(page.locator(f"{CHART} {DRAWN}").first).to_be_visible()
    expect(page.get_by_role("radio", name="2030", exact=True)).to_be_checked()
    assert "Assuming 2030 as the deadline" in words(page)
    assert parse_qs(urlsplit(page.url).query) == {"indicator": [HEADLINE["indicator_id"]], "by": ["2030"]}


def test_a_number_opened_as_the_first_request_of_a_fresh_server_shows_its_words_at_once(fresh_server, visitor):
    page = visitor()
    visit(page, fresh_server.address + WORDS)
    expect(navigation(page)).to_have_count(len(PAGES))
    marked = page.locator(f"{MAIN} .stMarkdownColoredBackground", has_text=IN_DOCUMENT["quote"])
    expect(marked).to_have_count(2)
    expect(marked.first).to_be_in_viewport()
    page.get_by_role("link", name=re.compile(r"^Paragraph \d+$")).first.click()
    expect(marked.last).to_be_in_viewport()
    assert parse_qs(urlsplit(page.url).query) == {"source": [IN_DOCUMENT["source_id"]], "id": [IN_DOCUMENT["figure_id"]]}


@pytest.mark.parametrize("address", [*BARE, *WITH_PARAMETERS])
def test_an_address_opened_first_on_a_fresh_server_shows_what_a_warm_one_shows(fresh_server, warm_server, visitor, address):
    first, second = visitor(), visitor()
    visit(first, fresh_server.address + address)
    visit(second, warm_server.address + address)
    fresh, warm = (words(page).replace(server.address, "") for page, server in ((first, fresh_server), (second, warm_server)))
    assert fresh == warm
    assert first.title() == second.title()
    assert first.url.replace(fresh_server.address, "") == second.url.replace(warm_server.address, "")


def test_choices_stand_in_the_address_and_a_copy_of_it_shows_the_same_elsewhere(warm_server, fresh_server, visitor):
    page = visitor()
    visit(page, warm_server.address + "/commitments")
    everything = words(page)
    page.locator(".st-key-filters summary").click()
    page.locator(".st-key-filter_q input").fill("railway")
    page.locator(".st-key-filter_q input").press("Enter")
    page.wait_for_url("**q=railway*")
    settle(page)
    assert words(page) != everything
    other = visitor()
    visit(other, page.url.replace(warm_server.address, fresh_server.address))
    page.reload()
    settle(page)
    assert words(other) == words(page)


def test_filters_survive_the_way_to_another_page_and_back(warm_server, visitor):
    page = visitor()
    visit(page, warm_server.address + "/commitments?sector=trade")
    title, chosen = heading(page).inner_text(), words(page)
    navigation(page).filter(has_text="Targets").click()
    page.wait_for_url("**/targets?*")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["sector"] == ["trade"]
    page.go_back()
    page.wait_for_url("**/commitments?sector=trade")
    expect(heading(page)).to_have_text(title)
    settle(page)
    assert words(page) == chosen
    page.go_forward()
    page.wait_for_url("**/targets?*")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["sector"] == ["trade"]


def test_an_assumed_year_changes_the_address_in_one_step(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}")
    year = page.get_by_role("radio", name="2028", exact=True)
    year.click()
    page.wait_for_url("**by=2028*")
    expect(page.locator(MAIN)).to_contain_text("Assuming 2028 as the deadline")
    page.go_back()
    page.wait_for_url(lambda url: "by=" not in url)
    expect(year).not_to_be_checked()
    expect(page.locator(MAIN)).not_to_contain_text("Assuming 2028 as the deadline")


@pytest.mark.parametrize("address, named", [
    ("/commitments?sector=astrology", "sector=astrology"),
    ("/commitments?sector=trade&colour=blue", "colour=blue"),
    ("/commitments?page=many", "page=many"),
    ("/timeline?event=miracle", "event=miracle"),
])
def test_a_parameter_that_means_nothing_is_dropped_with_a_notice(warm_server, visitor, address, named):
    page = visitor()
    visit(page, warm_server.address + address)
    assert named in words(page)


@pytest.mark.parametrize("address", ACTING)
def test_every_parameter_changes_what_is_seen_and_stays_in_the_address(warm_server, visitor, address):
    page = visitor()
    visit(page, warm_server.address + address)
    bare = words(page)
    for name, value in ACTING[address].items():
        chosen = f"{address}{'&' if '?' in address else '?'}{urlencode({name: value})}"
        visit(page, warm_server.address + chosen)
        assert words(page) != bare, chosen
        assert page.url == warm_server.address + chosen
        assert "Left out" not in words(page), chosen


def test_what_means_nothing_is_told_on_every_page_and_the_page_is_whole(warm_server, visitor):
    page = visitor()
    for address in BARE:
        bad = MEANINGLESS | MEANINGLESS_THERE.get(address, {})
        visit(page, f"{warm_server.address}{address}?{urlencode(bad)}")
        told = words(page)
        assert [f"{name}={value}" for name, value in bad.items() if f"{name}={value}" not in told] == [], address
        visit(page, warm_server.address + address)
        whole = heading(page).inner_text()
        page.go_back()
        settle(page)
        expect(heading(page)).to_have_text(whole)


def test_an_unknown_page_leads_to_a_frame_and_no_error(warm_server, visitor):
    page = visitor()
    visit(page, warm_server.address + "/nowhere")
    expect(navigation(page)).to_have_count(len(PAGES))
