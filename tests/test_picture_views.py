"""Which picture each view has, from a folder's tables to the words that are printed."""
import xml.etree.ElementTree as ET
from datetime import date
from urllib.parse import parse_qsl

import pytest

from monitor import dataset
from monitor.describe import describe
from monitor.pictures.bodies import Bar, Chart, Lanes, Statement, Words
from monitor.pictures.draw import card, picture
from monitor.pictures.views import caption, sight
from monitor.view import PAGES, address, read
from tests.folders import a_row, make_folder, set_cell
from tests.target_folder import FORUM, SAID, TARGET, target_folder

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return target_folder(tmp_path_factory.mktemp("pictures"))


def seen(folder, page, query=""):
    """The body of a view, and all words of its picture and of its card."""
    data = dataset.load(folder)
    view, _ = read(page, parse_qsl(query), data)
    found = sight(view, data, TODAY, "light")
    where = address(view, "https://example.org")
    whole = picture(found.body, caption(view, data, TODAY, found.lead, where), "light")
    small = card(found.body, caption(view, data, TODAY, found.short, where))
    return found.body, *(" ".join(" ".join(ET.fromstring(markup).itertext()).split()) for markup in (whole, small))


@pytest.mark.parametrize("page, query, body, words", [
    ("overview", "", Bar, ["2 commitments, by status", "Raise trade to 20 billion", "Not reached"]),
    ("overview", "status=no_report", Bar, ["1 of 2 commitments.", "Chosen: status: no report found", "Hold the forum of 2024"]),
    ("targets", "", Chart, ["target: US$20 billion", "17.2 billion", "Stated on 24 January 2024", "https://example.org/targets"]),
    ("targets", "by=2030", Chart, ["target: US$20 billion by 2030, as assumed", "Assuming 2030", "https://example.org/targets?by=2030"]),
    ("targets", "reporter=statistics", Chart, ["17.2 billion", "Chosen:", ": Statistics of Uzbekistan"]),
    ("targets", "indicator=visitors", Chart, ["Visitors"]),
    ("commitments", "", Bar, ["2 commitments.", "Hold the forum of 2024"]),
    ("commitments", f"id={TARGET}", Statement, [f"“{SAID}”", "Not checked", "24 January 2024 · Joint statement", "machine translation"]),
    ("commitments", f"id={FORUM}", Statement, ["No report found", "Deadline: 2024"]),
    ("commitments", "q=nothing has this", Words, ["No commitment fits what is chosen."]),
    ("sources", "", Words, ["24 January 2024: Joint statement"]),
    ("sources", "source=js-1", Bar, ["Joint statement", "Raise trade to 20 billion"]),
    ("timeline", "", Lanes, ["Timeline", "Statements", "Deadlines", "today", "2024, Deadline. Hold the forum of 2024"]),
    ("timeline", "event=statement&since=2025-01-01", Lanes, ["Statements", "2 September 2025"]),
    ("timeline", "q=nothing has this", Words, ["Nothing fits these filters."]),
    ("review", "", Words, ["Review"]),
    ("method", "", Words, ["Method"]),
])
def test_each_view_has_its_picture(folder, page, query, body, words):
    found, whole, small = seen(folder, page, query)
    assert isinstance(found, body)
    for expected in words:
        assert expected in whole
    assert words[0].rstrip(".") in whole and small


def test_a_figure_without_a_course_is_told_and_not_drawn(tmp_path):
    body, whole, _ = seen(make_folder(tmp_path / "one"), "targets")
    assert isinstance(body, Words), "a chart of one mark shows no more than its words"
    assert "US$10 billion" in whole


def test_a_status_that_nobody_knows_is_shown_as_typed(tmp_path):
    folder = make_folder(tmp_path / "typed")
    set_cell(folder, "commitments", "js-1-00000001", "status", "<b>finito</b>")
    assert "<b>finito</b>" in seen(folder, "commitments", "id=js-1-00000001")[1].lower()
    assert "finito" in seen(folder, "overview")[1]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_folder_has_a_picture_of_every_page(tmp_path, page):
    folder = make_folder(tmp_path / "empty", sources=[], mentions=[], commitments=[], evidence=[], figures=[], indicators=[])
    data = dataset.load(folder)
    title = describe(read(page, (), data)[0], data, TODAY).title
    _, whole, small = seen(folder, page)
    assert title in whole and title in small


def test_no_more_commitments_are_listed_than_a_picture_holds(tmp_path):
    ids = [f"js-1-{number:08}" for number in range(40)]
    mentions = [a_row("mentions", mention_id=name, commitment_id=name) for name in ids]
    commitments = [a_row("commitments", commitment_id=name, title=f"Commitment {number}") for number, name in enumerate(ids)]
    body, whole, _ = seen(make_folder(tmp_path / "many", mentions=mentions, commitments=commitments), "commitments")
    assert (len(body.entries), body.more) == (12, 28)
    assert "and 28 more" in whole
