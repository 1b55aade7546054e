"""`/cite/PAGE.txt`, `.ris` and `.json`: how the view of that page is cited."""
from starlette.requests import Request
from starlette.responses import Response

from monitor.cite import citation
from monitor.web.asked import answer, asked

FORMS = {"txt": "text/plain", "ris": "application/x-research-info-systems", "json": "application/vnd.citationstyles.csl+json"}


def citation_answer(page: str, form: str, request: Request) -> Response:
    """The answer to `/cite/PAGE.FORM`. Raises NothingToShow."""
    found = asked(request.scope, page)

    def body() -> bytes:
        cited = citation(found.view, found.data, found.base, found.today)
        return {"txt": f"{cited.text}\n", "ris": cited.ris, "json": cited.csl}[form].encode()

    return answer(request, found, body, FORMS[form], f"{page}.{form}")
