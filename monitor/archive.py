"""The whole data set as one file: the tables as they are, their description, the measured accuracy, and how to use and cite them.

The same files give the same bytes. Documents are not in it: they belong to their publishers, and the tables say where they are.
"""
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from monitor import accuracy, datapackage, describe
from monitor.dataset import Dataset, fingerprint
from monitor.schema import TABLES
from monitor.view import View
from monitor.words import say

README = "README.txt"
TRIES = 3
NO_DATE = (1980, 1, 1, 0, 0, 0)   # the first that a ZIP can hold
READABLE = 0o644 << 16


class Unsettled(Exception):
    """The files were being changed each time they were read."""


def archive(data: Dataset, address: str) -> bytes:
    """A ZIP of the folder that `data` was read from; `address` is that of the site. Raises Unsettled and OSError."""
    for _ in range(TRIES):
        before = fingerprint(data.folder)
        files = {name: (data.folder / name).read_bytes() for name in _names(data.folder)}
        if fingerprint(data.folder) == before:
            break
    else:
        raise Unsettled
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {README: readme(data, address).encode(), **files}.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, READABLE
            target.writestr(entry, content)
    return packed.getvalue()


def readme(data: Dataset, address: str) -> str:
    """What the files are, under which terms, how to cite them, and where the documents are to be read."""
    return "\n\n".join("\n".join(part) for part in (_about(data, address), _files(data), _terms(data), _documents(data))) + "\n"


def licences(data: Dataset) -> list[dict[str, str]]:
    """Name, title and address of each licence that the description of the data names."""
    listed = data.descriptor.get("licenses")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return [{key: str(entry[key]) for key in ("name", "title", "path") if entry.get(key)} for entry in entries]


def _names(folder: Path) -> list[str]:
    """The tables, and the other files as far as they are there."""
    others = [name for name in (datapackage.FILE, accuracy.FILE) if (folder / name).is_file()]
    return [*(table.file for table in TABLES), *others]


def _about(data: Dataset, address: str) -> Iterator[str]:
    yield describe.site(data)
    if data.descriptor.get("description"):
        yield str(data.descriptor["description"])
    version = data.descriptor.get("version")
    facts = (say("cite.version", version=version) if version else "", describe.day_line(View(), data), address)
    yield ". ".join(filter(None, facts))


def _files(data: Dataset) -> Iterator[str]:
    yield say("archive.files")
    for table in TABLES:
        yield say("archive.table", file=table.file, title=table.title, row=table.row, rows=len(getattr(data, table.name)))
    yield say("archive.description", file=datapackage.FILE)
    yield say("archive.accuracy", file=accuracy.FILE)
    yield say("archive.formulas")


def _terms(data: Dataset) -> Iterator[str]:
    named = ["; ".join(entry.values()) for entry in licences(data)]
    yield f"{say('overview.licence')} {' / '.join(named) or say('overview.no_licence')}"
    yield f"{say('overview.cite')} {data.descriptor.get('citation') or say('overview.no_citation')}"
    yield say("archive.cite")
    contact = data.descriptor.get("contact")
    told = say("overview.corrections_how", contact=contact) if contact else say("overview.corrections_here")
    yield f"{say('overview.corrections')} {told}"


def _documents(data: Dataset) -> Iterator[str]:
    yield say("archive.documents")
    for source in data.sources.to_dict("records"):
        if source["file"]:
            yield f"- {', '.join(filter(None, (source['source_id'], source['title'], source['publisher'], source['date'], source['url'])))}"
