"""People who sign in or out come back to the view that they left; Streamlit alone leads to the first page."""
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAVING = ("/auth/login", "/auth/logout")
COMING_BACK = "/oauth2callback"
COOKIE = "way_back"
KEPT_SECONDS = 15 * 60
LONGEST = 2000


def way_of(address: str) -> str:
    """Path and query of a page of this site, such as `/targets?by=2033`; empty where the address could lead anywhere else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    way = parts.path + (f"?{parts.query}" if parts.query else "")
    plain = way.isascii() and way.isprintable() and " " not in way and "\\" not in way
    # A path of two slashes is an address of another host to a browser.
    local = parts.path.startswith("/") and not parts.path.startswith("//") and not parts.path.endswith((*LEAVING, COMING_BACK))
    return way if plain and local and len(way) <= LONGEST else ""


class WayBack:
    """Middleware that keeps the view in a cookie while the visitor is at the provider, and puts it in place of the first page.

    The view is what the browser names as the page it comes from, so nothing is asked of the page; it is checked on its way out.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith((*LEAVING, COMING_BACK)):
            await self.app(scope, receive, send)
            return
        asked, comes_back = Request(scope), scope["path"].endswith(COMING_BACK)
        way = way_of(unquote(asked.cookies.get(COOKIE, "")) if comes_back else asked.headers.get("referer", ""))

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and way:
                answer = MutableHeaders(scope=message)
                if urlsplit(answer.get("location", "")).netloc:
                    answer.append("set-cookie", _cookie(quote(way, safe=""), KEPT_SECONDS))
                elif "location" in answer:
                    answer["location"] = way
                    answer.append("set-cookie", _cookie("", 0))
            await send(message)

        await self.app(scope, receive, send_on)


def _cookie(value: str, seconds: int) -> str:
    return f"{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
