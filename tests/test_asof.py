"""What was on record on a day."""
from datetime import date, datetime

import pytest

from monitor import edits
from monitor.asof import on_record
from monitor.dataset import load
from monitor.edits import Change, Edit, Removed
from monitor.history import ADDED, log_entry, record, stamped
from monitor.store import LOG, update, with_entries
from tests.folders import a_row, add_row, make_folder, set_cell
from tests.target_folder import FORUM, chart, open_page, target_folder, text_of, words_of


HELD = "js-1-00000001"


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00:00+00:00")


@pytest.fixture
def folder(tmp_path):
    """Entered on 1 January 2025, judged on 1 February and on 1 March 2026; the title is edited since, and waits to be entered."""
    folder = make_folder(
        tmp_path / "data",
        sources=[a_row("sources", date="2024-01-24"),
                 a_row("sources", source_id="later", file="later.txt", date="", event_date="2025-09-02"),
                 a_row("sources", source_id="undated", file="undated.txt")],
        mentions=[a_row("mentions"), a_row("mentions", mention_id="m2", source_id="later"),
                  a_row("mentions", mention_id="m3", source_id="later", commitment_id="new")],
        commitments=[a_row("commitments", title="Hold the forum", mentions="2"), a_row("commitments", commitment_id="new")],
        evidence=[a_row("evidence", published="2025-01-10"), a_row("evidence", evidence_id="by-event", date="2025-03")],
        figures=[a_row("figures", published="2024-03-01"), a_row("figures", figure_id="month", published="2025-02"),
                 a_row("figures", figure_id="undated")],
    )
    record(folder, at("2025-01-01"))
    set_cell(folder, "commitments", HELD, "status", "in_progress")
    record(folder, at("2025-02-01"))
    set_cell(folder, "commitments", HELD, "status", "fulfilled")
    set_cell(folder, "commitments", HELD, "note", "It was held.")
    record(folder, at("2026-03-01"))
    set_cell(folder, "commitments", HELD, "title", "Hold it")
    return folder


@pytest.fixture
def data(folder):
    return load(folder)


@pytest.mark.parametrize(("day", "status", "note", "title", "commitments", "mentions"), [
    (date(2026, 3, 1), "fulfilled", "It was held.", "Hold the forum", 2, "2"),
    (date(2026, 2, 28), "in_progress", "", "Hold the forum", 2, "2"),
    (date(2025, 2, 1), "in_progress", "", "Hold the forum", 1, "1"),     # the second document was not there yet
    (date(2025, 1, 31), "not_checked", "", "Hold the forum", 1, "1"),
    (date(2024, 6, 1), "not_checked", "", "Hold it", 1, "1"),            # before the log begins: as the row stands today
])
def test_judgements_are_those_of_the_day(data, day, status, note, title, commitments, mentions):
    found = on_record(data, day).data
    row = found.row("commitments", HELD)
    assert (row["status"], row["note"], row["title"], row["mentions"]) == (status, note, title, mentions)
    assert len(found.commitments) == commitments


@pytest.mark.parametrize(("day", "before"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_it_says_when_the_log_begins(data, day, before):
    record = on_record(data, day)
    assert (record.log_begins, record.before_log) == (date(2025, 1, 1), before)


def test_a_folder_without_a_log_has_no_judgement_on_record(tmp_path):
    record = on_record(load(make_folder(tmp_path / "data", sources=[a_row("sources", date="2024-01-24")])), date(2026, 1, 1))
    assert (record.before_log, record.log_begins, record.data.commitments["status"].tolist()) == (True, None, ["not_checked"])


@pytest.mark.parametrize(("day", "sources", "figures", "evidence"), [
    (date(2024, 1, 23), [], [], []),
    (date(2024, 3, 1), ["js-1"], ["js-1-00000002"], []),
    (date(2025, 2, 27), ["js-1"], ["js-1-00000002"], ["forum-2024"]),                   # the month is not over
    (date(2025, 3, 31), ["js-1"], ["js-1-00000002", "month"], ["forum-2024", "by-event"]),
    (date(2026, 11, 24), ["js-1", "later"], ["js-1-00000002", "month"], ["forum-2024", "by-event"]),
])
def test_documents_figures_and_evidence_of_the_day(data, day, sources, figures, evidence):
    record = on_record(data, day)
    found = record.data
    assert sorted(found.sources["source_id"]) == sources
    assert sorted(found.figures["figure_id"]) == figures
    assert sorted(found.evidence["evidence_id"]) == sorted(evidence)
    assert record.undated_figures == 1


def test_the_days_of_a_commitment_are_those_known_then(data):
    early, late = (on_record(data, day).data.row("commitments", "js-1-00000001") for day in (date(2025, 1, 1), date(2026, 1, 1)))
    assert (early["first_stated"], early["last_stated"], late["last_stated"]) == ("2024-01-24", "2024-01-24", "2025-09-02")


def test_reports_count_as_mentions_only_of_what_nobody_undertook(tmp_path):
    report = {"source_id": "js-1", "type": "progress"}
    data = load(make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24")],
        commitments=[a_row("commitments"), a_row("commitments", commitment_id="railway")],
        mentions=[a_row("mentions"), a_row("mentions", mention_id="m2", **report),
                  *(a_row("mentions", mention_id=name, commitment_id="railway", **report) for name in ("m3", "m4"))],
    ))
    found = on_record(data, date(2026, 1, 1)).data
    assert {row["commitment_id"]: row["mentions"] for row in found.commitments.to_dict("records")} == {"js-1-00000001": "1", "railway": "2"}


def test_the_log_itself_ends_on_the_day(data):
    log = on_record(data, date(2025, 12, 31)).data.status_log
    assert log[log["field"] == "status"]["new"].tolist() == ["not_checked", "not_checked", "in_progress"]


def test_the_filters_work_on_what_was_on_record(data):
    assert on_record(data, date(2026, 2, 28)).data.index.facets["status"].values == ("in_progress", "not_checked")


# Rows and cells that came or changed after the day

def test_what_waits_to_be_entered_was_not_on_record(folder):
    add_row(folder, "commitments", a_row("commitments", commitment_id="typed"))
    add_row(folder, "mentions", a_row("mentions", mention_id="m4", commitment_id="typed"))
    add_row(folder, "evidence", a_row("evidence", evidence_id="typed", published="2025-01-10"))
    set_cell(folder, "evidence", "forum-2024", "summary", "Typed")
    set_cell(folder, "mentions", HELD, "rejected", "yes")
    found = on_record(load(folder), date(2026, 11, 1)).data
    assert sorted(found.commitments["commitment_id"]) == [HELD, "new"]
    assert found.row("evidence", "forum-2024")["summary"] == "The forum was held." and found.row("evidence", "typed") is None
    assert found.row("mentions", HELD)["rejected"] == "" and found.row("mentions", "m4")["commitment_id"] == ""


def test_what_the_log_had_by_then_was_on_record_without_a_date(folder):
    for table, identity in (("evidence", "undated"), ("evidence", "of-march")):
        add_row(folder, table, a_row(table, evidence_id=identity, published="2026-03" if identity == "of-march" else ""))
    record(folder, at("2026-03-05"))
    data = load(folder)
    assert {"undated", "of-march"} <= set(on_record(data, date(2026, 3, 5)).data.evidence["evidence_id"]), "its month had begun"
    assert not {"undated", "of-march"} & set(on_record(data, date(2026, 3, 4)).data.evidence["evidence_id"])


@pytest.mark.parametrize(("day", "is_there"), [(date(2024, 6, 1), True), (date(2025, 5, 31), False), (date(2025, 6, 1), True)])
def test_a_row_that_came_after_the_day_is_not_there_but_before_the_log_as_today(folder, day, is_there):
    def edit(tables):
        names = {"sources": "js-1", "figures": "js-1-00000002", "indicators": "trade"}
        entries = [log_entry("", f"{table}/{identity}", "", ADDED, "import") for table, identity in names.items()]
        return {LOG: with_entries(tables, stamped(entries, at("2025-06-01"), "", "import"))}

    update(folder, edit)
    found = on_record(load(folder), day).data
    rows = [found.row(*place) for place in (("sources", "js-1"), ("figures", "js-1-00000002"), ("indicators", "trade"))]
    assert [row is not None for row in rows] == [is_there] * 3


def test_evidence_that_went_comes_back_as_it_was(folder):
    edits.save(folder, Edit((Change("evidence", "forum-2024", "summary", "The forum was held.", "It was put off."),)), "MK", at("2025-04-01"))
    edits.save(folder, Edit((Removed("evidence", "forum-2024"),)), "MK", at("2025-05-01"))
    rows = [on_record(load(folder), date(2025, month, 15)).data.row("evidence", "forum-2024") for month in (3, 4, 5)]
    assert [row and row["summary"] for row in rows] == ["The forum was held.", "It was put off.", None]


def test_a_commitment_all_of_whose_findings_were_rejected_stands_before_that(folder):
    for identity in (HELD, "m2"):
        edits.save(folder, Edit((Change("mentions", identity, "rejected", "", "yes"),)), "MK", at("2026-04-01"))
    data = load(folder)
    assert data.row("commitments", HELD) is None and on_record(data, date(2026, 4, 1)).data.row("commitments", HELD) is None
    before = on_record(data, date(2026, 3, 31)).data.row("commitments", HELD)
    assert (before["title"], before["status"], before["kind"], before["mentions"]) == ("Hold the forum", "fulfilled", "event", "2")


@pytest.mark.parametrize(("day", "corrected_on", "value"), [
    (date(2024, 6, 1), "", "10"),                # before the log begins and before the second document
    (date(2025, 3, 1), "", "20"),
    (date(2025, 6, 3), "2025-06-04", "20"),
    (date(2025, 6, 4), "2025-06-04", "30"),
    (date(2024, 6, 1), "2025-06-04", "30"),      # before the log begins: with the corrections of today
])
def test_the_number_is_the_one_that_the_documents_of_the_day_name(tmp_path, day, corrected_on, value):
    numbered = {"kind": "target", "unit": "USD", "qualifier": "exactly"}
    folder = make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24"), a_row("sources", source_id="later", date="2025-02-01")],
        mentions=[a_row("mentions", value="10", **numbered), a_row("mentions", mention_id="m2", source_id="later", value="20", **numbered)],
        commitments=[a_row("commitments", value="20", strength="firm", **numbered)],
    )
    record(folder, at("2025-03-01"))
    if corrected_on:
        edits.save(folder, Edit((Change("commitments", HELD, "value", "20", "30"),)), "MK", at(corrected_on))
    found = on_record(load(folder), day)
    assert (found.data.row("commitments", HELD)["value"], found.unknown) == (value, frozenset())


def test_what_was_read_before_a_correction_in_the_file_is_not_known(folder):
    set_cell(folder, "mentions", HELD, "kind", "project")
    set_cell(folder, "mentions", HELD, "corrected", "kind")
    record(folder, at("2026-04-01"))
    data = load(folder)
    assert on_record(data, date(2026, 3, 31)).unknown == {("mentions", HELD, "kind")}
    assert on_record(data, date(2026, 4, 1)).unknown == frozenset()


def test_a_row_without_any_mention_stands_from_the_day_of_its_statement(tmp_path):
    folder = make_folder(tmp_path / "data", mentions=[], commitments=[a_row("commitments", first_stated="2024-01-24")])
    held = [len(on_record(load(folder), day).data.commitments) for day in (date(2024, 1, 23), date(2024, 1, 24))]
    record(folder, at("2025-03-01"))
    assert [*held, len(on_record(load(folder), date(2025, 3, 1)).data.commitments)] == [0, 1, 1]


def test_today_is_the_same_as_the_present(scratch_data):
    data = load(scratch_data)
    found = on_record(data, date(2999, 1, 1))
    for name in ("sources", "mentions", "commitments", "evidence", "figures", "indicators", "status_log"):
        now, then = (getattr(of, name).drop(columns="review", errors="ignore").reset_index(drop=True) for of in (data, found.data))
        assert now.equals(then), name
    assert (found.unknown, found.undated_figures) == (frozenset(), 0)


# On the pages

PAGES = ("overview", "targets", "commitments", "timeline", "sources", "review", "method")


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """The folder of the targets, whose log begins on 1 November 2026; the forum is judged four days later."""
    folder = target_folder(tmp_path / "shown")
    record(folder, at("2026-11-01"))
    steps = (Change("commitments", FORUM, "status", "no_report", "fulfilled"), Change("commitments", FORUM, "note", "", "It was held."))
    edits.save(folder, Edit(steps, note="Read"), "MK", at("2026-11-05"))
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    return folder


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("day", "said"), [("2026-10-31", "no judgement of that day is known"), ("2026-11-04", "on record on 4 November 2026")])
def test_every_page_is_drawn_as_of_a_day_and_says_so(shown, name, day, said):
    page = open_page(name, asof=day)
    assert not page.exception
    assert said in page.info[0].value.replace("\\", "")


@pytest.mark.parametrize(("day", "word"), [("2026-10-31", "not checked"), ("2026-11-04", "no report found"), ("2026-11-05", "fulfilled")])
def test_statuses_of_the_day_stand_on_the_overview_the_list_and_the_row(shown, day, word):
    assert word in chart(open_page("overview", asof=day)).alt
    row = open_page("commitments", asof=day, id=FORUM)
    assert word in text_of(row) and ("It was held." in text_of(row)) == (word == "fulfilled")
    listed = open_page("commitments", asof=day).table[0].value
    assert any(word in cell for cell in listed["Status"])


def test_passed_dates_and_ages_are_those_of_the_day(shown):
    assert "date passed" in text_of(open_page("commitments", asof="2026-11-04", id=FORUM))
    assert "3 days ago" in text_of(open_page("commitments", asof="2026-11-04", id=FORUM)), "last searched on 1 November"
    assert "date passed" not in text_of(open_page("commitments", asof="2024-06-01", id=FORUM))


def test_a_verdict_knows_the_figures_of_the_day_only(shown):
    """Figures without a day of publication that the log does not name were on record on no day for certain."""
    assert "US$16.2 billion" not in text_of(open_page("targets", asof="2026-11-04", indicator="trade"))
    for period in ("2023", "2024", "2025"):
        set_cell(shown, "figures", f"trade-{period}-customs", "published", f"{int(period) + 1}-01-20")
    assert "2024: US$13.7 billion" in words_of(open_page("overview", asof="2025-06-01"))
    assert "2025: US$16.2 billion" in words_of(open_page("overview", asof="2026-11-04"))


def test_a_day_that_has_not_come_is_left_out(shown):
    page = open_page("overview", asof="2999-01-01")
    assert "Left out, because it means nothing here: asof=2999-01-01." in text_of(page) and not page.info
