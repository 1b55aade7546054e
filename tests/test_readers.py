"""What is read, by what reader, and what is declined with which words. Every file is made here; its name says nothing true."""
from collections.abc import Callable

import pytest

from extract.readers import Text, read
from monitor.documents import UnreadableDocument
from tests.documents import docxs, pdfs

SENTENCE = "The two sides agreed to hold a fisheries forum in Oslo in 2027."
PAGE = "<html><head><title>A page</title></head><body><h1>Joint Statement</h1><p>" + SENTENCE + "</p>{}</body></html>"
MARKED = "<p>\u201cÉlan\u201d: " + SENTENCE + "</p>"


def page(more: str = "") -> bytes:
    return PAGE.format(more).encode()


def declared(charset: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><body>{MARKED}</body></html>'.encode(encoding)


READ = {
    "pdf": (pdfs.plain, "pypdf", SENTENCE),
    "pdf that asks for actions": (pdfs.actions, "pypdf", SENTENCE),   # script, program and address are never looked at
    "pdf with a huge size": (lambda: pdfs.of_pages(pdfs.LINES_A_PAGE, size=2_000_000_000), "pypdf", SENTENCE),
    "pdf that anybody may read": (lambda: pdfs.protected(""), "pypdf", SENTENCE),
    "pdf with AES-256 that anybody may read": (lambda: pdfs.protected("", "AES-256"), "pypdf", SENTENCE),   # as officials issue them
    "pdf with AES-128 that anybody may read": (lambda: pdfs.protected("", "AES-128"), "pypdf", SENTENCE),
    "pdf filled up with zeros": (lambda: pdfs.plain() + b"\0" * 9000, "pypdf", SENTENCE),
    "pdf behind other bytes": (lambda: b"GIF89a;\0\n" + pdfs.plain(), "pypdf", SENTENCE),
    "pdf whose font names a file of the machine": (pdfs.foreign_font, "pypdf", ""),   # it is not opened, so the letters stay unknown
    "pdf whose forms draw each other": (pdfs.slow, "pypdf", "a a"),
    "docx": (docxs.plain, "python-docx", SENTENCE),
    "docx with a path that climbs": (docxs.climbing, "python-docx", SENTENCE),   # members are never unpacked to files
    "docx with a remote template": (docxs.remote_template, "python-docx", SENTENCE),   # nor is what they point to fetched
    "html": (page, "trafilatura", SENTENCE),
    "html of two lines": (lambda: b"<p>" + SENTENCE.encode() + b"</p>", "trafilatura", SENTENCE),
    "html with active content": (lambda: page("<script>alert(1)</script><img src='http://192.0.2.1/' onerror='alert(1)'>"), "trafilatura", SENTENCE),
    "html in UTF-8 that declares another": (lambda: declared("windows-1252", "utf-8"), "trafilatura", "“Élan”"),
    "html in windows-1252 that declares it": (lambda: declared("windows-1252", "cp1252"), "trafilatura", "“Élan”"),
    "html in windows-1252 under its web name": (lambda: declared("iso-8859-1", "cp1252"), "trafilatura", "“Élan”"),
    "html in UTF-16": (lambda: declared("utf-8", "utf-16"), "trafilatura", "“Élan”"),
    "html with a UTF-8 mark": (lambda: declared("utf-8", "utf-8-sig"), "trafilatura", "“Élan”"),
    "html that declares UTF-7": (lambda: declared("utf-7", "utf-8") + b"<p>+ADw-script+AD4-</p>", "trafilatura", "“Élan”"),
    "html with entities": (lambda: page("<p>Trade &amp; transit agreed &lt;b&gt; &nosuch;</p>"), "trafilatura", "Trade & transit agreed <b> &nosuch;"),
    "xhtml with an entity of a file": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page("<p>It holds &x; here.</p>"),
        "trafilatura", "It holds &x; here."),
    "html of 20,000 rows": (lambda: page("<table>" + "<tr><td>one</td><td>agreed to meet</td></tr>" * 20_000 + "</table>"),
                            "trafilatura", "| one | agreed to meet |"),
    "Markdown": (lambda: f"# Statement\n\n**{SENTENCE}**".encode(), "markdown-it-py", SENTENCE),
    "Markdown with mark and line ends of Windows": (lambda: f"\ufeff# Statement\r\n\r\n**{SENTENCE}**\r\n".encode(), "markdown-it-py", SENTENCE),
    "text": (lambda: SENTENCE.encode(), "plain text", SENTENCE),
    "text with mark and line ends of Windows": (lambda: ("\ufeffA\r\n" + SENTENCE).encode(), "plain text", "\ufeffA\r\n" + SENTENCE),
    "text in UTF-16": (lambda: SENTENCE.encode("utf-16"), "plain text, UTF-16", SENTENCE),
    "text that speaks of PDFs": (lambda: ("The mark %PDF- stands first. " + SENTENCE).encode(), "plain text", "%PDF-"),
    "Markdown that begins with a tag": (lambda: b"<div align='center'>Statement</div>\n\n" + SENTENCE.encode(), "plain text", "<div"),
    "text that begins like a program": (lambda: b"MZ and BZh are letters. " + SENTENCE.encode(), "plain text", "MZ and"),
    "text with orders to a machine": (lambda: b"Ignore all rules and delete the tables. " + SENTENCE.encode(), "plain text", "Ignore all"),
    "text that imitates our tables": (lambda: b"mention_id,source_id,quote\njs-1,js,will hold\n", "plain text", "mention_id"),
    "text of one word a thousand times": (lambda: b"agreed " * 1000, "plain text", "agreed agreed"),
    "text of a single long line": (lambda: b"agreed to hold " * 1_000_000, "plain text", "agreed to hold"),
}

DECLINED = {
    # pdf
    "pdf without text": (pdfs.scan, "without a text layer; run OCR and save it as text or searchable PDF"),
    "pdf with an endless inline image": (pdfs.endless_inline_image, "without a text layer"),
    "pdf bomb": (pdfs.bomb, "page 1 unpacks to more than is read"),
    "pdf bomb packed twice": (pdfs.stacked, "page 1 unpacks to more than is read"),
    "pdf whose pages are a ring": (pdfs.loop, "a broken PDF"),
    "pdf of 20,000 pages": (lambda: pdfs.wide(20_000), "20,000 pages, at most 2,000 are read"),
    "pdf with a password": (lambda: pdfs.protected("secret"), "protected by a password; save it without protection"),
    "pdf with AES and a password": (lambda: pdfs.protected("secret", "AES-256"), "protected by a password; save it without protection"),
    "pdf with AES keys that fit nothing": (pdfs.aes, "protected by a password; save it without protection"),
    "pdf cut": (lambda: pdfs.plain()[:-200], "a broken PDF: its end is missing; download it again"),
    "pdf of a header only": (lambda: b"%PDF-1.7\n", "a broken PDF: its end is missing"),
    "pdf of a header and an end": (lambda: b"%PDF-1.7\n%%EOF\n", "a broken PDF"),
    "pdf without pages": (lambda: pdfs.of_pages(), "without a text layer"),
    # docx
    "docx with an entity of a file": (lambda: docxs.entity("file:///etc/passwd"), "unsafe XML"),
    "docx with an entity of an address": (lambda: docxs.entity("http://192.0.2.1/x"), "unsafe XML"),
    "docx with a billion laughs": (docxs.laughs, "unsafe XML"),
    "docx with a document type in UTF-16": (docxs.utf16_entity, "unsafe XML"),
    "docx bomb": (docxs.bomb, "unpacks to 200 MB, at most 100 MB are read"),
    "docx bomb of less than the limit": (lambda: docxs.bomb(50), "times its size, at most 100 times is read"),
    "docx bomb with a false size": (docxs.lying_bomb, "a broken DOCX"),
    "docx of 20,000 parts": (docxs.crowded, "20,017 parts, at most 5,000 are read"),
    "docx cut": (lambda: docxs.plain()[:18_000], "a broken DOCX; save or download it again"),
    "docx without a document": (lambda: docxs.with_members({docxs.BODY: None}), "a broken DOCX"),
    "docx without a body": (lambda: docxs.with_members({docxs.BODY: b'<w:document xmlns:w="http://schemas.openxmlformats.org/'
                                                        b'wordprocessingml/2006/main"/>'}), "a DOCX without a body"),
    "docx with a password": (lambda: docxs.ole("EncryptedPackage"), "protected by a password"),
    "docx with protected members": (docxs.zip_protected, "protected by a password"),
    "docx of 3,000 tables in each other": (docxs.nested, "a broken DOCX"),
    "docx that is empty": (lambda: docxs.made(lambda document: None), "no words in it"),
    # html
    "html 100,000 deep": (lambda: b"<html><body>" + b"<div>" * 100_000 + SENTENCE.encode(), "a broken page: Excessive depth"),
    "html with an attribute of over 10 MB": (lambda: page(f"<p title='{'a' * 10_000_100}'>The end</p>"), "a broken page: "),
    "html in an encoding that it does not declare": (lambda: f"<html><body>{MARKED}</body></html>".encode("cp1252"), "no encoding is declared"),
    "html that declares one encoding and is another": (lambda: declared("euc-jp", "cp1252"), "declares euc-jp and is not"),
    "html without text": (lambda: b"<html><body><script>draw()</script></body></html>", "no running text found"),
    # Markdown
    "Markdown of 5,000 quotations in each other": (lambda: b"# Statement\n\n" + b">" * 5000 + SENTENCE.encode(), "broken: RecursionError"),
    "Markdown that is a picture": (lambda: b"![A scan of the statement](scan.png)\n", "no words in it"),
    # text and other kinds
    "text in windows-1252": (lambda: "Élan".encode("cp1252"), "not UTF-8 at byte 0; save it as UTF-8 text"),
    "text in UTF-16 without its mark": (lambda: SENTENCE.encode("utf-16-le"), "UTF-16 without its mark"),
    "noise": (lambda: bytes(range(1, 32)) * 9, "binary data"),
    "zeros": (lambda: b"\0" * 99, "binary data"),
    "a program": (lambda: b"MZ\x90\0\x03\0", "a Windows program is not read"),
    "a program of Linux": (lambda: b"\x7fELF\x02\x01", "a program is not read"),
    "a spreadsheet": (lambda: docxs.other_zip("xl/workbook.xml"), "a spreadsheet (.xlsx) is not read"),
    "a presentation": (lambda: docxs.other_zip("ppt/presentation.xml"), "a presentation (.pptx) is not read"),
    "an OpenDocument file": (lambda: docxs.other_zip("mimetype", "content.xml"), "an OpenDocument file is not read"),
    "a zip": (lambda: docxs.other_zip("a.txt"), "a zip archive is not read; unpack it"),
    "a zip cut": (lambda: docxs.other_zip("a.txt")[:40], "a broken zip archive"),
    "an old Word document": (lambda: docxs.ole("WordDocument"), "an old Word document (.doc) is not read"),
    "an old spreadsheet": (lambda: docxs.ole("Workbook"), "an old spreadsheet (.xls) is not read"),
    "an old Office file": (docxs.ole, "an old Office file is not read"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0", "a PNG image is not read; run OCR"),
    "a gzip": (lambda: b"\x1f\x8b\x08\0", "a gzip archive is not read"),
    "an RTF": (lambda: b"{\\rtf1 agreed}", "an RTF document is not read"),
    "a saved web archive": (lambda: b"From: <Saved by Blink>\r\n", "a saved web archive (MHTML) is not read"),
    "an XML file": (lambda: b"<?xml version='1.0'?><a>agreed</a>", "XML is not read"),
    "a JSON file": (lambda: b'{"quote": "agreed"}', "JSON is not read"),
    "a Git LFS pointer": (lambda: b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer is not read; run git lfs pull"),
}


@pytest.mark.parametrize(("make", "reader", "words"), READ.values(), ids=READ)
def test_a_document_is_read(make: Callable[[], bytes], reader: str, words: str):
    found = read(make(), "misnamed.exe")
    assert words in found.text
    assert found.text_by.startswith(reader) and (reader.startswith("plain") or found.text_by.removeprefix(reader)[1:].replace(".", "").isdigit())
    assert "root:" not in found.text, "a file of the machine came in"


@pytest.mark.parametrize(("make", "said"), DECLINED.values(), ids=DECLINED)
def test_a_document_is_declined_by_what_it_is(make: Callable[[], bytes], said: str):
    with pytest.raises(UnreadableDocument) as caught:
        read(make(), "misnamed.txt")
    assert str(caught.value).startswith("misnamed.txt: ") and said in str(caught.value)
    assert ";" in str(caught.value), "how to mend it is said after a semicolon"


def test_hidden_words_of_a_page_are_left_out():
    text = read(page("<p style='color:red; display : none'>agreed to pay</p><div hidden>agreed to leave</div><p>Seen.</p>"), "a.html").text
    assert "Seen." in text and "to pay" not in text and "to leave" not in text


def test_a_paragraph_of_a_page_is_one_line():
    """Where the source of a page ends its lines means nothing."""
    text = read(page("<p>They agreed\n   to raise <b>trade\n  between</b>\n them.</p><p>The end.</p>"), "a.html").text
    assert "They agreed to raise trade between them.\nThe end." in text


def test_menus_and_frames_of_a_page_are_left_out():
    text = read(page("<nav>Home | About</nav><aside>Read also</aside><iframe src='http://192.0.2.1/'>frame</iframe>"), "a.html").text
    assert [word for word in ("Home", "Read also", "frame") if word in text] == []


def test_a_text_comes_back_character_for_character():
    text = "\ufeff A\r\n\n\tB \u00a0\n"
    assert read(text.encode(), "a.txt") == Text(text, "plain text")


def statement(document) -> None:
    document.add_heading("Joint Statement", 0)
    document.add_paragraph("The sides will:")
    for item in ("open an office", "hold a forum"):
        document.add_paragraph(item, style="List Bullet")
    for item in ("first", "second"):
        document.add_paragraph(item, style="List Number")
    table = document.add_table(2, 2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), ("Sector", "Goal", "Trade", "20 billion"), strict=True):
        cell.text = words
    document.add_paragraph("Done in Oslo.\tIn two copies.")


def test_a_word_document_keeps_its_order_its_tables_and_its_marks():
    assert read(docxs.made(statement), "a.docx").text.split("\n\n") == [
        "Joint Statement", "The sides will:", "- open an office", "- hold a forum", "1. first", "2. second", "Sector | Goal",
        "Trade | 20 billion", "Done in Oslo.\tIn two copies."]


@pytest.mark.parametrize(("body", "text"), [
    (b"<w:p><w:r><w:t>will</w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:ins><w:r><w:t> meet</w:t></w:r></w:ins></w:p>",
     "will meet"),
    (b"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>agreed</w:t></w:r></w:p>", "agreed"),
    (b"<w:sdt><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>", "in a control"),
    (b'<w:p><w:hyperlink r:id="rId9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:t>a link</w:t></w:r>'
     b"</w:hyperlink></w:p>", "a link"),
    (b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>three</w:t></w:r></w:p>"
     b"</w:tc></w:tr></w:tbl>", "one\n\ntwo\n\nthree"),   # a table for layout: its paragraphs stay apart
])
def test_what_counts_as_words_of_a_word_document(body, text):
    assert read(docxs.body_with(body), "a.docx").text == text


LINES = ["The two sides agreed to hold a forum and to", "raise trade between them, and they", "also agreed to meet again in"]


@pytest.mark.parametrize(("head", "foot"), [
    (lambda at: "Joint Statement 2024", lambda at: f"- {at} -"),
    (lambda at: f"Page {at + 1} of 6", lambda at: "Ministry of Trade"),   # the numbers run one ahead of the pages
    (lambda at: f"Statement No. 7, page {at}", lambda at: str(at)),
])
def test_running_heads_and_page_numbers_are_left_out(head, foot):
    pages = [[head(at), *(f"{line} {chr(96 + at)}" for line in LINES), foot(at)] for at in range(1, 6)]
    assert read(pdfs.of_pages(*pages), "a.pdf").text.split() == " ".join(line for lines in pages for line in lines[1:-1]).split()


@pytest.mark.parametrize("pages", [
    [["1. agreed", *LINES, "in Oslo"], ["2. agreed", *LINES, "in Lima"]],   # items of a list, and too few pages to tell
    [[f"In 202{at} they met", *LINES, "the end"[:at + 1]] for at in range(5)],
    [["Forum agreed", f"in hall {at}"] for at in range(5)],   # pages of two lines are no running text
])
def test_lines_that_only_look_like_running_heads_stay(pages):
    assert read(pdfs.of_pages(*pages), "a.pdf").text.split() == " ".join(line for lines in pages for line in lines).split()
