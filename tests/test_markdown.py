"""Data on its way into Markdown is shown and never obeyed."""
import pytest

from monitor.words import Piece
from pages.parts.markdown import WORD_JOINER, escape, in_markdown


@pytest.mark.parametrize(("text", "shown"), [
    ("plain words", "plain words"),
    ("US$20 billion and $5", r"US\$20 billion and \$5"),              # mathematics otherwise
    ("*star* _line_ `code`", r"\*star\* \_line\_ \`code\`"),
    ("China-Ukraine [Uzbekistan; slip]", r"China\-Ukraine \[Uzbekistan\; slip\]"),
    ("[x](javascript:alert(1))", r"\[x\]\(javascript\:alert\(1\)\)"),
    ("<img src=x>", r"\<img src\=x\>"),
    (":material/home: :red[r]", r"\:material\/home\: \:red\[r\]"),    # Streamlit's own directives
    ("1. not a list\n\n# nor a heading", r"1\. not a list \# nor a heading"),
    ("back\\slash", r"back\\slash"),
    ("&nbsp;", r"\&nbsp\;"),
    ("東方 Oʻzbekiston", "東方 Oʻzbekiston"),                           # signs of other scripts need no escape
    ("", ""),
])
def test_escape(text, shown):
    assert escape(text) == shown


@pytest.mark.parametrize("sign", ["->", "<-", "<->", "--", ">=", "<=", "~="])
def test_signs_that_would_be_redrawn_stand_as_typed(sign):
    """Streamlit draws an arrow for `->` that stands alone; a quote keeps its signs."""
    assert f" {WORD_JOINER}" in escape(f"a {sign} b")
    assert WORD_JOINER not in escape(f"a{sign}b")


def test_strong_pieces_are_bold_without_their_spaces():
    """`** 7** of` would print its stars."""
    assert in_markdown((Piece("about"), Piece(" 7 ", strong=True), Piece("of *9*"))) == r"about **7** of \*9\*"


@pytest.mark.parametrize(("href", "markdown"), [
    ("https://example.org/a", "**[7](<https://example.org/a>)**"),
    ("sources?source=js&id=f", "**[7](sources?source=js&id=f)**"),
    ("", "**7**"),
    ("javascript:alert(1)", "**7**"),
    ("targets) [x](javascript:alert(1)", "**7**"),   # what is no address of ours is no address at all
])
def test_a_number_leads_to_its_source(href, markdown):
    assert in_markdown((Piece("7", strong=True, href=href),)) == markdown
