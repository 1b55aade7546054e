"""A document paragraph by paragraph, with what was found in it; spans are marked in the text by pairs of brackets."""
import pytest

from monitor import dataset, passages
from monitor.passages import CHARACTERS_A_PAGE, PARAGRAPHS_A_PAGE, Finding, Paragraph, in_pages, in_paragraphs, pieces, stretches
from monitor.quoting import ELLIPSIS, EXCERPT_LENGTH
from tests.folders import FIGURE_QUOTE, QUOTE, TEXT, a_row, make_folder, set_cell


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of a case without its marks, and the span of a to A, of b to B, of c to C: `<a` opens and `A>` closes."""
    text, opened, spans = "", {}, {}
    while marked:
        if marked[0] == "<":
            opened[marked[1]] = len(text)
            marked = marked[2:]
        elif marked[1:2] == ">":
            spans[marked[0].lower()] = (opened[marked[0].lower()], len(text))
            marked = marked[2:]
        else:
            text, marked = text + marked[0], marked[1:]
    return text, [spans[name] for name in sorted(spans)]


def found(span: tuple[int, int], **cells: str) -> Finding:
    return Finding("mentions", a_row("mentions", **cells), span)


@pytest.mark.parametrize(("marked", "cut"), [
    ("no findings", [("no findings", "")]),
    ("a <awordA> here", [("a ", ""), ("word", "a"), (" here", "")]),
    ("<aallA>", [("all", "a")]),
    ("<aone A><btwoB>", [("one ", "a"), ("two", "b")]),                               # side by side
    ("<aouter <binnerB> restA>", [("outer ", "a"), ("inner", "ab"), (" rest", "a")]),
    ("<aone <btwoA> threeB>", [("one ", "a"), ("two", "ab"), (" three", "b")]),       # overlapping
    ("<a<bsameB>A>", [("same", "ab")]),                                               # a mention and a figure of the same words
    ("<a<bfirstB> restA>", [("first", "ab"), (" rest", "a")]),
    ("<arest <blastB>A>", [("rest ", "a"), ("last", "ab")]),
    ("<aone <btwo <cthreeA> fourB> fiveC>", [("one ", "a"), ("two ", "ab"), ("three", "abc"), (" four", "bc"), (" five", "c")]),
])
def test_spans_cut_a_text_into_pieces(marked, cut):
    text, spans = unmarked(marked)
    named = [(text[first:last], "".join("abc"[place] for place in sorted(covering)))
             for first, last, covering in pieces(0, len(text), spans)]
    assert named == cut
    assert "".join(words for words, _ in named) == text


@pytest.mark.parametrize("spans", [
    [(0, 5)], [(20, 30)],   # before and after
    [(12, 12)],             # empty
    [(18, 11)],             # the wrong way round
])
def test_a_span_that_holds_none_of_the_words_cuts_nothing(spans):
    assert pieces(10, 20, spans) == [(10, 20, frozenset())]


def test_a_span_that_runs_over_the_end_is_cut_there():
    assert pieces(10, 20, [(5, 12), (18, 99)]) == [(10, 12, frozenset({0})), (12, 18, frozenset()), (18, 20, frozenset({1}))]


def test_a_finding_is_listed_where_it_begins_and_highlighted_in_every_paragraph_it_touches():
    first, across, last = found((0, 3)), found((2, 14)), found((20, 25))
    paragraphs = in_paragraphs([(0, 5), (7, 12), (14, 18), (20, 30)], [first, across, last])
    assert [list(paragraph.findings) for paragraph in paragraphs] == [[first, across], [across], [], [last]]
    assert [list(paragraph.begun) for paragraph in paragraphs] == [[first, across], [], [], [last]]
    assert [paragraph.number for paragraph in paragraphs] == [1, 2, 3, 4]


def test_words_in_the_white_space_before_the_first_paragraph_are_not_lost():
    early = found((0, 4))
    [paragraph] = in_paragraphs([(2, 9)], [early])
    assert paragraph.begun == (early,)


def test_the_shortest_finding_of_a_stretch_stands_first():
    text, spans = unmarked("<aouter <binnerB>A>")
    outer, inner = (found(span) for span in spans)
    shown = stretches(text, Paragraph(1, 0, len(text), (outer, inner), (outer, inner)), "full")
    assert [(stretch.text, stretch.findings) for stretch in shown] == [("outer ", (outer,)), ("inner", (inner, outer))]


def test_a_slip_is_read_in_brackets_once_in_the_whole_paragraph():
    text, spans = unmarked("Ukraine <aand UkraineA> and <bUkraineB>")
    both = tuple(found(span, flags="Ukraine read as Uzbekistan") for span in spans)
    shown = "".join(stretch.text for stretch in stretches(text, Paragraph(1, 0, len(text), both, both), "full"))
    assert shown == text.replace("Ukraine", "Ukraine [Uzbekistan; translation slip]")


@pytest.mark.parametrize("rights", ["excerpt", "", "nonsense"])   # what is not known to be free is an excerpt
def test_of_an_excerpt_long_words_beside_findings_are_cut(rights):
    long = "word " * EXCERPT_LENGTH
    text, spans = unmarked(f"{long}<aoneA>{long}<btwoB>{long}")
    both = tuple(found(span) for span in spans)
    paragraph = Paragraph(1, 0, len(text), both, both)
    before, one, between, two, after = (stretch.text for stretch in stretches(text, paragraph, rights))
    assert (one, two) == ("one", "two")
    assert before.startswith(ELLIPSIS) and after.endswith(ELLIPSIS) and f"{ELLIPSIS}{ELLIPSIS}" in between
    assert max(len(before), len(after), len(between) // 2) <= EXCERPT_LENGTH + 1
    assert "".join(stretch.text for stretch in stretches(text, paragraph, "full")) == text


@pytest.mark.parametrize(("lengths", "pages"), [
    ([], []),
    ([10] * (PARAGRAPHS_A_PAGE + 1), [PARAGRAPHS_A_PAGE, 1]),
    ([CHARACTERS_A_PAGE, 1, 1], [1, 2]),
    ([1, CHARACTERS_A_PAGE * 10, 1], [1, 1, 1]),   # longer than a page
])
def test_pages_are_of_a_size_that_is_quickly_drawn(lengths, pages):
    assert [len(page) for page in in_pages([Paragraph(1, 0, length, (), ()) for length in lengths])] == pages


# Of a data folder

@pytest.fixture
def folder(tmp_path):
    """One document with a commitment, a figure, a rejected mention, and a statement entered by hand that belongs to it without words."""
    return make_folder(tmp_path / "data", mentions=[
        a_row("mentions"),
        a_row("mentions", mention_id="js-1-0000000a", start="4", end="13", quote="two sides", rejected="Yes"),
        a_row("mentions", mention_id="js-1-0000000b", start="", end="", quote="", what="Hold talks", extractor="hand", type="progress"),
    ])


def test_a_document_with_what_was_found_in_it(folder):
    document = passages.document(dataset.load(folder), "js-1")
    assert document.text == TEXT
    assert [[finding.row["quote"] for finding in paragraph.findings] for paragraph in document.paragraphs] == [[QUOTE, FIGURE_QUOTE]]
    assert [finding.kind for finding in document.findings] == ["commitment", "figure", "progress"]
    assert [finding.id for finding in document.astray] == ["js-1-0000000b"]


def test_what_was_found_is_counted_without_what_was_rejected(folder):
    assert passages.counts(dataset.load(folder)) == {"js-1": {"commitment": 1, "figure": 1, "progress": 1}}


@pytest.mark.parametrize(("row", "cells"), [
    ("js-1-00000001", {"start": "1"}),                       # another place
    ("js-1-00000001", {"quote": "Other words"}),
    ("js-1-00000001", {"end": "many"}),
    ("js-1-00000001", {"end": "99999"}),
    ("js-1-00000001", {"start": "", "end": ""}),
])
def test_words_that_are_not_at_their_place_are_kept_apart(folder, row, cells):
    for column, value in cells.items():
        set_cell(folder, "mentions", row, column, value)
    document = passages.document(dataset.load(folder), "js-1")
    assert [finding.id for finding in document.astray] == [row, "js-1-0000000b"]
    assert [finding.kind for paragraph in document.paragraphs for finding in paragraph.findings] == ["figure"]


def test_without_its_text_all_findings_of_a_document_are_kept_apart(folder):
    (folder / "sources" / "js-1.txt").unlink()
    document = passages.document(dataset.load(folder), "js-1")
    assert (document.text, document.paragraphs, len(document.astray)) == (None, (), 3)


def test_every_finding_of_the_real_documents_stands_in_its_paragraph(root):
    data = dataset.load(root / "data")
    for source_id in data.sources.loc[data.sources["file"] != "", "source_id"]:
        document = passages.document(data, source_id)
        assert document.astray == ()
        for paragraph in document.paragraphs:
            shown = stretches(document.text, paragraph, "full")
            for finding in paragraph.begun:
                words = "".join(stretch.text for stretch in shown if finding in stretch.findings)
                assert words.replace(" [Uzbekistan; translation slip]", "") == finding.row["quote"]
