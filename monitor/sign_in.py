"""Sign-in as the secrets files configure it: who vouches for people, and which of them edit.

Read anew at each question: whoever is taken off the list has lost the right with the next click. Streamlit's own copy would not do
for that. It no longer follows a file that was once saved broken, nor notices an older one that is put back in its place.
"""
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.words import say

AUTH, EDITORS = "auth", "editors"
OF_A_PROVIDER = {"client_id", "client_secret", "server_metadata_url"}
CALLBACK = "/oauth2callback"
PORT = "{port}"             # in redirect_uri: whatever port the server has found
SHORTEST_SECRET = 32        # characters; whoever guesses the secret can make the cookie of any editor
_PLACE = re.compile(r"line \d+, column \d+|end of document")


Address = tuple[bool, str]


@dataclass(frozen=True)
class SignIn:
    """What the tables [auth] and [editors] say.

    `providers` are the names to sign in with, empty for the provider that stands in [auth] itself; `editors` gives the alias of
    each address, folded. `problem` says why nobody may edit, and how to mend it; there are no editors then.
    """

    providers: tuple[str, ...] = ()
    redirect_uri: str = ""
    editors: Mapping[Address, str] = field(default_factory=dict, repr=False)
    problem: str = ""


class BadSignIn(ValueError):
    """Something in the tables that keeps everybody from editing. The message names no address and no secret."""


def read(files: Iterable[Path]) -> SignIn | None:
    """Sign-in as the files have it, tables of a later file in place of an earlier one's; None where none has a table [auth].

    A file that is there and cannot be read may hold one: then nobody may edit.
    """
    tables: dict[str, object] = {}
    for file in files:
        try:
            tables |= tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            return SignIn(problem=say("sign_in.unreadable", file=file.name, cause=_cause(error)))
    return of_tables(tables) if AUTH in tables else None


def of_tables(tables: Mapping[str, object]) -> SignIn:
    """Sign-in as the tables [auth] and [editors] have it."""
    known = SignIn()
    try:
        auth = _table(tables, AUTH)
        known = SignIn(tuple(_providers(auth)), _redirect_uri(auth))
        _check_secret(auth)
        return replace(known, editors=_editors(_table(tables, EDITORS)))
    except BadSignIn as error:
        return replace(known, problem=str(error))


def folded(address: str) -> Address:
    """An address as it is compared: trimmed, in any case of letters.

    One with letters beyond ASCII never equals one without: the long s folds to an s, and is somebody else's address.
    """
    trimmed = address.strip()
    return trimmed.isascii(), trimmed.casefold()


def alias_of(given: object) -> str:
    """An alias, trimmed. Raises ValueError where it is no text, empty, or would break a line of the log."""
    alias = given.strip() if isinstance(given, str) else ""
    if not alias or not alias.isprintable():
        raise ValueError(say("sign_in.alias"))
    return alias


def _table(tables: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = tables.get(name, {})
    if not isinstance(table, Mapping):
        raise BadSignIn(say("sign_in.no_table", table=name))
    return table


def _providers(auth: Mapping[str, object]) -> Iterator[str]:
    named = {name: table for name, table in auth.items() if isinstance(table, Mapping)}
    begun = {name: table for name, table in {"": auth, **named}.items() if OF_A_PROVIDER & table.keys()}
    if not begun:
        raise BadSignIn(say("sign_in.no_provider"))
    for name, table in begun.items():
        if missing := OF_A_PROVIDER - table.keys():
            raise BadSignIn(say("sign_in.half_a_provider", table=f"{AUTH}.{name}".rstrip("."), missing=", ".join(sorted(missing))))
        if "_" in name:   # Streamlit keeps the name in a key whose parts it joins with one
            raise BadSignIn(say("sign_in.underscore", table=f"{AUTH}.{name}"))
        yield name


def _redirect_uri(auth: Mapping[str, object]) -> str:
    address = auth.get("redirect_uri")
    if not isinstance(address, str) or not address.startswith(("http://", "https://")) or not address.endswith(CALLBACK):
        raise BadSignIn(say("sign_in.redirect_uri", callback=CALLBACK))
    return address


def _check_secret(auth: Mapping[str, object]) -> None:
    secret = auth.get("cookie_secret")
    if not isinstance(secret, str) or len(secret) < SHORTEST_SECRET:
        raise BadSignIn(say("sign_in.cookie_secret", shortest=SHORTEST_SECRET))


def _editors(listed: Mapping[str, object]) -> dict[Address, str]:
    """Aliases by folded address. Entries are named by their number: an address must not come onto a screen."""
    editors: dict[Address, str] = {}
    for number, (address, given) in enumerate(listed.items(), 1):
        try:
            alias = alias_of(given)
        except ValueError as error:
            raise BadSignIn(say("sign_in.entry", entry=number, wrong=error)) from error
        if "@" not in address or folded(address) in editors:
            raise BadSignIn(say("sign_in.entry", entry=number, wrong=say("sign_in.address")))
        editors[folded(address)] = alias
    return editors


def _cause(error: OSError | ValueError) -> str:
    """Why a file cannot be read, without its words."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    place = _PLACE.search(str(error)) if isinstance(error, tomllib.TOMLDecodeError) else None
    return say("sign_in.not_toml", place=place[0]) if place else say("sign_in.not_utf8")
