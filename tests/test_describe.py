"""A view in plain words."""
from datetime import date

import pytest

from monitor import describe, view
from monitor.dataset import load
from monitor.view import pairs_of, read
from tests.conftest import ROOT
from tests.folders import a_row, make_folder
from tests.target_folder import TARGET, target_folder

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return load(target_folder(tmp_path_factory.mktemp("told") / "data"))


def told(data, page: str, query: str = "") -> describe.Description:
    return describe.describe(read(page, pairs_of(query), data)[0], data, TODAY)


def test_a_target_is_told_by_its_headline_with_reporters(data):
    found = told(data, "targets", f"id={TARGET}")
    assert found.title == data.row("commitments", TARGET)["title"]
    assert found.text.startswith("Not reached. 2025: US$16.2 billion (") and "17.2" in found.text and "at an early date" in found.text
    assert found.makers.startswith("Sources: ")


def test_an_assumed_deadline_is_told_and_what_follows_from_it(data):
    found = told(data, "targets", f"id={TARGET}&by=2030")
    assert found.filters == ("deadline assumed by the reader: 2030",)
    assert len(found.text) > len(told(data, "targets", f"id={TARGET}").text) and "2030" in found.text


def test_a_commitment_is_told_by_status_and_words(data):
    found = told(data, "commitments", f"id={TARGET}")
    assert found.text.startswith("Status: ") and "“The two sides will raise trade" in found.text


def test_the_filters_in_words(data):
    found = told(data, "commitments", "sector=trade&status=not_checked&status=fulfilled&q=forum&since=2026-11-01&sort=title&page=2")
    assert found.filters == ("status: not checked, fulfilled", "sector: trade", "words: “forum”", "changed since 1 November 2026")
    assert found.title == f"Commitments, {found.filtered}"


@pytest.mark.parametrize("page", view.PAGES)
def test_every_page_has_its_words(data, page):
    found = told(data, page)
    assert found.title and found.text and found.site and found.full_title.endswith(found.site)
    assert "  " not in found.text and "\n" not in found.text


def test_the_overview_has_the_name_of_the_set_once(data):
    assert told(data, "overview").full_title == told(data, "overview").site


def test_the_day_of_the_data_is_that_of_the_last_change():
    real = load(ROOT / "data")
    newest = max(real.status_log["when"])[:10]
    assert describe.data_day(real).isoformat() == newest
    found = read("overview", pairs_of("asof=2026-11-24"), real)[0]
    assert describe.day_line(found, real) == "As on record on 24 November 2026"
    assert describe.day_line(read("overview", [], real)[0], real).startswith("Data of ")


def test_a_source_is_told_with_its_nature_and_a_warning():
    real = load(ROOT / "data")
    found = told(real, "sources", "source=js-2024-01-24")
    assert found.filters == ()                                      # the document is what is shown, no filter of it
    assert "machine translation, " not in found.text and "machine translation" in found.text
    assert "its words are not those of the original" in found.text


def test_a_folder_without_anything_has_words_too(tmp_path):
    empty = load(make_folder(tmp_path / "data", **{name: [] for name in ("sources", "mentions", "commitments", "figures", "indicators")}))
    for page in view.PAGES:
        assert told(empty, page).title
    assert told(empty, "overview").day == ""


def test_what_a_person_typed_wrong_stops_nothing(tmp_path):
    row = a_row("commitments", status="nearly", status_date="soon", kind="thing", sector="x")
    odd = load(make_folder(tmp_path / "data", commitments=[row]))
    found = told(odd, "commitments", f"id={row['commitment_id']}")
    assert "nearly, soon" in found.text


def test_a_long_text_is_cut(tmp_path):
    row = a_row("commitments", title="word " * 200)
    found = told(load(make_folder(tmp_path / "data", commitments=[row])), "commitments", f"id={row['commitment_id']}")
    assert len(found.title) <= 2 * describe.LONGEST_TITLE and found.title.endswith("…")
