"""`/picture/PAGE.svg`, `/picture/PAGE.png` and `/card/PAGE.png`: a view as a picture to take along, and as the card of a link.

They take the parameters of the page; a picture takes `theme=dark` beside them, and one of the targets `chart=gap`.
"""
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from monitor import ids
from monitor.pictures.draw import card, picture
from monitor.pictures.paint import png
from monitor.pictures.views import caption, gap, sight
from monitor.view import TARGETS, pairs_of
from monitor.web.asked import Asked, answer, asked

FORMS = {"svg": "image/svg+xml", "png": "image/png"}
LIGHT, DARK = "light", "dark"
THEME, GAP = ("theme", DARK), ("chart", "gap")
OWN = (THEME, ("theme", LIGHT), GAP)
SHARP = 2.0   # pixels of a PNG for each of the drawing, for print and for fine screens
MOST_KEPT = 64
LONGEST_NAME = 100


class Kept:
    """The pictures asked for last, as bytes, at most `most` of them."""

    def __init__(self, most: int):
        self.most = most
        self._made: OrderedDict[tuple, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple, make: Callable[[], bytes]) -> bytes:
        """The picture of this key; it is made where it is not kept."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return made


_kept = Kept(MOST_KEPT)


def picture_answer(page: str, form: str, request: Request) -> Response:
    """The answer to `/picture/PAGE.FORM`, to be saved under a name that tells what it is. Raises NothingToShow."""
    pairs = pairs_of(request.scope["query_string"])
    theme = DARK if THEME in pairs else LIGHT
    what = "gap" if GAP in pairs and page == TARGETS else ""
    others = urlencode([pair for pair in pairs if pair not in OWN])
    found = asked({**request.scope, "query_string": others.encode()}, page)

    def body() -> bytes:
        seen = (gap if what else sight)(found.view, found.data, found.today, theme)
        drawn = picture(seen.body, caption(found.view, found.data, found.today, seen.lead, found.address), theme)
        return drawn.encode() if form == "svg" else png(drawn, SHARP)

    name = "-".join(part for part in (_name(found), what, theme if theme == DARK else "") if part)
    variant = f"{theme} {what}"
    return answer(request, found, lambda: _kept.get((_key(found), form, variant), body), FORMS[form], f"{name}.{form}", variant)


def card_answer(page: str, request: Request) -> Response:
    """The answer to `/card/PAGE.png`. Raises NothingToShow."""
    found = asked(request.scope, page)

    def body() -> bytes:
        seen = sight(found.view, found.data, found.today, LIGHT)
        return png(card(seen.body, caption(found.view, found.data, found.today, seen.short, found.address)))

    return answer(request, found, lambda: _kept.get((_key(found), "card"), body), FORMS["png"])


def _key(found: Asked) -> tuple:
    return found.reading.fingerprint, found.view.page, found.address, found.today


def _name(found: Asked) -> str:
    """The name of a download: data set, page, what is chosen, and the day."""
    chosen = [value for name, value in found.view.parameters if name not in ("asof", "sort", "page")]
    about = " ".join([str(found.data.descriptor.get("name") or ""), found.view.page, *chosen])
    return f"{ids.slug(about, LONGEST_NAME)}-{(found.view.asof or found.today).isoformat()}"
