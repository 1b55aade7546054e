"""The tables as frames of text, and the joins between them."""
from datetime import date

import pytest

from monitor import dataset, targets
from monitor.dataset import fingerprint, load, paragraph_around
from monitor.schema import TABLES
from tests.folders import TEXT, a_row, make_folder, set_cell

SECOND = "Trade reached 10 billion dollars in 2023"
BY_HAND = {"start": "", "end": "", "quote": "", "extractor": "hand"}


def a_mention(mention_id: str, **cells: str):
    return a_row("mentions", mention_id=mention_id, **cells)


@pytest.fixture
def two_parties(tmp_path):
    """A target in one document, two statements read elsewhere, one of which belongs to the target."""
    target = {"kind": "target", "value": "20000000000", "unit": "USD", "qualifier": "exactly"}
    return load(make_folder(
        tmp_path / "data",
        sources=[
            a_row("sources", date="2024-01-24", parties="China; Uzbekistan"),
            a_row("sources", source_id="said-1", file="", sha256="", date="2023-10-17", title="Talks"),
            a_row("sources", source_id="said-2", file="", sha256="", date="2025-05-02", title="Visit"),
        ],
        mentions=[
            a_mention("js-1-00000001", **target, deadline_kind="vague", deadline_text="at an early date"),
            a_mention("js-1-0000000a", start=str(TEXT.index(SECOND)), end=str(TEXT.index(SECOND) + len(SECOND)), quote=SECOND,
                      type="progress", commitment_id=""),
            a_mention("js-1-0000000b", quote="The two", end="7", rejected="Yes"),
            a_mention("said-1-00000001", source_id="said-1", **BY_HAND, **target, deadline="2028"),
            a_mention("said-2-00000001", source_id="said-2", **BY_HAND, **target | {"value": "20000000000.0"}, commitment_id=""),
            a_mention("said-2-00000002", source_id="said-2", **BY_HAND, **target | {"value": "30000000000"}, commitment_id=""),
            a_mention("said-2-00000003", source_id="said-2", **BY_HAND, **target, parties="Kazakhstan", commitment_id=""),
        ],
        commitments=[a_row("commitments", **target, indicator_id="trade", first_stated="2023-10-17", status="Fulfilled")],
        figures=[
            a_row("figures"), a_row("figures", figure_id="bad", value="much"),
            a_row("figures", figure_id="no-days", period_start="", period_end=""),
        ],
    ))


def ids(frame) -> list[str]:
    return frame.iloc[:, 0].tolist()


def test_cells_are_text_and_empty_cells_are_empty(tmp_path):
    data = load(make_folder(tmp_path / "data", indicators=[a_row("indicators", name="NA", aliases="null; None", description="")]))
    row = data.row("indicators", "trade")
    assert (row["name"], row["aliases"], row["description"]) == ("NA", "null; None", "")
    for table in TABLES:
        frame = getattr(data, table.name)
        assert all(isinstance(cell, str) for column in frame for cell in frame[column])


@pytest.mark.parametrize(("table", "column", "typed", "read"), [
    ("commitments", "status", " Fulfilled", "fulfilled"),
    ("commitments", "status", "done", "done"),                       # not a status: as typed, and the check tells it
    ("mentions", "rejected", "YES", "yes"),
    ("commitments", "sector", "trade;energy", "trade; energy"),
    ("figures", "value", "20000000000.0", "20000000000"),
    ("figures", "value", "2E+10", "20000000000"),
    ("figures", "value", "1,5", "1,5"),                              # has two readings: as typed
    ("figures", "value", "100", "100"),
    ("commitments", "deadline", " 2030-06 ", "2030-06"),
    ("commitments", "status_date", "31/12/2024", "2024-12-31"),      # as a spreadsheet wrote it anew
    ("sources", "date", "12/31/2024 0:00", "2024-12-31"), ("figures", "period_end", "31.12.2023", "2023-12-31"),
    ("commitments", "status_date", "03/04/2024", "03/04/2024"),      # has two readings: as typed
    ("evidence", "url", " https://example.org/a ", "https://example.org/a"),
    ("commitments", "note", "NA", "NA"), ("commitments", "note", "null", "null"), ("commitments", "checked_by", "None", "None"),
    ("status_log", "when", "24/11/2026 10:00", "24/11/2026 10:00"),
    ("commitments", "title", " Hold ", " Hold "),                    # free text is left alone
])
def test_one_spelling_for_one_meaning(tmp_path, table, column, typed, read):
    data = load(make_folder(tmp_path / "data", **{table: [a_row(table, **{column: typed})]}))
    assert getattr(data, table)[column].tolist() == [read]


def test_a_commitment_whose_findings_are_all_rejected_counts_nowhere(tmp_path):
    folder = make_folder(tmp_path / "data", mentions=[a_mention("js-1-00000001", rejected="Yes")], commitments=[a_row("commitments")])
    data = load(folder)
    assert data.commitments.empty and data.row("commitments", "js-1-00000001") is None
    assert dataset.is_rejected(data, "js-1-00000001") and not dataset.is_rejected(data, "nobody")


def test_a_commitment_with_one_finding_left_stands(two_parties):
    assert ids(two_parties.commitments) == ["js-1-00000001"]   # of its three findings one is rejected


def test_a_broken_row_and_a_missing_description_are_problems(tmp_path):
    folder = make_folder(tmp_path / "data")
    (folder / "evidence.csv").open("a", encoding="utf-8").write("one cell\n")
    (folder / "datapackage.json").unlink()
    data = load(folder)
    assert {problem.file for problem in data.problems} == {"evidence.csv", "datapackage.json"}
    assert len(data.evidence) == 1


def test_an_unknown_column_is_kept(tmp_path):
    folder = make_folder(tmp_path / "data")
    table = folder / "indicators.csv"
    header, row = table.read_text(encoding="utf-8").splitlines()
    table.write_text(f"{header},colour\n{row},blue\n", encoding="utf-8")
    assert load(folder).indicators["colour"].tolist() == ["blue"]


@pytest.mark.parametrize("name", ["commitments.csv", "datapackage.json"])
def test_the_fingerprint_changes_with_every_file(tmp_path, name):
    folder = make_folder(tmp_path / "data")
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    (folder / name).open("a", encoding="utf-8").write("\n")
    assert fingerprint(folder) != before


def test_figures_that_cannot_be_read_are_left_out_and_days_come_from_the_period(two_parties):
    figures = two_parties.figure_values["trade"]
    assert {figure.figure_id: figure.year for figure in figures} == {"js-1-00000002": 2023, "no-days": 2023}


def test_mentions_in_documents_stand_before_those_entered_by_hand(two_parties):
    rows = dataset.mentions_of(two_parties, "js-1-00000001")
    assert [(row["mention_id"], row["by_hand"], row["day"]) for row in rows.to_dict("records")] == [
        ("js-1-00000001", False, "2024-01-24"), ("said-1-00000001", True, "2023-10-17"),
    ]


def test_the_paragraph_has_the_quote_at_its_place(two_parties):
    passage = dataset.paragraph(two_parties, "js-1-0000000a")
    assert (passage.text, passage.text[passage.quote_start : passage.quote_end]) == (TEXT.strip(), SECOND)
    assert TEXT[passage.start : passage.end] == passage.text
    assert ids(dataset.neighbours(two_parties, "js-1-0000000a")) == ["js-1-00000001"]    # not the one rejected


@pytest.mark.parametrize("mention_id", ["said-1-00000001", "none-such"])
def test_no_paragraph_without_a_document(two_parties, mention_id):
    assert dataset.paragraph(two_parties, mention_id) is None
    assert dataset.neighbours(two_parties, mention_id).empty


def test_a_figure_has_its_paragraph_too(two_parties):
    passage = dataset.paragraph(two_parties, "js-1-00000002", "figures")
    assert passage.text[passage.quote_start : passage.quote_end] == SECOND
    assert dataset.paragraph(two_parties, "js-1-00000002") is None     # no mention has this id


def test_no_paragraph_where_the_text_has_changed(two_parties):
    (two_parties.folder / "sources" / "js-1.txt").write_text(f"New: {TEXT}", encoding="utf-8")
    assert dataset.paragraph(two_parties, "js-1-00000001") is None


@pytest.mark.parametrize("file", ["../datapackage.json", "absent.txt"])
def test_no_text_from_elsewhere(tmp_path, file):
    data = load(make_folder(tmp_path / "data", sources=[a_row("sources", file=file)]))
    assert dataset.text_of(data, "js-1") is None


@pytest.mark.parametrize(("marked", "paragraph"), [
    ("One.\n\nTwo <here> it\nis.\n\nThree.", "Two here it\nis."),      # blank lines part paragraphs, line ends do not
    ("One.\nTwo <here>.\nThree.", "Two here."),                       # unless there are no blank lines
    ("<One> word", "One word"),
    ("A.\n \t\n  Two <here.>  \n\n", "Two here."),                     # without white space at its ends
    ("A <b.\n\nC> d.\n\nE.", "A b.\n\nC d."),                          # a quote over two paragraphs has both
    ("A.\r\n\r\nTwo <here>.\r\n\r\nC.", "Two here."),
])
def test_where_a_paragraph_begins_and_ends(marked, paragraph):
    start, end = marked.index("<"), marked.index(">") - 1
    text = marked.replace("<", "").replace(">", "")
    first, last = paragraph_around(text, start, end)
    assert text[first:last] == paragraph


@pytest.mark.parametrize(("text", "paragraphs"), [
    ("One.\n\nTwo it\nis.\n \n\nThree.", ["One.", "Two it\nis.", "Three."]),
    ("One.\nTwo.\n", ["One.", "Two."]),
    ("\n\n  One.  \n\n", ["One."]),
    (" \n\n \n", []),
    ("", []),
])
def test_all_paragraphs_of_a_text(text, paragraphs):
    assert [text[first:last] for first, last in dataset.paragraphs(text)] == paragraphs
    assert all(paragraph_around(text, first, last) == (first, last) for first, last in dataset.paragraphs(text))


def test_statements_read_elsewhere(two_parties):
    assert ids(dataset.outside_statements(two_parties)) == ["said-2-00000001", "said-2-00000002", "said-2-00000003"]
    # the same number and unit, whatever its spelling, and a party in common
    assert ids(dataset.statements_like(two_parties, "js-1-00000001")) == ["said-2-00000001"]


def test_a_commitment_without_a_number_is_like_no_statement(tmp_path):
    assert dataset.statements_like(load(make_folder(tmp_path / "data")), "js-1-00000001").empty


def test_evidence_newest_first_and_the_log_newest_first(tmp_path):
    folder = make_folder(
        tmp_path / "data",
        evidence=[a_row("evidence", evidence_id=name, date=day) for name, day in (("a", ""), ("b", "2024-05-01"), ("c", "2025"))],
        status_log=[a_row("status_log", new=new, when=f"2026-11-{day}T10:00:00+00:00")
                    for new, day in (("one", "01"), ("two", "03"), ("three", "03"))],
    )
    data = load(folder)
    assert ids(dataset.evidence_of(data, "js-1-00000001")) == ["c", "b", "a"]
    assert dataset.history_of(data, "js-1-00000001")["new"].tolist() == ["three", "two", "one"]


def test_figures_of_an_indicator_newest_period_first(two_parties):
    assert set(ids(dataset.figures_of(two_parties, "trade"))) == {"js-1-00000002", "bad", "no-days"}
    assert dataset.figures_of(two_parties, "none-such").empty


def test_a_target_takes_its_statement_from_the_document(two_parties):
    target = dataset.target_of(two_parties, "js-1-00000001")
    assert (target.stated, target.deadline_text, target.direction) == (date(2024, 1, 24), "at an early date", "up")
    assert target.own_base.figure_id in ("js-1-00000002", "no-days")      # "Trade reached 10 billion dollars in 2023"


def test_a_person_may_choose_the_statement(two_parties):
    set_cell(two_parties.folder, "commitments", "js-1-00000001", "basis_mention", "said-1-00000001")
    target = dataset.target_of(load(two_parties.folder), "js-1-00000001")
    assert (target.stated, target.own_base) == (date(2023, 10, 17), None)


def test_an_unknown_commitment_makes_a_noise(two_parties):
    with pytest.raises(KeyError):
        dataset.judgement(two_parties, "none-such", date(2026, 11, 24))


@pytest.mark.parametrize(("column", "typed"), [("value", "twenty"), ("deadline", "soon"), ("parties", "China;; Uzbekistan")])
def test_a_bad_cell_of_a_target_stops_no_page(tmp_path, column, typed):
    cells = {"kind": "target", "value": "20", "unit": "USD", "indicator_id": "trade"} | {column: typed}
    data = load(make_folder(tmp_path / "data", commitments=[a_row("commitments", **cells)]))
    assert dataset.judgement(data, "js-1-00000001", date(2026, 11, 24)).deadline is None


def test_the_real_tables_load_without_problems(root):
    data = load(root / "data")
    assert data.problems == ()
    assert all(dataset.paragraph(data, row["mention_id"]) for row in data.mentions.to_dict("records") if row["start"])


def test_the_mentions_by_commitment_are_those_of_each(root):
    data = dataset.load(root / "data")
    assert data.standing_mentions
    for commitment_id in data.mentions["commitment_id"].unique():
        if commitment_id:
            assert dataset.mentions_of(data, commitment_id).to_dict("records") == data.standing_mentions.get(commitment_id, [])


def test_figures_read_some_at_a_time_are_those_read_one_by_one(root, monkeypatch):
    data = dataset.load(root / "data")
    alone = [targets.read_figure(row) for row in data.figures.to_dict("records")]
    monkeypatch.setattr(dataset, "ROWS_AT_ONCE", 7)
    together = [figure for figures in data.figure_values.values() for figure in figures]
    assert sorted(together, key=lambda figure: figure.figure_id) == sorted(alone, key=lambda figure: figure.figure_id)
