"""What the server says when it starts, and what it sends along with every answer."""
import urllib.error
import urllib.request

import pytest

from tests.e2e.servers import FIRST_PORT

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/targets", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(warm_server, path):
    with urllib.request.urlopen(warm_server.address + path, timeout=10) as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_taken_port_is_said_aloud_and_the_next_free_one_is_used(warm_server, fresh_server):
    assert fresh_server.address != warm_server.address
    assert f"Port {FIRST_PORT} is taken" in fresh_server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/api/nothing.csv", "/static/../../../../etc/passwd"])
def test_what_is_not_public_is_not_found(warm_server, path):
    with pytest.raises(urllib.error.HTTPError, match="40[04]"):
        urllib.request.urlopen(warm_server.address + path, timeout=10)
