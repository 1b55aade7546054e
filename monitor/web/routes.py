"""The addresses that are data and no page. One that is not served answers 404 in words, never with the dashboard's page."""
from collections.abc import Awaitable, Callable
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monitor import shown
from monitor.view import PAGES
from monitor.web.archive import archive_answer
from monitor.web.asked import NothingToShow, unavailable
from monitor.web.cited import FORMS as CITATION_FORMS
from monitor.web.cited import citation_answer
from monitor.web.data import FORMS, table_answer
from monitor.web.feed import feed_answer
from monitor.web.found import robots_answer, sitemap_answer
from monitor.web.pictures import FORMS as PICTURE_FORMS
from monitor.web.pictures import card_answer, picture_answer
from monitor.words import say

AT_ONCE = 2   # so that whoever asks for everything many times keeps no visitor waiting


async def no_such_data(request: Request) -> PlainTextResponse:
    """Say that there is no data at this address."""
    tables = ", ".join(table.name for table in shown.TABLES)
    return PlainTextResponse(say("answers.not_there", path=request.url.path, tables=tables) + "\n", status_code=404)


def made_apart(make: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The answer made in a thread, a few at once; 503 in words where nothing can be shown."""
    async def answer(request: Request) -> Response:
        try:
            return await to_thread.run_sync(make, request, limiter=_LIMITER)
        except NothingToShow as nothing:
            return unavailable(nothing)

    return answer


_LIMITER = CapacityLimiter(AT_ONCE)
ROUTES = (
    *(Route(f"/api/{table.name}.{form}", made_apart(partial(table_answer, table, form))) for table in shown.TABLES for form in FORMS),
    Route("/api/data.zip", made_apart(archive_answer)),
    Route("/api/{rest:path}", no_such_data),
    *(Route(f"/cite/{page}.{form}", made_apart(partial(citation_answer, page, form))) for page in PAGES for form in CITATION_FORMS),
    *(Route(f"/picture/{page}.{form}", made_apart(partial(picture_answer, page, form))) for page in PAGES for form in PICTURE_FORMS),
    *(Route(f"/card/{page}.png", made_apart(partial(card_answer, page))) for page in PAGES),
    Route("/feed.xml", made_apart(feed_answer)),
    Route("/robots.txt", made_apart(robots_answer)),
    Route("/sitemap.xml", made_apart(sitemap_answer)),
)
