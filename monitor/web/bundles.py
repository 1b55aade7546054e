"""The browser bundles of the dashboard, gzip-compressed once and kept in memory.

Streamlit serves them uncompressed and leaves compression to a proxy; without one a first visit moves 9 MB where 2.5 would do.
"""
import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

COMPRESSED = (".js", ".css", ".svg", ".json", ".wasm")
LEVEL = 6
# The file names carry a hash of the content, so a copy never grows old.
CACHE = "public, immutable, max-age=31536000"


@lru_cache(maxsize=None)
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0)


class CompressedBundles:
    """Middleware that answers GET and HEAD for the files of `directory` under `prefix` with their compressed copy.

    Anything else, and a browser that does not take gzip, passes through.
    """

    def __init__(self, app: ASGIApp, directory: Path, prefix: str):
        self.app = app
        self.files = {
            prefix + file.relative_to(directory).as_posix(): file
            for file in sorted(directory.rglob("*"))
            if file.suffix in COMPRESSED
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._wanted(scope)
        if file is None:
            await self.app(scope, receive, send)
            return
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": CACHE}
        body = await to_thread.run_sync(_compressed, file)
        response = Response(body, media_type=mimetypes.guess_type(file.name)[0], headers=headers)
        await response(scope, receive, send)

    def _wanted(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return None
        return self.files.get(scope["path"])
