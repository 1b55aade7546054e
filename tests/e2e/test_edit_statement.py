"""An editor enters a statement read elsewhere, finds it again, and takes it out, in a real browser."""
import pytest
from playwright.sync_api import Page, expect

from extract.__main__ import main as extract_main
from monitor.words import say
from tests.conftest import ROOT
from tests.e2e.editing import alert, choose, field, press, settle, tab
from tests.e2e.looking import MAIN, rows, visit

pytestmark = pytest.mark.browser

TITLE, THERE = "Add a statement read elsewhere", "Change or take out what stands here"
ABOUT = "Open a <b>trade</b> house in *Xi'an* :red[now]"
SOURCE = {"Published by": "Daily", "Date of the text": "2026-10-01", "Address of the text": "https://example.org/house",
          "Whom the text speaks for": "China; Uzbekistan"}
SAID = {"What it is about": ABOUT, "Who undertakes it": "China; Uzbekistan", "Number": "2,000,000,000.0", "Unit": "USD", "Deadline": "2028"}
TABLES = ("sources", "mentions", "commitments")
OUTSIDE = next(row for row in rows(ROOT / "data", "mentions") if row["extractor"] == "hand" and not row["commitment_id"])


@pytest.fixture
def server(start, scratch_data):
    return start(scratch_data, "--edit")


def texts(folder) -> dict[str, bytes]:
    return {name: (folder / f"{name}.csv").read_bytes() for name in TABLES}


def new_rows(folder, table: str) -> list[dict[str, str]]:
    before = rows(ROOT / "data", table)
    return [row for row in rows(folder, table) if row not in before]


def open_form(page: Page, address: str) -> None:
    visit(page, address)
    page.locator(MAIN).get_by_text(TITLE).click()
    settle(page)


def fill(page: Page, **cells: str) -> None:
    for label, text in cells.items():
        field(page, label).fill(text)


def belongs_to(page: Page, words: str) -> None:
    page.get_by_role("radiogroup", name="Which commitment it belongs to").get_by_text(words, exact=True).click()
    settle(page)


def fill_new(page: Page, address: str) -> None:
    """A statement in a new source, with a row of its own."""
    open_form(page, f"{address}/sources")
    belongs_to(page, "a new one")
    fill(page, **{"Title": "A trade house"}, **SOURCE, **SAID)
    page.get_by_role("textbox", name="Title", exact=True).last.fill("Open a trade house in Xi'an")
    choose(page, "Kind", "target")


def test_a_statement_with_a_row_of_its_own_is_added_shown_and_taken_out(server, visitor):
    page = visitor()
    before = texts(server.data)
    fill_new(page, server.address)
    press(page, "Add the statement")
    expect(alert(page)).to_contain_text("Saved.")
    expect(page.locator(MAIN)).to_contain_text(f"1 October 2026: {ABOUT}, US$2 billion")
    assert field(page, "What it is about").input_value() == "", "the form begins anew"
    [row], [mention] = new_rows(server.data, "commitments"), new_rows(server.data, "mentions")
    assert (row["title"], row["value"], row["deadline_kind"], mention["extractor"]) == ("Open a trade house in Xi'an", "2000000000", "year", "hand")
    assert extract_main(["--check", "--data", str(server.data)]) == 0
    visit(page, f"{server.address}/commitments?id={row['commitment_id']}")
    expect(page.locator(MAIN)).to_contain_text("Entered by hand, not machine-checked.")
    expect(page.locator(MAIN)).to_contain_text(ABOUT)
    page.locator(MAIN).get_by_text("Edit", exact=True).click()
    tab(page, "Mentions")
    press(page, "Take this statement out")
    expect(page.locator(MAIN)).to_contain_text("There is no commitment with the id")
    assert {name: text for name, text in texts(server.data).items() if name != "sources"} == {
        name: text for name, text in before.items() if name != "sources"}
    visit(page, f"{server.address}/sources?source={mention['source_id']}")
    page.locator(MAIN).get_by_text(THERE).click()
    settle(page)
    press(page, "Take this source out")
    expect(page.locator(f"{MAIN} h1")).to_have_text("Sources")
    assert texts(server.data) == before


def test_two_who_enter_the_same_add_it_once(server, visitor):
    first, second = visitor(), visitor()
    fill_new(first, server.address)
    fill_new(second, server.address)
    press(first, "Add the statement")
    expect(alert(first)).to_contain_text("Saved.")
    press(second, "Add the statement")
    expect(alert(second)).to_contain_text("Nothing was changed")
    assert [len(new_rows(server.data, table)) for table in TABLES] == [1, 1, 1]


def test_what_is_refused_is_named_once_and_stays_in_the_form(server, visitor):
    page = visitor()
    before = texts(server.data)
    open_form(page, f"{server.address}/sources")
    belongs_to(page, "none yet")
    fill(page, **{"Title": "A trade house"}, **SOURCE | {"Whom the text speaks for": "China, Uzbekistan"}, **SAID | {"Deadline": "end of 2028"})
    press(page, "Add the statement")
    expect(alert(page).get_by_role("listitem")).to_have_count(2)
    expect(alert(page)).to_contain_text("Whom the text speaks for “China, Uzbekistan”")
    expect(alert(page)).to_contain_text("Deadline “end of 2028”: not a date")
    assert field(page, "What it is about").input_value() == ABOUT and texts(server.data) == before


def test_a_source_that_is_open_is_chosen_and_a_report_is_filed_where_it_belongs(server, visitor):
    page = visitor()
    commitment = rows(server.data, "commitments")[0]
    open_form(page, f"{server.address}/sources?source={OUTSIDE['source_id']}")
    page.get_by_role("radiogroup", name="What it is").get_by_text("a report that something is done").click()
    settle(page)
    fill(page, **{"What it is about": "The work", "The exact words, if at hand": "The work has begun.", "Who undertakes it": "Uzbekistan"})
    choose(page, "What is reported", say("says.under_way"))
    page.get_by_role("combobox", name="Belongs to", exact=True).click()
    page.keyboard.type(commitment["title"])   # the list is long, and draws what fits what is typed
    page.get_by_role("option", name=commitment["title"], exact=True).click()
    press(page, "Add the statement")
    expect(alert(page).filter(has_text="Saved.")).to_be_visible()
    [mention] = new_rows(server.data, "mentions")
    assert (mention["source_id"], mention["type"], mention["says"], mention["commitment_id"]) == (
        OUTSIDE["source_id"], "progress", "under_way", commitment["commitment_id"])
    assert new_rows(server.data, "sources") == []


def test_a_statement_of_no_commitment_is_corrected_and_taken_back_on_the_page_of_its_source(server, visitor):
    page = visitor()
    before = texts(server.data)
    visit(page, f"{server.address}/sources?source={OUTSIDE['source_id']}")
    page.locator(MAIN).get_by_text(THERE).click()
    settle(page)
    page.locator(MAIN).get_by_text("Correct what was read here").click()
    settle(page)
    field(page, "What it is about").fill("Something else")
    press(page, "Save")
    expect(alert(page).filter(has_text="Saved. 1 change")).to_be_visible()
    expect(page.locator(MAIN)).to_contain_text("Something else")
    page.get_by_role("button", name="Undo my last change").click()
    settle(page)
    assert texts(server.data) == before


@pytest.mark.parametrize("switches, asked", [((), "?"), (("--edit",), "?asof=2026-11-24"), (("--edit",), "?source=js-2024-01-24")])
def test_whoever_may_not_edit_looks_at_an_earlier_day_or_reads_a_document_sees_no_form(start, scratch_data, visitor, switches, asked):
    page = visitor()
    visit(page, f"{start(scratch_data, *switches).address}/sources{asked}")
    expect(page.locator(MAIN).get_by_text(TITLE)).to_have_count(0)
