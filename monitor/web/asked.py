"""What a request asks for: the view that its address names, in the tables of its day, and how the answer is kept."""
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from monitor import permission, reading, store, view
from monitor.dataset import Dataset
from monitor.reading import Reading
from monitor.values import BadValue, parse_url
from monitor.view import Pair, View
from monitor.words import say

CACHE = "public, max-age=60"
# Another start may be another program, which answers the same question otherwise.
STARTED = datetime.now(UTC).isoformat()
NO_PAGES = ("/_stcore/", "/api/", "/auth/", "/media/", "/component/", "/static/")


@dataclass(frozen=True)
class Asked:
    """A request understood. `data` holds the tables of the view's day, `base` is the address of the site, `dropped` what meant nothing."""

    reading: Reading
    data: Dataset
    view: View
    dropped: tuple[Pair, ...]
    base: str
    today: date

    @property
    def address(self) -> str:
        return view.address(self.view, self.base)

    @property
    def changed(self) -> datetime | None:
        """When the tables last changed; None while they cannot be read, for what is shown then is older."""
        if self.reading.broken:
            return None
        times = [mark[1] for mark in self.reading.fingerprint if mark is not None]
        return datetime.fromtimestamp(max(times) // 10**9, UTC) if times else None


class NothingToShow(Exception):
    """The tables cannot be read, and no earlier state of them is known."""


def may_be_page(path: str) -> bool:
    """Whether the dashboard may answer this path with its page; files and what is the framework's own are none."""
    return not PurePosixPath(path).suffix and not path.startswith(NO_PAGES)


def asked(scope: Scope, page: str) -> Asked:
    """What the request asks for, read as the address of a page. Reads files where they have changed. Raises NothingToShow."""
    reader = reading.reader_of(store.data_folder())
    try:
        found = reader.read()
    except OSError as fault:
        raise NothingToShow(fault.strerror) from fault
    if not found.was_whole:
        raise NothingToShow(", ".join(dict.fromkeys(problem.file for problem in found.broken)))
    pairs = view.pairs_of(scope["query_string"])
    day = view.day_of(pairs)
    data = reader.on_record(found, day).data if day else found.data
    shown, dropped = view.read(page, pairs, data)
    return Asked(found, data, shown, dropped, base_of(scope, found.data.descriptor), reading.now().date())


def base_of(scope: Scope, descriptor: Mapping[str, object]) -> str:
    """The public address of the site: that of the data set, else the one that the request came to."""
    host, port = scope.get("server") or ("127.0.0.1", None)
    own = f"{scope['scheme']}://{host}:{port}" if port else f"{scope['scheme']}://{host}"
    try:
        called = parse_url(f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}")
    except BadValue:
        called = own
    plain = called if not any(sign in called.partition("://")[2] for sign in "/?#") else own
    return view.public_base(descriptor, plain + scope.get("root_path", "").rstrip("/"))


def answer(
    request: Request, found: Asked, body: Callable[[], bytes], media_type: str, name: str = "", variant: str = "",
) -> Response:
    """What `body` makes, with how long it may be kept; 304 without making it where the asker has it.

    `name` makes it a download; `variant` is what makes it another answer than the view alone would.
    """
    about = (STARTED, request.url.path, variant, found.address, found.dropped, found.reading.fingerprint, found.today)
    tag = f'"{hashlib.sha256(repr(about).encode()).hexdigest()[:32]}"'
    headers = open_to_all(found.dropped) | {"ETag": tag}
    if found.changed:
        headers["Last-Modified"] = format_datetime(found.changed, usegmt=True)
    if _has_it(request, tag, found.changed):
        return Response(status_code=304, headers=headers)
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    made = body()
    headers["Content-Length"] = str(len(made))
    return Response(b"" if request.method == "HEAD" else made, media_type=media_type, headers=headers)


def open_to_all(dropped: tuple[Pair, ...] = ()) -> dict[str, str]:
    """The headers of public data, which the scripts of any site may read; what was left out of the address is told in one of them.

    While the person at this machine edits, the data are at home, and no site that they visit may read them through their browser.
    """
    headers = {"Cache-Control": CACHE}
    if not permission.is_switched_on():
        headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "X-Left-Out, ETag"}
    return headers | ({"X-Left-Out": ", ".join(quote(pair, safe="= ") for pair in view.pairs_told(dropped))} if dropped else {})


def unavailable(why: NothingToShow) -> PlainTextResponse:
    """503 in words."""
    headers = open_to_all() | {"Cache-Control": "no-store", "Retry-After": "60"}
    return PlainTextResponse(say("answers.unavailable", files=why) + "\n", status_code=503, headers=headers)


def _has_it(request: Request, tag: str, changed: datetime | None) -> bool:
    """Whether the asker's copy is this one: by its tag where one is sent, else by its day."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in tags.split(",")]
    try:
        copied = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return changed is not None and copied.tzinfo is not None and changed <= copied
