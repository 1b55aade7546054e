"""A run over documents: what is opened, joined, attached, proposed, and what a person's decisions change. Real rows, no files."""
from decimal import Decimal

import pytest

from extract.findings import Commitment, Deadline, Document, Figure, Progress, Quantity
from extract.update import document_of, update
from monitor.schema import BY_NAME, TABLES

WHEN, LATER = "2026-11-24T08:00:00+00:00", "2026-11-25T08:00:00+00:00"
PARTIES = ("China", "Uzbekistan")
TEXTS = {
    "js": "The sides agreed to raise bilateral trade to US$20 billion. They will sign a mutual visa exemption agreement.",
    "press": "Officials spoke of raising bilateral trade to $20 billion. Uzbekistan has introduced a visa-free regime. Trade reached $14 billion in 2024.",
}


def commitment(text: str, quote: str, value: int | None = None, **changes) -> Commitment:
    quantity = Quantity(Decimal(value), "USD") if value else None
    start = text.index(quote)
    values = {"kind": "target" if value else "deliverable", "strength": "firm", "parties": PARTIES, "cue": "agreed", "quantity": quantity,
              "deadline": Deadline(), "indicator": "bilateral trade" if value else None} | changes
    return Commitment(start, start + len(quote), quote, **values)


def find(document: Document):
    """The findings of the two texts, as rules would report them."""
    text = document.text
    if text == TEXTS["js"]:
        return [commitment(text, "agreed to raise bilateral trade to US$20 billion", 20_000_000_000),
                commitment(text, "will sign a mutual visa exemption agreement")]
    if text == TEXTS["press"]:
        report, figure = "Uzbekistan has introduced a visa-free regime", "Trade reached $14 billion in 2024"
        return [commitment(text, "raising bilateral trade to $20 billion", 20_000_000_000, strength="proposal"),
                Progress(text.index(report), text.index(report) + len(report), report, "done", "visa-free regime", ("Uzbekistan",), "has"),
                Figure(text.index(figure), text.index(figure) + len(figure), figure, "bilateral trade", PARTIES,
                       Quantity(Decimal(14_000_000_000), "USD"), "2024")]
    return []


def row(table: str, **cells) -> dict:
    return dict.fromkeys(BY_NAME[table].header, "") | cells


def empty() -> dict:
    tables = {table.name: [] for table in TABLES}
    tables["sources"] = [
        row("sources", source_id="js", title="Statement", kind="joint_statement", date="2024-01-24", parties="China; Uzbekistan"),
        row("sources", source_id="press", title="Report", publisher="Daily News", date="2025-09-02", parties="China; Uzbekistan"),
    ]
    tables["indicators"] = [row("indicators", indicator_id="trade", name="Trade", unit="USD", pair="China; Uzbekistan", aliases="bilateral trade")]
    return tables


def run(tables, texts=TEXTS, when=WHEN):
    """The tables after a run, the log entries added to the log as the command does it."""
    result = update(tables, texts, find, "rules-1", when)
    return result.tables | {"status_log": [*tables["status_log"], *result.log]}


def by_quote(tables, part: str) -> dict:
    return next(mention for mention in tables["mentions"] if part in mention["quote"])


def test_the_same_goal_in_two_documents_is_one_row_with_two_mentions():
    tables = run(empty())
    goal = next(item for item in tables["commitments"] if item["kind"] == "target")
    assert (goal["mentions"], goal["first_stated"], goal["last_stated"], goal["strength"]) == ("2", "2024-01-24", "2025-09-02", "firm")
    assert goal["commitment_id"] == by_quote(tables, "US$20")["mention_id"]
    assert goal["indicator_id"] == "trade"


def test_a_report_is_attached_to_the_commitment_that_names_its_concept():
    tables = run(empty())
    assert by_quote(tables, "visa-free")["commitment_id"] == by_quote(tables, "visa exemption")["mention_id"]


def test_a_second_run_changes_nothing():
    once = run(empty())
    assert run(once, when=LATER) == once


def test_what_the_machine_proposed_for_people_is_in_the_log():
    tables = run(empty())
    entries = {(entry["commitment_id"], entry["field"]): entry["new"] for entry in tables["status_log"]}
    for item in tables["commitments"]:
        assert entries[item["commitment_id"], "title"] == item["title"]
        assert entries[item["commitment_id"], "status"] == "not_checked"


def test_a_figure_takes_the_indicator_that_it_names_and_the_publisher_as_reporter():
    [figure] = run(empty())["figures"]
    assert (figure["indicator_id"], figure["reporter"], figure["period_end"]) == ("trade", "Daily News", "2024-12-31")


def test_a_figure_of_something_new_proposes_an_indicator():
    tables = empty() | {"indicators": []}
    after = run(tables)
    assert [item["indicator_id"] for item in after["indicators"]] == [after["figures"][0]["indicator_id"]]


def test_a_figure_that_a_person_deleted_stays_deleted():
    tables = run(empty()) | {"figures": []}
    assert run(tables, when=LATER)["figures"] == []


def test_a_mention_that_a_person_parted_gets_its_own_row_and_is_not_joined_again():
    tables = run(empty())
    parted = by_quote(tables, "raising")
    tables["status_log"].append(row("status_log", when=LATER, field=f"mentions/{parted['mention_id']}/commitment_id",
                                    old=parted["commitment_id"], reason="correction", via="csv"))
    parted["commitment_id"] = ""
    tables = run(tables, when=LATER)
    assert by_quote(tables, "raising")["commitment_id"] == parted["mention_id"]
    assert {item["commitment_id"] for item in tables["commitments"]} >= {parted["mention_id"]}


@pytest.mark.parametrize("cell", ["", "own id"])
def test_parting_in_the_table_alone_is_enough_and_is_not_asked_again(cell):
    """Before anybody entered the edit into the log, which knows only where the machine had put the mention."""
    tables = run(empty())
    parted = by_quote(tables, "raising")
    parted["commitment_id"] = parted["mention_id"] if cell else ""
    tables = run(tables, when=LATER)
    assert by_quote(tables, "raising")["commitment_id"] == parted["mention_id"]
    assert [item["review"] for item in tables["commitments"] if item["kind"] == "target"] == ["", ""]
    assert run(tables, when=LATER) == tables


def test_a_report_that_a_person_took_off_is_not_attached_again():
    tables = run(empty())
    by_quote(tables, "visa-free")["commitment_id"] = ""
    assert by_quote(run(tables, when=LATER), "visa-free")["commitment_id"] == ""


RAISED = "raise bilateral trade to US$30 billion"


def then_raised(tables: dict) -> list[dict]:
    """The goals after a run over the statement and a later report with another number."""
    found = {TEXTS["js"]: find, RAISED: lambda document: [commitment(RAISED, RAISED, 30_000_000_000)]}
    result = update(tables, {"js": TEXTS["js"], "press": RAISED}, lambda document: found[document.text](document), "rules-1", LATER)
    return [item for item in result.tables["commitments"] if item["kind"] == "target"]


def test_another_number_of_the_same_goal_joins_it_and_counts():
    [goal] = then_raised(empty())
    assert (goal["mentions"], goal["value"]) == ("2", "30000000000")


def test_another_number_joins_no_row_that_a_person_has_judged():
    tables = run(empty(), {"js": TEXTS["js"]})
    judged = next(item for item in tables["commitments"] if item["kind"] == "target")
    judged |= {"status": "fulfilled", "checked_on": "2025-01-01"}
    assert [(item["value"], item["review"]) for item in then_raised(tables)] == [
        ("20000000000", ""), ("30000000000", f"join with {judged['commitment_id']}?")]


def test_nothing_joins_a_finding_that_a_person_rejected():
    tables = run(empty(), {"js": TEXTS["js"]})
    by_quote(tables, "US$20")["rejected"] = "yes"
    after = run(tables, when=LATER)
    assert by_quote(after, "raising")["commitment_id"] == by_quote(after, "raising")["mention_id"]


def test_a_likely_join_is_proposed_on_the_later_row():
    tables = parted_by_indicator()
    later = next(item for item in tables["commitments"] if item["commitment_id"].startswith("press-"))
    assert later["review"] == f"join with {by_quote(tables, 'US$20')['mention_id']}?"


def test_rows_that_a_person_kept_apart_are_not_proposed_again():
    tables = parted_by_indicator()
    one, other = sorted(item["commitment_id"] for item in tables["commitments"] if item["kind"] == "target")
    tables["status_log"].append(row("status_log", when=LATER, commitment_id=one, field=f"join/{other}", new="kept apart",
                                    reason="correction", via="dashboard"))
    assert not any(item["review"] for item in run(tables, when=LATER)["commitments"])


@pytest.mark.parametrize("column", ["part_of", "replaced_by"])
def test_rows_that_a_person_linked_are_not_proposed_again(column):
    tables = parted_by_indicator()
    one, other = [item for item in tables["commitments"] if item["kind"] == "target"]
    one[column] = other["commitment_id"]
    assert not any(item["review"] for item in run(tables, when=LATER)["commitments"])


def parted_by_indicator() -> dict:
    """Two rows for one number, since nobody has said what the number counts."""
    return run(empty() | {"indicators": []})


def test_a_join_by_a_person_stands_and_the_emptied_row_goes():
    tables = parted_by_indicator()
    goal, other = by_quote(tables, "US$20"), by_quote(tables, "raising")
    other["commitment_id"] = goal["mention_id"]
    tables = run(tables, when=LATER)
    assert [item["commitment_id"] for item in tables["commitments"] if item["kind"] == "target"] == [goal["mention_id"]]


def test_an_emptied_row_stays_where_a_person_wrote_in_it():
    tables = parted_by_indicator()
    goal, other = by_quote(tables, "US$20"), by_quote(tables, "raising")
    next(item for item in tables["commitments"] if item["commitment_id"] == other["mention_id"])["note"] = "We asked the ministry."
    other["commitment_id"] = goal["mention_id"]
    kept = next(item for item in run(tables, when=LATER)["commitments"] if item["commitment_id"] == other["mention_id"])
    assert (kept["note"], kept["review"]) == ("We asked the ministry.", "no mention left")


def test_a_borderline_finding_opens_no_row_until_a_person_gives_it_its_own_id():
    tables = run(empty(), texts={})
    tables["mentions"] = [row("mentions", mention_id="js-9", source_id="js", start="0", end="9", quote="The sides", type="commitment",
                              kind="cooperation", parties="China", flags="borderline", extractor="rules-1", deadline_kind="none")]
    tables = run(tables, texts={})
    assert tables["commitments"] == []
    tables["mentions"][0]["commitment_id"] = "js-9"
    assert [item["commitment_id"] for item in run(tables, texts={})["commitments"]] == ["js-9"]


def test_a_rejected_finding_stays_out():
    tables = run(empty())
    by_quote(tables, "visa exemption")["rejected"] = "yes"
    tables = run(tables, when=LATER)
    assert by_quote(tables, "visa exemption")["rejected"] == "yes"
    assert len([mention for mention in tables["mentions"] if "visa exemption" in mention["quote"]]) == 1


def test_a_correction_is_kept_and_its_reading_is_not_asked_again():
    tables = run(empty())
    goal = next(item for item in tables["commitments"] if item["kind"] == "target")
    goal |= {"kind": "project", "corrected": "kind"}
    after = run(tables, when=LATER)
    again = next(item for item in after["commitments"] if item["commitment_id"] == goal["commitment_id"])
    assert (again["kind"], again["review"]) == ("project", "")
    assert run(after, when=LATER) == after


def test_a_project_takes_further_reports_that_name_it():
    tables = run(empty())
    tables["commitments"].append(row("commitments", commitment_id="js-project", title="Introduced visa-free regime", status="in_progress",
                                     kind="project", parties="Uzbekistan", deadline_kind="none", mentions="1"))
    by_quote(tables, "visa exemption")["quote"] = "will sign an agreement"
    report = by_quote(tables, "visa-free")
    report["commitment_id"] = ""
    tables["status_log"] = []
    assert by_quote(run(tables, texts={}), "visa-free")["commitment_id"] == "js-project"


def test_dates_that_a_spreadsheet_wrote_anew_are_read_as_the_same_days():
    tables = empty()
    for source, day in zip(tables["sources"], ("24/01/2024", "2025/9/2")):
        source["date"] = day
    after, as_iso = run(tables), run(empty())
    assert after["commitments"] == as_iso["commitments"] and after["figures"] == as_iso["figures"]
    assert [source["date"] for source in after["sources"]] == ["24/01/2024", "2025/9/2"], "the cells stay as typed"


def test_an_undated_report_takes_the_date_of_its_event():
    source = row("sources", source_id="c", title="Conference", event_date="2020-07-09", parties="China; Uzbekistan")
    assert document_of(source, "text").date == "2020-07-09"


def test_a_correction_of_what_the_rules_read_as_nothing_is_entered_once():
    tables = run(empty())
    by_quote(tables, "visa exemption").update(deadline="2026", deadline_kind="year", corrected="deadline; deadline_kind")
    once = run(tables, when=LATER)
    assert run(once, when=LATER)["status_log"] == once["status_log"]
