"""A document that is not plain text: its text is stored beside it, used while the document is the same, and made anew when it changes."""
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.update import document_of
from monitor import dataset, store
from monitor.__main__ import main as monitor_main
from monitor.check import check
from monitor.documents import UnreadableDocument, read_text, sha256
from tests.documents import docxs, pdfs
from tests.folders import TEXT, make_folder, set_cell

LINES = pdfs.LINES_A_PAGE
STORED = " ".join(LINES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with nothing but a PDF in its sources, read once."""
    folder = make_folder(tmp_path / "data", sources=[], mentions=[], commitments=[], evidence=[], figures=[], indicators=[])
    (folder / "sources" / "js-1.txt").unlink()
    (folder / "sources" / "oslo.pdf").write_bytes(pdfs.plain())
    assert run(folder) == 0
    return folder


def run(folder: Path, *arguments: str) -> int:
    return main(["--data", str(folder), *arguments])


def rows_of(folder: Path, table: str) -> list[dict]:
    return list(store.load(folder)[table].rows)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def stored(folder: Path) -> Path:
    return folder / "sources" / "oslo.pdf.txt"


def only_source(folder: Path) -> dict:
    [row] = rows_of(folder, "sources")
    return row


def rules(folder: Path) -> set[str]:
    return {problem.rule for problem in check(folder)}


def test_the_text_stands_beside_the_document_and_the_row_names_the_document(folder):
    row = only_source(folder)
    assert stored(folder).read_bytes().decode() == STORED
    assert (row["source_id"], row["file"], row["sha256"], row["language"]) == ("oslo", "oslo.pdf", sha256(pdfs.plain()), "en")
    assert row["text_by"].startswith("pypdf ")


def test_spans_are_places_in_the_stored_text(folder):
    mentions = rows_of(folder, "mentions")
    assert [row["quote"] for row in mentions] == [line.rstrip(".") for line in LINES]
    assert all(STORED[int(row["start"]):int(row["end"])] == row["quote"] for row in mentions)
    assert check(folder) == ()


def test_a_second_run_changes_nothing_and_reads_nothing_anew(folder, monkeypatch):
    before = files_of(folder)
    monkeypatch.setattr("sys.executable", "/nowhere/python")   # a child process could not be started
    assert run(folder) == 0 and run(folder, "--check") == 0
    assert files_of(folder) == before


def test_everything_that_shows_words_takes_them_from_the_stored_text(folder):
    data = dataset.load(folder)
    assert dataset.text_of(data, "oslo") == STORED
    assert dataset.paragraph(data, rows_of(folder, "mentions")[0]["mention_id"]).text in STORED
    assert read_text(folder, only_source(folder)) == STORED


def test_a_newer_library_does_not_move_places(folder):
    set_cell(folder, "sources", "oslo", "text_by", "pypdf 5.0.0")
    stored(folder).write_text(STORED + "\n", encoding="utf-8")
    before = files_of(folder)
    assert run(folder) == 0
    assert files_of(folder) == before


def test_a_stored_text_that_is_missing_is_made_anew(folder, capsys):
    set_cell(folder, "sources", "oslo", "text_by", "pypdf 5.0.0")
    stored(folder).unlink()
    assert run(folder, "--check") == 1
    assert "sources/oslo.pdf.txt: a run would write this text" in capsys.readouterr().out
    assert not stored(folder).exists(), "--check writes nothing"
    assert rules(folder) == {"document cannot be read"}
    with pytest.raises(UnreadableDocument, match="oslo.pdf: its text oslo.pdf.txt is missing"):
        read_text(folder, only_source(folder))
    assert run(folder) == 0
    assert stored(folder).read_text() == STORED and only_source(folder)["text_by"] != "pypdf 5.0.0"


def test_the_check_tells_that_the_document_is_another_one(folder):
    (folder / "sources" / "oslo.pdf").write_bytes(pdfs.of_pages(["Something else was agreed."]))
    assert rules(folder) == {"the document has changed"}


def test_a_changed_document_is_read_anew_and_its_rows_keep_their_ids(folder):
    before = {row["quote"]: row["mention_id"] for row in rows_of(folder, "mentions")}
    changed = pdfs.of_pages(["A new first line.", LINES[0].replace("fisheries forum", "joint fisheries forum"), LINES[1].replace("2030", "2031")])
    (folder / "sources" / "oslo.pdf").write_bytes(changed)
    assert run(folder) == 0
    after = {row["mention_id"]: row["quote"] for row in rows_of(folder, "mentions")}
    assert after == {before[LINES[0][:-1]]: LINES[0][:-1].replace("fisheries", "joint fisheries"),
                     before[LINES[1][:-1]]: LINES[1][:-1].replace("2030", "2031")}
    [entry] = [row for row in rows_of(folder, "status_log") if row["field"] == "sources/oslo/sha256"]
    assert (entry["old"], entry["new"], entry["via"]) == (sha256(pdfs.plain()), sha256(changed), "extract")
    assert run(folder, "--check") == 0 and check(folder) == ()


def test_the_same_words_in_another_kind_of_file_keep_their_rows(folder):
    before = rows_of(folder, "mentions")
    (folder / "sources" / "oslo.pdf").write_bytes(docxs.made(lambda document: [document.add_paragraph(line) for line in LINES]))
    assert run(folder) == 0
    assert [row["mention_id"] for row in rows_of(folder, "mentions")] == [row["mention_id"] for row in before]
    assert only_source(folder)["text_by"].startswith("python-docx ")


def test_a_document_that_became_plain_text_is_its_own_text(folder):
    (folder / "sources" / "oslo.pdf").write_text(STORED, encoding="utf-8")
    assert run(folder) == 0
    assert only_source(folder)["text_by"] == "plain text"
    assert read_text(folder, only_source(folder)) == STORED


@pytest.mark.parametrize("content", [
    pdfs.scan(), pdfs.protected("secret"), pdfs.plain()[:-200], "Стороны договорились о том, что торговля будет расти.".encode(),
])
def test_a_document_that_can_no_longer_be_read_keeps_its_text_and_its_rows(folder, content, capsys):
    (folder / "sources" / "oslo.pdf").write_bytes(content)
    before = files_of(folder)
    assert run(folder) == 1
    assert "oslo.pdf: " in capsys.readouterr().err
    assert files_of(folder) == before


def test_the_text_of_a_document_that_is_away_is_not_taken_for_a_new_one(folder, capsys):
    (folder / "sources" / "oslo.pdf").unlink()
    before = files_of(folder)
    assert run(folder) == 1
    assert "oslo.pdf: No such file" in capsys.readouterr().err
    assert files_of(folder) == before


def test_a_file_that_is_too_large_is_not_opened(folder, capsys):
    with open(folder / "sources" / "oslo.pdf", "r+b") as file:
        file.truncate(20_000_001)
    assert run(folder) == 1
    assert "oslo.pdf: 20 MB, at most 20 MB are read" in capsys.readouterr().err


def test_tables_and_text_are_saved_together_or_not_at_all(folder, monkeypatch, capsys):
    (folder / "sources" / "new.pdf").write_bytes(pdfs.of_pages(["The two sides agreed to hold an energy forum in Lima in 2028."]))
    before = files_of(folder)

    def changed_meanwhile(source, text):
        (folder / "commitments.csv").write_bytes(before["commitments.csv"] + b"by-hand,By hand,not_checked\n")
        return document_of(source, text)

    monkeypatch.setattr("extract.__main__.document_of", changed_meanwhile)
    assert run(folder) == 1
    assert "changed by someone else" in capsys.readouterr().err
    assert not (folder / "sources" / "new.pdf.txt").exists()


def test_a_text_in_utf_16_is_stored_as_utf_8(folder):
    text = "The two sides agreed to hold an energy forum in Lima in 2028."
    (folder / "sources" / "lima.txt").write_bytes(text.encode("utf-16"))
    assert run(folder) == 0
    assert (folder / "sources" / "lima.txt.txt").read_bytes() == text.encode()
    row = next(row for row in rows_of(folder, "sources") if row["source_id"] == "lima")
    assert row["text_by"] == "plain text, UTF-16" and read_text(folder, row) == text
    assert run(folder, "--check") == 0


def test_several_processes_write_the_same_bytes_as_one(folder, tmp_path):
    for number in range(4):
        words = f"Norway and Chile agreed to open office number {number} in Lima in 203{number}."
        (folder / "sources" / f"more-{number}.docx").write_bytes(docxs.made(lambda document, words=words: document.add_paragraph(words)))
    other = tmp_path / "other"
    other.mkdir()
    for path in folder.rglob("*"):
        (other / path.relative_to(folder)).mkdir(exist_ok=True) if path.is_dir() else (other / path.relative_to(folder)).write_bytes(path.read_bytes())
    assert run(folder) == 0 and run(other, "--jobs", "3") == 0

    def without_moments(files: dict[str, bytes]) -> dict[str, bytes]:
        log = b"\n".join(line.partition(b",")[2] for line in files["status_log.csv"].splitlines())
        return files | {"status_log.csv": log}

    assert without_moments(files_of(folder)) == without_moments(files_of(other))


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5"])
def test_a_number_of_processes_that_is_none_is_refused(folder, number, capsys):
    with pytest.raises(SystemExit):
        run(folder, "--jobs", number)
    assert number in capsys.readouterr().err


def test_the_findings_of_one_document_of_any_kind_are_printed(tmp_path, capsys):
    path = tmp_path / "statement.txt"
    path.write_bytes(pdfs.plain())
    assert main(["--json", str(path)]) == 0
    assert capsys.readouterr().out.count('"type": "commitment"') == 2
    path.write_text("Стороны договорились о том, что торговля будет расти.", encoding="utf-8")
    assert main(["--json", str(path)]) == 1
    assert capsys.readouterr().err == "statement.txt: Russian: not read yet; only English texts are read\n"


def test_the_import_names_a_document_without_its_text(folder, tmp_path, capsys):
    stored(folder).unlink()
    incoming = tmp_path / "known"
    incoming.mkdir()
    (incoming / "evidence.csv").write_text("commitment_id\n", encoding="utf-8")
    assert monitor_main(["import", str(incoming), "--data", str(folder)]) == 1
    assert "oslo.pdf.txt is missing" in capsys.readouterr().err


def test_a_plain_text_that_changes_is_a_new_version_too(tmp_path):
    folder = make_folder(tmp_path / "data", sources=[], mentions=[], commitments=[], evidence=[], figures=[], indicators=[])
    assert run(folder) == 0
    ids = [row["mention_id"] for row in rows_of(folder, "mentions")]
    (folder / "sources" / "js-1.txt").write_text(TEXT.replace("a forum each year", "a joint forum every year"), encoding="utf-8")
    assert run(folder) == 0
    assert ids and [row["mention_id"] for row in rows_of(folder, "mentions")] == ids
    assert [row["field"] for row in rows_of(folder, "status_log")].count("sources/js-1/sha256") == 1
