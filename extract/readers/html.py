"""A web page as text: its running text and tables, without menus, comments and what no reader of the page sees."""
import re
from importlib.metadata import version

import trafilatura
from lxml import html

from extract.readers import kinds
from extract.readers.refusal import Refusal

UNSEEN = (
    "//script | //style | //template | //noscript | //nav | //aside | //dialog | //iframe | //*[@hidden] | //*[@aria-hidden='true']"
    " | //*[contains(translate(@style, ' ', ''), 'display:none')] | //*[contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
AS_TYPED = ("pre", "textarea")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
NO_TEXT = "no running text found in the page; save its text as .txt"
_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
                       re.IGNORECASE)
_CHARSET = re.compile(r"windows-?\d{3,4}|cp\d{3,4}|iso-?8859-?\d+|latin-?\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)|"
                      r"macintosh|us-ascii", re.IGNORECASE)
# What browsers take these names for.
_MEANT = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030",
          "macintosh": "mac-roman"}


def reader() -> str:
    return f"trafilatura {version('trafilatura')}"


def read(content: bytes) -> str:
    """The text of a page. Raises Refusal for an unknown encoding and for a page without running text."""
    tree = _tree(decode(content))
    for element in tree.xpath(UNSEEN):
        if element.getparent() is not None:
            element.drop_tree()
    _fold_blanks(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=True)
    if not text:
        raise Refusal(NO_TEXT)
    return text


def _tree(page: str) -> html.HtmlElement:
    """The elements of a page. Raises Refusal for one without any, and where the parser stopped before the end.

    Faults that every other page has, such as unclosed tags, are mended by the parser as a browser does.
    """
    parser = html.HTMLParser()
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page), parser=parser)
    except (html.etree.ParserError, html.etree.XMLSyntaxError) as error:
        raise Refusal(NO_TEXT) from error
    for fault in parser.error_log:
        if fault.level_name == "FATAL" or "too long" in fault.message:
            found, _, _ = fault.message.partition(",")
            raise Refusal(f"a broken page: {found[:60]} at line {fault.line}; save its text as .txt")
    return tree


def _fold_blanks(tree: html.HtmlElement) -> None:
    """Make line ends within a paragraph blanks, as a browser does; trafilatura would end a line of text there."""
    for element in tree.iter():
        if element.text and element.tag not in AS_TYPED:
            element.text = _BLANKS.sub(" ", element.text)
        if element.tail and not any(ancestor.tag in AS_TYPED for ancestor in element.iterancestors()):
            element.tail = _BLANKS.sub(" ", element.tail)


def decode(content: bytes) -> str:
    """The page by its mark, as UTF-8 where it is that, else by the encoding that it declares. Raises Refusal.

    A page that is valid UTF-8 is UTF-8 whatever it declares: servers re-encode pages and leave the old name in them.
    """
    if content.startswith(kinds.UTF_16_MARKS):
        return content.decode("utf-16", errors="replace")
    content = content.removeprefix(kinds.UTF_8_MARK)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(content)
        if not declared:
            raise Refusal(f"not UTF-8 at byte {error.start}, and no encoding is declared; save it as UTF-8") from error
    try:
        return content.decode(declared)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refusal(f"declares {declared} and is not; save it as UTF-8") from error


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:4 * kinds.HEAD])
    name = (found.group(1) or found.group(2)).decode("ascii", errors="ignore").lower() if found else ""
    return _MEANT.get(name, name) if _CHARSET.fullmatch(name) else ""
