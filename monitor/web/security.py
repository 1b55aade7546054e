"""Headers that tell a browser what a page of this site may do and who may frame it, and the paths that are nobody's business."""
import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor import embedding, permission, reading, store
from monitor.view import pairs_of
from monitor.web.asked import may_be_page

NOT_PUBLIC = ("/_stcore/metrics", "/_stcore/agent")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_script_hashes(html: str) -> list[str]:
    """The hashes, in the form of a content security policy, of the scripts that stand in the HTML itself."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(html: str, framed_by: Sequence[str] = ()) -> str:
    """A policy under which the page talks to its own server alone; styles are written inline by the dashboard's framework.

    `framed_by` are the origins, beside the site's own, that may show it in a frame.
    """
    return "; ".join((
        "default-src 'self'",
        " ".join(("script-src 'self'", *inline_script_hashes(html))),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        " ".join(("frame-ancestors 'self'", *framed_by)),
    ))


def framed_by(scope: Scope) -> tuple[str, ...]:
    """The other origins that may frame this address: those of the description of the data, if it asks for a page made for a frame.

    None while the person at this machine edits: a site that frames the page could lead their clicks.
    """
    is_for_frame = ("embed", "true") in pairs_of(scope["query_string"]) and may_be_page(scope["path"])
    if not is_for_frame or permission.is_switched_on():
        return ()
    try:
        return embedding.origins(reading.reader_of(store.data_folder()).read().data.descriptor)
    except OSError:   # the page itself says what is wrong with the folder
        return ()


class SecurityHeaders:
    """Middleware that adds the headers to every answer and hides the server's metrics."""

    def __init__(self, app: ASGIApp, html: str):
        self.app, self.html = app, html
        self.headers = {
            "Content-Security-Policy": content_security_policy(html),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        others = await to_thread.run_sync(framed_by, scope) if b"embed" in scope["query_string"] else ()
        headers = {**self.headers, "Content-Security-Policy": content_security_policy(self.html, others)} if others else self.headers

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        hidden = any(part in scope["path"] for part in NOT_PUBLIC)
        answer = PlainTextResponse("not found\n", status_code=404) if hidden else self.app
        await answer(scope, receive, send_with_headers)
