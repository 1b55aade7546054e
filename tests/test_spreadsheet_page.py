"""The exchange with spreadsheets on the page of commitments: who sees what, what is ticked, and that its button asks who may write."""
import re

import pytest
from streamlit.testing.v1 import AppTest

from monitor import store
from monitor.schema import EVIDENCE
from monitor.spreadsheet_file import AS_DOWNLOADED
from pages.parts import spreadsheet_exchange
from tests.folders import set_cell
from tests.sheet_files import FORUM, SITTING, VISA, changed, csv_of, download, rows_of, sheet_folder
from tests.target_folder import open_page, text_of

SMALL = re.compile(r":small\[(.*?)\]")
HOSTILE = "<b>x</b> [a](javascript:alert(1)) $x$ :red[r] =1+1"
NEW = {"commitment_id": VISA, "tag": "supports", "summary": "Visas ended.", "url": "https://example.org/visa"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(sheet_folder(tmp_path / "data")))
    return tmp_path / "data"


def the_form() -> None:
    from monitor import dataset, store
    from pages.parts import spreadsheet_exchange

    spreadsheet_exchange.form(dataset.load(store.data_folder()))


def uploaded(content: bytes, name: str = "back.csv") -> AppTest:
    """The form after somebody chose a file."""
    page = AppTest.from_function(the_form, default_timeout=30).run()
    page.file_uploader[0].set_value((name, content, "text/csv"))
    return page.run()


def boxes(page: AppTest) -> list[tuple[str, bool]]:
    return [(box.label.replace("\\", ""), box.value) for box in page.checkbox]


def yes(page: AppTest):
    return page.button("sheet_yes")


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.get("download_button")]


def test_anybody_may_download_what_the_filters_leave_and_the_evidence_on_it():
    page = open_page("commitments")
    assert labels(page) == ["Download 3 commitments", "Download 2 pieces of evidence"]
    assert not page.file_uploader
    assert labels(open_page("commitments", kind="target")) == ["Download 1 commitment", "Download 0 pieces of evidence"]


def test_what_differs_is_shown_cell_by_cell_and_ticked_unless_somebody_else_touched_it(folder):
    content = changed(changed(download(folder), 0, status="stalled", note="Séance «fermée», 中国"), 2, title="Ease all visas")
    set_cell(folder, "commitments", FORUM, "status", "dropped")
    page = uploaded(content)
    assert boxes(page) == [("status", False), ("note", True), ("title", True)]
    said = SMALL.sub(r"\1", text_of(page))
    assert "now dropped" in said and "in the file stalled" in said
    assert "1 cell was changed in the file and here, too. Not ticked: choose." in said and "2 cells were changed in the file. Ticked." in said
    assert "row 2 of the file" in said and "row 4 of the file" in said
    assert yes(page).label == "Write 2 cells"


def test_a_tick_a_tick_of_all_and_of_none_are_what_the_button_counts(folder):
    page = uploaded(changed(changed(download(folder), 0, status="stalled", note="x"), 2, title="Ease all visas"))
    page.checkbox[1].uncheck().run()
    assert yes(page).label == "Write 2 cells"
    page.button("sheet_none").click().run()
    assert [ticked for _, ticked in boxes(page)] == [False] * 3 and yes(page).disabled
    page.button("sheet_all").click().run()
    assert yes(page).label == "Write 3 cells"


def test_a_thousand_differences_are_shown_page_by_page_and_written_at_once(folder):
    old = rows_of(download(folder, EVIDENCE))
    rows = [dict.fromkeys(old[0], "") | NEW | {"summary": f"Report {number}", AS_DOWNLOADED: ""} for number in range(1000)]
    page = uploaded(csv_of([*old, *rows]))
    assert len(page.checkbox) == spreadsheet_exchange.CELLS_ON_A_PAGE
    assert "1 to 40 of 1000" in text_of(page)
    assert yes(page).label == "Write 0 cells and add 1000 rows"
    page.checkbox[0].uncheck().run()
    page.session_state[spreadsheet_exchange.PAGE] = 2
    page.run()
    assert "41 to 80 of 1000" in text_of(page) and yes(page).label == "Write 0 cells and add 999 rows", "the tick of another page is kept"


def test_what_is_typed_is_shown_and_never_obeyed(folder):
    page = uploaded(changed(changed(download(folder), 0, note=HOSTILE, status=HOSTILE), 1, corrected=HOSTILE))
    tables = "\n".join(str(cell) for table in page.table for row in table.value.to_numpy() for cell in row)
    shown = "\n".join(element.value for element in page.markdown) + tables
    assert shown.replace("\\", "").count(HOSTILE[:40]) == 3
    assert not re.search(r"(?<!\\)<b>|(?<!\\)\$x|\]\(javascript", shown)


def test_bad_cells_and_what_nobody_takes_are_listed_with_their_row_and_remedy(folder):
    page = uploaded(changed(changed(download(folder), 0, status="fulfiled"), 1, value="7"))
    refused, left = (" | ".join(table.value.to_numpy()[0]).replace("\\", "") for table in page.table)
    assert refused.startswith("2 | **status** “fulfiled”: not in the list") and "perhaps fulfilled?" in refused
    assert left.startswith("3 | Raise trade: **value** “7”") and "Correct it on the page of the commitment" in left
    assert not page.checkbox and "There is nothing to write" in text_of(page)


@pytest.mark.parametrize(("content", "told"), [
    (b"PK\x03\x04", "back.csv: a spreadsheet or zip archive in place of a table"),
    (b"a,b\n1,2\n", "back.csv, row 1: no header"),
    (b"title,status\nx,y\n", "back.csv, row 1: commitment_id: missing column"),
])
def test_a_file_that_cannot_be_read_says_why_and_offers_no_button(content, told):
    page = uploaded(content)
    assert told in page.warning[0].value.replace("\\", "").replace("**", "")
    assert not page.button and not page.checkbox and not page.exception


def test_the_button_writes_nothing_for_whoever_may_not_and_the_choices_stay(folder):
    """AppTest sends no headers, as a request without a host, which never may."""
    before = {table.path: table.path.read_bytes() for table in store.load(folder)}
    page = uploaded(changed(download(folder), 0, note=f"{SITTING}."))
    yes(page).click().run()
    assert page.error[0].value.startswith("Nothing was written") and boxes(page) == [("note", True)]
    assert {path: path.read_bytes() for path in before} == before
