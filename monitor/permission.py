"""Who may write: nobody, unless the list of editors names whoever signed in or the server was started with the switch.

Where sign-in is configured the list alone decides; else the switch does, for the person at this machine. Asked where files are
written, not only where buttons are shown.
"""
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event
from urllib.parse import urlsplit

from monitor.sign_in import SignIn, folded

# A request that carries one of these came through another machine, whatever its host header says.
FORWARDING_HEADERS = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto",
    "x-forwarded-server", "x-original-host", "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip",
)
HOSTS_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# What tells one sign-in from another; a provider gives each a nonce of its own.
OF_ONE_SIGN_IN = ("iss", "sub", "iat", "nonce")


@dataclass(frozen=True)
class Editor:
    """Somebody who may write. `alias` stands beside each change in the log, empty for whoever has none."""

    alias: str = ""


_switched_on = Event()
_person_here = Editor()
_ended: set[tuple] = set()


def allow_the_person_here(alias: str = "") -> None:
    """Turn the switch on for this process; there is no way to turn it off but to stop the server."""
    global _person_here
    _person_here = Editor(alias)
    _switched_on.set()


def editor_of(headers: Mapping[str, str], identity: Mapping[str, object] | None, sign_in: SignIn | None) -> Editor | None:
    """The editor who sends a request with these headers; None where whoever sends it may not write.

    `identity` is what the provider said of the person who signed in, None where nobody did; `sign_in` the configuration, None
    where there is none. Header names are compared without regard to case. A request without a host may not write.
    """
    if sign_in is not None:
        return _of_the_list(identity, sign_in)
    return _person_here if _switched_on.is_set() and _is_from_here(headers) else None


def anybody_may(sign_in: SignIn | None) -> bool:
    """Whether this process writes at all: there is an editor on the list, or the switch is on."""
    return bool(sign_in.editors) if sign_in is not None else _switched_on.is_set()


def is_switched_on() -> bool:
    """Whether the server was started with the switch, so that the person at this machine may edit."""
    return _switched_on.is_set()


def is_verified(identity: Mapping[str, object]) -> bool:
    """Whether the provider vouches for the address. Silence is no yes: whoever may type in any address could be anybody."""
    return identity.get("email_verified") is True


def end(identity: Mapping[str, object]) -> None:
    """End a sign-in for every tab and every copy of its cookie, as long as this process lives."""
    _ended.add(_one_sign_in(identity))


def has_ended(identity: Mapping[str, object]) -> bool:
    """Whether somebody signed out of this sign-in."""
    return _one_sign_in(identity) in _ended


def _of_the_list(identity: Mapping[str, object] | None, sign_in: SignIn) -> Editor | None:
    if identity is None or has_ended(identity) or not is_verified(identity):
        return None
    address = identity.get("email")
    alias = sign_in.editors.get(folded(address)) if isinstance(address, str) else None
    return Editor(alias) if alias else None


def _one_sign_in(identity: Mapping[str, object]) -> tuple:
    return tuple(str(identity.get(name)) for name in OF_ONE_SIGN_IN)


def _is_from_here(headers: Mapping[str, str]) -> bool:
    lowered = {name.lower(): value for name, value in headers.items()}
    if any(name in lowered for name in FORWARDING_HEADERS):
        return False
    return _host_name(lowered.get("host", "")) in HOSTS_OF_THIS_MACHINE


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
