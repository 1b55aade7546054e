"""Who may write: nobody but the person at this machine of a server with the switch, or whoever signed in and is in the list."""
from threading import Event

import pytest

from monitor import permission
from monitor.permission import Editor, editor_of
from monitor.sign_in import SignIn, folded

HERE = [{"Host": "localhost:8501"}, {"host": "127.0.0.1"}, {"HOST": "[::1]:8501"}, {"Host": "LOCALHOST"}]
ELSEWHERE = [
    {},                                                                  # no host at all
    {"Host": ""},
    {"Host": "example.org"},
    {"Host": "192.168.1.5:8501"},
    {"Host": "localhost.example.org"},
    {"Host": "127.0.0.1.example.org"},
    {"Host": "localhost@example.org"},
    {"Host": "[broken"},
    *({"Host": "localhost", name: "x"} for name in permission.FORWARDING_HEADERS),
    {"Host": "localhost", "X-Forwarded-For": "127.0.0.1"},               # a proxy on this machine speaks for somebody else
]
MK = {"iss": "https://id.example.org", "sub": "1", "iat": 1, "nonce": "a", "email": "mk@example.org", "email_verified": True}
LIST = SignIn(("",), editors={folded("mk@example.org"): "MK"})


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch):
    """The switch, the alias and the ended sign-ins of this process, put back afterwards."""
    monkeypatch.setattr(permission, "_switched_on", Event())
    monkeypatch.setattr(permission, "_person_here", Editor())
    monkeypatch.setattr(permission, "_ended", set())


@pytest.mark.parametrize("headers", HERE + ELSEWHERE)
def test_without_the_switch_nobody_may(headers):
    assert editor_of(headers, None, None) is None


@pytest.mark.parametrize("headers", HERE)
def test_with_the_switch_the_person_here_may(headers):
    permission.allow_the_person_here()
    assert editor_of(headers, None, None) == Editor("")


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_with_the_switch_nobody_else_may(headers):
    permission.allow_the_person_here()
    assert editor_of(headers, None, None) is None


def test_the_person_here_stands_in_the_log_under_the_alias_given_at_start():
    permission.allow_the_person_here("MK")
    assert editor_of(HERE[0], None, None) == Editor("MK")


@pytest.mark.parametrize("headers", HERE + ELSEWHERE)
def test_whoever_signed_in_and_is_in_the_list_may_from_anywhere(headers):
    assert editor_of(headers, MK, LIST) == Editor("MK")


@pytest.mark.parametrize("said", [
    {"email": " MK@Example.ORG "},      # an address in other letters is the same one
    {"name": "Somebody else"},          # only the address counts
], ids=str)
def test_an_address_is_compared_trimmed_and_in_any_case(said):
    assert editor_of({}, MK | said, LIST) == Editor("MK")


@pytest.mark.parametrize("said", [
    {"email_verified": False},
    {"email_verified": None},
    {"email_verified": "true"},         # a text is what a careless provider lets people write themselves
    {"email_verified": 1},
    {"email": "other@example.org"},
    {"email": "mk@example.org.evil.example"},
    {"email": "m\u212a@example.org"},        # the sign of the kelvin, which lower case makes a k
    {"email": ""},
    {"email": None},
    {"email": ["mk@example.org"]},
], ids=ascii)
def test_whoever_else_signed_in_may_not(said):
    assert editor_of(HERE[0], MK | said, LIST) is None


@pytest.mark.parametrize("missing", ["email", "email_verified"])
def test_a_provider_that_does_not_say_it_lets_nobody_edit(missing):
    assert editor_of({}, {name: claim for name, claim in MK.items() if name != missing}, LIST) is None


@pytest.mark.parametrize("identity", [None, {}, MK | {"email": "other@example.org"}], ids=["not signed in", "nothing said", "not in the list"])
def test_where_people_sign_in_the_switch_lets_nobody_edit(identity):
    permission.allow_the_person_here("MK")
    assert editor_of(HERE[0], identity, LIST) is None


@pytest.mark.parametrize("configured", [SignIn(("",)), SignIn(problem="a list that cannot be read")], ids=["no list", "a bad list"])
def test_without_a_sound_list_nobody_may(configured):
    permission.allow_the_person_here()
    assert editor_of(HERE[0], MK, configured) is None


def test_where_no_sign_in_is_configured_an_identity_gives_no_right():
    assert editor_of(HERE[0], MK, None) is None


def test_an_ended_sign_in_gives_no_right_any_more_and_the_next_one_does():
    permission.end(MK)
    assert editor_of({}, dict(MK), LIST) is None and permission.has_ended(MK)
    assert editor_of({}, MK | {"nonce": "b"}, LIST) == Editor("MK")
