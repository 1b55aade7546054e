"""`/api/data.zip`, made once for each state of the files."""
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from monitor import archive, reading
from monitor.spreadsheet import file_name
from monitor.view import OVERVIEW, pairs_of
from monitor.web.asked import Asked, NothingToShow, answer, asked


def archive_answer(request: Request) -> Response:
    """The answer to `/api/data.zip`, whatever its parameters say. Raises NothingToShow while the files are not whole."""
    plain = dict(request.scope, query_string=b"")
    found = asked(plain, OVERVIEW)
    if found.reading.broken:
        raise NothingToShow(", ".join(dict.fromkeys(problem.file for problem in found.reading.broken)))
    dropped = tuple(pairs_of(request.scope["query_string"]))
    name = file_name(found.data.descriptor, "data", found.today, False).removesuffix(".csv")
    return answer(request, replace(found, dropped=dropped), lambda: _packed(found), "application/zip", f"{name}.zip")


def _packed(found: Asked) -> bytes:
    try:
        return _made(found.data.folder, found.reading.fingerprint, found.address)
    except (archive.Unsettled, OSError) as fault:
        raise NothingToShow(str(fault) or found.data.folder.name) from fault


@lru_cache(maxsize=2)
def _made(folder: Path, fingerprint: tuple, address: str) -> bytes:
    return archive.archive(reading.reader_of(folder).read().data, address)
