"""Which other sites may show a view in a frame: `embedding` in the description of the data, a list of origins, or "*" for all."""
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from monitor.problems import Problem
from monitor.values import BadValue, parse_url

KEY = "embedding"
EVERYBODY = "*"
MOST = 50
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


def origins(descriptor: Mapping[str, object]) -> tuple[str, ...]:
    """The origins that may, in the spelling of a content security policy; those that are none are left out."""
    return tuple(dict.fromkeys(entry for entry in _listed(descriptor)[:MOST] if isinstance(entry, str) and not _fault(entry)))


def problems(descriptor: Mapping[str, object], file: str) -> list[Problem]:
    """What is listed and lets nobody in: what was found and how to mend it."""
    listed = descriptor.get(KEY, [])
    expected = f'a list of origins such as "https://example.org", or ["{EVERYBODY}"]'
    if not isinstance(listed, list):
        return [Problem(file, None, KEY, "", str(listed), "no list", expected, f"write it as [{listed!r}]")]
    found = [Problem(file, None, KEY, "", str(entry), "no origin", expected, fault) for entry in listed if (fault := _fault(entry))]
    if len(listed) > MOST:
        mend = f'shorten it, or write ["{EVERYBODY}"]'
        found.append(Problem(file, None, KEY, "", "", f"{len(listed)} origins", f"{MOST} at the most", mend))
    return found


def _listed(descriptor: Mapping[str, object]) -> list[object]:
    listed = descriptor.get(KEY)
    return listed if isinstance(listed, list) else []


def _fault(entry: object) -> str:
    """How to mend an entry; empty where it is an origin."""
    if entry == EVERYBODY:
        return ""
    try:
        parts = urlsplit(parse_url(str(entry)))
    except BadValue as fault:
        return fault.mend
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    return "" if str(entry) == origin and _ORIGIN.fullmatch(origin) else f"write {origin}, with nothing after the host and in small letters"
