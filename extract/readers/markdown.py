"""A Markdown text as text: headings, paragraphs, items and table rows in their order, without the marks.

Left out: pictures, comments, struck-out words, the fields at its head, and where links lead.
"""
import html
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.readers import plain
from extract.readers.markup import front_matter

BETWEEN_BLOCKS, BETWEEN_CELLS = "\n\n", " | "
BULLET = "- "
DEEPEST = 1_000_000   # what lies deeper is dropped in silence by the library; long before that Python gives up with an error, which is told
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NOTE = re.compile(r"^\[\^[^\]\s]+\]:\s*|\[\^[^\]\s]+\]")
_BLANKS = re.compile(r"[ \t]+")


def reader() -> str:
    return f"markdown-it-py {version('markdown-it-py')}"


def read(content: bytes) -> str:
    """The text of a Markdown file. Raises Refusal for one that is not UTF-8."""
    text = plain.decode(content)
    tokens = _parser().parse(text[front_matter(text):].removeprefix("\ufeff"))
    return BETWEEN_BLOCKS.join(block for block in _blocks(tokens) if block)


def _parser() -> MarkdownIt:
    """CommonMark with tables and struck-out words; an indented line is a paragraph, as whoever types a statement means it."""
    return MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"]).disable("code")


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """The blocks of a document. Of an item the first block carries the mark; headings, items and rows are one line each."""
    counts: list[int | None] = []   # of each list that is open, the number of its next item; None for bullets
    mark, row, is_heading = "", None, False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counts.append(None if token.type == "bullet_list_open" else int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counts.pop()
        elif token.type == "list_item_open":
            number = counts[-1]
            mark = BULLET if number is None else f"{number}{token.markup} "
            counts[-1] = None if number is None else number + 1
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.nesting > 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and row is not None:
            row.append(_one_line(_text(token)))
        elif token.type == "tr_close" or (text := _text(token)):
            block = text if row is None else BETWEEN_CELLS.join(cell for cell in row if cell)
            if block:
                yield mark + (_one_line(block) if counts or is_heading else block)
                mark = ""
            row = None


def _text(token: Token) -> str:
    """The words of a token; empty for one that only opens or closes a block."""
    if token.type == "inline":
        return _tidy(_NOTE.sub("", "".join(_words(token.children or []))))
    if token.type == "fence":
        return token.content.strip("\n")
    if token.type == "html_block":
        return _tidy(_seen(token.content))
    return ""


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    struck = 0
    for token in tokens:
        if token.type in ("s_open", "s_close"):
            struck += token.nesting
        elif struck:
            continue
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
            yield "\n"
        elif token.type in ("text", "code_inline", "text_special"):
            yield token.content


def _seen(markup: str) -> str:
    """The words of a piece of HTML that a reader of the page sees."""
    markup = _UNSEEN.sub("", _COMMENT.sub("", markup))
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))


def _tidy(text: str) -> str:
    """The lines without blanks at their ends, and without the empty ones that a picture or a comment leaves."""
    return "\n".join(line for line in (_BLANKS.sub(" ", line).strip() for line in text.split("\n")) if line)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
