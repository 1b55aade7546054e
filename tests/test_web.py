"""What the server answers besides the pages: compressed bundles, headers, and 404 where there is nothing to see."""
import gzip
from pathlib import Path
from urllib.parse import quote

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Mount

from monitor.web.bundles import CompressedBundles
from monitor.web.routes import ROUTES
from monitor.web.security import SecurityHeaders, content_security_policy, inline_script_hashes
from monitor.web.way_back import COOKIE, WayBack, way_of
from tests.asking import ask

PAGE = "<html><script>window.ready = false</script><script src='./x.js'></script></html>"
SCRIPT = "console.log('a bundle')\n" * 100


async def everything_else(scope, receive, send):
    await PlainTextResponse("passed through")(scope, receive, send)


@pytest.fixture
def app(tmp_path: Path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "index.js").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "font.woff2").write_bytes(b"compressed already")
    inner = Starlette(routes=[*ROUTES, Mount("/", everything_else)])
    return SecurityHeaders(CompressedBundles(inner, directory=tmp_path, prefix="/static/"), html=PAGE)


def test_a_bundle_comes_compressed_and_may_be_kept(app):
    status, headers, body = ask(app, "/static/js/index.js", accept_encoding="br, gzip")
    assert status == 200
    assert headers["content-encoding"] == "gzip" and headers["vary"] == "Accept-Encoding"
    assert "immutable" in headers["cache-control"] and headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(body).decode() == SCRIPT


@pytest.mark.parametrize(("path", "method", "encoding"), [
    ("/static/js/index.js", "GET", ""),                     # a client that does not take gzip
    ("/static/js/index.js", "POST", "gzip"),
    ("/static/font.woff2", "GET", "gzip"),                  # nothing to gain
    ("/static/js/other.js", "GET", "gzip"),
    ("/static/../static/js/index.js", "GET", "gzip"),       # a path is looked up, never opened
    ("/js/index.js", "GET", "gzip"),
])
def test_anything_else_passes_through(app, path, method, encoding):
    assert ask(app, path, method, accept_encoding=encoding)[2] == b"passed through"


@pytest.mark.parametrize("path", ["/", "/targets", "/static/js/index.js", "/api/commitments.csv"])
def test_every_answer_carries_the_security_headers(app, path):
    headers = ask(app, path, accept_encoding="gzip")[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == content_security_policy(PAGE)
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", [
    "/_stcore/metrics", "/_stcore/agent/openapi.json", "/base/_stcore/metrics", "/api/", "/api/nothing.csv", "/api/sources/../data.zip",
])
def test_what_is_not_public_or_not_there_is_not_found(app, path):
    assert ask(app, path)[0] == 404


def test_the_policy_lets_the_inline_script_of_the_page_run_and_no_other():
    """The digest is that of the bytes between the tags, as `openssl dgst -sha256 -binary | base64` gives it."""
    assert inline_script_hashes(PAGE) == ["'sha256-Z7L2T8khoKWK3qtQF/wSktj9xGCtCfem3Y6SPjwBwdU='"]
    policy = dict(rule.partition(" ")[::2] for rule in content_security_policy(PAGE).split("; "))
    assert "unsafe" not in policy["script-src"] and "http" not in " ".join(policy.values())


def test_the_page_of_the_installed_streamlit_has_one_inline_script():
    """Another one would need no change here, but would be worth a look."""
    html = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    assert len(inline_script_hashes(html)) == 1


# Signing in and out

PLACE = "/targets?indicator=trade%20a&party=China&party=Uzbekistan"


async def goes_to_the_provider(scope, receive, send):
    await RedirectResponse("https://id.example.org/authorize?x=1", status_code=302)(scope, receive, send)


async def goes_to_the_first_page(scope, receive, send):
    await RedirectResponse("/", status_code=302)(scope, receive, send)


def cookie_of(headers: dict[str, str]) -> str:
    """The pair of name and value that the answer sets, as a browser sends it back."""
    return headers["set-cookie"].partition(";")[0]


def test_whoever_signs_in_comes_back_to_the_view():
    headers = ask(WayBack(goes_to_the_provider), "/auth/login", referer=f"http://localhost:8501{PLACE}#top")[1]
    assert headers["location"] == "https://id.example.org/authorize?x=1"
    assert "HttpOnly" in headers["set-cookie"] and "SameSite=Lax" in headers["set-cookie"]
    back = ask(WayBack(goes_to_the_first_page), "/oauth2callback", cookie=f"other=1; {cookie_of(headers)}")[1]
    assert back["location"] == PLACE and "Max-Age=0" in back["set-cookie"]


def test_whoever_signs_out_of_a_provider_that_has_no_page_for_it_stays_at_the_view():
    assert ask(WayBack(goes_to_the_first_page), "/auth/logout", referer=f"https://monitor.example.org{PLACE}")[1]["location"] == PLACE


@pytest.mark.parametrize("path", ["/", "/targets", "/auth/login/more"])
def test_other_addresses_lead_where_they_led(path):
    headers = ask(WayBack(goes_to_the_first_page), path, referer=f"http://localhost:8501{PLACE}", cookie=f"{COOKIE}=%2Ftargets")[1]
    assert headers["location"] == "/" and "set-cookie" not in headers


@pytest.mark.parametrize("way", [
    "", "targets", "javascript:alert(1)",
    "https:evil.example", "//////evil.example", "https://x//evil.example",     # a browser reads two slashes as another host
    "/\\evil.example", "/a b", "/a\r\nset-cookie: x=1 ", "/\u0442argets",
    "/auth/logout", "/oauth2callback?code=1",                                  # round and round
    f"/{'a' * 2001}", "http://[broken",
], ids=ascii)
def test_no_other_way_is_taken(way):
    assert way_of(way) == ""
    assert ask(WayBack(goes_to_the_first_page), "/oauth2callback", cookie=f"{COOKIE}={quote(way, safe='')}")[1]["location"] == "/"
