"""A Word document as text: paragraphs and table rows in the order of the document, list items with their mark.

Left out: what is deleted or hidden in it, headers, footers, footnotes, comments and text boxes.
"""
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from extract.readers import package
from extract.readers.refusal import Refusal

BETWEEN_PARAGRAPHS, BETWEEN_CELLS = "\n\n", " | "
BULLET = "- "
_TEXT, _TAB, _PARAGRAPH, _ROW, _CELL = qn("w:t"), qn("w:tab"), qn("w:p"), qn("w:tr"), qn("w:tc")
_TABLE, _RUN, _HIDDEN = qn("w:tbl"), qn("w:r"), f"{qn('w:rPr')}/{qn('w:vanish')}"
_BREAKS = {qn("w:br"), qn("w:cr")}
_HYPHEN = qn("w:noBreakHyphen")
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:drawing"), qn("w:pict"), qn("w:object"),
             "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_VALUE = qn("w:val")


def reader() -> str:
    return f"python-docx {version('python-docx')}"


def read(content: bytes) -> str:
    """The text of a DOCX. Raises Refusal for another zip, one too large, protected, cut or unsafe, and one without a body."""
    package.check(content)
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError) as error:   # lxml's errors are SyntaxErrors
        raise Refusal(package.BROKEN) from error
    if body is None:
        raise Refusal("a DOCX without a body; save it again in the word processor")
    return BETWEEN_PARAGRAPHS.join(_blocks(body, _Lists(document)))


def _blocks(container, lists: "_Lists") -> Iterator[str]:
    """The paragraphs and table rows within an element, in order, without empty ones."""
    for element in container:
        if element.tag == _PARAGRAPH:
            text = _words(element).strip()
            mark = lists.mark(element)   # counted for an empty item, too: the word processor numbers it
            if text:
                yield mark + text
        elif element.tag == _ROW:
            yield from _row(element, lists)
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:   # a table, a content control, a tracked insertion
            yield from _blocks(element, lists)


def _row(row, lists: "_Lists") -> Iterator[str]:
    """One line for a row of plain cells; a cell with several paragraphs is layout, and its paragraphs stay apart."""
    cells = [list(_blocks(cell, lists)) for cell in row.iter(_CELL) if _owner(cell) is row]
    if all(len(paragraphs) <= 1 for paragraphs in cells):
        line = BETWEEN_CELLS.join(paragraphs[0] for paragraphs in cells if paragraphs)
        if line:
            yield line
        return
    for paragraphs in cells:
        yield from paragraphs


def _owner(cell):
    return next(cell.iterancestors(_ROW), None)


def _words(element) -> str:
    """The words of a paragraph; deleted and hidden ones left out."""
    parts = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _TAB:
            parts.append("\t")
        elif child.tag in _BREAKS:
            parts.append("\n")
        elif child.tag == _HYPHEN:
            parts.append("-")
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not (child.tag == _RUN and _is_hidden(child)):
            parts.append(_words(child))
    return "".join(parts)


def _is_hidden(run) -> bool:
    vanish = run.find(_HIDDEN)
    return vanish is not None and vanish.get(_VALUE, "1") not in ("0", "false", "off")


class _Lists:
    """What stands before the items of lists: a bullet, or the number that the word processor counts."""

    def __init__(self, document):
        self.levels = _levels(document)
        self.styles = {style.style_id: style.element for style in document.styles}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, paragraph) -> str:
        """The mark of a paragraph with a blank after it; empty for one that is no item."""
        number, depth = self._numbering(paragraph)
        level = self.levels.get((number, depth))
        if level is None:
            return ""
        form, pattern, start = level
        counts = self.counts[number]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if form == "bullet":
            return BULLET
        label = re.sub(r"%(\d)", lambda found: self._counted(number, int(found.group(1)) - 1), pattern)
        return f"{label} " if label and form != "none" else ""

    def _counted(self, number: str, depth: int) -> str:
        form, _, start = self.levels.get((number, depth), ("decimal", "", 1))
        count = self.counts[number].get(depth, start)
        if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
            return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
        if form in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
        return str(count)

    def _numbering(self, paragraph) -> tuple[str, int]:
        """Number of the list and depth, from the paragraph or from its style; "0" where it is no item."""
        properties = paragraph.find(qn("w:pPr"))
        seen = set()
        while properties is not None:
            numbering = properties.find(qn("w:numPr"))
            if numbering is not None and numbering.find(qn("w:numId")) is not None:
                depth = numbering.find(qn("w:ilvl"))
                return numbering.find(qn("w:numId")).get(_VALUE), int(depth.get(_VALUE)) if depth is not None else 0
            named = properties.find(qn("w:pStyle"))
            style = self.styles.get(named.get(_VALUE)) if named is not None else None
            if style is None or id(style) in seen:
                break
            seen.add(id(style))
            properties = style.find(qn("w:pPr"))
        return "0", 0


def _levels(document) -> dict[tuple[str, int], tuple[str, str, int]]:
    """(list, depth): the form of its numbers, the pattern around them, the first one."""
    part = next((relation.target_part for relation in document.part.rels.values()
                 if not relation.is_external and relation.reltype.endswith("/numbering")), None)
    if part is None:
        return {}
    root = part.element
    kinds = {kind.get(qn("w:abstractNumId")): kind for kind in root.findall(qn("w:abstractNum"))}
    found = {}
    for number in root.findall(qn("w:num")):
        kind = kinds.get(number.find(qn("w:abstractNumId")).get(_VALUE))
        for level in kind.findall(qn("w:lvl")) if kind is not None else ():
            form, pattern, start = (level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start"))
            found[number.get(qn("w:numId")), int(level.get(qn("w:ilvl")))] = (
                form.get(_VALUE) if form is not None else "decimal", pattern.get(_VALUE) or "" if pattern is not None else "",
                int(start.get(_VALUE)) if start is not None else 1)
    return found


def _roman(number: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
             (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text
