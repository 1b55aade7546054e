"""Nobody may write, unless the server was started with the switch, and then only the person at this machine."""
from threading import Event

import pytest

from monitor import permission

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


@pytest.fixture
def switch(monkeypatch):
    """The switch of this process, put back afterwards."""
    monkeypatch.setattr(permission, "_switched_on", Event())


@pytest.mark.parametrize("headers", HERE + ELSEWHERE)
def test_without_the_switch_nobody_may(switch, headers):
    assert not permission.may_edit(headers)


@pytest.mark.parametrize("headers", HERE)
def test_with_the_switch_the_person_here_may(switch, headers):
    permission.allow_the_person_here()
    assert permission.may_edit(headers)


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_with_the_switch_nobody_else_may(switch, headers):
    permission.allow_the_person_here()
    assert not permission.may_edit(headers)
