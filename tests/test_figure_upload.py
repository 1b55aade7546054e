"""The upload of figures on the targets page: who sees it, what it shows, and that its button asks who may write."""
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from monitor import figure_import, permission, store
from pages.parts import figure_upload
from tests.figure_files import OF_2024, a_line, bytes_of, csv_of, figures_folder
from tests.target_folder import open_page, text_of

HERE, ELSEWHERE = {"Host": "localhost:8501"}, {"Host": "localhost", "X-Forwarded-For": "127.0.0.1"}
HOSTILE = "<b>x</b> [a](javascript:alert(1)) $x$ :red[r] =1+1"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(figures_folder(tmp_path / "data")))
    return tmp_path / "data"


@pytest.fixture
def switched_on(monkeypatch):
    monkeypatch.setattr(permission, "_switched_on", Event())
    permission.allow_the_person_here()


def the_form() -> None:
    from monitor import dataset, store
    from pages.parts import figure_upload

    figure_upload.form(dataset.load(store.data_folder()))


def uploaded(content: bytes, name: str = "new.csv") -> AppTest:
    """The form after somebody chose a file."""
    page = AppTest.from_function(the_form, default_timeout=30).run()
    page.file_uploader[0].set_value((name, content, "text/csv"))
    return page.run()


def cells(page: AppTest) -> list[str]:
    """The rows of the preview as they are read: without the marks that keep data from being obeyed."""
    return [" | ".join(row).replace("\\", "").replace("\n\n", "; ") for row in page.table[0].value.to_numpy()]


def preview(folder, content: bytes) -> figure_import.Preview:
    return figure_import.preview(content, "new.csv", store.load(folder))


def test_a_visitor_sees_no_upload():
    assert not open_page("targets").file_uploader


def test_the_switch_alone_shows_no_upload_to_a_request_of_unknown_host(switched_on):
    """AppTest sends no headers, as a request without a host."""
    assert not open_page("targets").file_uploader


def test_before_a_file_is_chosen_there_is_the_template_and_no_button():
    page = AppTest.from_function(the_form, default_timeout=30).run()
    assert [button.label for button in page.get("download_button")] == ["Download the template"]
    assert not page.button and not page.table


def test_every_row_is_shown_with_what_becomes_of_it_those_that_need_a_person_first():
    page = uploaded(csv_of(a_line(), a_line(value="16,2"), a_line(**OF_2024), a_line(**OF_2024 | {"period": "2025"}), Comment="x"))
    assert [cell.split("; ")[0] for cell in cells(page)] == [
        "5 | **US$13,800,000,000**", "3 | **16,2 USD**", "4 | **US$13,800,000,000**", "2 | **US$18,000,000,000**"]
    assert ["clashes" in cells(page)[0], "refused" in cells(page)[1], "revises" in cells(page)[2], "added" in cells(page)[3]] == [True] * 4
    assert "2026; Trade; Customs of China (goods)" in cells(page)[3]
    said = text_of(page)
    assert "new.csv: 4 rows." in said and "1 row is refused" in said and "1 row revises an earlier figure, which stays" in said
    assert "The column Comment is not taken" in said
    assert page.button[0].label == "Write 2 rows"


def test_what_is_typed_is_shown_and_never_obeyed():
    page = uploaded(csv_of(a_line(reporter=HOSTILE, value=HOSTILE)))
    (row,) = page.table[0].value.to_numpy()
    assert HOSTILE in row[1].replace("\\", "")
    assert all(f"\\{sign}" in row[1] and f"\\{sign}" in row[2] for sign in "<[$:=")


@pytest.mark.parametrize(("content", "told"), [
    (b"PK\x03\x04", "new.csv: a spreadsheet or zip archive in place of a table"),
    (b"a,b\n1,2\n", "new.csv, row 1: no header"),
    (csv_of(a_line()).replace(b"url", b"adress"), "new.csv, row 1: url: missing column"),
])
def test_a_file_that_cannot_be_read_says_why_and_offers_no_button(content, told):
    page = uploaded(content)
    assert told in page.warning[0].value.replace("\\", "").replace("**", "")
    assert not page.button and not page.table and not page.exception


def test_a_table_that_is_broken_is_named_in_place_of_the_file(folder):
    (folder / "indicators.csv").write_text("indicator_id\n", encoding="utf-8")
    assert "indicators.csv, row 1: name: missing column" in uploaded(csv_of(a_line())).warning[0].value.replace("\\", "").replace("**", "")


def test_rows_without_end_are_shown_in_part_and_written_whole():
    page = uploaded(csv_of(*(a_line(period=str(1700 + year), url=f"https://example.org/{year}") for year in range(250))))
    assert len(page.table[0].value) == figure_upload.ROWS_SHOWN
    assert "50 more rows are not listed here" in text_of(page)
    assert page.button[0].label == "Write 250 rows"


def test_the_button_writes_nothing_for_whoever_may_not_and_the_preview_stays(folder, switched_on):
    before = bytes_of(folder)
    page = uploaded(csv_of(a_line()))
    page.button[0].click().run()
    assert bytes_of(folder) == before
    assert page.error[0].value.startswith("Nothing was written")
    assert len(page.table[0].value) == 1 and page.button


@pytest.mark.parametrize("headers", [{}, ELSEWHERE])
def test_writing_itself_asks_who_may(folder, switched_on, headers):
    before = bytes_of(folder)
    with pytest.raises(PermissionError):
        figure_upload.write(folder, preview(folder, csv_of(a_line())), permission.editor_of(headers, None, None), "")
    assert bytes_of(folder) == before


def test_without_the_switch_nobody_writes(folder, monkeypatch):
    monkeypatch.setattr(permission, "_switched_on", Event())
    with pytest.raises(PermissionError):
        figure_upload.write(folder, preview(folder, csv_of(a_line())), permission.editor_of(HERE, None, None), "")


def test_the_person_at_this_machine_writes(folder, switched_on):
    shown = preview(folder, csv_of(a_line()))
    figure_upload.write(folder, shown, permission.editor_of(HERE, None, None), "MK")
    tables = store.load(folder)
    assert tables.figures.by_id[shown.rows[0]["figure_id"]] == shown.rows[0]
    assert tables.status_log.rows[-1]["who"] == "MK"
