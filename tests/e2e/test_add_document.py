"""An editor adds a document in a real browser: pasted and by keyboard, uploaded under hostile names; what ends a process is told."""
import os
import signal
import subprocess
import threading
import time

import pytest
from playwright.sync_api import Page, expect

from extract.__main__ import main as extract_main
from tests.documents import docxs, pdfs
from tests.e2e.editing import alert, field, press, settle
from tests.e2e.looking import MAIN, visit

pytestmark = pytest.mark.browser

TITLE, YES = "Add a document", "Add this document"
TEXT = ("Joint Statement of Norway and Chile\n\nThe two sides agreed to hold a fisheries forum in Oslo in 2027.\n\n"
        "Trade reached 3 billion dollars in 2025. <b>Not</b> :red[obeyed] [x](javascript:alert(1)).\n")
HOSTILE = "..%2f..%2f<img src=x onerror=alert(1)>.csv"


@pytest.fixture
def server(start, scratch_data):
    return start(scratch_data, "--edit")


def open_form(page: Page, address: str) -> None:
    visit(page, f"{address}/sources")
    page.locator(MAIN).get_by_text(TITLE, exact=True).click()
    settle(page)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''")
        if found.removeprefix("keyboard_arrow_right").strip() == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_by_keyboard_a_pasted_text_is_looked_over_added_and_its_page_shows_its_findings(server, visitor):
    page = visitor()
    visit(page, f"{server.address}/sources")
    tab_to(page, TITLE)
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Or the text, pasted")
    page.keyboard.insert_text(TEXT)
    tab_to(page, "Read it")
    page.keyboard.press("Enter")
    expect(page.locator(MAIN)).to_contain_text("What would be found: 1 commitment, 1 reported figure.")
    assert not list((server.data / "sources").glob("joint*"))
    assert field(page, "Title").input_value() == "Joint Statement of Norway and Chile"
    assert field(page, "Whom the text speaks for").input_value() == "Norway; Chile"
    tab_to(page, "Date of the text")
    page.keyboard.type("2026-05-20")
    tab_to(page, YES)
    page.keyboard.press("Enter")
    expect(alert(page)).to_contain_text("Look at the new preview, then add")
    settle(page)
    page.keyboard.press("Enter")   # the focus stays where it was
    expect(alert(page).first).to_contain_text("The document was added, and its findings stand in the tables.")
    expect(page.locator(f"{MAIN} h1")).to_have_text("Joint Statement of Norway and Chile")
    assert page.url.endswith("/sources?source=joint-statement-of-norway-and-chile-2026-05-20")
    expect(page.locator(f"{MAIN} a[title^='event, firm, 2027']")).to_have_text("The two sides agreed to hold a fisheries forum in Oslo in 2027")
    assert (server.data / "sources" / "joint-statement-of-norway-and-chile-2026-05-20.txt").read_text(encoding="utf-8") == TEXT
    assert extract_main(["--check", "--data", str(server.data)]) == 0


@pytest.mark.parametrize(("content", "ending"), [(docxs.plain(), ".docx"), (pdfs.plain(), ".pdf")], ids=["docx", "pdf"])
def test_an_upload_is_what_its_content_says_and_gets_a_name_of_our_own(server, visitor, content, ending):
    page = visitor()
    before = {path.name for path in server.data.parent.rglob("*")}
    open_form(page, server.address)
    page.locator("input[type=file]").first.set_input_files({"name": HOSTILE, "mimeType": "text/csv", "buffer": content})
    press(page, "Read it")
    expect(page.locator(MAIN)).to_contain_text("What would be found:")
    field(page, "Title").fill("A forum")
    field(page, "Date of the text").fill("soon")
    press(page, YES)
    expect(alert(page)).to_contain_text("Date of the text “soon”: not a date")
    assert field(page, "Title").input_value() == "A forum", "what was typed survives"
    field(page, "Date of the text").fill("2026-05-20")
    press(page, YES)
    expect(alert(page)).to_contain_text("Look at the new preview, then add")
    press(page, YES)
    expect(alert(page).first).to_contain_text("The document was added")
    name = f"a-forum-2026-05-20{ending}"
    assert (server.data / "sources" / name).read_bytes() == content
    visit(page, f"{server.address}/sources")
    expect(page.get_by_role("button", name="Undo my last change")).to_have_count(0)   # a document is withdrawn with its findings, by hand
    assert {path.name for path in server.data.parent.rglob("*")} - before <= {name, f"{name}.txt", ".lock"}


def kill_child(module: str) -> None:
    """Kill the process that reads as soon as it is there."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = subprocess.run(["pgrep", "-f", "--", module], capture_output=True, text=True, check=False).stdout.split()
        if found:
            for pid in map(int, found):
                os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.005)


def test_a_process_that_is_killed_is_told_and_nothing_is_half(server, visitor):
    page = visitor()
    open_form(page, server.address)
    field(page, "Or the text, pasted").fill(TEXT)
    killer = threading.Thread(target=kill_child, args=(f"--preview .*--data={server.data}",))
    killer.start()
    press(page, "Read it")
    killer.join()
    expect(alert(page)).to_contain_text("was ended before it had answered (signal -9)")
    assert field(page, "Or the text, pasted").input_value() == TEXT
    press(page, "Read it")
    expect(page.locator(MAIN)).to_contain_text("What would be found")
    page.get_by_role("button", name=YES).scroll_into_view_if_needed()
    mentions = server.data / "mentions.csv"
    whole = mentions.read_bytes()
    mentions.write_bytes(whole + b'"\n')   # a run over the documents will not go over it
    press(page, YES)
    expect(alert(page).filter(has_text="edits wait until this is mended")).to_be_visible()
    assert not list((server.data / "sources").glob("joint*")), "neither the row nor the file"
    mentions.write_bytes(whole)
    figures = server.data / "figures.csv"
    whole = figures.read_bytes()
    figures.write_bytes(whole + b'"\n')   # the save writes no figures, the run after it would
    press(page, YES)
    expect(alert(page).filter(has_text="The document was saved with its row, but not read")).to_contain_text("mend the tables first")
    figures.write_bytes(whole)
    visit(page, f"{server.address}/sources?source=joint-statement-of-norway-and-chile")
    press(page, "Read it now")
    expect(page.locator(f"{MAIN} a[title^='event, firm, 2027']")).to_be_visible()


@pytest.mark.parametrize("switches, asked", [((), ""), (("--edit",), "?asof=2026-11-24")])
def test_whoever_may_not_edit_or_looks_at_an_earlier_day_sees_no_form(start, scratch_data, visitor, switches, asked):
    page = visitor()
    visit(page, f"{start(scratch_data, *switches).address}/sources{asked}")
    expect(page.locator(MAIN).get_by_text(TITLE, exact=True)).to_have_count(0)
