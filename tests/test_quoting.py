"""Quotes on their way out."""
import pytest

from monitor.dataset import Passage
from monitor.quoting import ELLIPSIS, EXCERPT_LENGTH, Quoted, Slip, quoted, slips, with_readings

SLIP = Slip("Ukraine", "Uzbekistan")


@pytest.mark.parametrize(("flags", "found"), [
    ("", ()),
    ("Ukraine read as Uzbekistan", (SLIP,)),
    ("not found again; Ukraine read as Uzbekistan", (SLIP,)),
    ("Ukraine read as Uzbekistan; Uganda read as Uzbekistan", (SLIP, Slip("Uganda", "Uzbekistan"))),
    ("read as", ()),
])
def test_slips_among_the_flags(flags, found):
    assert slips(flags) == found


@pytest.mark.parametrize(("text", "shown"), [
    ("China-Ukraine Committee", "China-Ukraine [Uzbekistan; translation slip] Committee"),
    ("Ukraine and Ukraine", "Ukraine [Uzbekistan; translation slip] and Ukraine [Uzbekistan; translation slip]"),
    ("Ukrainians", "Ukrainians"),                # part of another word
    ("nothing of the kind", "nothing of the kind"),
])
def test_the_reading_stands_in_brackets(text, shown):
    assert with_readings(text, [SLIP]) == shown


def test_a_slip_with_signs_of_a_pattern_is_taken_as_written():
    assert with_readings(r"a \1 b", [Slip(r"b", r"\1")]) == r"a \1 b [\1; translation slip]"


def passage(before: str, quote: str, after: str) -> Passage:
    return Passage("js-1", 0, len(before + quote + after), before + quote + after, len(before), len(before + quote))


def test_a_full_text_gives_its_whole_paragraph():
    long = "word " * EXCERPT_LENGTH
    assert quoted(passage(long, "the quote", long), "", "full") == Quoted(long, "the quote", long)


def test_an_excerpt_ends_at_whole_words():
    parts = quoted(passage("abcd " * 200, "the quote", " efgh" * 200), "", "excerpt")
    assert parts.before.startswith(f"{ELLIPSIS}abcd ") and len(parts.before) <= EXCERPT_LENGTH + 1
    assert parts.after.endswith(f" efgh{ELLIPSIS}") and len(parts.after) <= EXCERPT_LENGTH + 1
    assert parts.quote == "the quote"


def test_a_short_paragraph_is_no_excerpt():
    assert quoted(passage("before ", "the quote", " after."), "", "excerpt") == Quoted("before ", "the quote", " after.")


def test_readings_stand_in_every_part():
    parts = quoted(passage("Ukraine ", "with Ukraine", "."), "Ukraine read as Uzbekistan", "full")
    assert parts.before == "Ukraine [Uzbekistan; translation slip] " and parts.quote == "with Ukraine [Uzbekistan; translation slip]"
