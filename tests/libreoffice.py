"""A CSV opened and saved by LibreOffice Calc, headless, with the choices that docs/spreadsheets.md asks for or without them."""
import csv
import io
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

SECONDS = 120
SEPARATOR, QUOTE, UTF_8 = "44", "34", "76"
TEXT = "2"
NONE_FOUND = "no soffice on this machine: install LibreOffice Calc to try the round trip (apt-get install libreoffice-calc)"


@dataclass(frozen=True)
class Choices:
    """What is chosen in the dialogue of the import and of saving."""

    columns_as_text: bool = True
    quoted_as_text: bool = True
    detect_special_numbers: bool = False
    separator: str = SEPARATOR
    quote_all_text: bool = False
    language: str = "0"   # that of the machine; 1031 is German


DOCUMENTED = Choices()
DEFAULTS = Choices(columns_as_text=False, quoted_as_text=False)
WITH_SPECIAL_NUMBERS = Choices(columns_as_text=False, quoted_as_text=False, detect_special_numbers=True)


def find() -> str | None:
    """The path of the program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def round_trip(content: bytes, choices: Choices = DOCUMENTED, saved_with: str = SEPARATOR) -> bytes:
    """The bytes after they were opened and saved again. Raises RuntimeError with the program's words where it saved nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "table.csv").write_bytes(content)
        command = [
            find(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            f"--infilter=CSV:{_import(content, choices)}", "--convert-to", f"csv:Text - txt - csv (StarCalc):{_export(choices, saved_with)}",
            "--outdir", str(folder / "saved"), str(folder / "table.csv"),
        ]
        told = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        saved = folder / "saved" / "table.csv"
        if not saved.is_file():
            raise RuntimeError(f"LibreOffice saved nothing: {told.stdout} {told.stderr}")
        return saved.read_bytes()


def changed_cells(before: bytes, after: bytes) -> list[tuple[int, str, str, str]]:
    """Row (the header is 1), column, old and new text of every cell that differs, cells and rows that came or went included."""
    old, new = _cells(before), _cells(after)
    header = old[0]
    found = []
    for number in range(max(len(old), len(new))):
        one = old[number] if number < len(old) else []
        other = new[number] if number < len(new) else []
        for place in range(max(len(one), len(other))):
            text, now = one[place:place + 1], other[place:place + 1]
            if text != now:
                found.append((number + 1, header[place] if place < len(header) else "", "".join(text), "".join(now)))
    return found


def _import(content: bytes, choices: Choices) -> str:
    width = len(_cells(content)[0])
    formats = "/".join(f"{column}/{TEXT}" for column in range(1, width + 1)) if choices.columns_as_text else ""
    switches = _said(choices.quoted_as_text), _said(choices.detect_special_numbers)
    return ",".join([choices.separator, QUOTE, UTF_8, "1", formats, choices.language, *switches])


def _export(choices: Choices, separator: str) -> str:
    return ",".join([separator, QUOTE, UTF_8, "1", "", choices.language, _said(choices.quote_all_text), "true", "false"])


def _said(choice: bool) -> str:
    return "true" if choice else "false"


def _cells(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
