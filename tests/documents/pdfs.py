"""A small writer of PDFs: real objects, real text streams, a real cross-reference table; and what an attacker makes of it."""
import io
import zlib
from collections.abc import Sequence

import pypdf

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
LINES_A_PAGE = ("The two sides agreed to hold a fisheries forum in Oslo in 2027.", "They will open a joint office in Lima by 2030.")


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def text_stream(lines: Sequence[str], entries: bytes = b"") -> bytes:
    return stream(b"BT /F1 11 Tf 72 750 Td 14 TL\n" + b"\n".join(b"(%s) Tj T*" % _escaped(line) for line in lines) + b"\nET", entries)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def write(objects: Sequence[bytes], size: int | None = None, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size or len(objects) + 1, trailer, start))
    return out.getvalue()


def of_streams(streams: Sequence[bytes], catalog: bytes = b"", page: bytes = b"", **options) -> bytes:
    """A PDF with one page for each stream of page content."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(streams)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)), FONT]
    for at, content in enumerate(streams):
        objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R %s >>"
                    % (5 + 2 * at, page), content]
    return write(objects, **options)


def of_pages(*pages: Sequence[str], **options) -> bytes:
    return of_streams([text_stream(lines) for lines in pages], **options)


def placed_stream(lines: Sequence[tuple[float, float, float, str]]) -> bytes:
    """Page content of lines at their places: (from the left, from below, size of the letters, words)."""
    return stream(b"\n".join(b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, left, height, _escaped(line)) for left, height, size, line in lines))


def of_places(*pages: Sequence[tuple[float, float, float, str]]) -> bytes:
    return of_streams([placed_stream(lines) for lines in pages])


def plain() -> bytes:
    return of_pages(LINES_A_PAGE)


def scan(pages: int = 2) -> bytes:
    """Pages that hold a picture and no text."""
    picture = stream(b"\x00" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>"
               % (b" ".join(b"%d 0 R" % (5 + at) for at in range(pages)), pages), picture, stream(b"q 595 0 0 842 0 0 cm /I Do Q")]
    return write(objects + [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 3 0 R >> >> "
                            b"/Contents 4 0 R >>"] * pages)


def bomb(megabytes: int = 200) -> bytes:
    """A stream of blanks that unpacks to many megabytes."""
    return of_streams([stream(zlib.compress(b" " * (megabytes * 1_000_000), 9), b"/Filter /FlateDecode")])


def stacked(megabytes: int = 200) -> bytes:
    """The same packed twice over."""
    packed = zlib.compress(zlib.compress(b" " * (megabytes * 1_000_000), 9), 9)
    return of_streams([stream(packed, b"/Filter [/FlateDecode /FlateDecode]")])


def wide(pages: int) -> bytes:
    """Many pages of the same content."""
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    return write([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages), FONT,
                  text_stream(LINES_A_PAGE), *[page] * pages])


def loop() -> bytes:
    """A tree of pages whose branch is its own root."""
    return write([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def endless_inline_image() -> bytes:
    return of_streams([stream(b"BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"x" * 1000)])


def slow() -> bytes:
    """Few bytes, much work: a form that draws itself many times over, ten levels deep."""
    deep = 9
    forms = [stream(b"/X Do " * 12 if at < deep else b"BT /F1 9 Tf (a) Tj ET",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> /Font << /F1 3 0 R >> >>" % (7 + at))
             for at in range(deep + 1)]
    return write([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", FONT,
                  b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>",
                  stream(b"/X Do"), *forms])


def protected(password: str, algorithm: str = "RC4-128") -> bytes:
    """A PDF that opens with this password; with an empty one anybody may read it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(plain()))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def actions() -> bytes:
    """A PDF that wants to run a script, start a program and open an address when it is opened."""
    return of_pages(LINES_A_PAGE, catalog=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) /Next << /S /Launch /F (calc.exe) "
                                          b"/Next << /S /URI /URI (http://192.0.2.1/) >> >> >>")


def foreign_font() -> bytes:
    """A font whose table of letters is to be taken from a file outside."""
    font = (b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /..#2f..#2f..#2fetc#2fpasswd /DescendantFonts "
            b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (a) /Ordering (b) /Supplement 0 >> >>] >>")
    return write([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", font,
                  b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
                  text_stream(LINES_A_PAGE)])


def aes(password: bytes = b"\0" * 48) -> bytes:
    """A PDF that says it is protected by AES, as files of today are."""
    keys = b" ".join(b"/%s <%s>" % (name, (password[:32] if name in (b"UE", b"OE") else password).hex().encode()) for name in (b"U", b"O", b"UE", b"OE"))
    return of_pages(LINES_A_PAGE, trailer=b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /Perms <%s> %s "
                    b"/CF << /StdCF << /CFM /AESV3 /Length 32 /AuthEvent /DocOpen >> >> /StmF /StdCF /StrF /StdCF >>" % (b"00" * 16, keys))
