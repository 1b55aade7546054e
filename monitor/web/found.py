"""What search engines ask for: `/robots.txt`, and `/sitemap.xml` with the address of every commitment, indicator and source."""
from collections.abc import Iterator
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response

from monitor import indicators
from monitor.select import Choice
from monitor.view import COMMITMENTS, METHOD, OVERVIEW, SOURCES, TARGETS, TIMELINE, View, address
from monitor.web.asked import Asked, answer, asked

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000   # addresses, as the protocol has it
# A list under each choice of filters has no end.
ROBOTS = "User-agent: *\nDisallow: /*?*q=\nDisallow: /*?*since=\nDisallow: /*embed=true\nAllow: /\nSitemap: {base}/sitemap.xml\n"


def robots_answer(request: Request) -> Response:
    """The answer to `/robots.txt`: everybody may, but for searches."""
    found = asked(request.scope, OVERVIEW)
    return answer(request, found, lambda: ROBOTS.format(base=found.base.rstrip("/")).encode(), "text/plain")


def sitemap_answer(request: Request) -> Response:
    """The answer to `/sitemap.xml`. Raises NothingToShow."""
    found = asked(request.scope, OVERVIEW)
    return answer(request, found, lambda: _sitemap(found), "application/xml")


def _sitemap(found: Asked) -> bytes:
    root = ElementTree.Element("urlset", xmlns=SITEMAP)
    for number, view in enumerate(_views(found)):
        if number == MOST:
            break
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = address(view, found.base)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _views(found: Asked) -> Iterator[View]:
    yield from (View(page) for page in (OVERVIEW, TARGETS, COMMITMENTS, TIMELINE, SOURCES, METHOD))
    yield from (View(TARGETS, indicator=name) for name in indicators.with_figures(found.data))
    yield from (View(SOURCES, Choice(source=(name,))) for name in found.data.sources["source_id"])
    yield from (View(COMMITMENTS, id=name) for name in found.data.commitments["commitment_id"])
