"""A statement read elsewhere: what it becomes in the tables, that twice is once, and that it goes without a trace but in the log."""
import datetime

import pytest

from extract.__main__ import main as extract_main
from monitor import edits, history, undo
from monitor.by_hand import NO_ROW, ROW_NEW, ROW_THERE, Statement, adding, removing, removing_source
from monitor.check import check
from monitor.dataset import load
from monitor.edits import BadEdit, Change, Edit
from tests.folders import a_row, make_folder, set_cell

NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
ID = "js-1-00000001"
SOURCE = {"title": "Raise bilateral trade", "publisher": "Yangi Oʻzbekiston", "date": "2026-03-03", "url": "https://example.org/forum",
          "language": "en", "parties": "China;Uzbekistan", "text_basis": "paraphrase", "kind": "statement", "note": ""}
SAID = {"type": "commitment", "what": "Raise bilateral trade", "kind": "target", "parties": "China; Uzbekistan", "sector": "trade",
        "value": "20,000,000,000.0", "unit": "USD", "deadline": "2028", "deadline_text": "within two years"}
REPORT = {"type": "progress", "what": "The forum", "quote": "The forum took place in May.", "says": "done", "parties": "China",
          "sector": "local", "value": "7"}


@pytest.fixture
def folder(tmp_path):
    made = make_folder(tmp_path / "data", commitments=[a_row("commitments", strength="firm")])
    history.record(made, NOON)
    return made


def saved(folder, steps, who="MK"):
    """Save, and hold what every save must leave behind: tables without a fault, and a log that says all."""
    entries = edits.save(folder, Edit(steps), who, NOON)
    assert [problem for problem in check(folder) if problem.level == "error"] == []
    assert history.unrecorded({name: getattr(load(folder), name).to_dict("records") for name in (
        "mentions", "commitments", "evidence", "figures", "indicators", "status_log")}) == []
    return entries


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv") if path.name != "status_log.csv"}


def added(folder, **cells):
    saved(folder, adding(load(folder), Statement(**{"source": SOURCE, "said": SAID} | cells)))
    return load(folder)


# What it becomes

def test_a_new_source_and_its_mention_stand_as_those_of_the_first_import(folder):
    data = added(folder)
    source = data.row("sources", "raise-bilateral-trade-2026-03-03-yangi-o-zbekiston")
    assert source == dict.fromkeys(source, "") | SOURCE | {"source_id": source["source_id"], "parties": "China; Uzbekistan", "rights": "excerpt"}
    mention = data.row("mentions", f"{source['source_id']}-5f2c2fb2")   # the hash of the same statement in data/mentions.csv
    assert mention == dict.fromkeys(mention, "") | SAID | {
        "mention_id": mention["mention_id"], "source_id": source["source_id"], "value": "20000000000", "deadline_kind": "year",
        "extractor": "hand"}
    assert len(data.commitments) == 1, "it belongs to none"


def test_a_new_row_has_the_title_and_what_was_said(folder):
    data = added(folder, row=ROW_NEW, title=" Raise trade to 20 billion ")
    row = data.commitments.set_index("title").loc["Raise trade to 20 billion"]
    assert (row["status"], row["kind"], row["parties"], row["value"], row["deadline"], row["first_stated"], row["mentions"]) == (
        "not_checked", "target", "China; Uzbekistan", "20000000000", "2028", "2026-03-03", "1")
    assert data.row("mentions", row["commitment_id"])["commitment_id"] == row["commitment_id"]


def test_said_of_a_row_that_is_there_it_counts_there(folder):
    data = added(folder, row=ROW_THERE, commitment_id=ID)
    row = data.row("commitments", ID)
    assert (row["mentions"], row["value"], row["last_stated"]) == ("2", "20000000000", "2026-03-03")


def test_a_progress_report_has_no_number_and_no_deadline(folder):
    data = added(folder, said=REPORT, row=ROW_THERE, commitment_id=ID)
    [mention] = data.mentions[data.mentions["extractor"] == "hand"].to_dict("records")
    assert (mention["says"], mention["value"], mention["deadline_kind"]) == ("done", "", "")
    assert data.row("commitments", ID)["mentions"] == "1", "a report undertakes nothing"


def test_a_second_statement_of_a_source_takes_the_source_that_is_there(folder):
    first = added(folder)
    source = next(iter(first.sources.loc[first.sources["file"] == "", "source_id"]))
    data = added(folder, source=source, said=SAID | {"what": "Open an office"})
    assert (len(data.sources), len(data.mentions)) == (len(first.sources), len(first.mentions) + 1)


@pytest.mark.parametrize("changed, why", [
    ({"date": "2026-03-04"}, "another day makes another id"),
    ({"url": "https://example.org/other"}, "the id of the words alone is taken"),
])
def test_another_source_gets_an_id_of_its_own(folder, changed, why):
    before = added(folder)
    data = added(folder, source=SOURCE | changed)
    assert len(data.sources) == len(before.sources) + 1 and data.sources["source_id"].is_unique, why


@pytest.mark.parametrize("typed, kind", [("2030-06-30", "date"), ("2030-06", "month"), ("2030", "year")])
def test_the_sort_of_deadline_follows_its_text(folder, typed, kind):
    data = added(folder, said=SAID | {"deadline": typed})
    assert set(data.mentions.loc[data.mentions["extractor"] == "hand", "deadline_kind"]) == {kind}


@pytest.mark.parametrize("words, kind", [("soon", "vague"), ("", "none")])
def test_without_a_date_the_words_make_it_vague(folder, words, kind):
    data = added(folder, said=SAID | {"deadline": "", "deadline_text": words})
    assert set(data.mentions.loc[data.mentions["extractor"] == "hand", "deadline_kind"]) == {kind}


# Twice is once

@pytest.mark.parametrize("cells", [
    {}, {"row": ROW_NEW, "title": "Raise trade"}, {"row": ROW_THERE, "commitment_id": ID}, {"said": REPORT},
    {"said": SAID | {"quote": "We will raise trade to 20 billion."}},
])
def test_saved_twice_it_is_there_once(folder, cells):
    added(folder, **cells)
    before = bytes_of(folder)
    added(folder, **cells)
    assert bytes_of(folder) == before


def test_two_who_looked_at_the_same_page_add_one(folder):
    data = load(folder)
    for who in ("MK", "AB"):
        saved(folder, adding(data, Statement(SOURCE, SAID)), who)
    assert len(load(folder).mentions) == len(data.mentions) + 1


def test_the_same_words_with_another_number_are_another_statement(folder):
    said = SAID | {"quote": "We will raise trade."}
    added(folder, said=said)
    data = added(folder, said=said | {"value": "30000000000"})
    assert sorted(data.mentions.loc[data.mentions["extractor"] == "hand", "value"]) == ["20000000000", "30000000000"]


def test_what_was_rejected_may_be_said_anew(folder):
    first = added(folder)
    identity = first.mentions.loc[first.mentions["extractor"] == "hand", "mention_id"].item()
    saved(folder, (Change("mentions", identity, "rejected", "", "yes"),))
    assert len(added(folder).mentions) == len(first.mentions) + 1


# What is refused

@pytest.mark.parametrize("cells, column, rule", [
    ({"said": SAID | {"what": " "}}, "what", "a statement that says nothing"),
    ({"row": ROW_THERE}, "commitment_id", "no commitment chosen"),
    ({"row": ROW_THERE, "commitment_id": "js-1-ffffffff"}, "commitment_id", "no such id"),
    ({"row": ROW_NEW, "title": " "}, "title", "empty cell"),
    ({"row": ROW_NEW, "title": "Raise trade", "said": SAID | {"parties": ""}}, "parties", "empty cell"),
    ({"said": SAID | {"deadline": "end of 2028"}}, "deadline", "not a date"),
    ({"said": SAID | {"value": "16,2"}}, "value", "ambiguous number"),
    ({"said": SAID | {"unit": ""}}, "unit", "number without unit"),
    ({"said": SAID | {"unit": "dollars"}}, "unit", "unknown unit"),
    ({"source": SOURCE | {"title": ""}}, "title", "empty cell"),
    ({"source": SOURCE | {"url": "javascript:alert(1)"}}, "url", "not a safe address"),
    ({"source": SOURCE | {"parties": "China, Uzbekistan"}}, "parties", "'China, Uzbekistan' is no one party"),
    ({"source": "no-such-source"}, "source_id", "no such id"),
])
def test_what_would_break_a_table_is_refused_and_named_once(folder, cells, column, rule):
    before = bytes_of(folder)
    with pytest.raises(BadEdit) as raised:
        added(folder, **cells)
    assert [(problem.column, problem.rule) for problem in raised.value.problems] == [(column, rule)]
    assert bytes_of(folder) == before


# Taking it out

@pytest.mark.parametrize("cells", [{"row": ROW_NEW, "title": "Raise trade"}, {"row": ROW_THERE, "commitment_id": ID}, {"row": NO_ROW}])
def test_taken_out_the_tables_are_as_before_but_for_its_source(folder, cells):
    before = bytes_of(folder)
    data = added(folder, **cells)
    [mention] = data.mentions.loc[data.mentions["extractor"] == "hand", "mention_id"]
    saved(folder, removing(data, mention))
    assert {name: text for name, text in bytes_of(folder).items() if name != "sources.csv"} == {
        name: text for name, text in before.items() if name != "sources.csv"}
    saved(folder, removing_source(load(folder), data.row("mentions", mention)["source_id"]))
    assert bytes_of(folder) == before


def test_its_row_stays_where_somebody_has_judged_it(folder):
    data = added(folder, row=ROW_NEW, title="Raise trade")
    [mention] = data.mentions.loc[data.mentions["extractor"] == "hand", "mention_id"]
    saved(folder, (Change("commitments", mention, "status", "not_checked", "unclear"), Change("commitments", mention, "note", "", "Two readings.")))
    saved(folder, removing(load(folder), mention))
    assert load(folder).row("commitments", mention)["mentions"] == "0"


def test_a_row_whose_number_rests_on_it_no_longer_does(folder):
    data = added(folder, row=ROW_THERE, commitment_id=ID)
    [mention] = data.mentions.loc[data.mentions["extractor"] == "hand", "mention_id"]
    saved(folder, (Change("commitments", ID, "basis_mention", "", mention),))
    saved(folder, removing(load(folder), mention))
    row = load(folder).row("commitments", ID)
    assert (row["basis_mention"], row["value"]) == ("", "")


def test_what_a_machine_found_is_not_taken_out(folder):
    with pytest.raises(KeyError):
        removing(load(folder), ID)


@pytest.mark.parametrize("taken", [False, True], ids=["added", "taken out"])
def test_the_last_change_is_taken_back(folder, taken):
    before = bytes_of(folder)
    data = added(folder, row=ROW_NEW, title="Raise trade")
    if taken:
        before = bytes_of(folder)
        [mention] = data.mentions.loc[data.mentions["extractor"] == "hand", "mention_id"]
        edits.save(folder, Edit(removing(data, mention)), "MK", NOON + datetime.timedelta(hours=1))
    saved(folder, undo.last_of(load(folder).status_log.to_dict("records"), "MK").steps)
    assert bytes_of(folder) == before


@pytest.mark.parametrize("source_id", ["js-1", "no-such-source", "talk"])
def test_a_document_and_a_source_that_is_named_are_not_taken_out(tmp_path, source_id):
    """`talk` holds a figure and no mention."""
    folder = make_folder(tmp_path / "data", sources=[a_row("sources"), a_row("sources", source_id="talk", file="", sha256="", text_by="")])
    set_cell(folder, "figures", "js-1-00000002", "source_id", "talk")
    assert removing_source(load(folder), source_id) == ()


# Beside a run of the extractor

@pytest.mark.parametrize("cells", [
    {"row": ROW_NEW, "title": "Raise trade"}, {"row": NO_ROW}, {"row": ROW_THERE}, {"row": ROW_THERE, "said": REPORT},
])
def test_a_run_of_the_extractor_finds_the_tables_as_it_would_make_them(scratch_data, capsys, cells):
    before = load(scratch_data)
    there = next(row["commitment_id"] for row in before.commitments.to_dict("records") if row["status"] == "not_checked")
    cells = cells | ({"commitment_id": there} if cells["row"] == ROW_THERE else {})
    edits.save(scratch_data, Edit(adding(before, Statement(**{"source": SOURCE, "said": SAID} | cells))), "MK", NOON)
    assert extract_main(["--check", "--data", str(scratch_data)]) == 0, capsys.readouterr().out
    data = load(scratch_data)
    [new] = set(data.mentions["mention_id"]) - set(before.mentions["mention_id"])
    edits.save(scratch_data, Edit(removing(data, new)), "MK", NOON)
    assert extract_main(["--check", "--data", str(scratch_data)]) == 0, capsys.readouterr().out


def test_a_row_keeps_its_id_when_the_statement_that_opened_it_goes(scratch_data, capsys):
    data = load(scratch_data)
    opened = data.mentions[(data.mentions["extractor"] == "hand") & (data.mentions["mention_id"] == data.mentions["commitment_id"])]
    several = set(data.commitments.loc[data.commitments["mentions"] > "1", "commitment_id"])
    identity = next(identity for identity in opened["mention_id"] if identity in several)
    edits.save(scratch_data, Edit(removing(data, identity)), "MK", NOON)
    assert load(scratch_data).row("commitments", identity)["mentions"] == str(int(data.row("commitments", identity)["mentions"]) - 1)
    assert extract_main(["--check", "--data", str(scratch_data)]) == 0, capsys.readouterr().out
