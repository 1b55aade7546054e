"""What is known to begin with: each kind of row comes in once, is tied to the words it is about, and enters the log."""
import json

import pytest

from monitor.__main__ import main
from monitor.imports import import_known
from monitor.schema import BY_NAME, TABLES

WHEN = "2026-11-24T08:00:00+00:00"
TEXT = "Both sides agreed to sign an agreement. The portfolio now exceeds $60 billion. Work is under way on the railway."


def row(table: str, **cells) -> dict:
    return dict.fromkeys(BY_NAME[table].header, "") | cells


def mention(mention_id: str, quote: str, type_: str = "commitment") -> dict:
    start = TEXT.index(quote)
    return row("mentions", mention_id=mention_id, source_id="js", start=str(start), end=str(start + len(quote)), quote=quote, type=type_,
               parties="China; Uzbekistan", extractor="rules-1", commitment_id=mention_id if type_ == "commitment" else "")


def extracted() -> dict:
    tables = {table.name: [] for table in TABLES}
    tables["sources"] = [row("sources", source_id="js", title="Statement", parties="China; Uzbekistan", date="2024-01-24")]
    tables["mentions"] = [mention("js-1", "Both sides agreed to sign an agreement"), mention("js-2", "Work is under way on the railway", "progress")]
    tables["commitments"] = [row("commitments", commitment_id="js-1", title="Sign an agreement", status="not_checked", kind="cooperation")]
    tables["figures"] = [row("figures", figure_id="js-3", source_id="js", indicator_id="portfolio", quote="The portfolio now exceeds $60 billion",
                             value="60000000000", unit="USD", qualifier="over", pair="China; Uzbekistan")]
    tables["indicators"] = [row("indicators", indicator_id="portfolio", name="Portfolio", unit="USD", direction="up", pair="China; Uzbekistan")]
    return tables


def known(**cells) -> dict:
    names = ("title", "source_id", "quote", "kind", "status", "status_date", "reason", "checked_on", "reports_up_to", "note", "headline",
             "indicator_id", "also_source_id", "also_quote")
    return dict.fromkeys(names, "") | {"source_id": "js"} | cells


def statement(**cells) -> dict:
    names = ("date", "parties", "about", "value", "value_high", "unit", "deadline", "deadline_text", "text_basis", "publisher", "url", "note")
    return dict.fromkeys(names, "") | {"source_id": "talks-2023", "about": "Raise trade", "parties": "China; Uzbekistan"} | cells


def bring(tables=None, **incoming):
    return import_known(tables or extracted(), incoming, {"js": TEXT}, WHEN)


def test_a_title_and_a_status_come_in_with_their_reason():
    result = bring(commitments=[known(quote="agreed to sign an agreement", title="Sign it", kind="cooperation", status="fulfilled",
                                      reason="It was signed.", note="In Beijing.", reports_up_to="2026-03-21", checked_on="2026-11-22")])
    [commitment] = result.tables["commitments"]
    assert (commitment["title"], commitment["status"], commitment["checked_on"]) == ("Sign it", "fulfilled", "2026-11-22")
    assert commitment["note"] == "It was signed. In Beijing. Reports read up to 2026-03-21."
    assert {entry["via"] for entry in result.log} == {"import"}
    assert ("title", "Sign an agreement", "Sign it") in {(entry["field"], entry["old"], entry["new"]) for entry in result.log}


def test_a_kind_that_differs_is_a_correction():
    [commitment] = bring(commitments=[known(quote="agreed to sign an agreement", title="Sign it", kind="deliverable", status="unclear")]).tables["commitments"]
    assert (commitment["kind"], commitment["corrected"]) == ("deliverable", "kind")


def test_a_project_opens_on_its_progress_report():
    result = bring(commitments=[known(quote="Work is under way on the railway", title="Railway", kind="project", status="in_progress")])
    assert result.tables["commitments"][-1]["commitment_id"] == "js-2"
    assert result.tables["mentions"][1]["commitment_id"] == "js-2"


def test_a_project_that_is_only_a_figure_opens_on_its_words_by_hand():
    result = bring(commitments=[known(quote="The portfolio now exceeds $60 billion", title="Portfolio", kind="project", status="unclear")])
    opened = result.tables["mentions"][-1]
    assert (opened["extractor"], opened["kind"], opened["value"], opened["qualifier"]) == ("hand", "project", "60000000000", "over")
    assert TEXT[int(opened["start"]):int(opened["end"])] == opened["quote"]
    assert result.tables["commitments"][-1]["indicator_id"] == "portfolio"


@pytest.mark.parametrize(("quote", "kind", "reason"), [
    ("words that no document holds", "cooperation", "not in the text"),
    ("The portfolio now exceeds $60 billion", "target", "only a project may be opened on bare words"),
])
def test_words_that_hold_no_finding_are_refused_and_named(quote, kind, reason):
    result = bring(commitments=[known(quote=quote, title="Title", kind=kind, status="unclear")])
    assert quote[:20] in result.refused[0], reason
    assert result.tables == extracted()


def test_an_outside_statement_is_a_source_without_a_file_and_a_mention_by_hand():
    result = bring(statements=[statement(value="20000000000", unit="USD", deadline="2028", deadline_text="within five years", date="2023-10-17")])
    source, entered = result.tables["sources"][-1], result.tables["mentions"][-1]
    assert (source["source_id"], source["file"], source["kind"]) == ("talks-2023", "", "statement")
    assert (entered["extractor"], entered["quote"], entered["what"], entered["commitment_id"]) == ("hand", "", "Raise trade", "")
    assert (entered["deadline"], entered["deadline_kind"], entered["kind"]) == ("2028", "year", "target")


@pytest.mark.parametrize(("deadline", "words", "kind"), [
    ("", "in the near future", "vague"),
    ("", "", "none"),
    ("2026-03", "by the conference", "month"),
    ("2026-05-25", "21 to 25 May 2026", "date"),
])
def test_the_deadline_of_a_statement_keeps_its_precision(deadline, words, kind):
    assert bring(statements=[statement(deadline=deadline, deadline_text=words)]).tables["mentions"][-1]["deadline_kind"] == kind


def test_a_figure_takes_the_hash_of_what_it_is_and_follows_the_figure_it_replaces():
    cells = {"indicator_id": "portfolio", "period": "2025", "reporter_id": "ministry", "url": "https://example.org/1", "value": "1"}
    result = bring(figures=[{"figure_id": "old"} | cells, {"figure_id": "new", "replaces": "old"} | cells | {"url": "https://example.org/2"}])
    old, new = result.tables["figures"][-2:]
    assert old["figure_id"].startswith("portfolio-") and old["figure_id"] != new["figure_id"]
    assert new["replaces"] == old["figure_id"]


def test_a_figure_of_an_unknown_indicator_is_refused():
    assert "nowhere" in bring(figures=[{"figure_id": "f", "indicator_id": "nowhere", "value": "1"}]).refused[0]


def test_evidence_is_tied_to_its_commitment_and_enters_the_log_whole():
    result = bring(evidence=[{"evidence_id": "signed", "source_id": "js", "quote": "agreed to sign", "date": "2024-12-01", "tag": "supports",
                              "summary": "It was signed.", "url": "https://example.org/signed"}])
    assert result.tables["evidence"][0]["commitment_id"] == "js-1"
    assert json.loads(result.log[-1]["new"])["summary"] == "It was signed."


@pytest.mark.parametrize(("dates", "url"), [
    (["2024-12-01"], "https://example.org/0"),
    (["2024-12-01", "2024-12-01"], ""),  # two reports of the day: a person has to choose
    (["2024-11-30"], ""),  # no report of the day
])
def test_the_main_evidence_is_the_one_report_of_the_day_of_the_status(dates, url):
    evidence = [{"evidence_id": f"e{i}", "source_id": "js", "quote": "agreed to sign", "date": date, "tag": "supports", "summary": "Signed.",
                 "url": f"https://example.org/{i}"} for i, date in enumerate(dates)]
    signed = known(quote="agreed to sign", title="Sign it", kind="cooperation", status="fulfilled", status_date="2024-12-01")
    assert bring(commitments=[signed], evidence=evidence).tables["commitments"][0]["evidence_url"] == url


def test_a_folder_without_any_of_the_files_is_refused(scratch_data, tmp_path, capsys):
    assert main(["import", str(tmp_path / "nowhere"), "--data", str(scratch_data)]) == 1
    assert "nothing to import" in capsys.readouterr().err


def test_before_the_first_extraction_only_sources_and_indicators_come_in():
    tables = {table.name: [] for table in TABLES}
    result = bring(tables, indicators=[row("indicators", indicator_id="trade", name="Trade")], commitments=[known(quote="words", title="T")])
    assert [item["indicator_id"] for item in result.tables["indicators"]] == ["trade"]
    assert (result.tables["commitments"], result.refused) == ([], [])


def test_a_second_import_changes_nothing_and_never_doubles_a_row():
    figure = {"figure_id": "f", "indicator_id": "portfolio", "period": "2025", "reporter_id": "ministry", "url": "https://example.org/1", "value": "1"}
    incoming = {"figures": [figure], "statements": [statement(value="20", unit="USD")], "commitments": [
        known(quote="agreed to sign an agreement", title="Sign it", kind="deliverable", status="fulfilled", reason="It was signed.")]}
    once = bring(**incoming)
    again = import_known(once.tables, incoming, {"js": TEXT}, WHEN)
    assert (again.tables, again.log, again.refused) == (once.tables, [], [])


def test_a_commitment_that_has_been_judged_since_is_refused():
    tables = extracted()
    tables["commitments"][0] |= {"status": "stalled", "note": "We asked the ministry."}
    result = bring(tables, commitments=[known(quote="agreed to sign an agreement", title="Sign it", kind="cooperation", status="fulfilled")])
    assert (result.tables["commitments"], len(result.refused)) == (tables["commitments"], 1)


def test_a_second_import_of_the_same_rows_adds_nothing_and_other_cells_are_refused():
    indicator = row("indicators", indicator_id="portfolio", name="Portfolio", unit="USD", direction="up", pair="China; Uzbekistan")
    assert (bring(indicators=[indicator]).log, bring(indicators=[indicator]).refused) == ([], [])
    assert "portfolio" in bring(indicators=[indicator | {"name": "Another"}]).refused[0]
