"""python -m extract as its user runs it: real files, a real process where the process matters."""
import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.files import TO_CHECK
from extract.find import EXTRACTOR
from monitor import accuracy, store
from tests.conftest import ROOT
from tests.folders import set_cell

GOLD = ROOT / "tests" / "gold" / "seeds"
STATEMENT = "Joint Statement of Norway and Chile\n\nThe two sides agreed to hold a fisheries forum in Oslo in 2027.\n"


@pytest.fixture
def folder(scratch_data: Path) -> Path:
    return scratch_data


def run(folder: Path, *arguments: str) -> int:
    return main(["--data", str(folder), *arguments])


def tables_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def rows_of(folder: Path, table: str) -> list[dict]:
    return list(store.load(folder)[table].rows)


def test_the_tables_of_the_repository_fit_its_documents(folder, capsys):
    assert run(folder, "--check") == 0
    assert "the tables fit the documents" in capsys.readouterr().out


def test_a_run_over_fitting_tables_changes_not_one_byte(folder):
    before = tables_of(folder)
    assert run(folder) == 0
    assert tables_of(folder) == before


def test_every_span_slices_back_to_its_quote(folder):
    texts = {row["source_id"]: (folder / "sources" / row["file"]).read_bytes().decode("utf-8") for row in rows_of(folder, "sources") if row["file"]}
    placed = [row for table in ("mentions", "figures") for row in rows_of(folder, table) if row["start"]]
    assert len(placed) > 100
    for row in placed:
        assert texts[row["source_id"]][int(row["start"]):int(row["end"])] == row["quote"]


def test_check_names_each_row_that_a_run_would_change(folder, capsys):
    path = folder / "mentions.csv"
    text = path.read_text(encoding="utf-8")
    first = rows_of(folder, "mentions")[0]
    path.write_text(text.replace(",firm,", ",proposal,", 1), encoding="utf-8")
    before = tables_of(folder)
    assert run(folder, "--check") == 1
    assert first["mention_id"] in capsys.readouterr().out
    assert tables_of(folder) == before


def test_a_document_that_loses_its_words_and_gets_them_back_keeps_every_row(folder):
    path = folder / "sources" / "trend-2025-09-02.txt"
    words, before = path.read_bytes(), tables_of(folder)
    path.write_text("Nothing stands here for a while.", encoding="utf-8")
    assert run(folder) == 0
    path.write_bytes(words)
    assert run(folder) == 0
    after = tables_of(folder)
    assert [after[name] == before[name] for name in ("mentions.csv", "figures.csv", "commitments.csv", "evidence.csv")] == [True] * 4


@pytest.mark.parametrize("date", ["May 2024", "2024-13", "2024-02-31"])
def test_a_date_that_is_none_is_refused(tmp_path, date, capsys):
    with pytest.raises(SystemExit):
        main(["--json", str(tmp_path / "a.txt"), "--date", date])
    assert date in capsys.readouterr().err


def test_a_new_file_gets_a_row_to_be_checked_and_its_commitments(folder):
    (folder / "sources" / "Oslo forum.txt").write_text(STATEMENT, encoding="utf-8")
    assert run(folder) == 0
    source = next(row for row in rows_of(folder, "sources") if row["file"] == "Oslo forum.txt")
    assert (source["source_id"], source["parties"], source["date"], source["note"]) == ("oslo-forum", "Norway; Chile", "", TO_CHECK)
    [mention] = [row for row in rows_of(folder, "mentions") if row["source_id"] == "oslo-forum"]
    commitment = next(row for row in rows_of(folder, "commitments") if row["commitment_id"] == mention["commitment_id"])
    assert (commitment["title"], commitment["status"]) == ("Hold a fisheries forum in Oslo in 2027", "not_checked")
    assert run(folder, "--check") == 0


def test_figures_wait_until_the_parties_of_their_document_are_known(folder, capsys):
    (folder / "sources" / "talks.txt").write_text("Talks\n\nTrade reached $3 million in 2023.\n", encoding="utf-8")
    assert run(folder) == 0
    assert "talks: its parties are not known" in capsys.readouterr().out
    assert not [row for row in rows_of(folder, "figures") if row["source_id"] == "talks"]
    set_cell(folder, "sources", "talks", "parties", "Norway; Kenya")
    assert run(folder) == 0
    assert [row["pair"] for row in rows_of(folder, "figures") if row["source_id"] == "talks"] == ["Kenya; Norway"]


def test_an_edit_of_a_person_survives_a_run(folder):
    path = folder / "commitments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("not_checked", "dropped", 1), encoding="utf-8")
    before = path.read_bytes()
    (folder / "sources" / "oslo.txt").write_text(STATEMENT, encoding="utf-8")
    assert run(folder) == 0
    kept = path.read_bytes().splitlines()
    assert [line for line in before.splitlines() if line not in kept] == []


@pytest.mark.parametrize(("name", "content", "said"), [
    ("cp1252.txt", "Élan".encode("cp1252"), "not UTF-8 at byte 0"),
    ("cut.pdf", b"%PDF-1.4", "a broken PDF: its end is missing"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n", "a PNG image is not read"),
    ("russian.txt", "Стороны договорились о том, что торговля будет расти.".encode(), "Russian: not read yet; only English texts are read"),
    ("empty.txt", b" \n", "no words in it"),
    ("copy.txt", (ROOT / "data" / "sources" / "trend-2025-09-02.txt").read_bytes(), "the same text as trend-2025-09-02"),
])
def test_a_document_that_cannot_be_read_is_named_and_the_others_are_read(folder, capsys, name, content, said):
    (folder / "sources" / name).write_bytes(content)
    before = tables_of(folder)
    assert run(folder) == 1
    error = capsys.readouterr().err
    assert name in error and said in error
    assert tables_of(folder) == before


def test_a_missing_document_is_named_and_its_rows_stay(folder, capsys):
    (folder / "sources" / "trend-2025-09-02.txt").unlink()
    before = tables_of(folder)
    assert run(folder) == 1
    assert "trend-2025-09-02.txt" in capsys.readouterr().err
    assert tables_of(folder) == before


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_document_that_has_become_empty_is_named_and_its_rows_stay(folder, capsys, content):
    path = folder / "sources" / "trend-2025-09-02.txt"
    run(folder)   # whatever these rules read otherwise than the tables of the repository
    words, before = path.read_bytes(), tables_of(folder)
    path.write_bytes(content)
    capsys.readouterr()
    assert run(folder) == 1
    assert "trend-2025-09-02.txt: no words in it; save the document again" in capsys.readouterr().err
    assert tables_of(folder) == before
    path.write_bytes(words)
    assert run(folder, "--check") == 0


@pytest.mark.parametrize("name", ["~$statement.docx", ".~lock.statement.odt#", "statement.txt~", ".DS_Store", "Thumbs.db", "desktop.ini", "~WRL0001.tmp"])
def test_a_file_that_a_program_keeps_for_itself_is_passed_over(folder, capsys, name):
    run(folder)
    before = tables_of(folder)
    (folder / "sources" / name).write_bytes(b"\x04User\x00\xff\xfe")
    capsys.readouterr()
    assert run(folder) == 0 and run(folder, "--check") == 0
    assert name not in "".join(capsys.readouterr())
    assert tables_of(folder) == before


@pytest.mark.parametrize("arguments", [[], ["--check"], ["--jobs", "2"]])
def test_a_data_folder_that_is_none_is_one_message(tmp_path, capsys, arguments):
    folder = tmp_path / "dta"
    assert run(folder, *arguments) == 2
    assert capsys.readouterr().err == f"{folder}: no such folder; python -m monitor init {folder} makes one\n"
    assert not folder.exists()


def test_a_document_may_be_taken_out_of_the_sources(folder):
    path = folder / "sources.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("nca-")]
    path.write_text("".join(kept), encoding="utf-8")
    (folder / "sources" / "nca-2022-07-14.txt").unlink()
    before = rows_of(folder, "mentions")
    assert run(folder) == 0
    assert rows_of(folder, "mentions") == before


def test_a_name_that_leads_out_of_the_folder_is_refused(folder, capsys):
    path = folder / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("trend-2025-09-02.txt", "../datapackage.json"), encoding="utf-8")
    assert run(folder) == 1
    assert "../datapackage.json" in capsys.readouterr().err


@pytest.mark.parametrize(("damage", "said"), [
    (lambda text: text.replace("quote,type", "type", 1), "quote"),  # a missing column
    (lambda text: text + text.splitlines()[1] + "\n", "again"),  # a doubled id
    (lambda text: "", "empty"),
    (lambda text: text.replace(",2638,", ",26x8,").replace(",5088,", ",50x8,"), "start"),  # a place that is no number
])
def test_a_broken_table_is_named_and_nothing_is_written(folder, capsys, damage, said):
    path = folder / "mentions.csv"
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = tables_of(folder)
    assert run(folder) == 1
    error = capsys.readouterr().err
    assert "mentions.csv" in error and said in error and "Nothing was changed" in error
    assert tables_of(folder) == before


def test_json_prints_the_findings_of_one_document(tmp_path, capsys):
    path = tmp_path / "statement.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    assert main(["--json", str(path), "--date", "2026-11-24", "--parties", "Norway; Chile"]) == 0
    [line] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert STATEMENT[line["start"]:line["end"]] == line["quote"]
    assert {key: line[key] for key in ("type", "kind", "strength", "parties", "value", "deadline", "deadline_kind", "deadline_text")} == {
        "type": "commitment", "kind": "event", "strength": "firm", "parties": ["Norway", "Chile"], "value": None,
        "deadline": "2027", "deadline_kind": "year", "deadline_text": "in 2027"}


def test_json_of_a_file_that_is_none_names_the_path_as_given(tmp_path, capsys):
    assert main(["--json", str(tmp_path / "nowhere.txt")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'nowhere.txt'}: no such file\n"
    assert main(["--json", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: a folder, not a file; name a file in it\n"


def test_json_of_an_empty_file_says_so(tmp_path, capsys):
    (tmp_path / "empty.txt").touch()
    assert main(["--json", str(tmp_path / "empty.txt")]) == 1
    assert "empty.txt: no words in it" in capsys.readouterr().err


def test_the_seeds_are_read_as_the_coders_read_them(capsys):
    assert main(["--score", str(GOLD), "--documents", str(ROOT / "data" / "sources")]) == 0
    lines = capsys.readouterr().out.splitlines()
    scores = {line.split()[0]: float(line.split(" F1 ")[1].split()[0]) for line in lines[1:]}
    assert scores["commitment"] >= 0.92 and scores["figure"] == 1 and scores["progress"] >= 0.7


@pytest.mark.parametrize(("arguments", "seen"), [((), True), (("--unseen",), False)])
def test_the_score_is_kept_under_the_name_of_the_gold_folder(folder, arguments, seen):
    (folder / accuracy.FILE).unlink(missing_ok=True)
    assert run(folder, "--score", str(GOLD), "--documents", str(folder / "sources"), "--write", *arguments) == 0
    [kept] = accuracy.read(folder).sets
    assert (kept.name, kept.extractor, kept.seen, kept.documents, kept.own_documents) == ("seeds", EXTRACTOR, seen, 5, 5)
    assert {group.kind for group in kept.kinds} == {"joint_statement", "conference_report", "press_report"}


def test_the_score_of_a_folder_without_gold_says_so(folder, tmp_path, capsys):
    assert run(folder, "--score", str(tmp_path), "--documents", str(folder / "sources")) == 1
    assert "index.csv" in capsys.readouterr().err


def test_figures_that_cannot_be_read_are_not_written_over(folder, capsys):
    (folder / accuracy.FILE).write_text("{", encoding="utf-8")
    assert run(folder, "--score", str(GOLD), "--documents", str(folder / "sources"), "--write") == 1
    assert accuracy.FILE in capsys.readouterr().err
    assert (folder / accuracy.FILE).read_text(encoding="utf-8") == "{"


def test_the_score_needs_the_documents(capsys):
    assert main(["--score", str(GOLD)]) == 2
    assert "--documents" in capsys.readouterr().err


def test_it_runs_as_a_module(folder):
    done = subprocess.run([sys.executable, "-m", "extract", "--check", "--data", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_gold_names_the_documents_of_the_data_folder(folder):
    with open(GOLD / "index.csv", encoding="utf-8", newline="") as index:
        named = {row["id"] for row in csv.DictReader(index)}
    assert named == {row["source_id"] for row in rows_of(folder, "sources") if row["file"]}
