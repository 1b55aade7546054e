"""A search tells where its words stand, and what else has them."""
import pytest

from monitor import dataset, search
from tests.folders import a_row, make_folder

LONG = " ".join(["Both sides will work together."] * 20)
SLIP = "The ministers of China and Ukraine met."


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = make_folder(
        tmp_path_factory.mktemp("search") / "data",
        commitments=[a_row("commitments", commitment_id="a-1", title="Hold a forum", note="Asked in Tashkent; straße not found."),
                     a_row("commitments", commitment_id="a-2", title="Build a railway")],
        mentions=[a_row("mentions", mention_id="a-1", commitment_id="a-1", quote=f"{LONG} A Forum on Cotton\nand silk. {LONG}"),
                  a_row("mentions", mention_id="a-2", commitment_id="a-2", quote=SLIP, flags="slip: Ukraine > Uzbekistan"),
                  a_row("mentions", mention_id="a-3", commitment_id="a-2", quote="cotton wool", rejected="yes"),
                  a_row("mentions", mention_id="a-4", commitment_id="a-2", quote="", what="ten trains of cotton", extractor="hand"),
                  a_row("mentions", mention_id="a-5", commitment_id="", quote="", what="open a cotton exchange", extractor="hand",
                        source_id="paper-1", start="", end="")],
        evidence=[a_row("evidence", evidence_id="e-1", commitment_id="a-1", summary="The cotton forum met.", publisher="Kun.uz")],
        sources=[a_row("sources"), a_row("sources", source_id="paper-1", file="", title="Of wool", sha256="", text_by="")],
        indicators=[a_row("indicators", aliases="cotton trade")],
    )
    return dataset.load(folder)


@pytest.mark.parametrize(("commitment_id", "query", "found"), [
    ("a-1", "forum", []),                                                     # the title says it already
    ("a-1", "forum cotton", [("quote", "A Forum on Cotton and silk."), ("evidence", "The cotton forum met. (Kun.uz)")]),
    ("a-1", "KUN.UZ", [("evidence", "The cotton forum met. (Kun.uz)")]),
    ("a-1", "tashkent", [("note", "Asked in Tashkent; straße not found.")]),
    ("a-1", "strasse", []),                                                   # found by its folded form, which stands nowhere as typed
    ("a-1", ".*", []),                                                        # a pattern is no pattern here
    ("a-2", "cotton", [("hand", "ten trains of cotton")]),                    # a rejected finding tells nothing
    ("a-2", "ukraine", [("quote", "The ministers of China and Ukraine")]),    # shown with the reading beside the slip
    ("a-2", "", []),
    ("a-2", "railway", []),
    ("none-such", "cotton", []),
])
def test_where_the_words_stand(data, commitment_id, query, found):
    told = search.hits(data, [commitment_id], query)[commitment_id]
    assert [hit.where for hit in told] == [where for where, _ in found]
    assert all(text in hit.text for hit, (_, text) in zip(told, found, strict=True))


def test_a_long_text_is_cut_between_words_and_the_words_lie_where_it_says(data):
    hit = search.hits(data, ["a-1"], "cotton silk")["a-1"][0]
    assert hit.text.startswith("…") and hit.text.endswith("…") and len(hit.text) < 2 * search.AROUND + 20
    assert [hit.text[start:end] for start, end in hit.places] == ["Cotton", "silk"]
    assert "".join(part for part, _ in search.marked(hit.text, hit.places)) == hit.text
    assert [part for part, is_word in search.marked(hit.text, hit.places) if is_word] == ["Cotton", "silk"]


def test_words_that_touch_are_marked_as_one(data):
    hit = search.hits(data, ["a-2"], "cot otton ton")["a-2"][0]
    assert [hit.text[start:end] for start, end in hit.places] == ["cotton"]


@pytest.mark.parametrize(("query", "found"), [
    ("cotton", [("indicator", "trade"), ("statement", "paper-1")]),
    ("joint statement", [("source", "js-1")]),
    ("wool", []),               # the title of a source without a file is none of a document
    ("cotton joint", []),       # all words in one of them
    ("", []),
])
def test_what_else_has_the_words(data, query, found):
    assert [(entry.what, entry.key) for entry in search.elsewhere(data, query)] == found
