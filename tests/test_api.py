"""The tables as data: the rows that a view shows, harmless in a spreadsheet, and kept no longer than they hold."""
import csv
import io
import json
import re
import zipfile
from pathlib import Path
from threading import Event

import pytest
from starlette.applications import Starlette

from monitor import permission, shown, view
from monitor.dataset import load
from monitor.schema import BY_NAME, TABLES
from monitor.web.routes import ROUTES
from tests.asking import ask
from tests.conftest import ROOT
from tests.folders import a_row, make_folder, set_cell

TRADE = "js-2024-01-24-09906dcc"
REAL = load(ROOT / "data")
APP = Starlette(routes=ROUTES)


@pytest.fixture(autouse=True)
def folder(scratch_data, monkeypatch) -> Path:
    monkeypatch.setenv("MONITOR_DATA", str(scratch_data))
    monkeypatch.setattr(permission, "_switched_on", Event())
    return scratch_data


def rows(address: str) -> list[dict[str, str]]:
    answer = ask(APP, address)
    assert answer.status == 200, answer.body
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def kept(table: str, **cells: str) -> set[str]:
    """The ids of the rows that hold these cells."""
    frame = getattr(REAL, table)
    for name, text in cells.items():
        frame = frame[frame[name].str.split("; ").map(lambda held, text=text: text in held)]
    return set(frame[BY_NAME[table].key])


@pytest.mark.parametrize("table", shown.TABLES, ids=lambda table: table.name)
def test_a_table_has_the_columns_of_the_schema_in_both_forms(table):
    found = rows(f"/api/{table.name}.csv")
    told = json.loads(ask(APP, f"/api/{table.name}.json").body)
    assert tuple(found[0]) == table.header and len(found) == len(told["rows"]) == told["count"]
    assert {name: text for name, text in told["rows"][0].items() if name != "numbers"}.keys() == found[0].keys()


def test_the_filters_are_those_of_the_pages():
    wanted = kept("commitments", sector="trade")
    assert {row["commitment_id"] for row in rows("/api/commitments.csv?sector=trade")} == wanted
    assert {row["commitment_id"] for row in rows("/api/evidence.csv?sector=trade")} <= wanted
    assert {row["commitment_id"] for row in rows("/api/mentions.csv?sector=trade")} == wanted


def test_one_commitment_with_all_that_belongs_to_it():
    assert [row["commitment_id"] for row in rows(f"/api/commitments.csv?id={TRADE}&status=dropped")] == [TRADE]
    assert {row["commitment_id"] for row in rows(f"/api/mentions.csv?id={TRADE}")} == {TRADE}
    assert {row["indicator_id"] for row in rows(f"/api/figures.csv?id={TRADE}")} == {"trade_turnover"}
    assert {row["commitment_id"] for row in rows(f"/api/evidence.csv?id={TRADE}")} == {TRADE}
    entries = rows(f"/api/status_log.csv?id={TRADE}")
    assert entries and {row["commitment_id"] for row in entries} <= {TRADE, ""}


def test_the_findings_of_a_document_whatever_became_of_them():
    found = rows("/api/mentions.csv?source=trend-2025-09-02")
    assert {row["source_id"] for row in found} == {"trend-2025-09-02"} and {row["type"] for row in found} == {"commitment", "progress"}


def test_figures_by_indicator_and_reporter():
    reporter = "uz-statistics"
    found = rows(f"/api/figures.csv?indicator=trade_turnover&reporter={reporter}")
    assert found and {(row["indicator_id"], row["reporter_id"]) for row in found} == {("trade_turnover", reporter)}
    everything = rows(f"/api/figures.csv?reporter={reporter}")
    assert len(everything) > len(found) and {row["reporter_id"] for row in everything} == {reporter}
    assert "x-left-out" not in ask(APP, f"/api/figures.csv?reporter={reporter}").headers


def test_the_log_begins_on_the_day_that_is_named():
    newest = max(REAL.status_log["when"])[:10]
    assert {row["when"][:10] for row in rows(f"/api/status_log.csv?since={newest}")} == {newest}
    assert len(rows("/api/status_log.csv")) == len(REAL.status_log)


def test_the_timeline_as_its_page_lists_it():
    found = rows("/api/timeline.csv?event=deadline&event=evidence&sector=trade&since=2024-06-01")
    assert {row["kind"] for row in found} == {"deadline", "evidence"} and min(row["day"] for row in found) >= "2024-06"
    assert {row["commitment_id"] for row in found} <= kept("commitments", sector="trade")
    assert json.loads(ask(APP, "/api/timeline.json?event=deadline").body)["address"].endswith("/timeline?event=deadline")


def test_an_earlier_day_has_its_own_rows():
    told = json.loads(ask(APP, "/api/commitments.json?asof=2026-11-24").body)
    assert told["day"] == "2026-11-24" and told["address"].endswith("/commitments?asof=2026-11-24")
    assert told["count"] < len(REAL.commitments)
    assert "as-of-2026-11-24" in ask(APP, "/api/commitments.csv?asof=2026-11-24").headers["content-disposition"]


def test_json_says_what_it_is_and_what_was_left_out():
    told = json.loads(ask(APP, "/api/commitments.json?sector=trade&status=nearly&colour=red", host="monitor.example.org").body)
    assert told["address"] == "http://monitor.example.org/commitments?sector=trade" and told["filters"] == ["sector: trade"]
    assert told["dropped"] == ["colour=red", "status=nearly"]
    assert told["address"] in told["citation"] and told["licence"][0]["name"] == "CC-BY-4.0"


def test_numbers_are_numbers_where_nothing_is_lost(folder):
    set_cell(folder, "commitments", TRADE, "value", "0.1234567890123456789012345")
    lossy = json.loads(ask(APP, f"/api/commitments.json?id={TRADE}").body)["rows"][0]
    assert lossy["value"] == "0.1234567890123456789012345" and "value" not in lossy["numbers"]
    figure = json.loads(ask(APP, "/api/figures.json?indicator=trade_turnover").body)["rows"][0]
    assert figure["numbers"]["value"] == int(figure["value"])


def test_nothing_runs_in_a_spreadsheet(folder):
    set_cell(folder, "commitments", TRADE, "note", "=HYPERLINK(1)")
    assert rows(f"/api/commitments.csv?id={TRADE}")[0]["note"] == "'=HYPERLINK(1)"
    assert json.loads(ask(APP, f"/api/commitments.json?id={TRADE}").body)["rows"][0]["note"] == "=HYPERLINK(1)"


def test_what_meant_nothing_is_told_in_a_header_that_nothing_breaks_out_of():
    told = ask(APP, "/api/commitments.csv?status=a%0d%0aset-cookie:x&caf%C3%A9=%E2%80%AE").headers
    assert told["x-left-out"] == "caf%C3%A9=%E2%80%AE, status=a%0D%0Aset-cookie%3Ax"
    assert "set-cookie" not in told


def test_the_file_is_named_after_set_table_day_and_filters():
    name = ask(APP, "/api/commitments.csv?sector=trade&status=fulfilled&sort=title").headers["content-disposition"]
    assert name.startswith('attachment; filename="china-uzbekistan-commitments-') and name.endswith('-fulfilled-trade.csv"')


@pytest.mark.parametrize("address", ["/api/commitments.csv", "/api/figures.json", "/api/data.zip", "/feed.xml", "/cite/targets.ris"])
def test_what_is_there_already_is_not_sent_again(address, folder):
    first = ask(APP, address)
    assert ask(APP, address, if_none_match=first.headers["etag"])[0::2] == (304, b"")
    assert ask(APP, address, if_none_match=f'"x", W/{first.headers["etag"]}').status == 304
    assert ask(APP, address, if_modified_since=first.headers["last-modified"]).status == 304
    assert ask(APP, address, if_modified_since="yesterday").status == 200
    assert ask(APP, f"{address}?q=visa", if_none_match=first.headers["etag"]).status == 200
    set_cell(folder, "commitments", TRADE, "title", "Another title")
    assert ask(APP, address, if_none_match=first.headers["etag"]).status == 200


def test_scripts_of_other_sites_may_read_what_is_public_and_not_what_somebody_edits_at_home(monkeypatch):
    assert ask(APP, "/api/commitments.csv").headers["access-control-allow-origin"] == "*"
    permission.allow_the_person_here()
    assert "access-control-allow-origin" not in ask(APP, "/api/commitments.csv").headers


def test_the_last_good_state_answers_while_a_table_is_broken(folder):
    whole = rows("/api/commitments.csv")
    text = (folder / "commitments.csv").read_text(encoding="utf-8")
    (folder / "commitments.csv").write_text("broken\n", encoding="utf-8")
    assert rows("/api/commitments.csv") == whole
    refused = ask(APP, "/api/data.zip")
    assert refused.status == 503 and b"commitments.csv" in refused.body and refused.headers["cache-control"] == "no-store"
    (folder / "commitments.csv").write_text(text, encoding="utf-8")
    assert ask(APP, "/api/data.zip").status == 200


def test_a_folder_broken_from_the_start_is_told_in_words(folder):
    (folder / "commitments.csv").unlink()
    for address in ("/api/commitments.csv", "/api/figures.json", "/api/data.zip", "/feed.xml", "/sitemap.xml"):
        answer = ask(APP, address)
        assert (answer.status, answer.headers["retry-after"]) == (503, "60") and b"commitments.csv" in answer.body


def test_the_archive_holds_the_tables_as_they_are_and_no_document(folder):
    first, again = ask(APP, "/api/data.zip"), ask(APP, "/api/data.zip?asof=2026-11-24")
    assert first.body == again.body and again.headers["x-left-out"] == "asof=2026-11-24"
    with zipfile.ZipFile(io.BytesIO(first.body)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {"README.txt", "datapackage.json", "accuracy.json", *(table.file for table in TABLES)}
        assert all(archive.read(table.file) == (folder / table.file).read_bytes() for table in TABLES)
        readme = archive.read("README.txt").decode()
    assert "CC-BY-4.0" in readme and "How to cite" in readme and "js-2024-01-24, Joint Statement" in readme


def test_a_head_request_has_no_body():
    answer, whole = ask(APP, "/api/commitments.csv", method="HEAD"), ask(APP, "/api/commitments.csv")
    assert (answer.status, answer.body) == (200, b"") and answer.headers == whole.headers


def test_who_is_asked_for_in_vain_is_told_what_there_is():
    answer = ask(APP, "/api/sources.csv")
    assert answer.status == 404 and b"/api/TABLE.csv" in answer.body


@pytest.mark.parametrize(("host", "base"), [
    ("monitor.example.org", "http://monitor.example.org"), ("localhost:8501", "http://localhost:8501"),
    ("evil.example/x?", "http://127.0.0.1:8501"), ("me@evil.example", "http://127.0.0.1:8501"), ("", "http://127.0.0.1:8501"),
    ('"><script>', "http://127.0.0.1:8501"), ("\u0435vil.example".encode().decode("latin-1"), "http://127.0.0.1:8501"),
])
def test_a_host_that_is_none_is_not_believed(host, base):
    assert json.loads(ask(APP, "/api/evidence.json", host=host).body)["address"] == f"{base}/commitments"


def test_an_empty_folder_has_empty_tables(tmp_path, monkeypatch):
    empty = make_folder(tmp_path / "empty", **{name: [] for name in ("sources", "mentions", "commitments", "figures", "indicators")})
    monkeypatch.setenv("MONITOR_DATA", str(empty))
    assert rows("/api/commitments.csv") == [] and json.loads(ask(APP, "/api/figures.json").body)["rows"] == []
    assert ask(APP, "/feed.xml").status == 200


def test_a_rejected_finding_is_not_shown(tmp_path, monkeypatch):
    own = make_folder(tmp_path / "own", mentions=[a_row("mentions", rejected="yes")])
    monkeypatch.setenv("MONITOR_DATA", str(own))
    assert rows("/api/mentions.csv") == [] == rows("/api/commitments.csv")


def test_citations_of_every_page():
    assert ask(APP, "/cite/targets.ris?by=2030").body.startswith(b"TY  - DATA\r\n")
    assert ask(APP, "/cite/overview.txt").body.endswith(b".\n")
    assert json.loads(ask(APP, "/cite/sources.json?source=js-2024-01-24").body)[0]["type"] == "dataset"


def test_search_engines_are_told_every_row():
    sitemap = ask(APP, "/sitemap.xml").body.decode()
    assert f"<loc>http://127.0.0.1:8501/commitments?id={TRADE}</loc>" in sitemap
    assert sitemap.count("<url>") == 6 + len(REAL.commitments) + len(REAL.sources) + len(REAL.figure_values)
    assert b"Sitemap: http://127.0.0.1:8501/sitemap.xml" in ask(APP, "/robots.txt").body


def test_the_documentation_names_every_route_and_parameter():
    told = (ROOT / "docs" / "addresses.md").read_text(encoding="utf-8")
    routes = {route.path for route in ROUTES if "{" not in route.path}
    routes = {re.sub(r"^/(cite|picture|card)/\w+", r"/\1/PAGE", path) for path in routes}
    assert {path for path in routes if f"`{path}`" not in told} == set()
    assert {name for name in (*view.EVERYWHERE, *view.OWN) if f"`{name}" not in told} == {"embed_options"}    # the framework's own
    assert {page for page in view.PAGES[1:] if f"`/{page}`" not in told} == set()
