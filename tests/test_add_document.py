"""A document that is added: its name and row, what is said against it, what would be found in it, and that file and row go in as one."""
import datetime
import os
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from extract.__main__ import main as extract_main
from monitor import add_document, dataset, documents, edits, extraction, permission, store
from monitor.child_process import Ended
from monitor.edits import Added, BadEdit, Edit
from monitor.extraction import NotRead
from monitor.words import say
from tests.documents import docxs, pdfs
from tests.folders import TEXT, a_row, make_folder, set_cell
from tests.target_folder import open_page, text_of

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
SAID = "The two sides agreed to hold a fisheries forum in Oslo in 2027"
REPORT = f"Joint Statement of Norway and Chile\n\n{SAID}. Trade reached 3 billion dollars in 2025.\n"
CENTRE = ("It was also proposed to create an Uzbek-Chinese center for artificial intelligence to promote scientific research and foster "
          "promising startups")
RUSSIAN = "Стороны договорились провести форум в 2027 году и увеличить торговлю между двумя странами. " * 5


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "data")


@pytest.fixture
def data(folder):
    return dataset.load(folder)


def cells(**typed: str) -> dict[str, str]:
    return add_document.cells_of({"title": "A report", "language": "en", "rights": "full"} | typed)


def everything(folder) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != store.LOCK_FILE)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def add(folder, content: bytes = REPORT.encode(), form: str = "plain", who: str = "MK", **typed: str) -> dict[str, str]:
    row = add_document.row_of(dataset.load(folder), cells(**typed), content, form)
    edits.save(folder, Edit((Added("sources", row),)), who, NOW, added={row["file"]: content})
    return row


# Names and cells

@pytest.mark.parametrize(("title", "date", "form", "file"), [
    ("Joint Statement of Norway and Chile", "2026-05-20", "plain", "joint-statement-of-norway-and-chile-2026-05-20.txt"),
    ("Joint Statement between the People's Republic of China", "", "pdf", "joint-statement-between-the-people-s.pdf"),   # whole words
    ("A report", "2026", "zip", "a-report-2026.docx"),
    ("A report", "2026-05", "markdown", "a-report-2026-05.md"),
    ("A report", "", "html", "a-report.html"),
    ("A report", "", "utf-16", "a-report.txt"),
    ("2030: the plan", "", "plain", "document-2030-the-plan.txt"),   # an id begins with a letter
    ("Совместное заявление", "", "plain", "document.txt"),
    ("Ein" + "sehr" * 60, "2026", "plain", "document-2026.txt"),   # one word that is longer than an id
    ("../../etc/passwd", "", "plain", "etc-passwd.txt"),
    ("..\\..\\x.csv\0.pdf", "", "pdf", "x-csv-pdf.pdf"),
    ("sources.csv:$DATA", "", "plain", "sources-csv-data.txt"),
    (".lock", "", "plain", "lock.txt"),
    ("<b>x</b> =1+1 [a](javascript:alert(1))", "", "plain", "b-x-b-1-1-a-javascript-alert-1.txt"),
])
def test_a_document_gets_a_name_of_our_own(data, title, date, form, file):
    row = add_document.row_of(data, cells(title=title, date=date), b"x", form)
    assert (row["file"], row["source_id"]) == (file, file.rpartition(".")[0])
    assert documents.path_of(data.folder, row["file"]).parent == data.folder / "sources"


@pytest.mark.parametrize("taken", ["a-report.txt", "a-report.txt.txt"])
def test_a_name_that_a_file_or_a_stored_text_has_is_not_taken(data, taken):
    (data.folder / "sources" / taken).write_bytes(b"x")
    assert add_document.row_of(data, cells(), b"y", "plain")["file"] == "a-report-e34799c3.txt"


def test_a_name_that_a_row_has_is_not_taken(data):
    assert add_document.row_of(data, cells(title="js-1"), b"y", "pdf")["source_id"] == "js-1-e34799c3"


@pytest.mark.parametrize(("column", "typed", "rule"), [
    ("title", "  ", "empty cell"), ("date", "20 May 2026", "not a date"), ("rights", "", "empty cell"),
    ("url", "javascript:alert(1)", "not a safe address"), ("text_basis", "hearsay", "not in the list"),
])
def test_what_no_cell_may_hold_is_named(column, typed, rule):
    [problem] = add_document.faults(cells(**{column: typed}))
    assert (problem.column, problem.rule) == (column, rule)


def test_cells_are_kept_on_one_line_and_in_one_spelling():
    assert cells(title="A\n  report\0!", date=" 20/05/2026 ")["title"] == "A report !"
    assert not list(add_document.faults(cells(date="2026-05-20", event_date="2026-05", url="https://example.org/a", parties="China; Uzbekistan")))


# What is there already

@pytest.mark.parametrize(("content", "is_there"), [
    (TEXT.encode(), True),
    (f"\n{TEXT}\n\n".replace(" ", "  ").encode(), True),   # the same words, pasted
    (TEXT.replace("forum", "fair").encode(), False),
])
def test_the_same_text_is_found_whatever_its_form(data, content, is_there):
    found = add_document.same_text(data, content, documents.words_digest(content.decode()))
    assert (found is not None) == is_there and (found or {"source_id": "js-1"})["source_id"] == "js-1"


def test_the_same_title_is_found_in_documents_alone(tmp_path):
    talk = a_row("sources", source_id="talk", file="", sha256="", text_by="", title="Raise trade")
    data = dataset.load(make_folder(tmp_path / "two", sources=[a_row("sources"), talk]))
    assert [row["source_id"] for row in add_document.same_title(data, "joint  STATEMENT")] == ["js-1"]
    assert add_document.same_title(data, "Raise trade") == [], "many statements read elsewhere share a title"


# What would be found

def test_a_preview_proposes_finds_and_writes_nothing(folder):
    before = everything(folder)
    shown = extraction.preview(folder, REPORT.encode(), {})
    assert (shown.format, shown.proposed["title"], shown.proposed["parties"]) == (
        "plain", "Joint Statement of Norway and Chile", "Norway; Chile")
    assert (shown.proposed["kind"], shown.proposed["language"], shown.proposed["rights"]) == ("joint_statement", "en", "excerpt")
    assert [(one.finding.kind, one.fate, one.finding.row["quote"]) for one in shown.found] == [
        ("commitment", "opens", SAID), ("figure", "opens", "Trade reached 3 billion dollars in 2025")]
    assert shown.found[1].finding.row["value"] == "3000000000"
    assert everything(folder) == before


def test_a_preview_says_which_row_a_finding_would_join(scratch_data):
    again = f"A report\n\n{CENTRE}. They agreed to hold a chess match in 2031.\n"
    shown = extraction.preview(scratch_data, again.encode(), {"title": "A report", "date": "2025-10-01", "parties": "China; Uzbekistan"})
    row = next(row for row in store.load(scratch_data).mentions.rows if row["quote"] == CENTRE)
    assert [(one.fate, one.row) for one in shown.found] == [("joins", row["commitment_id"]), ("opens", "")]


def test_without_states_in_its_title_a_text_is_taken_to_be_of_the_pair(folder):
    description = folder / "datapackage.json"
    description.write_text(description.read_text().replace('"pair": []', '"pair": ["China", "Uzbekistan"]'))
    assert extraction.preview(folder, f"A report.\n\n{SAID}.".encode(), {}).proposed["parties"] == "China; Uzbekistan"
    waits = extraction.preview(folder, REPORT.encode(), {"title": "A report", "date": "", "parties": ""})
    assert [one.fate for one in waits.found] == ["opens", "waits"], "parties that were taken out are not proposed again"


@pytest.mark.parametrize(("make", "said"), [
    (lambda: b" \n", "no words in it"),
    (lambda: RUSSIAN.encode(), "Russian: not read yet; only English texts are read"),
    (lambda: "Élan".encode("cp1252"), "not UTF-8 at byte 0"),
    (lambda: b"MZ\x90\0\x03\0", "a Windows program is not read"),
    (pdfs.scan, "without a text layer"),
    (pdfs.bomb, "unpack"),
    (lambda: pdfs.protected("secret"), "password"),
    (docxs.bomb, "unpacks to 200 MB, at most 100 MB are read"),
    (docxs.laughs, "unsafe XML"),
    (lambda: docxs.other_zip("a.txt"), "a zip archive is not read"),
    (lambda: b"x" * (documents.LARGEST + 1), "at most 20 MB are read"),
])
def test_a_document_that_is_not_taken_is_declined_in_words(folder, make, said):
    before = everything(folder)
    with pytest.raises(NotRead) as caught:
        extraction.preview(folder, make(), {})
    assert said in str(caught.value) and not str(caught.value).startswith(extraction.NAME)
    assert everything(folder) == before


def test_a_process_over_its_time_is_ended_and_that_is_said(folder, monkeypatch):
    monkeypatch.setattr(extraction, "PREVIEW_SECONDS", 0.05)
    with pytest.raises(NotRead, match="longer than 0 seconds to read, and the process was ended"):
        extraction.preview(folder, REPORT.encode(), {})


@pytest.mark.parametrize(("ended", "said"), [
    (Ended(-9, b"", b""), "was ended before it had answered (signal -9)"),
    (Ended(1, b"", b"Traceback (most recent call last):\n"), "gave up on it (exit 1)"),
    (Ended(1, b"", b"document: not UTF-8 at byte 3; save it as UTF-8 text\n"), "not UTF-8 at byte 3; save it as UTF-8 text"),
    (Ended(2, b"", b"usage: x\n"), "gave up on it (exit 2)"),
])
def test_the_end_of_a_process_is_told(ended, said):
    assert said in extraction._why(ended)


# Adding

def test_file_row_and_log_go_in_as_one_and_are_read(folder):
    row = add(folder, title="Joint Statement of Norway and Chile", parties="Norway; Chile", date="2026-05-20", text_basis="official")
    assert (folder / "sources" / row["file"]).read_bytes() == REPORT.encode()
    assert [(entry["field"], entry["new"], entry["who"], entry["via"]) for entry in store.load(folder).status_log.rows] == [
        (f"sources/{row['source_id']}", "added", "MK", "dashboard")]
    extraction.bring_up_to_date(folder, row["source_id"])
    tables = store.load(folder)
    assert tables.sources.by_id[row["source_id"]] == row | {"text_by": "plain text"}
    assert SAID in {mention["quote"] for mention in tables.mentions.rows}
    assert extract_main(["--check", "--data", str(folder)]) == 0


def test_a_docx_is_put_down_byte_for_byte_with_its_text_beside_it(folder):
    content = docxs.plain()
    row = add(folder, content, "zip", parties="Norway; Chile")
    extraction.bring_up_to_date(folder, row["source_id"])
    assert (folder / "sources" / "a-report.docx").read_bytes() == content
    assert (folder / "sources" / "a-report.docx.txt").read_text(encoding="utf-8") == docxs.SENTENCE


def test_two_who_add_the_same_add_it_once(folder):
    add(folder)
    before = everything(folder)
    row = next(row for row in store.load(folder).sources.rows if row["source_id"] == "a-report")
    edits.save(folder, Edit((Added("sources", row),)), "AB", NOW, added={"a-report.txt": REPORT.encode()})   # both had the same page open
    assert everything(folder) == before
    with pytest.raises(BadEdit, match="the same document is here already, as 'A report'"):
        add(folder, title="Another name")
    assert everything(folder) == before


def test_a_file_that_somebody_put_there_is_not_written_over(folder, data):
    row = add_document.row_of(data, cells(), REPORT.encode(), "plain")
    (folder / "sources" / row["file"]).write_bytes(b"theirs")
    before = everything(folder)
    with pytest.raises(store.StoreError, match="another file has this name"):
        edits.save(folder, Edit((Added("sources", row),)), "", NOW, added={row["file"]: REPORT.encode()})
    assert everything(folder) == before


@pytest.mark.skipif(os.name != "posix", reason="a file in place of a folder is told otherwise elsewhere")
def test_where_the_file_cannot_be_written_the_row_is_not_either(folder, data):
    (folder / "sources" / "js-1.txt").rename(folder / "js-1.txt")
    (folder / "sources").rmdir()
    before = everything(folder)
    with pytest.raises(store.StoreError, match="No such file or directory"):
        add(folder)
    assert everything(folder) == before


def test_a_table_that_cannot_be_read_keeps_a_document_unread_and_says_why(folder):
    row = add(folder)
    mentions = folder / "mentions.csv"
    mentions.write_bytes(mentions.read_bytes() + b'js-2,"\n')
    with pytest.raises(NotRead, match="mend the tables first"):
        extraction.bring_up_to_date(folder, row["source_id"])
    assert store.load(folder).sources.by_id[row["source_id"]]["text_by"] == ""


# The form

@pytest.fixture
def at_hand(folder, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    return folder


def the_form() -> None:
    from monitor import dataset, store
    from pages.parts import add_document

    add_document.form(dataset.load(store.data_folder()))


def pressed(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    return page.run()


def test_a_visitor_sees_no_form(at_hand):
    assert not open_page("sources").file_uploader


def test_the_switch_alone_shows_no_form_to_a_request_of_unknown_host(at_hand, monkeypatch):
    """AppTest sends no headers, as a request without a host."""
    monkeypatch.setattr(permission, "_switched_on", Event())
    permission.allow_the_person_here()
    assert not open_page("sources").file_uploader


@pytest.mark.parametrize(("file", "pasted", "told"), [
    (False, " \n", "add_document.neither"), (True, "A text", "add_document.both"), (False, "A text", "saving.may_not"),
])
def test_what_cannot_be_read_is_said_and_what_was_given_stays(at_hand, file, pasted, told):
    page = AppTest.from_function(the_form, default_timeout=30).run()
    page.text_area[0].set_value(pasted)
    if file:
        page.file_uploader[0].set_value(("../../<b>x</b>.exe", REPORT.encode(), "application/pdf"))
    page = pressed(page, "Read it")
    assert [error.value.replace("\\", "") for error in page.error] == [say(told)]
    assert page.text_area[0].value == pasted and bool(page.file_uploader[0].value) == file


def test_a_document_that_was_not_read_yet_says_so_on_its_page(at_hand):
    for column in ("text_by", "sha256"):
        set_cell(at_hand, "sources", "js-1", column, "")
    page = open_page("sources", source="js-1")
    assert say("add_document.not_read_yet") in {warning.value.replace("\\", "") for warning in page.warning}
    assert "Trade reached 10 billion" in text_of(page)
    assert "Read it now" not in {button.label for button in page.button}
