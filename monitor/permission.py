"""Who may write: nobody, unless the server was started with the switch, and then only the person at this machine.

Asked where files are written, not only where buttons are shown.
"""
from collections.abc import Mapping
from threading import Event
from urllib.parse import urlsplit

# A request that carries one of these came through another machine, whatever its host header says.
FORWARDING_HEADERS = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto",
    "x-forwarded-server", "x-original-host", "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip",
)
HOSTS_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")

_switched_on = Event()


def allow_the_person_here() -> None:
    """Turn the switch on for this process; there is no way to turn it off but to stop the server."""
    _switched_on.set()


def may_edit(headers: Mapping[str, str]) -> bool:
    """Whether the request with these headers may write.

    Header names are compared without regard to case. A request without a host may not.
    """
    if not _switched_on.is_set():
        return False
    lowered = {name.lower(): value for name, value in headers.items()}
    if any(name in lowered for name in FORWARDING_HEADERS):
        return False
    return _host_name(lowered.get("host", "")) in HOSTS_OF_THIS_MACHINE


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
