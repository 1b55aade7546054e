"""The addresses that are data and no page. One that is not served answers 404 in words, never with the dashboard's page."""
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def no_such_data(request: Request) -> PlainTextResponse:
    """Say that there is no data at this address."""
    return PlainTextResponse(f"No data at {request.url.path}\n", status_code=404)


ROUTES = (
    Route("/api/{rest:path}", no_such_data),
    Route("/feed.xml", no_such_data),
)
