"""The addresses of pictures and cards: what they answer, under which name, for how long, and how often they are drawn."""
import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image
from starlette.applications import Starlette

from monitor.charts.paints import INKS
from monitor.view import PAGES
from monitor.web.pictures import Kept
from monitor.web.routes import ROUTES
from tests.asking import ask
from tests.folders import set_cell
from tests.target_folder import TARGET, target_folder

APP = Starlette(routes=ROUTES)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    found = target_folder(tmp_path / "data")
    monkeypatch.setenv("MONITOR_DATA", str(found))
    return found


def words(address: str) -> str:
    return " ".join(ET.fromstring(ask(APP, address).body).itertext())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_picture(page):
    answer = ask(APP, f"/picture/{page}.svg")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert ET.fromstring(answer.body).tag == f"{SVG}svg"


def test_a_card_is_as_large_as_previews_want_it_and_is_shown_in_place():
    answer = ask(APP, "/card/targets.png?by=2030")
    assert answer.headers["content-type"] == "image/png" and "content-disposition" not in answer.headers
    assert Image.open(io.BytesIO(answer.body)).size == (1200, 630)


def test_a_picture_is_sharp_and_saved_under_a_name_that_tells_what_it_is():
    answer = ask(APP, f"/picture/commitments.png?id={TARGET}&theme=dark&asof=2026-11-25")
    image = Image.open(io.BytesIO(answer.body))
    assert image.size[0] == 2000
    assert image.getpixel((2, 2))[:3] == tuple(bytes.fromhex(INKS["dark"].paper[1:]))
    assert answer.headers["content-disposition"].endswith('commitments-js-1-00000001-2026-11-25-dark.png"')
    assert answer.headers["content-disposition"].startswith("attachment; ")


def test_the_address_printed_in_it_is_that_of_the_page_without_its_theme():
    told = words("/picture/targets.svg?by=2030&theme=dark&nonsense=1")
    assert "http://127.0.0.1:8501/targets?by=2030" in told
    assert "theme" not in told and "nonsense" not in told


def test_the_gap_between_two_statistics_has_a_picture_of_its_own():
    answer = ask(APP, "/picture/targets.svg?chart=gap")
    told = " ".join(ET.fromstring(answer.body).itertext())
    assert "Customs of China (goods)" in told and "Statistics of Uzbekistan (goods and services)" in told and "2025: 17.2 billion" in told
    assert answer.headers["content-disposition"].endswith('-gap.svg"')
    assert answer.body != ask(APP, "/picture/targets.svg").body
    assert ask(APP, "/picture/targets.svg?chart=gap&indicator=visitors").status == 200, "of one statistic alone the view as it is"


def test_what_means_nothing_is_told_in_the_headers():
    assert "nonsense" in ask(APP, "/picture/targets.svg?nonsense=1&theme=dark").headers["x-left-out"]
    assert "x-left-out" not in ask(APP, "/picture/targets.svg?theme=dark").headers
    assert "theme" in ask(APP, "/picture/targets.svg?theme=purple").headers["x-left-out"]


def test_light_and_dark_are_two_answers_and_each_is_sent_once():
    light, dark = (ask(APP, f"/picture/targets.svg?theme={theme}") for theme in ("light", "dark"))
    assert light.headers["etag"] != dark.headers["etag"] and light.body != dark.body
    again = ask(APP, "/picture/targets.svg?theme=dark", if_none_match=dark.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_picture_follows_the_tables(folder):
    assert "Raise trade to 20 billion" in words("/picture/targets.svg")
    set_cell(folder, "commitments", TARGET, "title", "Triple the trade")
    assert "Triple the trade" in words("/picture/targets.svg")


def test_markup_in_a_cell_is_drawn_as_typed(folder):
    set_cell(folder, "commitments", TARGET, "title", "<script>alert(1)</script>")
    body = ask(APP, "/picture/targets.svg").body
    assert b"<script" not in body and b"&lt;script&gt;alert(1)&lt;/script&gt;" in body


@pytest.mark.parametrize("address", ["/picture/nowhere.svg", "/picture/targets.gif", "/card/targets.svg", "/card/../targets.png"])
def test_nothing_else_is_a_picture(address):
    assert ask(APP, address).status == 404


def test_the_last_pictures_are_kept_and_no_more():
    made = []
    kept = Kept(2)

    def get(name: str) -> bytes:
        return kept.get((name,), lambda: made.append(name) or name.encode())

    assert [get(name) for name in ("a", "b", "a", "c", "a", "b")] == [b"a", b"b", b"a", b"c", b"a", b"b"]
    assert made == ["a", "b", "c", "b"], "b was asked for longest ago when c came"
