"""The sources, and a document with the words of everything found in it, run as a visitor's address opens them."""
import pytest

from monitor.charts.paints import FOUND, HIGHLIGHT, MARKED
from monitor.documents import sha256
from monitor.passages import COMMITMENT, PARAGRAPHS_A_PAGE, PROGRESS
from monitor.passages import FIGURE as FIGURE_KIND
from monitor.words import say
from pages.parts.markdown import escape
from tests.folders import a_row, make_folder, set_cell
from tests.target_folder import open_page, text_of

HOSTILE = "[x](javascript:alert(1)) $5 and $6 :red[r] <b>b</b> `c` -> **d** https://example.org/written"
OUTER, INNER = "The two sides will hold a *forum* and build a road", "build a road"
TRADE = "Trade with Ukraine reached 10 billion dollars in 2023"
UNDER_WAY, CLOSING = "work on the road is under way", "Done in two copies"
TEXT = f"{HOSTILE}\n\n1. {OUTER}. {TRADE}.\n\nNothing here.\n\nThe {UNDER_WAY}.\n\n{CLOSING}.\n"
DAILY = "A first paragraph.\n\nTourists numbered 70 thousand in 2024.\n\nA last paragraph.\n"
FORUM, ROAD, WAY, LAST = "js-1-0000000a", "js-1-0000000b", "js-1-0000000c", "js-1-0000000d"
FIGURE, TOURISTS = "js-1-00000002", "daily-00000001"


def span(text: str, words: str) -> dict[str, str]:
    return {"start": str(text.index(words)), "end": str(text.index(words) + len(words)), "quote": words}


def a_mention(mention_id: str, words: str, **cells: str) -> dict[str, str]:
    return a_row("mentions", **{"mention_id": mention_id, "commitment_id": mention_id, **span(TEXT, words), **cells})


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A document with nested findings and a rejected one, an excerpt of a paper, and a statement read elsewhere."""
    folder = make_folder(
        tmp_path / "data",
        sources=[
            a_row("sources", date="2024-01-24", text_basis="machine_translation", sha256=sha256(TEXT.encode()), parties="China; Uzbekistan",
                  title="Joint *statement*", date_basis="The last line.", note="A note.", url="https://example.org/js"),
            a_row("sources", source_id="daily", file="daily.txt", title="Tourism grows", publisher="Daily", event_date="2025-02-01",
                  text_basis="paraphrase", rights="excerpt", sha256=sha256(DAILY.encode()), url="https://example.org/daily"),
            a_row("sources", source_id="talk", file="", sha256="", text_by="", title="A talk", publisher="Kun.uz", date="2025-05-01",
                  language="xx", url="https://example.org/talk"),
        ],
        mentions=[
            a_mention(FORUM, OUTER), a_mention(ROAD, INNER, kind="project", deadline="2030", deadline_kind="year"),
            a_mention(WAY, UNDER_WAY, type="progress", kind="", strength="", says="under_way", commitment_id=ROAD),
            a_mention(LAST, CLOSING, rejected="yes", commitment_id=""),
            a_row("mentions", mention_id="talk-00000001", source_id="talk", start="", end="", quote="", what="Raise trade", kind="target",
                  strength="", value="20000000000", unit="USD", deadline_text="soon", extractor="hand", commitment_id=""),
        ],
        commitments=[
            a_row("commitments", commitment_id=FORUM, title="Hold a forum", status="in_progress"),
            a_row("commitments", commitment_id=ROAD, title="Build a road", kind="project"),
        ],
        figures=[
            a_row("figures", note="Ukraine read as Uzbekistan", confidence="medium", url="https://example.org/js", published="2024-01-24",
                  **span(TEXT, TRADE)),
            a_row("figures", figure_id=TOURISTS, indicator_id="tourists", source_id="daily", value="70000", unit="people",
                  published="2025-02-01", reporter="Daily", period="2024", period_start="2024-01-01", period_end="2024-12-31",
                  **span(DAILY, "Tourists numbered 70 thousand in 2024")),
            a_row("figures", figure_id="elsewhere", source_id="", start="", end="", quote="", url="https://example.org/customs"),
        ],
        indicators=[a_row("indicators"), a_row("indicators", indicator_id="tourists", name="Tourists", unit="people")],
    )
    (folder / "sources" / "js-1.txt").write_bytes(TEXT.encode())
    (folder / "sources" / "daily.txt").write_bytes(DAILY.encode())
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    return folder


def headings(page) -> list[str]:
    return [heading.value.replace("\\", "") for heading in [*page.title, *page.header]]


def highlighted(words: str, paint, strong: bool = False) -> str:
    """The Markdown that shows words on a paint."""
    shown = f"**{escape(words)}**" if strong else escape(words)
    return f':color[{shown}]{{foreground="{paint["light"].ink}" background="{paint["light"].background}"}}'


def drawn(page) -> str:
    """All Markdown of a page as it is sent to the browser."""
    return "\n".join(element.value for element in page.markdown)


def facts(page) -> dict[str, str]:
    """The facts of a figure, which stand in the first table."""
    return {name.replace("\\", ""): fact.replace("\\", "") for name, fact in page.table[0].value.iloc[:, 0].items()}


def left_out(page) -> int:
    """How many notices say that something of the address means nothing."""
    return text_of(page).count(say("frame.left_out", named="").rstrip(" ."))


# The list

def test_documents_stand_before_statements_newest_first_each_with_its_facts_and_its_page():
    page = open_page("sources")
    assert not page.exception
    assert headings(page) == ["Sources", "2 documents", "1 statement read elsewhere"]
    assert [card.value.replace("\\", "") for card in page.subheader] == [
        "[Tourism grows](sources?source=daily)", "[Joint *statement*](sources?source=js-1)"]
    said = text_of(page)
    assert "Daily · event of 1 February 2025 · paraphrase · English" in said
    assert "24 January 2024 · machine translation · English · China, Uzbekistan" in said
    assert "2 commitments, 1 reported figure, 1 progress report · [the published text](<https://example.org/js>)" in said
    assert "How the date is known: The last line." in said


def test_a_statement_read_elsewhere_is_told_in_one_line():
    said = text_of(open_page("sources"))
    assert "Entered by hand, not machine-checked" in said
    assert "- 1 May 2025: [Raise trade](sources?source=talk), US$20 billion, soon ([Kun.uz](<https://example.org/talk>))" in said


def test_of_several_sources_only_those_are_listed():
    page = open_page("sources", source=["daily", "talk"])
    assert headings(page) == ["Sources", "1 document", "1 statement read elsewhere"]
    assert left_out(page) == 0


def test_an_unknown_source_is_left_out_with_one_notice():
    page = open_page("sources", source="nobody")
    assert left_out(page) == 1 and headings(page)[0] == "Sources"
    both = open_page("sources", source=["nobody", "js-1"])
    assert left_out(both) == 1 and headings(both)[0] == "Joint *statement*", "the one that is known is opened"


def test_no_source_at_all(tmp_path, monkeypatch):
    empty = dict.fromkeys(("sources", "mentions", "commitments", "evidence", "figures", "indicators"), [])
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "empty", **empty)))
    page = open_page("sources")
    assert not page.exception and page.info[0].value.replace("\\", "") == say("sources.none")


# A document

def test_a_document_says_what_it_is_and_warns_of_its_translation():
    page = open_page("sources", source="js-1")
    assert headings(page) == ["Joint *statement*", "The document"]
    assert page.info[0].value.replace("\\", "") == say("sources.warn_machine_translation")
    expected = {"Nature of the text": "machine translation", "Date of the text": "24 January 2024", "Language": "English"}
    assert expected.items() <= facts(page).items()
    said = text_of(page)
    assert "How the date is known: The last line." in said and "Note: A note." in said
    assert "Highlighted: 2 commitments, 1 reported figure, 1 progress report." in said
    assert left_out(page) == 0


def test_every_paragraph_is_shown_and_nothing_in_it_is_obeyed():
    shown = drawn(open_page("sources", source="js-1"))
    assert escape(HOSTILE) in shown
    assert all(words in shown for words in ("Nothing here", escape(CLOSING)))


def test_each_finding_is_highlighted_and_leads_to_what_became_of_it():
    page = open_page("sources", source="js-1")
    shown = drawn(page)
    lead = OUTER.removesuffix(f" {INNER}")
    assert f'[{highlighted(lead, HIGHLIGHT)}](commitments?id={FORUM} "{escape("event, firm: Hold a forum")}") ' in shown
    assert f'[{highlighted(INNER, HIGHLIGHT)}](commitments?id={ROAD} "' in shown, "of nested ones the inner"
    slip = TRADE.replace("Ukraine", "Ukraine [Uzbekistan; translation slip]")
    assert f"[{highlighted(slip, FOUND[FIGURE_KIND])}](targets?indicator=trade " in shown
    assert f"[{highlighted(UNDER_WAY, FOUND[PROGRESS])}](commitments?id={ROAD} " in shown
    assert highlighted(CLOSING, HIGHLIGHT) not in shown, "rejected"
    assert MARKED["light"].background not in shown, "nothing was asked for"


def test_each_finding_is_told_by_a_mark_of_its_kind_in_the_text_and_beside_it():
    shown = drawn(open_page("sources", source="js-1"))
    for mark, kind in (("C1", COMMITMENT), ("C2", COMMITMENT), ("F1", FIGURE_KIND), ("R1", PROGRESS)):
        painted = highlighted(mark, FOUND[kind], strong=True)
        assert f":small[{painted}] [:color" in shown, f"{mark} before its words"
        assert f"- :small[{painted}] " in shown, f"{mark} in the list"
    assert "C\\: commitment" in shown and "F\\: reported figure" in shown and "R\\: progress report" in shown


def test_beside_each_paragraph_stands_what_was_found_in_it():
    said = text_of(open_page("sources", source="js-1"))
    assert f"[Hold a forum](commitments?id={FORUM})" in said and "event · firm · [link to these words]" in said
    assert "[Trade, 2023: US$10 billion](targets?indicator=trade)" in said
    assert "project · firm · 2030 · [link to these words]" in said
    assert f"progress report · reported as under way · [link to these words](sources?source=js-1&id={WAY})" in said
    assert said.index(FORUM) < said.index(FIGURE) < said.index(WAY), "in the order of the text"


def test_a_jump_list_leads_to_the_paragraphs_that_have_findings():
    page = open_page("sources", source="js-1")
    [jumps] = page.expander(key="jumps").markdown
    assert [line.partition(")")[0] for line in jumps.value.splitlines()] == ["- [Paragraph 2](#paragraph-2", "- [Paragraph 4](#paragraph-4"]
    assert "### :small[Paragraph 2]" in drawn(page) and "### :small[Paragraph 3]" not in drawn(page)


def test_of_a_text_that_may_not_be_shown_whole_only_paragraphs_with_findings_are():
    page = open_page("sources", source="daily")
    said = text_of(page)
    assert page.info[0].value.replace("\\", "") == say("sources.warn_paraphrase")
    assert say("sources.excerpt", shown=1, all=3) in said and "[Read the whole text there.](<https://example.org/daily>)" in said
    assert "Tourists numbered 70 thousand in 2024" in said and "first paragraph" not in said and "last paragraph" not in said


def test_a_finding_without_a_row_leads_to_its_own_words(folder):
    set_cell(folder, "mentions", WAY, "commitment_id", "")
    page = open_page("sources", source="js-1")
    assert f"[{highlighted(UNDER_WAY, FOUND[PROGRESS])}](sources?source=js-1&id={WAY} " in drawn(page)


# The words of one finding

def test_a_number_opens_its_words_and_what_they_became():
    page = open_page("sources", source="js-1", id=FIGURE)
    assert headings(page) == ["Trade, 2023: US$10 billion", "The words", "What they became", "Joint *statement*", "The document"]
    slip = TRADE.replace("Ukraine", "Ukraine [Uzbekistan; translation slip]")
    first, *_, whole = [element.value for element in page.markdown if escape(slip) in element.value]
    assert f"1\\. {escape(OUTER)}\\. {highlighted(slip, MARKED)}\\." == first, "these words alone, in their paragraph"
    assert f"[{highlighted(slip, MARKED, strong=True)}](targets?" in whole, "in the document it is told from the others"
    assert facts(page) == {
        "What is counted": "[Trade: chart and all figures](targets?indicator=trade)", "Figure": "**US$10 billion**",
        "Period": "2023", "Reporter": "Joint statement", "Basis": "reported", "How sure the entry is": "fairly sure",
        "Note": "Ukraine read as Uzbekistan", "Where": "[the published text](<https://example.org/js>)",
    }
    assert "Joint *statement*, 24 January 2024, machine translation. In its place below: [Paragraph 2](#paragraph-2)." in text_of(page)


def test_words_open_the_commitment_they_became():
    page = open_page("sources", source="js-1", id=ROAD)
    assert headings(page)[:3] == ["Build a road", "The words", "What they became"]
    assert highlighted(INNER, MARKED) in drawn(page)
    assert f"[{highlighted(INNER, MARKED, strong=True)}](commitments?id={ROAD} " in drawn(page)
    assert text_of(page).count(f"[Build a road](commitments?id={ROAD})") == 3, "on top, and twice beside the document"


def test_a_mention_and_a_figure_of_the_same_words_are_both_told(folder):
    set_cell(folder, "figures", FIGURE, "figure_id", FORUM)
    for column, cell in span(TEXT, OUTER).items():
        set_cell(folder, "figures", FORUM, column, cell)
    page = open_page("sources", source="js-1", id=FORUM)
    assert headings(page)[:4] == ["Hold a forum", "The words", "What they became", "Joint *statement*"], "the words once"
    assert facts(page)["Figure"] == "**US$10 billion**"
    assert f"[Hold a forum](commitments?id={FORUM})" in text_of(page)


def test_around_words_in_a_very_long_paragraph_only_an_excerpt_stands_on_top(folder):
    long = f"{'word ' * 1000}{TRADE}{' word' * 1000}"
    (folder / "sources" / "js-1.txt").write_text(long, encoding="utf-8")
    for column, cell in span(long, TRADE).items():
        set_cell(folder, "figures", FIGURE, column, cell)
    top, whole = [element.value for element in open_page("sources", source="js-1", id=FIGURE).markdown if "will" not in element.value
                  and "reached 10 billion" in element.value]
    assert len(top) < 1200 < len(long) < len(whole)


@pytest.mark.parametrize("wanted", [
    "nobody", "../etc/passwd", "<b>[x](javascript:alert(1))</b>",
    TOURISTS,   # of another document
    LAST,       # rejected
])
def test_an_id_that_means_nothing_is_dropped_with_one_notice(wanted):
    page = open_page("sources", source="js-1", id=wanted)
    assert not page.exception and headings(page)[0] == "Joint *statement*"
    assert left_out(page) == 1 and say("frame.left_out", named=f"id={wanted}") in text_of(page)


def test_an_id_without_a_source_is_dropped_with_one_notice():
    page = open_page("sources", id=FIGURE)
    assert left_out(page) == 1 and headings(page)[0] == "Sources"


def test_a_statement_read_elsewhere_has_a_page_too(folder):
    page = open_page("sources", source="talk")
    assert headings(page) == ["A talk", "What it says"] and left_out(page) == 0
    said = text_of(page)
    assert say("commitment.by_hand") in said and "Raise trade  \n:small[target · US$20 billion · soon]" in said
    set_cell(folder, "mentions", "talk-00000001", "deadline", "2028")
    assert "US$20 billion · 2028: “soon”" in text_of(open_page("sources", source="talk")), "the year is ours, the words are theirs"
    assert facts(page)["Language"] == "xx", "a language without a name here stands by its code"


# What is missing

def test_a_document_whose_text_is_missing_shows_the_words_as_they_were_kept(folder):
    (folder / "sources" / "js-1.txt").unlink()
    page = open_page("sources", source="js-1", id=FIGURE)
    assert not page.exception
    assert page.warning[-1].value.replace("\\", "") == say("sources.text_missing", file="js-1.txt")
    assert headings(page)[-1] == "Words that are not at their place"
    kept = "“Trade with Ukraine [Uzbekistan; translation slip] reached 10 billion dollars in 2023”"
    assert text_of(page).count(kept) == 2, "on top and below"


def test_words_that_the_document_no_longer_has_are_said_to_be_gone(folder):
    (folder / "sources" / "js-1.txt").write_text(TEXT.replace(TRADE, "No number"), encoding="utf-8")
    page = open_page("sources", source="js-1", id=FIGURE)
    said = text_of(page)
    assert not page.exception and said.count(say("sources.words_gone")) >= 2
    assert f"[{highlighted(INNER, HIGHLIGHT)}](" in drawn(page), "the others stay"


@pytest.mark.parametrize("text", ["", " \n\n \n"])
def test_an_empty_document_says_so(folder, text):
    (folder / "sources" / "js-1.txt").write_text(text, encoding="utf-8")
    page = open_page("sources", source="js-1")
    assert not page.exception and say("sources.empty") in text_of(page)


def test_a_document_without_findings_says_so_and_is_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "bare", mentions=[], figures=[], commitments=[])))
    page = open_page("sources", source="js-1")
    assert not page.exception and left_out(page) == 0
    assert "Highlighted: nothing was found." in text_of(page) and "Trade reached 10 billion" in text_of(page)


def test_on_a_day_before_the_document_it_is_not_known():
    page = open_page("sources", source="js-1", asof="2023-12-31")
    assert not page.exception and headings(page) == ["Sources"] and left_out(page) == 1
    assert page.info[-1].value.replace("\\", "") == say("sources.none")


def test_on_a_later_day_it_shows_what_was_on_record():
    page = open_page("sources", source="js-1", asof="2024-06-01", id=FIGURE)
    assert headings(page)[0] == "Trade, 2023: US$10 billion"
    assert "(targets?asof=2024-06-01&indicator=trade)" in drawn(page), "the day goes along"


# Long documents

@pytest.fixture
def long_document(folder):
    text = "\n\n".join(f"Paragraph with the number {number}." for number in range(250)) + f"\n\n{TRADE}."
    (folder / "sources" / "js-1.txt").write_text(text, encoding="utf-8")
    for column, cell in span(text, TRADE).items():
        set_cell(folder, "figures", FIGURE, column, cell)


@pytest.mark.parametrize(("parameters", "first", "last"), [
    ({}, 1, PARAGRAPHS_A_PAGE),
    ({"page": "2"}, PARAGRAPHS_A_PAGE + 1, 2 * PARAGRAPHS_A_PAGE),
    ({"page": "99"}, 201, 251),                    # there is no such page: the last one is shown
    ({"id": FIGURE}, 201, 251),                    # the page that has the words
    ({"id": FIGURE, "page": "1"}, 1, PARAGRAPHS_A_PAGE),
])
def test_a_long_document_comes_in_pages(long_document, parameters, first, last):
    page = open_page("sources", source="js-1", **parameters)
    said = text_of(page)
    assert say("sources.paragraphs", first=first, last=last, all=251) in said
    assert f"the number {first - 1}." in said and f"the number {first - 2}." not in said


def test_words_on_another_page_are_not_said_to_stand_below(long_document):
    assert "In its place below" in text_of(open_page("sources", source="js-1", id=FIGURE))
    assert "In its place below" not in text_of(open_page("sources", source="js-1", id=FIGURE, page="1"))


# From a commitment

def test_a_commitment_leads_to_its_words_and_a_figure_to_its_words_or_its_address(folder):
    set_cell(folder, "commitments", FORUM, "indicator_id", "trade")
    page = open_page("commitments", id=FORUM)
    assert f"[in the document](sources?source=js-1&id={FORUM})" in text_of(page)
    numbers = [cell.replace("\\", "") for table in page.table for cell in table.value.to_numpy().ravel() if "US" in cell]
    assert sorted(numbers) == ["[US$10 billion](<https://example.org/customs>)", f"[US$10 billion](sources?source=js-1&id={FIGURE})"]


# Cells that cannot be read

SPOILT = [
    *(("sources", "js-1", column) for column in (
        "file", "title", "date", "event_date", "text_basis", "rights", "url", "parties", "language", "text_by")),
    *(("mentions", ROAD, column) for column in (
        "source_id", "start", "end", "quote", "type", "kind", "strength", "value", "unit", "qualifier", "deadline", "says", "flags",
        "commitment_id", "rejected")),
    *(("figures", FIGURE, column) for column in (
        "indicator_id", "period", "value", "unit", "qualifier", "basis", "source_id", "start", "quote", "url", "confidence")),
    *(("commitments", ROAD, column) for column in ("status", "kind")),
    *(("indicators", "trade", column) for column in ("unit", "nature")),
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda cell: f"{cell[0]}-{cell[2]}")
def test_no_cell_takes_the_pages_down(folder, spoilt):
    set_cell(folder, *spoilt, "2024-02-30 [nonsense]")
    for parameters in ({}, {"source": "js-1"}, {"source": "js-1", "id": FIGURE}, {"source": "js-1", "id": ROAD}):
        assert not open_page("sources", **parameters).exception, parameters


@pytest.mark.parametrize(("table", "row"), [("sources", "js-1"), ("figures", FIGURE)])
def test_an_address_that_may_not_be_a_link_is_none(folder, table, row):
    set_cell(folder, table, row, "url", "javascript:alert(2)")
    for parameters in ({}, {"source": "js-1", "id": FIGURE}):
        assert "](<javascript" not in drawn(open_page("sources", **parameters))
        assert "](javascript" not in drawn(open_page("sources", **parameters))


def test_an_open_document_is_no_filter_of_the_pages_it_leads_to():
    opened = open_page("sources", source="js-1", kind="event").get("page_link")
    assert {link.query_string for link in opened[:5]} == {"kind=event"}, "the other filters go along"
    assert {link.query_string for link in open_page("commitments", source="js-1").get("page_link")[:5]} == {"source=js-1"}
