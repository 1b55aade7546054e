"""Headers that tell a browser what a page of this site may do, and the paths that are nobody's business."""
import hashlib
import re
from base64 import b64encode

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_PUBLIC = ("/_stcore/metrics", "/_stcore/agent")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_script_hashes(html: str) -> list[str]:
    """The hashes, in the form of a content security policy, of the scripts that stand in the HTML itself."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(html: str) -> str:
    """A policy under which the page talks to its own server alone; styles are written inline by the dashboard's framework."""
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
        "frame-ancestors 'self'",
    ))


class SecurityHeaders:
    """Middleware that adds the headers to every answer and hides the server's metrics."""

    def __init__(self, app: ASGIApp, html: str):
        self.app = app
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

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        hidden = any(part in scope["path"] for part in NOT_PUBLIC)
        answer = PlainTextResponse("not found\n", status_code=404) if hidden else self.app
        await answer(scope, receive, send_with_headers)
