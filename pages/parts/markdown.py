"""Data on its way into Markdown: every piece of it goes through here, so that it is shown and never obeyed."""
import re
import string
from collections.abc import Callable, Iterable
from functools import partial

from monitor import words
from monitor.safe_address import is_safe
from monitor.words import Piece

# Every ASCII sign of punctuation may be escaped; fewer would leave a door to emoji, icons, mathematics or bare addresses.
_SPECIAL = re.compile(f"([{re.escape(string.punctuation)}])")
# Streamlit draws these as arrows, dashes and signs where they stand alone, escaped or not; after a word joiner they do not.
_REDRAWN = re.compile(r"(?<!\S)(<->|<-|->|--|>=|<=|~=)(?!\S)")
WORD_JOINER = "\u2060"
_SPACE = re.compile(r"\s+")


def escape(text: str) -> str:
    """Markdown that shows `text` as it stands, on one line.

    A web address written out in it still becomes a link to itself; nothing else in it is obeyed.
    """
    one_line = _SPACE.sub(" ", text)
    return _SPECIAL.sub(r"\\\1", _REDRAWN.sub(f"{WORD_JOINER}\\1", one_line))


def small(markdown: str) -> str:
    """Markdown set small, in the full ink of the text: that of a caption is too pale to read."""
    return f":small[{markdown}]"


def under(first: str, second: str) -> str:
    """Markdown of a cell, with a second line where there is one; the second is data and is escaped here."""
    return f"{first}  \n{small(escape(second))}" if second else first


def in_markdown(pieces: Iterable[Piece], inside: Callable[[str], str] = str) -> str:
    """Markdown of a phrase: every piece escaped, the strong ones in bold, those that lead somewhere as links.

    `inside` makes an address inside this site out of a piece's own.
    """
    return "".join(_bold(piece.text, partial(_linked, piece, inside)) if piece.strong else _linked(piece, inside, piece.text)
                   for piece in pieces)


def strong(key: str, **parameters: object) -> str:
    """Markdown of a text of the catalogue, its strong parts in bold."""
    return in_markdown(words.pieces(key, **parameters))


def link(text: str, address: str) -> str:
    """A Markdown link to another site; the bare text, escaped, where the address may not become a link."""
    return f"[{escape(text)}](<{address}>)" if is_safe(address) else escape(text)


def _bold(text: str, marked: Callable[[str], str]) -> str:
    inner = text.strip()
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}**{marked(inner)}**{trail}" if inner else text


def _linked(piece: Piece, inside: Callable[[str], str], text: str) -> str:
    if not piece.href:
        return escape(text)
    return f"[{escape(text)}]({inside(piece.href)})" if piece.href.startswith(words.INSIDE) else link(text, piece.href)
