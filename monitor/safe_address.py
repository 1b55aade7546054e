"""The one definition of a safe address: what may be made a link, wherever it comes from. Its table of kinds: tests/test_safe_address.py."""
import re
import unicodedata
from urllib.parse import urlsplit

LONGEST = 2000
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\\<>\"`]"              # controls, blanks, what breaks out of a link
    r"|[\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]"   # direction marks and invisible characters
)
_HOST = re.compile(r"[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_](?:[\w-]{0,62}[^\W_])?){0,20}\.?|\[[0-9a-fA-F:.]{2,45}\]")
_SECOND = re.compile(r"[;,|]https?://", re.IGNORECASE)


def is_safe(address: str) -> bool:
    """Whether an address may become a link as it stands: http or https with a host, no user part, nothing hidden in it."""
    return not fault_of(address)


def fault_of(url: str) -> str:
    """How to mend an address that may not become a link; empty for one that may."""
    if len(url) > LONGEST:
        return f"shorten it to {LONGEST} characters"
    if _FORBIDDEN.search(url):
        return "take out blanks, backslashes, quotes and invisible characters"
    if _SECOND.search(url):
        return "keep one address; others go into rows of evidence"
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return "copy it again from the browser: the host or the port is broken"
    if parts.scheme not in ("http", "https"):
        return "begin it with https://"
    if "@" in parts.netloc:
        return "take out what stands before the @"
    if not port_is_valid or not parts.hostname or not _is_plain_host(parts.netloc):
        return "copy it again from the browser: the host or the port is broken"
    return ""


def _is_plain_host(netloc: str) -> bool:
    """True unless the host holds look-alikes: full-width forms, dots that are none, ASCII and other letters in one label."""
    host = re.sub(r":\d{0,5}$", "", netloc)
    if unicodedata.normalize("NFKC", host) != host or not _HOST.fullmatch(host):
        return False
    return not any(re.search("[a-zA-Z]", label) and not label.isascii() for label in host.split("."))
