"""The head of every page: what a link says of itself where it is sent, and what can be read without scripts.

The dashboard's framework sends one HTML for all addresses. Its title gives way to the view's own, and the tags that previews, search
engines and readers of feeds look for are put in. All that comes from the data is escaped.
"""
import logging
import re
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.describe import Description, describe
from monitor.schema import COMMITMENTS, FIGURES
from monitor.view import OVERVIEW, PAGES, TARGETS, named
from monitor.web.asked import Asked, NothingToShow, asked, may_be_page
from monitor.words import say

CARD_WIDTH, CARD_HEIGHT = 1200, 630
MOST_KEPT = 256   # views of whose words a copy is kept
CONDITIONS = (b"if-none-match", b"if-modified-since")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_NOT_SERVED = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)?<link rel=\"service-desc\"[^>]*>", re.DOTALL)
_log = logging.getLogger(__name__)


class Unfurl:
    """Middleware that puts the words of the view into the HTML of the dashboard, `html` as the framework has it."""

    def __init__(self, app: ASGIApp, html: str):
        self.app, self.html = app, _NOT_SERVED.sub("", html)
        self._kept: dict[tuple, tuple[str, str]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not may_be_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        # The file is always the same; what is made of it is not.
        kept = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
        body: bytes | None = None

        async def send_changed(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start" and _is_page(message):
                body = await to_thread.run_sync(self._page, scope)
                headers = MutableHeaders(scope=message)
                headers["content-length"] = str(len(body))
                for name in ("etag", "last-modified", "content-encoding"):
                    del headers[name]
            elif message["type"] == "http.response.body" and body is not None:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body}
            await send(message)

        await self.app({**scope, "headers": kept}, receive, send_changed)

    def _page(self, scope: Scope) -> bytes:
        return page_of(self.html, *self._words(scope)).encode(errors="replace")

    def _words(self, scope: Scope) -> tuple[str, str]:
        """Tags and plain text of the view; of a set that cannot be read or told only the program's name: the page itself says why."""
        name = scope["path"].strip("/")
        try:
            return self._told(asked(scope, name if name in PAGES else OVERVIEW))
        except NothingToShow:
            _log.info("nothing to tell of %s", scope["path"])
        except Exception:   # a preview is never worth a page
            _log.exception("no words for %s", scope["path"])
        return f"<title>{escape(say('frame.untitled'))}</title>", f"<p>{escape(say('unfurl.no_scripts'))}</p>"

    def _told(self, found: Asked) -> tuple[str, str]:
        about = found.reading.fingerprint, found.view, found.base, found.today
        words = self._kept.get(about)
        if words is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            told = describe(found.view, found.data, found.today)
            words = self._kept[about] = head(found, told), plain(found, told)
        return words


def page_of(html: str, head: str, plain: str) -> str:
    """The HTML with the tags of `head` in place of its title, and `plain` for whoever has no scripts."""
    html = _TITLE.sub(lambda _: head, html, count=1)
    return _NO_SCRIPTS.sub(lambda _: f"<noscript>{plain}</noscript>", html, count=1)


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def head(found: Asked, told: Description) -> str:
    """The tags that go into the head."""
    text = _text(told)
    named = {"description": text, "twitter:card": "summary_large_image"}
    properties = {
        "og:title": told.title, "og:description": text, "og:type": "website" if found.view.page == OVERVIEW else "article",
        "og:url": found.address, "og:site_name": told.site, "og:image": _below(found, f"card/{found.view.page}.png"),
        "og:image:type": "image/png", "og:image:width": str(CARD_WIDTH), "og:image:height": str(CARD_HEIGHT),
        "og:image:alt": f"{told.title}. {told.text}",
    }
    feed = {"rel": "alternate", "type": "application/atom+xml", "title": say("unfurl.feed"), "href": _below(found, "feed.xml")}
    return "\n    ".join([
        f"<title>{escape(told.full_title)}</title>",
        *(_tag("meta", name=name, content=content) for name, content in named.items()),
        *(_tag("meta", property=name, content=content) for name, content in properties.items()),
        _tag("link", rel="canonical", href=found.address),
        _tag("link", **feed),
    ])


def plain(found: Asked, told: Description) -> str:
    """What can be read without scripts, and where the data are."""
    table = FIGURES if found.view.page == TARGETS else COMMITMENTS
    data = escape(_below(replace(found, view=named(found.view, found.data)), f"api/{table.file}"))
    link = f'<a href="{data}">{escape(say("unfurl.data"))}</a>'
    lines = [f"<p>{escape(line)}</p>" for line in (told.text, told.filtered, told.makers, told.day) if line]
    return "\n".join([f"<h1>{escape(told.title)}</h1>", *lines, f"<p>{escape(say('unfurl.no_scripts'))} {link}</p>"])


def _text(told: Description) -> str:
    """The sentences of a preview: what is shown, what is chosen, and of which day."""
    chosen = say("unfurl.chosen", filters=told.filtered) if told.filters and told.filtered not in told.title else ""
    return " ".join(filter(None, (told.text, chosen, f"{told.day}." if told.day else "")))


def _below(found: Asked, path: str) -> str:
    """An address below that of the site, with what the view's own address holds."""
    query = urlencode(found.view.parameters)
    return f"{found.base.rstrip('/')}/{path}{'?' if query else ''}{query}"


def _tag(name: str, /, **attributes: str) -> str:
    pairs = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name} {pairs} />"
