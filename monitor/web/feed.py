"""`/feed.xml`: what changed, under the filters of the address."""
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from monitor import feed
from monitor.view import COMMITMENTS
from monitor.web.asked import answer, asked

MEDIA_TYPE = "application/atom+xml"
PATH = "/feed.xml"


def feed_answer(request: Request) -> Response:
    """The answer to `/feed.xml`. Raises NothingToShow."""
    found = asked(request.scope, COMMITMENTS)
    query = urlencode(found.view.parameters)
    own = f"{found.base.rstrip('/')}{PATH}{'?' if query else ''}{query}"
    return answer(request, found, lambda: feed.feed(found.view, found.data, found.base, own, found.today), MEDIA_TYPE)
