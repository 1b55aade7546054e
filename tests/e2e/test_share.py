"""What a reader takes along: links, a frame for another site, pictures, data and citations of the very view."""
import io
import json
import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.looking import CHART, DRAWN, MAIN, heading, visit, words
from tests.e2e.test_addresses import BARE, HEADLINE, TRADE

pytestmark = pytest.mark.browser

VIEWS = [*BARE, f"/targets?{TRADE}&by=2030", "/commitments?sector=trade&sort=-stated", f"/commitments?id={HEADLINE['commitment_id']}"]
FRAMED = ["/", f"/targets?{TRADE}&by=2030", f"/commitments?id={HEADLINE['commitment_id']}", "/commitments?sector=trade", "/timeline", "/sources",
          "/method"]
PANEL = "[data-testid=stPopoverBody]"
FROZEN_ON = re.compile(r"asof=(\d{4}-\d{2}-\d{2})")


def opened(page: Page):
    """The panel behind the button, once what it holds stands in it."""
    page.locator(".st-key-share button").first.click()
    panel = page.locator(PANEL)
    expect(panel.locator("code").nth(1)).to_be_visible()
    expect(panel.get_by_text("Frame for another site")).to_be_visible()
    return panel


def asked(url: str) -> tuple[str, bytes]:
    """The content type and the body of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{url}: {error}") from error


def test_every_page_has_the_button_and_everything_behind_it_is_of_this_view(warm_server, visitor):
    page = visitor()
    for address in VIEWS:
        visit(page, warm_server.address + address)
        everything_is_of_this_view(warm_server, opened(page), address)


def everything_is_of_this_view(warm_server, panel, address):
    """The addresses, the files and the citation behind the button all speak of the view of `address`."""
    expect(panel.locator("code").nth(2)).to_be_visible()
    link, frozen, citation, *_ = (box.strip() for box in panel.locator("code").all_inner_texts())
    assert urlsplit(link).path == urlsplit(address).path
    assert parse_qs(urlsplit(link).query).items() >= parse_qs(urlsplit(address).query).items()
    assert TRADE in link or not address.startswith("/targets"), "what is shown is named, for another may come first in a year"
    assert FROZEN_ON.search(frozen) and FROZEN_ON.sub("", frozen).rstrip("?&") == link
    assert link in citation
    hrefs = panel.locator("a[href]").evaluate_all("links => links.map(link => [link.textContent, link.href])")
    light = [entry for entry in hrefs if "theme=dark" not in entry[1]]
    files = {label: asked(href) for label, href in light}
    assert Image.open(io.BytesIO(asked(next(href for _, href in hrefs if "theme=dark" in href))[1])).getpixel((2, 2))[0] < 60
    assert Image.open(io.BytesIO(files["PNG"][1])).width >= 1000
    assert files["SVG"][0] == "image/svg+xml" and b"<svg" in files["SVG"][1]
    assert files["CSV"][0] == "text/csv" and json.loads(files["JSON"][1])["address"].startswith(warm_server.address)
    assert files["RIS"][1].startswith(b"TY  - ") and json.loads(files["CSL-JSON"][1])[0]["URL"] == link
    query = urlsplit(link).query
    assert all(query in href for label, href in hrefs if label in ("PNG", "SVG", "CSV", "JSON", "RIS", "CSL-JSON"))


def test_a_link_is_copied_with_one_press(warm_server, visitor):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    visit(page, f"{warm_server.address}/commitments?sector=trade")
    box = opened(page).locator("[data-testid=stCode]").first
    box.hover()
    box.get_by_role("button", name="Copy to clipboard").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{warm_server.address}/commitments?sector=trade"


def test_the_frozen_link_shows_the_same_and_says_its_day(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}")
    figures = words(page).partition("reported figures")[0]
    frozen = opened(page).locator("code").nth(1).inner_text().strip()
    visit(page, frozen)
    assert "Shown is what was on record on" in words(page)
    assert heading(page).inner_text() in figures
    assert "Shown is what was on record on" not in figures
    panel = opened(page)
    assert panel.locator("code").first.inner_text().strip() == frozen
    expect(panel.get_by_text("This link is frozen already")).to_be_visible()


@pytest.mark.parametrize("width", [400, 800])
def test_a_frame_fits_its_width_and_leads_back_to_the_whole(warm_server, visitor, width):
    page = visitor(viewport={"width": width, "height": 700})
    for address in FRAMED:
        fits_and_leads_back(warm_server, page, address)


def fits_and_leads_back(warm_server, page, address):
    page.goto(f"{warm_server.address}{address}{'&' if '?' in address else '?'}embed=true")
    back = page.get_by_role("link", name="Open the whole view")
    expect(back).to_be_visible()
    expect(page.locator(f"{CHART}:not(:has({DRAWN}))")).to_have_count(0)
    assert back.get_attribute("href") == warm_server.address + address
    assert page.locator(".st-key-navigation, .st-key-share, .st-key-filters").count() == 0
    wide = page.evaluate(f"""[document.scrollingElement, document.querySelector('{MAIN}')]
        .map(element => element.scrollWidth - element.clientWidth)""")
    assert max(wide) <= 0


def test_the_code_of_the_frame_shows_the_view_in_a_page_of_this_site(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}/targets?{TRADE}&by=2030")
    panel = opened(page)
    panel.get_by_text("Frame for another site").click()
    code = panel.locator("code").last.inner_text()
    page.goto(f"{warm_server.address}/robots.txt")
    page.evaluate("code => { document.body.innerHTML = code }", code)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name=HEADLINE["title"])).to_be_visible()
    expect(inside.locator(f"{CHART} {DRAWN}").first).to_be_visible()
    assert page.locator("iframe").get_attribute("title").startswith(HEADLINE["title"])


@pytest.mark.parametrize("address", VIEWS)
def test_a_link_unfurls_as_what_it_is(warm_server, address):
    html = asked(warm_server.address + address)[1].decode()
    tags = dict(re.findall(r'<meta property="(og:[a-z_:]+)" content="([^"]*)"', html))
    assert urlsplit(tags["og:url"]).path == urlsplit(address).path
    assert tags["og:title"] and tags["og:description"]
    kind, picture = asked(tags["og:image"].replace("&amp;", "&"))
    assert kind == "image/png" and Image.open(io.BytesIO(picture)).size == (1200, 630)


def test_what_a_chart_in_a_frame_opens_leaves_the_frame(warm_server, visitor):
    """The site that shows the frame may show no whole page in it."""
    page = visitor(viewport={"width": 800, "height": 700})
    for address in (f"/targets?{TRADE}", "/timeline"):
        page.goto(f"{warm_server.address}{address}{'&' if '?' in address else '?'}embed=true")
        links = page.locator(f"{CHART} {DRAWN} a")
        expect(links.first).to_be_attached()
        assert set(links.evaluate_all("links => links.map(link => link.target.baseVal ?? link.getAttribute('target'))")) == {"_blank"}
