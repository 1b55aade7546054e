"""PDFs as paragraphs: which lines are joined and which words, what is left out. Every file is made here."""
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.readers import read
from extract.readers.paragraphs import Line, text_of
from monitor import store
from tests.documents import pdfs
from tests.folders import make_folder

HEAD, FOOT = "Joint Commission of Norway and Kenya", "Page {} of 2"
Placed = tuple[float, float, float, str]


def page_of(number: int, *lines: Placed) -> list[Placed]:
    """A page as a browser prints it: its running head and its number are written after its text."""
    return [*lines, (45, 822, 6, HEAD), (210, 15, 6, FOOT.format(number))]


def column(*lines: str, top: float = 700, size: float = 11, left: float = 72) -> list[Placed]:
    return [(left, top - 14 * at, size, line) for at, line in enumerate(lines) if line]


def paragraphs(*pages: list[Placed]) -> list[str]:
    return read(pdfs.of_places(*pages), "a.pdf").text.split("\n\n")


TITLE = column("Communiqué of the First Session of", "the Joint Commission", top=780, size=16)
FIRST = column("1. The Parties agreed that trade will reach USD 500 million by the", "end of 2030. They will hold a forum in Oslo", "each year.", "",
               "2. The Parties agreed on the following steps:", "(a) Norway shall hand over a satellite system to the Ministry of", "Fisheries;",
               "(b) Kenya will train 500 inspectors at Pwani University and")
SECOND = column("at the port of Mombasa by 2028.", "", "Done in Oslo.", top=780)


def test_a_document_of_two_pages_is_read_paragraph_by_paragraph():
    assert paragraphs(page_of(1, *TITLE, *FIRST), page_of(2, *SECOND)) == [
        "Communiqué of the First Session of the Joint Commission",
        "1. The Parties agreed that trade will reach USD 500 million by the end of 2030. They will hold a forum in Oslo each year.",
        "2. The Parties agreed on the following steps:",
        "(a) Norway shall hand over a satellite system to the Ministry of Fisheries;",
        "(b) Kenya will train 500 inspectors at Pwani University and at the port of Mombasa by 2028.",
        "Done in Oslo."]


@pytest.mark.parametrize("head", [
    (HEAD, HEAD), ("Communiqué, page 1", "Communiqué, page 2"), ("1 | Communiqué", "2 | Communiqué"), ("- 7 -", "- 8 -"), ("Report 3/12", "Report 4/12")])
@pytest.mark.parametrize("height", [820, 20])
def test_a_running_head_of_two_pages_breaks_no_sentence(head, height):
    first, second = [(72, height, 9, words) for words in head]
    text = column("The Parties agreed to complete the construction of the research centre", "at Pwani University and to put it into operation in the",
                  "course of the next year, and to share its cost with the universities of")
    rest = column("Bergen and Tromsø. They will meet again in 2028 in the course of the", "year.")
    assert paragraphs([first, *text], [second, *rest]) == [" ".join(line for *_, line in [*text, *rest])]


@pytest.mark.parametrize("pages", [
    [column("Annex 1", "Norway will train", "inspectors and", "divers"), column("Annex 2", "Kenya will build", "a port and", "a road")],
    [column("1. Norway pays", "for the port", "and the", "road"), column("2. Kenya pays", "for the bridge", "and the", "school")],
    [column("Norway", "will pay", "and will", "build", top=780), column("Kenya", "will", "gain", "Norway", top=500)],   # the same word in another place
])
def test_a_heading_or_an_item_is_no_running_head(pages):
    assert " ".join(paragraphs(*pages)).split() == " ".join(line for page in pages for *_, line in page).split()


def lines_of(text: str) -> list[Line]:
    return [Line(line, 0, 72, 700 - 14 * at, 11) for at, line in enumerate(text.split("\n"))]


@pytest.mark.parametrize(("lines", "words"), [
    ("The sides agreed to build new infra-\nstructure.", "new infrastructure."),
    ("They signed agree-\nments, and they agree to trade.", "signed agreements,"),
    ("The sides agreed on long-\nterm cooperation.", "on long-term cooperation."),
    ("A state-of-the-\nart port.", "state-of-the-art port"),
    ("The Norway-\nKenya forum.", "Norway-Kenya forum"),
    ("It is a coop-\neration of equals.", "a cooperation of"),
    ("Their co-operation goes on; the co-\noperation is good.", "the co-operation is"),   # as it is written elsewhere
    ("Their cooperation goes on; the co-\noperation is good.", "the cooperation is"),
    ("A COVID-\nrelated fund.", "COVID-related fund"),
    ("From 2026–\n2030 they trade.", "2026–2030 they"),
    ("The \ufb01rst o\ufb03ce of \ufb02eets, a\ufb00airs and ba\ufb04es, mu\ufb06 and la\ufb05.", "The first office of fleets, affairs and baffles, must and last."),
    ("The infra\u00ad\nstructure and the agree\u00adment.", "infrastructure and the agreement."),
])
def test_words_come_out_whole(lines, words):
    assert words in text_of(lines_of(lines))


@pytest.mark.parametrize(("lines", "paragraphs"), [
    ("The two sides agreed on what each of them will do for the other in\n2027:\nSector Goal\nTrade in goods 20 billion dollars\nEnergy 5 billion\nMining 3", 5),   # rows of a table
    ("Ministry of Trade\nOslo\nThe two sides agreed to hold a fisheries forum each year and", 3),   # an address
    ("\uf0b7 open an office\n\uf0b7 hold a forum\n• meet", 3),
    ("The sides agreed to raise the volume of their mutual trade to\n500 million dollars in the year of 2027. The cost will be paid.", 1),
    ("They will complete the work on the port in the first quarter of\n2027. The cost is paid equally by the two sides in the year.", 1),
    ("They spoke with the President of the United States of America, Joe\nR. Biden, about the volume of the trade between the countries.", 1),
    ("The two sides agreed to hold a fisheries forum each year in Oslo.\nThey met.\nThe two sides agreed to hold a fisheries forum each year in Lima.", 2),
])
def test_lines_begin_a_paragraph_or_carry_it_on(lines, paragraphs):
    assert len(text_of(lines_of(lines)).split("\n\n")) == paragraphs


def test_an_indented_line_begins_a_paragraph_and_a_hanging_one_does_not():
    words = ["The two sides agreed to hold a fisheries forum each year in Oslo.", "They agreed to open a joint office in Lima by the year 2030 too."]
    indented = [Line(words[0], 0, 72, 700, 11), Line(words[1], 0, 92, 686, 11)]
    hanging = [Line(f"1. {words[0]}", 0, 72, 700, 11), Line(words[1], 0, 92, 686, 11)]
    assert text_of(indented) == "\n\n".join(words) and text_of(hanging) == "1. " + " ".join(words)


def test_a_sentence_over_two_pages_is_found_whole(tmp_path: Path):
    folder = make_folder(tmp_path / "data", sources=[], mentions=[], commitments=[], evidence=[], figures=[], indicators=[])
    (folder / "sources" / "js-1.txt").unlink()
    (folder / "sources" / "oslo.pdf").write_bytes(pdfs.of_places(page_of(1, *TITLE, *FIRST), page_of(2, *SECOND)))
    assert main(["--data", str(folder)]) == 0
    text = (folder / "sources" / "oslo.pdf.txt").read_text(encoding="utf-8")
    mentions = store.load(folder)["mentions"].rows
    assert any(row["quote"].endswith("at the port of Mombasa by 2028") for row in mentions)
    assert all(text[int(row["start"]):int(row["end"])] == row["quote"] for row in mentions)
