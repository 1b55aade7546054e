"""Who the visitor is, and the way to say so: signing in and out, where that is configured."""
from pathlib import Path

import streamlit as st

from monitor import permission, sign_in
from monitor.permission import Editor
from monitor.sign_in import SignIn
from monitor.words import say
from pages.parts.markdown import escape, small

Identity = dict[str, object]


def editor() -> Editor | None:
    """The editor who visits, None for whoever may not write. Asked anew before each save."""
    return permission.editor_of(st.context.headers, _identity(), _configured())


def anybody_may() -> bool:
    """Whether this server writes at all."""
    return permission.anybody_may(_configured())


def draw() -> None:
    """Draw who is signed in and the way in or out, at the end of a row; nothing where no sign-in is configured, nor in a frame.

    No provider shows its page inside a frame, and Streamlit signs nobody in there.
    """
    configured = _configured()
    if configured is None or st.context.is_embedded:
        return
    who = _identity()
    st.space("stretch")
    if who is None:
        for name in configured.providers:
            label = say("sign_in.start_with", provider=name) if name else say("sign_in.start")
            st.button(escape(label), type="tertiary", key=f"sign_in:{name}", on_click=st.login, args=(name or None,))
    else:
        st.markdown(small(escape(_standing(who, configured))))
        st.button(say("sign_in.leave"), type="tertiary", key="sign_out", on_click=_leave, args=(who,))


def told_at_start() -> str:
    """What whoever starts the server is told of sign-in, empty where none is configured."""
    configured = _configured()
    if configured is None:
        return ""
    if configured.problem:
        return say("sign_in.at_start_nobody", problem=configured.problem)
    return say("sign_in.at_start", editors=len(configured.editors))


def _configured() -> SignIn | None:
    return sign_in.read(map(Path, st.get_option("secrets.files")))


def _identity() -> Identity | None:
    """What the provider said of the person who signed in; None where nobody did, or signed out in another tab."""
    said = st.user.to_dict()
    return said if said.get("is_logged_in") is True and not permission.has_ended(said) else None


def _standing(who: Identity, configured: SignIn) -> str:
    """What being signed in comes to."""
    if found := editor():
        return say("sign_in.may", alias=found.alias)
    if configured.problem:
        return say("sign_in.nobody", problem=configured.problem)
    return say("sign_in.may_not") if permission.is_verified(who) else say("sign_in.unverified")


def _leave(who: Identity) -> None:
    permission.end(who)
    st.logout()
