"""The zip archive that a DOCX is, looked through before any of it is handed to a parser."""
import io
import zipfile
import zlib

from extract.readers import limits
from extract.readers.kinds import SAVE_AS_DOCX, SAVE_AS_TEXT, UNPACK
from extract.readers.refusal import Refusal

CHUNK = 1 << 20
RATIO_COUNTS_FROM = limits.MB   # small texts of one word repeated may shrink to less than a hundredth
BROKEN = "a broken DOCX; save or download it again"
# What else comes as a zip: (a name in it, what it is, how to mend it).
OTHERS = (
    ("xl/", "a spreadsheet (.xlsx)", SAVE_AS_TEXT),
    ("ppt/", "a presentation (.pptx)", SAVE_AS_TEXT),
    ("content.xml", "an OpenDocument file", SAVE_AS_DOCX),
    ("META-INF/container.xml", "an e-book (.epub)", SAVE_AS_TEXT),
)


def check(content: bytes) -> None:
    """Raise Refusal unless the bytes are a DOCX of bearable size without unsafe XML, whole to the last member."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_kind([member.filename for member in members])
            _check_size(members, len(content))
            _check_members(archive, members)
    except Refusal:
        raise
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, ValueError) as error:   # all that a damaged archive raises
        raise Refusal(BROKEN if b"word/" in content else f"a broken zip archive; {UNPACK}") from error


def _check_kind(names: list[str]) -> None:
    if any(name.startswith("word/") for name in names):
        return
    for beginning, kind, mend in OTHERS:
        if any(name.startswith(beginning) for name in names):
            raise Refusal(f"{kind} is not read; {mend}")
    raise Refusal(f"a zip archive is not read; {UNPACK}")


def _check_size(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.PARTS:
        raise Refusal(f"a DOCX of {len(members):,} parts, at most {limits.PARTS:,} are read; save its text as .txt")
    if unpacked > limits.UNPACKED_BYTES:
        raise Refusal(f"a DOCX that unpacks to {unpacked // limits.MB:,} MB, at most {limits.UNPACKED_BYTES // limits.MB} MB are read; "
                      "save its text as .txt")
    if unpacked > RATIO_COUNTS_FROM and unpacked > limits.RATIO * packed:
        raise Refusal(f"a DOCX that unpacks to {unpacked // packed} times its size, at most {limits.RATIO} times is read; "
                      "save its text as .txt")
    if any(member.flag_bits & 1 for member in members):
        raise Refusal("a DOCX protected by a password; save it without the password")


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Read every member once, counting: a declared size may be a lie, and a cut member shows by its checksum."""
    left = limits.UNPACKED_BYTES
    for member in members:
        is_xml = member.filename.lower().endswith((".xml", ".rels"))
        tail = b""
        with archive.open(member) as file:
            while chunk := file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Refusal(f"a DOCX that unpacks to more than {limits.UNPACKED_BYTES // limits.MB} MB; save its text as .txt")
                window = (tail + chunk).replace(b"\0", b"").upper() if is_xml else b""   # in UTF-16 every other byte is zero
                if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                    raise Refusal(f"unsafe XML (a document type in {member.filename}); open it in the word processor and save it anew")
                tail = chunk[-32:]
