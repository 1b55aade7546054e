"""The filters: what an address says, which commitments are left, and what each further option would leave."""

import pandas as pd
import pytest

from monitor.schema import BY_NAME
from monitor.select import PAGE_LENGTH, SORTS, Choice, choose, index_of, options, page_of, parse
from tests.folders import a_row


def frame(table: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame.from_records(rows, columns=list(BY_NAME[table].header)).astype("str")


def a_commitment(name: str, **cells: str) -> dict[str, str]:
    return a_row("commitments", commitment_id=name, **cells)


COMMITMENTS = [
    a_commitment("a", title="Raise trade", kind="target", sector="trade; investment", status="in_progress", strength="firm",
                 first_stated="2024-01-24", last_stated="2025-09-02", status_date="2025", mentions="3"),
    a_commitment("b", title="Build a railway", kind="project", sector="transport", status="in_progress", strength="intent",
                 parties="China; Kyrgyzstan; Uzbekistan", first_stated="2023-05-18", deadline="2030", mentions="1",
                 note="Tunnels are dug."),
    a_commitment("c", title="Hold a forum", kind="event", sector="trade", status="fulfilled", strength="", first_stated="",
                 deadline="2024-05", status_date="2024-05-13", mentions="10"),
    a_commitment("d", title="Exchange students (100 %)", kind="cooperation", sector="", status="not_checked", strength="firm",
                 parties="China", first_stated="2022", mentions="1"),
]
MENTIONS = [
    a_row("mentions", mention_id="m1", commitment_id="a", source_id="js-1", quote="increase the scale of trade"),
    a_row("mentions", mention_id="m2", commitment_id="a", source_id="trend-1", quote="amplify this metric"),
    a_row("mentions", mention_id="m3", commitment_id="b", source_id="js-1", quote="", what="KYRGYZ tunnels"),
    a_row("mentions", mention_id="m4", commitment_id="c", source_id="trend-1", quote="hold", rejected="yes"),
    a_row("mentions", mention_id="m5", commitment_id="none-such", source_id="js-1"),
]
EVIDENCE = [a_row("evidence", evidence_id="e1", commitment_id="c", summary="The forum met in Tashkent.", publisher="Kun.uz")]
LOG = [
    a_row("status_log", commitment_id="a", when="2026-11-01T10:00:00+00:00"),
    a_row("status_log", commitment_id="a", when="2026-10-01T10:00:00+00:00"),
    a_row("status_log", commitment_id="c", when="2026-09-30T23:00:00+00:00"),
    a_row("status_log", commitment_id="", when="2026-11-20T10:00:00+00:00"),
    a_row("status_log", commitment_id="", field="evidence/e1", when="2026-11-10T10:00:00+00:00"),           # of c
    a_row("status_log", commitment_id="", field="mentions/m3/rejected", when="2026-08-01T10:00:00+00:00"),   # of b
    a_row("status_log", commitment_id="", field="evidence/none-such", when="2026-11-20T10:00:00+00:00"),
]
INDEX = index_of(frame("commitments", COMMITMENTS), frame("mentions", MENTIONS), frame("evidence", EVIDENCE), frame("status_log", LOG))


def chosen(**filters) -> list[str]:
    return choose(INDEX, Choice(**filters))["commitment_id"].tolist()


@pytest.mark.parametrize(("filters", "left"), [
    ({}, ["d", "b", "a", "c"]),                                        # by first statement, undated last
    ({"status": ("in_progress",)}, ["b", "a"]),
    ({"status": ("in_progress", "fulfilled")}, ["b", "a", "c"]),       # within one filter any value fits
    ({"status": ("in_progress",), "kind": ("target",)}, ["a"]),        # between filters all must
    ({"sector": ("trade",)}, ["a", "c"]),                              # one of several sectors
    ({"party": ("Kyrgyzstan",)}, ["b"]),
    ({"source": ("trend-1",)}, ["a"]),                                 # a rejected mention does not count
    ({"strength": ("firm",)}, ["d", "a"]),
    ({"kind": ("none-such",)}, []),
    ({"q": "RAIL"}, ["b"]),                                            # the title, in any case
    ({"q": "amplify metric"}, ["a"]),                                  # all words, in the quote
    ({"q": "tunnels"}, ["b"]),                                         # the note, and what a statement is about
    ({"q": "kyrgyz"}, ["b"]),
    ({"q": "tashkent kun.uz"}, ["c"]),                                 # evidence and its publisher
    ({"q": "(100 %)"}, ["d"]),                                         # not a pattern
    ({"q": "railway forum"}, []),
    ({"since": "2026-11-10"}, ["c"]),                                  # a change of its evidence
    ({"since": "2026-11-01"}, ["a", "c"]),
    ({"since": "2026-08-01"}, ["b", "a", "c"]),
])
def test_what_a_choice_leaves(filters, left):
    assert chosen(**filters) == left


@pytest.mark.parametrize(("sort", "order"), [
    ("", ["d", "b", "a", "c"]),
    ("-stated", ["a", "b", "c", "d"]),
    ("deadline", ["c", "b", "a", "d"]),                                # without a deadline last
    ("-status_date", ["a", "c", "b", "d"]),
    ("status", ["d", "c", "a", "b"]),                                  # the order of the vocabulary
    ("title", ["b", "d", "c", "a"]),
    ("-mentions", ["c", "a", "b", "d"]),                               # 10 before 3
])
def test_every_sort(sort, order):
    assert chosen(sort=sort) == order


def test_every_sort_is_tested_and_adds_no_column():
    assert len(SORTS) == 7
    assert choose(INDEX, Choice()).columns.tolist() == list(BY_NAME["commitments"].header)


@pytest.mark.parametrize(("choice", "name", "counts"), [
    (Choice(), "status", {"not_checked": 1, "fulfilled": 1, "in_progress": 2}),                     # by the vocabulary's order
    (Choice(status=("fulfilled",)), "status", {"not_checked": 1, "fulfilled": 1, "in_progress": 2}),   # its own filter does not count
    (Choice(status=("fulfilled",)), "sector", {"trade": 1}),
    (Choice(status=("fulfilled",), sector=("energy",)), "sector", {"trade": 1, "energy": 0}),       # what is chosen stays in view
    (Choice(q="forum"), "kind", {"event": 1}),
    (Choice(), "party", {"China": 4, "Kyrgyzstan": 1, "Uzbekistan": 3}),
    (Choice(), "source", {"js-1": 2, "trend-1": 1}),
    (Choice(), "strength", {"firm": 2, "intent": 1}),
])
def test_counts_follow_the_other_filters(choice, name, counts):
    assert (found := options(INDEX, choice)[name]) == counts
    assert list(found) == list(counts)


def test_a_status_that_is_not_in_the_vocabulary_can_still_be_found():
    empty = (frame(table, []) for table in ("mentions", "evidence", "status_log"))
    index = index_of(frame("commitments", [a_commitment("x", status="done")]), *empty)
    assert options(index, Choice())["status"] == {"done": 1}
    assert parse({"status": ["done"]}, index)[0].status == ("done",)


def test_a_source_without_commitments_may_be_chosen_and_leaves_none():
    index = index_of(*(frame(table, rows) for table, rows in (
        ("commitments", COMMITMENTS), ("mentions", MENTIONS), ("evidence", EVIDENCE), ("status_log", LOG))), ["daily-1", "js-1"])
    choice, dropped = parse({"source": ["daily-1"]}, index)
    assert (choice.source, dropped) == (("daily-1",), ())
    assert choose(index, choice).empty
    assert options(index, choice)["source"] == {"js-1": 2, "trend-1": 1, "daily-1": 0}
    assert "daily-1" not in options(index, Choice())["source"]


@pytest.mark.parametrize(("given", "choice", "dropped"), [
    ({}, Choice(), ()),
    ({"status": ["fulfilled", "in_progress"]}, Choice(status=("fulfilled", "in_progress")), ()),
    ({"status": ["fulfilled", "fulfilled"]}, Choice(status=("fulfilled",)), ()),
    ({"status": ["fulfilled,in_progress"]}, Choice(), (("status", "fulfilled,in_progress"),)),     # repeat the key instead
    ({"status": ["nonsense", "fulfilled"]}, Choice(status=("fulfilled",)), (("status", "nonsense"),)),
    ({"kind": ["project"], "sector": ["energy"]}, Choice(kind=("project",), sector=("energy",)), ()),   # a known word without rows
    ({"party": ["Kyrgyzstan", "Narnia"]}, Choice(party=("Kyrgyzstan",)), (("party", "Narnia"),)),
    ({"source": ["js-1"]}, Choice(source=("js-1",)), ()),
    ({"q": ["  two   words "]}, Choice(q="two words"), ()),
    ({"q": ["x" * 500]}, Choice(q="x" * 200), ()),
    ({"sort": ["-stated"], "page": ["2"]}, Choice(sort="-stated", page=2), ()),
    ({"sort": ["price"]}, Choice(), (("sort", "price"),)),
    ({"page": ["0"]}, Choice(), (("page", "0"),)),
    ({"page": ["²"]}, Choice(), (("page", "²"),)),
    ({"page": ["99999999999"]}, Choice(), (("page", "99999999999"),)),
    ({"since": ["2026-10-01"]}, Choice(since="2026-10-01"), ()),
    ({"since": ["2026-10"]}, Choice(), (("since", "2026-10"),)),                                   # a full day is asked for
    ({"since": ["2026-02-30"]}, Choice(), (("since", "2026-02-30"),)),
    ({"id": ["a"], "embed": ["true"]}, Choice(), ()),                                              # no filters: left to the page
])
def test_an_address_is_read_and_what_means_nothing_is_named(given, choice, dropped):
    assert parse(given, INDEX) == (choice, dropped)


def test_a_choice_makes_the_address_it_is_read_from():
    choice = Choice(status=("fulfilled", "in_progress"), q="trade", page=2)
    assert choice.as_parameters() == (("status", "fulfilled"), ("status", "in_progress"), ("q", "trade"), ("page", "2"))
    assert (choice.narrows, Choice(sort="title", page=3).narrows) == (True, False)


@pytest.mark.parametrize(("rows", "page", "first", "number", "pages"), [
    (0, 1, None, 1, 1), (50, 1, 0, 1, 1), (51, 2, 50, 2, 2), (51, 9, 50, 2, 2),
])
def test_fifty_rows_a_page(rows, page, first, number, pages):
    shown, found_number, found_pages = page_of(pd.DataFrame({"row": range(rows)}), page)
    assert (found_number, found_pages) == (number, pages)
    assert len(shown) <= PAGE_LENGTH and (shown["row"].iloc[0] if len(shown) else None) == first


def test_a_hundred_thousand_rows_are_filtered():
    cells = {**COMMITMENTS[0], "parties": "China; Uzbekistan"}
    statuses = ("fulfilled", "no_report")
    rows = [{**cells, "commitment_id": f"js-{number:06}", "title": f"Raise trade number {number}", "status": statuses[number % 2]}
            for number in range(100_000)]
    mentions = [{**MENTIONS[0], "mention_id": row["commitment_id"], "commitment_id": row["commitment_id"]} for row in rows]
    index = index_of(frame("commitments", rows), frame("mentions", mentions), frame("evidence", EVIDENCE), frame("status_log", LOG))
    choice = Choice(status=("fulfilled",), party=("China",), q="number 99")
    found, counts = choose(index, choice), options(index, choice)
    assert len(found) == counts["kind"]["target"] > 500
