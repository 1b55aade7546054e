"""What a file is, told by its bytes; its ending says nothing."""
import codecs
import json
import re

from extract.readers.markup import is_markdown
from extract.readers.refusal import Refusal

PLAIN, UTF_16, MARKDOWN, HTML, PDF, ZIP = "plain", "utf-16", "markdown", "html", "pdf", "zip"
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UTF_8_MARK = codecs.BOM_UTF8
HEAD, TAIL = 1024, 2048

SAVE_AS_TEXT = "save what is to be read as .txt in UTF-8"
SAVE_AS_DOCX = "open it in the word processor and save it as .docx or .txt"
UNPACK = "unpack it and add its documents one by one"
OCR = "run OCR and save it as text or searchable PDF"
NOT_A_DOCUMENT = "leave it out"
# Beginnings of files that are not read: (bytes, what it is, how to mend it). An Office file of the old kind is told apart below.
SIGNATURES = (
    (b"{\\rtf", "an RTF document", SAVE_AS_DOCX),
    (b"MZ", "a Windows program", NOT_A_DOCUMENT),
    (b"\x7fELF", "a program", NOT_A_DOCUMENT),
    (b"\xcf\xfa\xed\xfe", "a program", NOT_A_DOCUMENT),
    (b"\x89PNG\r\n", "a PNG image", OCR),
    (b"\xff\xd8\xff", "a JPEG image", OCR),
    (b"GIF8", "a GIF image", OCR),
    (b"II*\0", "a TIFF image", OCR),
    (b"MM\0*", "a TIFF image", OCR),
    (b"RIFF", "an image, a sound or a film", OCR),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ", "an xz archive", UNPACK),
    (b"SQLite format 3", "a database", SAVE_AS_TEXT),
    (b"%!PS", "a PostScript file", "make a PDF of it"),
    (b"version https://git-lfs", "a Git LFS pointer", "run git lfs pull"),
    (b"From: <Saved by", "a saved web archive (MHTML)", "save the page as HTML or its text as .txt"),
    (b"MIME-Version:", "a saved web archive or a mail", "save the page as HTML or its text as .txt"),
)
TEXT_LIKE = (b"BZh", b"GIF8", b"II*\0", b"MM\0*", b"MZ", b"RIFF", b"Rar!")   # letters that a text may begin with, too
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an Office file of the old kind, in the order in which they are looked for.
OLE_KINDS = (
    ("EncryptedPackage", "an Office document protected by a password", "save it without the password"),
    ("WordDocument", "an old Word document (.doc)", SAVE_AS_DOCX),
    ("Workbook", "an old spreadsheet (.xls)", SAVE_AS_TEXT),
    ("PowerPoint Document", "an old presentation (.ppt)", SAVE_AS_TEXT),
)
_OPENING = r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
_PAGE = re.compile((_OPENING + r"<(?:!doctype\s+html|html|head|body|title|meta)\b").encode(), re.IGNORECASE | re.DOTALL)
_MARKED_UP = re.compile((_OPENING + r"<(?:div|p|h[1-6]|table|article|section|main|script|style|span|ul|ol|center|font)\b").encode(),
                        re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"\s*<(?:\?xml|svg)\b", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """PLAIN, UTF_16, MARKDOWN, HTML, PDF, or ZIP for what may be a DOCX. Raises Refusal for anything else, naming what it is."""
    if content.startswith(UTF_16_MARKS):
        return HTML if _is_page(content.decode("utf-16", errors="replace").encode()) else UTF_16
    body = content.removeprefix(UTF_8_MARK)
    if _is_pdf(body):
        return PDF
    if body.startswith(b"PK\x03\x04") or body.startswith(b"PK\x05\x06"):
        return ZIP
    if body.startswith(OLE):
        raise _ole(body)
    for signature, kind, mend in SIGNATURES:
        if body.startswith(signature) and (signature not in TEXT_LIKE or b"\0" in body):
            raise Refusal(f"{kind} is not read; {mend}")
    if _is_page(body):
        return HTML
    if _XML.match(body):
        raise Refusal(f"XML is not read; {SAVE_AS_TEXT}")
    if _is_json(body):
        raise Refusal(f"JSON is not read; {SAVE_AS_TEXT}")
    return MARKDOWN if is_markdown(body.decode("utf-8", errors="ignore")) else PLAIN


def _is_pdf(body: bytes) -> bool:
    """A PDF may have other bytes before its mark; then its end tells it from a text that speaks of the mark."""
    return body.lstrip().startswith(b"%PDF-") or (b"%PDF-" in body[:HEAD] and b"startxref" in body[-TAIL:])


def _is_page(body: bytes) -> bool:
    """A page, or a piece of one; a Markdown text may begin with a tag but does not end with one."""
    return bool(_PAGE.match(body)) or (bool(_MARKED_UP.match(body)) and body.rstrip().endswith(b">"))


def _is_json(body: bytes) -> bool:
    if not body.lstrip().startswith((b"{", b"[")):
        return False
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _ole(body: bytes) -> Refusal:
    for stream, kind, mend in OLE_KINDS:
        if stream.encode("utf-16-le") in body:
            return Refusal(f"{kind} is not read; {mend}")
    return Refusal(f"an old Office file is not read; {SAVE_AS_DOCX}")
