"""Files as text: what a file is, told by its content, and the text in it.

Plain text is decoded here. Everything else is foreign code to somebody's parser and is read by a child process with limits
(`extract.readers.child`), which alone imports the libraries; nothing of a file is ever fetched or run.
"""
from dataclasses import dataclass

from extract.readers import kinds, plain
from extract.readers.refusal import Refusal
from monitor.documents import PLAIN, UnreadableDocument

__all__ = ["Text", "read"]


@dataclass(frozen=True)
class Text:
    """The text of a file, and what made it text: "plain text", or a reader with its version such as "pypdf 7.1.1"."""

    text: str
    text_by: str


def read(content: bytes, name: str) -> Text:
    """The text of a file whose bytes are `content`; `name` is used in messages alone.

    Raises UnreadableDocument, with the name, what was found and how to mend it.
    """
    try:
        kind = kinds.kind_of(content)
        if kind == kinds.PLAIN:
            return Text(plain.decode(content), PLAIN)
        if kind == kinds.UTF_16:
            return Text(plain.decode_utf16(content), f"{PLAIN}, UTF-16")
        from extract.readers import child   # a run over plain texts need not load what starts processes
        return Text(**child.read(content, kind))
    except Refusal as refusal:
        raise UnreadableDocument(f"{name}: {refusal}") from refusal
