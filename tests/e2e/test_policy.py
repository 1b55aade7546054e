"""What a page of this site may do in a browser, whatever found its way into it: run nothing foreign and ask no other host."""
from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import HERE
from tests.e2e.looking import visit
from tests.e2e.test_reading import VIEWS

pytestmark = pytest.mark.browser

ATTEMPTS = {
    "script-src": "const it = document.createElement('script'); it.textContent = 'window.itRan = 1'; document.body.append(it)",
    "script-src-attr": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.itRan = 1\">')",
    "img-src": "document.body.append(Object.assign(new Image(), {src: 'https://example.net/home.png'}))",
    "style-src": "document.head.append(Object.assign(document.createElement('link'), {rel: 'stylesheet', href: 'https://example.net/a.css'}))",
    "font-src": "new FontFace('x', 'url(https://example.net/a.woff2)').load().catch(() => 0)",
    "connect-src": "fetch('https://example.net/').catch(() => 0)",
    "frame-src": "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://example.net/'}))",
    "object-src": "document.body.append(Object.assign(document.createElement('object'), {data: 'https://example.net/'}))",
    "base-uri": "document.head.append(Object.assign(document.createElement('base'), {href: 'https://example.net/'}))",
    "form-action": "const f = Object.assign(document.createElement('form'), {action: 'https://example.net/'}); document.body.append(f); f.submit()",
}


def test_what_is_put_into_a_page_neither_runs_nor_calls_home(warm_server, browser):
    context = browser.new_context()   # no `visitor`: what the browser refuses it also says in its console
    page = context.new_page()
    visit(page, f"{warm_server.address}/method")
    page.evaluate("refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))")
    for attempt in ATTEMPTS.values():
        page.evaluate(f"() => {{ {attempt} }}")
    page.wait_for_timeout(1000)
    refused = page.evaluate("refused")
    assert [name for name in ATTEMPTS if not any(found.startswith(name) for found in refused)] == []
    assert page.evaluate("window.itRan") is None
    context.close()


def test_every_page_brings_all_it_needs_along_and_breaks_no_rule_of_its_own(warm_server, visitor):
    """That no rule is broken and no other host asked on any page of any test is seen to by `visitor`."""
    page = visitor()
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, urlsplit(request.url))))
    for address in VIEWS:
        visit(page, warm_server.address + address)
    assert {kind for kind, _ in asked} >= {"document", "script", "stylesheet", "font"}
    assert {url.hostname for _, url in asked if url.scheme not in ("data", "blob")} == {HERE}
