"""Plain text: UTF-8, or UTF-16 with its mark. A valid text comes back character for character, mark and line ends included."""
import re

from extract.readers.refusal import Refusal

# What no text holds: control characters other than tab, line ends, form feed and the escape of old terminals.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.01


def decode(content: bytes) -> str:
    """The text of UTF-8 bytes. Raises Refusal for other bytes, with the place of the first, and for what is no text."""
    nul = content.find(b"\0")
    if nul >= 0:
        raise Refusal(f"binary data, or UTF-16 without its mark (a zero at byte {nul}); save it as UTF-8 text")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(f"not UTF-8 at byte {error.start}; save it as UTF-8 text") from error
    return _a_text(text)


def decode_utf16(content: bytes) -> str:
    """The text of UTF-16 bytes, its mark left off. Raises Refusal."""
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Refusal(f"not UTF-16 at byte {error.start}; save it as UTF-8 text") from error
    if "\0" in text:
        raise Refusal("binary data after a mark of UTF-16; save it as UTF-8 text")
    return _a_text(text)


def _a_text(text: str) -> str:
    if len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise Refusal("binary data; save its text as .txt in UTF-8")
    return text
