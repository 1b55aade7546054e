"""The frame and the commitments, run as a visitor's address opens them."""
import datetime
from threading import Event

import pytest

from monitor import permission, store, vocabulary
from monitor.charts import paints
from monitor.documents import sha256
from monitor.reading import Reader
from monitor.view import PAGES
from monitor.words import say
from pages.parts import load
from tests.folders import a_row, make_folder, set_cell
from tests.target_folder import open_page, text_of

FIRST, SECOND, LONE = "js-1-00000001", "js-1-00000002", "talk-00000003"
QUOTE = "hold a *forum* with Ukraine [each year] for $5"
OTHER = "build a road"
TEXT = f"Far from it.\n\nThe two sides will {QUOTE} and {OTHER}.\n\nThe end.\n"
HOSTILE = "<b>[x](javascript:alert(1))</b> $x$ :red[r]"


def span(words: str) -> dict[str, str]:
    return {"start": str(TEXT.index(words)), "end": str(TEXT.index(words) + len(words)), "quote": words}


def commitment(identity: str, title: str, **cells: str) -> dict[str, str]:
    return a_row("commitments", commitment_id=identity, title=title, first_stated="2024-01-24", last_stated="2024-01-24", **cells)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A document with two commitments in one paragraph, and a statement entered by hand that repeats the first."""
    folder = make_folder(
        tmp_path / "data",
        sources=[
            a_row("sources", date="2024-01-24", text_basis="machine_translation", sha256=sha256(TEXT.encode()),
                  url="https://example.org/js"),
            a_row("sources", source_id="talk", file="", sha256="", text_by="", title="A talk", date="2025-05-01",
                  text_basis="machine_translation", url="https://example.org/talk"),
        ],
        mentions=[
            a_row("mentions", mention_id=FIRST, commitment_id=FIRST, flags="Ukraine read as Uzbekistan", deadline="2026",
                  deadline_kind="year", deadline_text="by the end of 2026", **span(QUOTE)),
            a_row("mentions", mention_id=SECOND, commitment_id=SECOND, kind="project", **span(OTHER)),
            a_row("mentions", mention_id="talk-00000009", source_id="talk", commitment_id=FIRST, start="", end="", quote="",
                  strength="proposal", what="The forum was proposed again", deadline="2027", deadline_kind="year", extractor="hand"),
        ],
        commitments=[
            commitment(FIRST, "Hold a forum each year", status="in_progress", sector="trade; energy", strength="firm", deadline="2026",
                       deadline_kind="year", note="One was held.", checked_on="2026-11-01", checked_by="ab", status_date="2025-03",
                       indicator_id="trade", evidence_url="https://example.org/main"),
            commitment(SECOND, HOSTILE, kind="project", part_of=FIRST),
            commitment(LONE, "Keep in touch", kind="cooperation", status="in_progress", parties="China"),
        ],
        evidence=[
            a_row("evidence", evidence_id="old", commitment_id=FIRST, date="2024-06", summary="A plan was made."),
            a_row("evidence", evidence_id="new", commitment_id=FIRST, date="2025-03-01", tag="contradicts", summary="It was put off.",
                  publisher="Daily", published="2025-03-02"),
        ],
        status_log=[a_row("status_log", commitment_id=FIRST, old="not_checked", new="in_progress", reason="evidence", via="csv")],
    )
    (folder / "sources" / "js-1.txt").write_bytes(TEXT.encode())
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    return folder


def table(page, place: int = 0):
    return page.table[place].value


def titles(page) -> list[str]:
    return [cell.partition("](")[0].lstrip("[").replace("\\", "") for cell in table(page).iloc[:, 0]]


def notice(page) -> str:
    [told] = page.info
    return told.value.replace("\\", "")


# The frame

@pytest.mark.parametrize(("name", "is_filtered"), [
    ("overview", True), ("targets", True), ("commitments", True), ("timeline", True), ("review", True),
    ("sources", False), ("method", False),   # no filter changes what they show
])
def test_every_page_stands_in_the_frame(name, is_filtered):
    page = open_page(name)
    assert not page.exception
    assert [link.label for link in page.get("page_link")][:len(PAGES)] == [say(f"frame.{name}") for name in PAGES]
    assert [expander.label for expander in page.expander if expander.label == say("filters.title")] == ["Filters"] * is_filtered


def test_the_filters_go_along_on_every_link_and_the_page_number_does_not():
    links = open_page("commitments", status="in_progress", q="touch", page="1", by="2030").get("page_link")
    assert {link.proto.query_string for link in links[:5]} == {"status=in_progress&q=touch"}


@pytest.mark.parametrize(("parameters", "named"), [
    ({"sector": "astrology"}, "sector=astrology"),
    ({"status": ["fulfilled", "done"]}, "status=done"),
    ({"page": "0"}, "page=0"),
    ({"asof": "lately"}, "asof=lately"),
    ({"asof": "2026"}, "asof=2026"),  # a year is no day
    ({"colour": HOSTILE}, f"colour={HOSTILE}"),
])
def test_what_means_nothing_is_left_out_with_one_notice(parameters, named):
    page = open_page("commitments", **parameters)
    assert not page.exception
    assert text_of(page).count(say("frame.left_out", named=named)) == 1


@pytest.mark.parametrize(("parameters", "named"), [
    ({"q": "rail\u202eway"}, "q=rail�way"),                                  # what nobody sees narrows nothing, and its place is shown
    ({"party": "\ufeffChina"}, "party=�China"),
    ({"sector": "a" * 5_000}, f"sector={'a' * 73}"),
])
def test_hidden_and_endless_values_are_left_out_and_cannot_spoil_the_notice(parameters, named):
    page = open_page("commitments", **parameters)
    assert say("frame.left_out", named=named) in text_of(page)
    total = len(store.load(store.data_folder()).commitments.rows)
    assert say("commitments.all", total=total, number=f"{total:,}") in text_of(page)


def test_known_parameters_are_left_out_in_silence_by_nobody():
    assert say("frame.left_out", named="") not in text_of(open_page("commitments", status="in_progress", since="2024-01-01", sort="title"))


def test_an_earlier_day_shows_what_was_on_record_then_and_says_so():
    page = open_page("commitments", asof="2026-11-23")
    assert not page.exception
    assert "23 November 2026" in notice(page) and say("frame.asof_before_log") in notice(page)
    assert "in progress" not in " ".join(table(page).to_numpy().flatten())


def test_a_day_since_the_log_began_shows_its_judgements():
    page = open_page("commitments", asof="2026-11-24", status="in_progress")
    assert "24 November 2026" in notice(page) and say("frame.asof_before_log") not in notice(page)
    assert titles(page) == ["Hold a forum each year"]


def test_a_day_before_the_document_shows_none_of_its_commitments():
    assert "Hold a forum" not in text_of(open_page("commitments", asof="2023-12-31"))


# The list

def test_each_row_has_its_address_its_status_in_words_and_its_marks():
    cells = [cell.replace("\\", "") for cell in table(open_page("commitments", q="forum")).iloc[0]]
    assert f"(commitments?q=forum&id={FIRST})" in cells[0] and "trade, energy" in cells[0]
    assert "in progress" in cells[1] and paints.status_paint("in_progress", "light").background in cells[1]
    assert cells[2].startswith("January 2024") and "by 2026" in cells[2]


def test_an_open_ended_pledge_shows_activity():
    assert "activity reported" in table(open_page("commitments", kind="cooperation")).iloc[0, 1]


@pytest.mark.parametrize(("parameters", "found"), [
    ({}, ["Hold a forum each year", HOSTILE, "Keep in touch"]),
    ({"status": "in_progress"}, ["Hold a forum each year", "Keep in touch"]),
    ({"status": "in_progress", "party": "Uzbekistan"}, ["Hold a forum each year"]),
    ({"sector": ["energy", "health"]}, ["Hold a forum each year"]),
    ({"source": "talk"}, ["Hold a forum each year"]),
    ({"q": "proposed again"}, ["Hold a forum each year"]),        # the words of a mention
    ({"sort": "title"}, [HOSTILE, "Hold a forum each year", "Keep in touch"]),
])
def test_the_list_follows_the_address(parameters, found):
    page = open_page("commitments", **parameters)
    assert titles(page) == found
    everything = say("commitments.all", total=3, number="3")
    summary = say("commitments.some", shown=len(found), total=3) if {*parameters} - {"sort"} else everything
    assert summary in text_of(page)


def test_a_filter_offers_what_is_there_with_counts_that_follow_the_others():
    page = open_page("commitments", kind="event")
    assert page.multiselect(key="filter_status").options == ["in progress (1)"]
    assert page.multiselect(key="filter_kind").options == ["project (1)", "event (1)", "cooperation (1)"]


def test_a_choice_narrows_the_list_and_begins_at_its_first_page():
    page = open_page("commitments", page="1", id="unknown")
    page.multiselect(key="filter_kind").select("project").run()
    assert page.query_params == {"kind": "project"}
    assert titles(page) == [HOSTILE]
    page.button[0].click().run()
    assert page.query_params == {} and len(titles(page)) == 3


def test_nothing_matches():
    page = open_page("commitments", q="zeppelin")
    assert not page.exception and not page.table
    assert page.info[0].value.replace("\\", "") == say("search.none", q="zeppelin")
    assert open_page("commitments", q="zeppelin", sector="trade").info[0].value.replace("\\", "") == say("search.none_filtered", q="zeppelin")
    assert open_page("commitments", status="fulfilled", sector="culture").info[0].value.replace("\\", "") == say("commitments.none")


def test_an_empty_folder_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "empty", **dict.fromkeys(
        ("sources", "mentions", "commitments", "evidence", "figures", "indicators"), []))))
    page = open_page("commitments")
    assert not page.exception
    assert page.info[0].value.replace("\\", "") == say("commitments.empty")


def test_fifty_rows_a_page(tmp_path, monkeypatch):
    many = [commitment(f"js-1-{number:08}", f"Commitment {number}") for number in range(120)]
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "many", commitments=many)))
    page = open_page("commitments", page="2")
    assert (titles(page)[0], titles(page)[-1]) == ("Commitment 50", "Commitment 99")
    assert say("commitments.rows", first=51, last=100) in text_of(page)
    last = open_page("commitments", page="99")                    # there is no such page: the last one is shown
    assert titles(last)[-1] == "Commitment 119"


# A commitment

def test_the_quote_is_marked_in_its_paragraph_with_the_reading_of_a_slip():
    page = open_page("commitments", id=FIRST)
    shown = text_of(page)
    assert "The two sides will :color[hold a *forum* with Ukraine [Uzbekistan; translation slip] [each year] for $5]" in shown
    assert "Far from it" not in shown                             # another paragraph
    assert say("commitment.slip_note", read="Ukraine", meant="Uzbekistan") in shown
    assert f"Joint statement, 24 January 2024, machine translation. [in the document](sources?source=js-1&id={FIRST})" in shown


def test_in_the_order_of_what_was_stated_first_that_day_is_shown(folder):
    set_cell(folder, "commitments", FIRST, "last_stated", "2025-05-01")
    by_first, by_last = (table(open_page("commitments", **order)) for order in ({}, {"sort": "-stated"}))
    assert (by_first.columns[2], by_first.iloc[0, 2][:12]) == ("First stated", "January 2024")
    assert (by_last.columns[2], by_last.iloc[0, 2][:8]) == ("Last stated", "May 2025")


def test_what_kind_it_is_is_no_firmness():
    facts = table(open_page("commitments", id=FIRST)).iloc[:, 0]
    assert (facts["What kind"], facts["How firmly"]) == (say("kind.event"), say("strength.firm"))


def test_the_words_of_the_deadline_stand_beside_it():
    facts = table(open_page("commitments", id=FIRST))
    assert any("2026: “by the end of 2026”" in cell.replace("\\", "") for cell in facts.to_numpy().ravel())


def test_the_status_has_its_definition_its_reason_and_who_looked():
    shown = text_of(open_page("commitments", id=FIRST))
    assert vocabulary.STATUS_BY_CODE["in_progress"].definition in shown
    assert say("commitment.why", note="One was held.") in shown
    assert "Judged from an event of March 2025. Last searched for evidence on 1 November 2026" in shown and "by ab." in shown
    assert "(<https://example.org/main>)" in shown


def test_a_day_in_a_note_is_told_in_words(folder):
    set_cell(folder, "commitments", FIRST, "note", "Read up to 2026-03-21, not to 2026-13-99.")
    assert say("commitment.why", note="Read up to 21 March 2026, not to 2026-13-99.") in text_of(open_page("commitments", id=FIRST))


@pytest.mark.parametrize("status", ["not_checked", "not_assessed"])
def test_that_nobody_has_searched_is_said_once(folder, status):
    set_cell(folder, "commitments", SECOND, "status", status)
    shown = text_of(open_page("commitments", id=SECOND))
    assert vocabulary.STATUS_BY_CODE[status].definition in shown and say("commitment.never_checked") not in shown


def test_the_evidence_is_dated_and_tagged_newest_first():
    shown = text_of(open_page("commitments", id=FIRST))
    assert "1 March 2025 :gray-badge[contradicts] It was put off. [Daily, published 2 March 2025](<https://example.org/forum>)" in shown
    assert shown.index("It was put off.") < shown.index("A plan was made.")


def test_what_is_said_elsewhere_is_compared_with_texts_of_the_same_nature():
    shown = text_of(open_page("commitments", id=FIRST))
    assert say("commitment.no_words", what="The forum was proposed again") in shown
    assert say("commitment.by_hand") in shown
    assert "the deadline moves from 2026 to 2027, later; the wording is weaker: proposal" in shown


def test_the_rest_of_the_page_stands_below():
    page = open_page("commitments", id=FIRST)
    shown = text_of(page)
    assert "<b>[x](javascript:alert(1))</b> $x$ :red[r]](commitments?id=" in shown      # the neighbour in the paragraph
    figures = page.table[1].value.to_numpy().ravel()
    assert "[US\\$10 billion](sources?source=js-1&id=js-1-00000002)" in figures and "Joint statement" in figures
    assert "in progress" in page.table[2].value.to_numpy().ravel()                              # the history


def test_hostile_text_is_shown_and_not_obeyed():
    page = open_page("commitments", id=SECOND)
    assert page.title[0].value == r"\<b\>\[x\]\(javascript\:alert\(1\)\)\<\/b\> \$x\$ \:red\[r\]"


def test_parts_name_their_whole():
    assert "Part of: [Hold a forum each year](commitments?id=" in text_of(open_page("commitments", id=SECOND))


@pytest.mark.parametrize(("parameters", "ways"), [
    ({"id": FIRST}, ["All commitments", "Next"]),
    ({"id": SECOND}, ["All commitments", "Previous", "Next"]),
    ({"id": LONE}, ["All commitments", "Previous"]),
    ({"id": FIRST, "status": "in_progress"}, ["The 2 that fit the filters", "Next"]),
    ({"id": SECOND, "status": "in_progress"}, ["The 2 that fit the filters"]),     # not among those that fit
])
def test_the_ways_on_follow_the_filters(parameters, ways):
    assert [link.label for link in open_page("commitments", **parameters).get("page_link")][len(PAGES):][:len(ways)] == ways


@pytest.mark.parametrize("wanted", ["nobody", "js-1-00000001 ", "../../etc/passwd", HOSTILE])
def test_an_unknown_id_leads_to_the_list_with_a_word(wanted):
    page = open_page("commitments", id=wanted)
    assert not page.exception and len(titles(page)) == 3
    assert page.info[0].value.replace("\\", "").startswith("There is no commitment with the id")


def test_the_address_of_a_finding_that_was_joined_leads_to_what_took_it_over(folder):
    page = open_page("commitments", id="talk-00000009")
    assert page.info[0].value.replace("\\", "") == f"talk-00000009 says the same as {FIRST} and has been joined to it; this is its page."
    assert page.title[0].value == "Hold a forum each year"


def test_a_rejected_finding_is_no_commitment_and_its_address_says_so(folder):
    set_cell(folder, "mentions", SECOND, "rejected", "yes")
    page = open_page("commitments", id=SECOND)
    assert page.info[0].value.replace("\\", "").startswith(f"What was found under the id {SECOND} has been rejected")
    assert len(titles(page)) == 2


def test_a_quote_that_is_no_longer_at_its_place_is_said_to_be(folder):
    (folder / "sources" / "js-1.txt").write_text("another text", encoding="utf-8")
    shown = text_of(open_page("commitments", id=SECOND))
    assert say("commitment.no_passage", quote=OTHER) in shown


# Cells that cannot be read

SPOILT = [
    *(("commitments", FIRST, column) for column in (
        "status", "status_date", "checked_on", "kind", "sector", "strength", "value", "unit", "qualifier", "deadline", "deadline_kind",
        "first_stated", "last_stated", "indicator_id", "basis_mention", "part_of", "replaced_by", "evidence_url", "mentions")),
    *(("mentions", FIRST, column) for column in ("source_id", "start", "end", "type", "strength", "deadline", "value", "says", "flags")),
    *(("evidence", "new", column) for column in ("tag", "date", "published", "url", "side")),
    *(("figures", "js-1-00000002", column) for column in ("period", "value", "unit", "qualifier", "basis", "url")),
    *(("sources", "js-1", column) for column in ("file", "date", "text_basis", "rights", "url", "parties")),
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda cell: f"{cell[0]}-{cell[2]}")
def test_no_cell_stops_the_page_of_a_commitment(folder, spoilt):
    set_cell(folder, *spoilt, "2024-02-30 [nonsense]")
    assert not open_page("commitments", id=FIRST).exception


@pytest.mark.parametrize("spoilt", [cell for cell in SPOILT if cell[0] == "commitments"], ids=lambda cell: cell[2])
def test_no_cell_stops_the_list(folder, spoilt):
    set_cell(folder, *spoilt, "2024-02-30 [nonsense]")
    assert len(titles(open_page("commitments"))) == 3


def test_a_cell_that_cannot_be_read_is_shown_as_typed_and_told_with_its_place(folder):
    set_cell(folder, "commitments", FIRST, "status", "finished")
    page = open_page("commitments")
    assert "unknown: “finished”" in table(page).iloc[0, 1].replace("\\", "")
    told = page.warning[0].value.replace("\\", "")
    assert "commitments.csv, row 2, column status: not in the list, “finished”." in told and "To mend:" in told


# Freshness, the last good state, and the log

def spoil(folder):
    whole = (folder / "commitments.csv").read_bytes()
    (folder / "commitments.csv").write_bytes(whole[:-5] + b'"open')
    return whole


def test_a_change_of_a_file_is_read_and_nothing_else_is():
    reader = Reader(store.data_folder())
    first = reader.read()
    assert reader.read() is first
    set_cell(reader.folder, "commitments", FIRST, "title", "Another title")
    assert reader.read().data.row("commitments", FIRST)["title"] == "Another title"


def test_the_last_good_state_is_shown_while_a_file_is_broken(folder):
    reader = Reader(folder)
    reader.read()
    whole = spoil(folder)
    broken = reader.read()
    assert [problem.file for problem in broken.broken] == ["commitments.csv"] and broken.was_whole
    assert len(broken.data.commitments) == 3
    (folder / "evidence.csv").touch()
    assert reader.read().since == broken.since, "since when it is broken does not move"
    (folder / "commitments.csv").write_bytes(whole)
    assert reader.read().broken == () and reader.read().since is None


def test_a_broken_file_is_told_on_the_page_with_what_to_mend(folder):
    load.data()
    spoil(folder)
    page = open_page("commitments")
    told = page.warning[0].value.replace("\\", "")
    assert "1 fault in commitments.csv, first seen" in told and "the last state that was whole" in told and "To mend:" in told
    assert len(titles(page)) == 3


def test_a_folder_broken_from_the_start_shows_what_can_be_read(folder):
    (folder / "commitments.csv").unlink()
    page = open_page("commitments")
    assert not page.exception
    assert "Shown is what can be read" in page.warning[0].value.replace("\\", "")


def test_a_folder_that_is_mended_bit_by_bit_shows_each_bit(folder):
    kept = {name: (folder / name).read_bytes() for name in ("commitments.csv", "evidence.csv")}
    for name in kept:
        (folder / name).unlink()
    reader = Reader(folder)
    assert len(reader.read().data.commitments) == 0
    (folder / "commitments.csv").write_bytes(kept["commitments.csv"])
    assert len(reader.read().data.commitments) == 3 and reader.read().broken
    (folder / "evidence.csv").write_bytes(kept["evidence.csv"])
    assert not reader.read().broken and reader.read().was_whole


def test_nobody_waits_while_another_session_reads_the_files(folder):
    reader = Reader(folder)
    before = reader.read()
    set_cell(folder, "commitments", FIRST, "title", "Another title")
    with reader._lock:
        assert reader.read() is before
    assert reader.read().data.row("commitments", FIRST)["title"] == "Another title"


def test_a_read_only_server_shows_edits_as_pending_and_writes_nothing(folder):
    log = (folder / "status_log.csv").read_bytes()
    pending = Reader(folder).read().pending
    assert pending > 0
    assert say("frame.pending", edits=pending) in text_of(open_page("commitments"))
    assert (folder / "status_log.csv").read_bytes() == log


def test_a_server_that_may_edit_enters_them(folder):
    Reader(folder).record()
    set_cell(folder, "commitments", FIRST, "status", "dropped")
    reading = Reader(folder).record()
    newest = reading.data.status_log.iloc[-1]
    assert (newest["field"], newest["old"], newest["new"], newest["via"]) == ("status", "in_progress", "dropped", "csv")
    assert reading.pending == 0
    assert datetime.datetime.fromisoformat(newest["when"]).tzinfo is not None


def test_edits_are_not_entered_while_a_table_is_broken(folder):
    reader = Reader(folder)
    reader.read()
    spoil(folder)
    log = (folder / "status_log.csv").read_bytes()
    reader.record()
    assert (folder / "status_log.csv").read_bytes() == log


def test_the_switch_alone_lets_no_request_of_unknown_host_write(folder, monkeypatch):
    """AppTest sends no headers, as a request without a host."""
    monkeypatch.setattr(permission, "_switched_on", Event())
    permission.allow_the_person_here()
    log = (folder / "status_log.csv").read_bytes()
    open_page("commitments")
    assert (folder / "status_log.csv").read_bytes() == log


# Colours

def luminance(colour: str) -> float:
    channels = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(paint: paints.Paint) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(paint.background), luminance(paint.ink)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", vocabulary.STATUS_CODES)
def test_the_word_of_every_status_can_be_read_on_its_colour(code, theme):
    assert contrast(paints.status_paint(code, theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("paints", [*paints.FOUND.values(), paints.MARKED], ids=[*paints.FOUND, "marked"])
def test_a_marked_quote_can_be_read(paints, theme):
    assert contrast(paints[theme]) >= 4.5


def test_a_state_has_one_colour_and_a_third_party_another():
    sides = ("CN", "UZ")
    found = {side: paints.side_colour(side, sides, "light") for side in (*sides, "third")}
    assert len(set(found.values())) == 3
    assert found["CN"] == paints.side_colours(sides, "light")["CN"]


def test_amounts_are_added_up_and_say_what_they_leave_out(folder):
    for column, value in (("value", "5000000000"), ("unit", "USD"), ("kind", "project")):
        set_cell(folder, "commitments", FIRST, column, value)
    for column, value in (("value", "20000000000"), ("unit", "USD"), ("kind", "target")):
        set_cell(folder, "commitments", SECOND, column, value)
    said = " ".join(element.value for element in open_page("commitments").markdown).replace("\\", "")
    assert "**US$5 billion** in 1 commitment" in said
    assert "1 left out, because it is a level to be reached: [" in said
