"""Blocks and sentences: where they begin and end, and that they slice back to the text."""
import pytest

from extract.findings import Document
from extract.rules.segments import FURNITURE, HEADING, ITEM, PARAGRAPH, segment
from extract.rules.slips import readings

SENTENCES = [
    ("The U.S. Department of State met. It agreed.", ["The U.S. Department of State met.", "It agreed."]),
    ("Trade with the U.S. The sides agreed.", ["Trade with the U.S.", "The sides agreed."]),  # an abbreviation may end a sentence
    ("President Donald J. Trump met Ms.Qu Li.", ["President Donald J. Trump met Ms.Qu Li."]),  # an initial; no space after "Ms."
    ("Announcement No. 4 of 2025 holds.", ["Announcement No. 4 of 2025 holds."]),
    ("TASHKENT, September 2. The portfolio grew.", ["TASHKENT, September 2.", "The portfolio grew."]),  # a day ends the dateline
    ("Supported the Meeting. , is willing to continue.", ["Supported the Meeting. , is willing to continue."]),  # machine translation
    ("Developing tourism. broad prospects.", ["Developing tourism. broad prospects."]),  # machine translation
    ("They said \"we agree.\" Then they left.", ["They said \"we agree.\"", "Then they left."]),
    ("It cost $1.5 billion. Trade grew.", ["It cost $1.5 billion.", "Trade grew."]),
    ("opportunities for\n\nmutually beneficial cooperation.", ["opportunities for\n\nmutually beneficial cooperation."]),  # a blank line
    ("the consequences of\n\nCOVID-19 by joint efforts.", ["the consequences of\n\nCOVID-19 by joint efforts."]),  # and a capital
]

BLOCKS = [
    ("3. The two sides will act.", ITEM, "3.", "The two sides will act."),
    ("- China will buy aircraft.", ITEM, "-", "China will buy aircraft."),
    ("(iv) strengthen ties;", ITEM, "(iv)", "strengthen ties;"),
    ("FOR FARMERS AND INDUSTRY: China will buy.", PARAGRAPH, "FOR FARMERS AND INDUSTRY:", "China will buy."),
    ("## Trade", HEADING, "##", "Trade"),
    ("2. NEXT STEPS AND OUTLOOK", HEADING, "2.", "NEXT STEPS AND OUTLOOK"),
    ("13 July 2022 was a day.", PARAGRAPH, "", "13 July 2022 was a day."),  # a date is no label
]

FURNITURE_LINES = ["Editor: 汤哲枭", "Edited\u2002by\u2002TANG Zhexiao", "Source: Daily | 2022", "Page 3 of 7",
                   "Copyright 2024", "Top News"]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert [sentence.text for block in segment(text) for sentence in block.sentences] == expected


@pytest.mark.parametrize(("line", "kind", "label", "words"), BLOCKS)
def test_kinds_and_labels(line, kind, label, words):
    text = f"A title\n\n{line}"
    block = segment(text)[-1]
    assert (block.kind, block.label, text[block.start:block.end]) == (kind, label, words)


DATELINES = [   # and other words before the first sentence
    ("NAIROBI, March 3 (Xinhua) -- Kenya met.", PARAGRAPH, "NAIROBI, March 3 (Xinhua) --", "Kenya met."),
    ("ADDIS ABABA, May 4, 2024 — It met.", PARAGRAPH, "ADDIS ABABA, May 4, 2024 —", "It met."),
    ("DUSHANBE (AVESTA) - It met.", PARAGRAPH, "DUSHANBE (AVESTA) -", "It met."),
    ("ASTANA – Kenya met.", PARAGRAPH, "ASTANA –", "Kenya met."),
    ("ASEAN-Japan trade grew.", PARAGRAPH, "", "ASEAN-Japan trade grew."),   # a hyphen without blanks
    ("4. Security. The EU agreed.", ITEM, "4. Security.", "The EU agreed."),   # a run-in heading
    ("4. Trade in cocoa and tea. The EU agreed.", ITEM, "4. Trade in cocoa and tea.", "The EU agreed."),
    ("4. We agreed. The EU left.", ITEM, "4.", "We agreed. The EU left."),   # a short sentence is none
    ("Security. The EU agreed.", PARAGRAPH, "", "Security. The EU agreed."),   # without a number
    ("2.3 The EU agreed.", ITEM, "2.3", "The EU agreed."),
    ("IV. The EU agreed.", ITEM, "IV.", "The EU agreed."),
]


@pytest.mark.parametrize(("line", "kind", "label", "words"), DATELINES)
def test_what_stands_before_the_first_sentence(line, kind, label, words):
    text = f"A title\n\n{line}"
    block = segment(text)[-1]
    assert (block.kind, block.label, text[block.start:block.end]) == (kind, label, words)


@pytest.mark.xfail(strict=True, reason="known miss")
@pytest.mark.parametrize(("line", "words", "reason"), [
    ("IGAD – the bloc of the Horn – agreed.", "IGAD – the bloc of the Horn – agreed.",
     "an aside after a short form is taken for a dateline"),
    ("4. The EU met. It agreed.", "The EU met. It agreed.", "a short sentence with another verb is taken for a run-in heading"),
])
def test_known_misses(line, words, reason):
    text = f"A title\n\n{line}"
    block = segment(text)[-1]
    assert text[block.start:block.end] == words, reason


@pytest.mark.parametrize("line", FURNITURE_LINES)
def test_furniture_has_no_sentences(line):
    block = segment(f"A sentence stands here.\n\n{line}\n")[-1]
    assert (block.kind, block.sentences) == (FURNITURE, ())


def test_teasers_end_the_text():
    blocks = segment("The sides agreed.\n\nTop News\n\nChina and ASEAN will sign a treaty.")
    assert [block.kind for block in blocks] == [PARAGRAPH, FURNITURE, FURNITURE]


def test_a_lead_in_is_known_to_the_list_after_it_and_ends_with_a_heading():
    blocks = segment("They agreed on the following:\n\nexpand trade;\n\nbuild a bridge.\n\nSECURITY\n\nThe talks went on.")
    assert [block.lead_in and block.lead_in.text for block in blocks] == [None, *["They agreed on the following:"] * 2, None, None]
    assert [block.kind for block in blocks[1:3]] == [ITEM, ITEM]


def test_a_speaker_is_known_until_the_next_one():
    blocks = segment(
        "President of Russia Vladimir Putin: Friends.\n\nWe met.\n\nPresident Sadyr Japarov: Thank you.\n\nVladimir Putin: Good.")
    assert [block.speaker for block in blocks] == [
        "President of Russia Vladimir Putin", "President of Russia Vladimir Putin", "President Sadyr Japarov", "Vladimir Putin"]


def test_a_colon_after_a_thing_makes_no_speaker():
    assert segment("Trade and investment: the two sides agreed.")[0].speaker is None


def test_lines_wrapped_at_the_page_width_are_joined():
    words = "The two sides agreed to expand their trade and the exchange of goods in all of the fields " * 8
    lines = [words[at:at + 72] for at in range(0, len(words) - 72, 72)]
    assert len(segment("\n".join(lines))) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "   ", ".", "a" * 20_000, "- " * 5_000, "(" * 5_000, "A. " * 5_000, "1. " * 5_000])
def test_odd_texts_are_read_to_the_end(text):
    for block in segment(text):
        assert all(text[sentence.start:sentence.end] == sentence.text for sentence in block.sentences)


STATEMENT = (
    "Joint Statement of China and Uzbekistan\n\nThe China-Uzbekistan Intergovernmental Cooperation Committee met. "
    "The China-{0} Intergovernmental Cooperation Committee will meet. Trade between China and {0} grew. They praised {0}'s initiative."
)


def names_read(text: str, title: str = "", parties: tuple[str, ...] = ("China", "Uzbekistan")) -> list[tuple[str, str]]:
    return [(text[start:end], meant) for (start, end), meant in readings(Document(text, title, "2024-01-24", parties)).items()]


def test_a_state_in_the_place_of_a_party_is_read_as_that_party():
    assert names_read(STATEMENT.format("Ukraine")) == [("Ukraine", "Uzbekistan")] * 3


@pytest.mark.parametrize(("text", "title", "parties", "reason"), [
    (STATEMENT.format("Kazakhstan"), "", ("China", "Uzbekistan"), "another initial"),
    (STATEMENT.format("Ukraine"), "China, Uzbekistan and Ukraine", ("China", "Uzbekistan"), "the title names it"),
    (STATEMENT.format("Ukraine"), "", ("China", "Ukraine"), "it is a party"),
    (STATEMENT.format("Ukraine"), "", ("China", "Uzbekistan", "Uganda"), "two parties share the initial"),
    ("A title\n\nTrade between China and Ukraine grew.", "", ("China", "Uzbekistan"), "no body of the pair has the same name"),
    ("Statement of China and Uzbekistan\n\nThe sides discussed the crisis in Ukraine and Ukraine's grain.", "", ("China", "Uzbekistan"),
     "the text speaks of Ukraine"),
    ("Ukraine and China sign a treaty\n\nThe China-Ukraine Committee met.", "", ("China", "Ukraine"), "a document about Ukraine"),
])
def test_a_state_that_is_meant_is_left_alone(text, title, parties, reason):
    assert names_read(text, title, parties) == [], reason
