"""People sign in at a real provider: whoever is in the list of editors may edit, under an alias, and nobody else may."""
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.conftest import ROOT, copy_data
from tests.e2e.conftest import TRACEBACK
from tests.e2e.editing import FORMS, field, press
from tests.e2e.editing import settle as idle
from tests.e2e.looking import MAIN, rows, set_cell, settle, visit
from tests.e2e.servers import Server, serve
from tests.e2e.sign_in_parts import COOKIE_SECRET, provider, proxy, write_secrets
from tests.e2e.test_figure_upload import TITLE, YES, choose, revision
from tests.figure_files import bytes_of, csv_of

# What the provider is made with warns of its own old ways.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")]

PEOPLE = {
    "in the list": {"email": "MK@Example.org", "email_verified": True},
    "not in the list": {"email": "other@example.org", "email_verified": True},
    "unverified": {"email": "mk@example.org", "email_verified": False},
    "unsaid": {"email": "mk@example.org"},
}
EDITORS = {"mk@example.org": "MK", "an@example.org": "AN"}
IN, OUT = "Sign in to edit", "Sign out"
MAY, MAY_NOT = "Signed in as MK (may edit)", "Signed in, but this address is not in the list of editors"
VIEW = "/targets?indicator=cn_loans_cdb"
PLAIN = "/method"
ROW = "conference-2020-07-09-6852f882"
PLACE = f"/commitments?id={ROW}"
COOKIE = "_streamlit_user"
NOTHING_WRITTEN = "Nothing was written: you may not edit here, or no longer."


@dataclass(frozen=True)
class SigningIn:
    """A server on which people sign in, with its provider and its secrets file."""

    server: Server
    provider: str
    secrets: Path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SigningIn]:
    """One server for all tests; each restores what it changes by asking for `signing`."""
    folder = tmp_path_factory.mktemp("signing")
    with ExitStack() as stack:
        address = stack.enter_context(provider(PEOPLE))
        secrets = write_secrets(folder / "secrets.toml", address, EDITORS)
        server = stack.enter_context(serve(copy_data(folder / "data"), folder / "server.log", "--secrets", str(secrets)))
        yield SigningIn(server, address, secrets)
        assert server.trouble() == "", TRACEBACK


@pytest.fixture
def signing(running: SigningIn) -> SigningIn:
    """The server with its list as it was at first."""
    write_secrets(running.secrets, running.provider, EDITORS)
    return running


def sign_in(page: Page, person: str) -> None:
    """Follow the link of the page to the provider by the keyboard alone, choose a person there, and come back."""
    page.get_by_role("button", name=IN).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=person, exact=True).click()
    expect(page.get_by_role("button", name=OUT)).to_be_visible()
    settle(page)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name=OUT).click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name=IN)).to_be_visible()
    settle(page)


def offers_nothing(page: Page) -> None:
    """Nothing to write with stands on a page that has forms for editors. Opens it anew."""
    origin = re.match(r"http://[^/]+", page.url)[0]
    visit(page, f"{origin}{PLACE}")
    expect(page.locator(MAIN).get_by_text(FORMS, exact=True)).to_have_count(0)
    expect(page.locator(f"{MAIN} input[type=file], {MAIN} textarea")).to_have_count(0)


def write_note(page: Page, note: str) -> None:
    """Fill in the note of a commitment on its page, and save."""
    page.locator(MAIN).get_by_text(FORMS, exact=True).click()
    idle(page)
    field(page, "Note").fill(note)
    press(page, "Save")


def test_an_editor_signs_in_comes_back_to_the_view_and_writes_under_the_alias(signing, visitor):
    page = visitor()
    visit(page, f"{signing.server.address}{VIEW}")
    expect(page.get_by_text(TITLE)).to_have_count(0)
    sign_in(page, "in the list")
    assert page.url == f"{signing.server.address}{VIEW}"
    expect(page.get_by_text(MAY)).to_be_visible()
    choose(page, csv_of(revision(signing.server.data)))
    page.get_by_role("button", name=YES).click()
    expect(page.locator(MAIN)).to_contain_text("Written to figures.csv")
    assert rows(signing.server.data, "status_log")[-1]["who"] == "MK"


def test_an_editor_changes_a_commitment_under_the_alias_and_is_asked_for_no_other(signing, visitor):
    page = visitor()
    visit(page, f"{signing.server.address}{PLACE}")
    sign_in(page, "in the list")
    assert page.url == f"{signing.server.address}{PLACE}"
    write_note(page, "Talks went on.")
    expect(page.locator(MAIN)).to_contain_text("Saved.")
    expect(page.get_by_role("textbox", name="Your alias, for the log")).to_have_count(0)
    last = rows(signing.server.data, "status_log")[-1]
    assert (last["who"], last["new"], last["via"]) == ("MK", "Talks went on.", "dashboard")


def test_a_visitor_who_is_not_signed_in_may_not_and_enters_nothing_in_the_log(signing, visitor):
    set_cell(signing.server.data, "commitments", ROW, note="Changed in the file.")
    before = bytes_of(signing.server.data)
    page = visitor()
    visit(page, f"{signing.server.address}/")
    expect(page.locator(MAIN)).to_contain_text("not in the log of changes yet")
    expect(page.get_by_role("button", name=IN)).to_be_visible()
    offers_nothing(page)
    assert bytes_of(signing.server.data) == before


@pytest.mark.parametrize(("person", "told"), [
    ("not in the list", MAY_NOT),
    ("unverified", "does not say that this address is verified"),
    ("unsaid", "does not say that this address is verified"),
])
def test_a_person_whom_the_list_does_not_name_signs_in_and_may_not(signing, visitor, person, told):
    page = visitor()
    visit(page, f"{signing.server.address}{PLAIN}")
    before = bytes_of(signing.server.data)
    sign_in(page, person)
    expect(page.locator(MAIN)).to_contain_text(told)
    expect(page.locator(MAIN)).not_to_contain_text(PEOPLE[person]["email"])
    offers_nothing(page)
    assert bytes_of(signing.server.data) == before


@pytest.mark.parametrize("editors", [{"an@example.org": "AN"}, {"mk@example.org": ""}], ids=["taken off", "a bad list"])
def test_whoever_is_taken_off_the_list_writes_nothing_with_a_form_that_is_open(signing, visitor, editors):
    figures = visitor()
    visit(figures, f"{signing.server.address}{VIEW}")
    sign_in(figures, "in the list")
    status = figures.context.new_page()
    visit(status, f"{signing.server.address}{PLACE}")
    choose(figures, csv_of(revision(signing.server.data) | {"value": "987654321"}))
    expect(figures.get_by_role("button", name=YES)).to_be_visible()
    before = bytes_of(signing.server.data)
    write_secrets(signing.secrets, signing.provider, editors)
    figures.get_by_role("button", name=YES).click()
    write_note(status, "Not to be written.")
    for page in (figures, status):
        expect(page.get_by_text(MAY)).to_have_count(0)
        expect(page.locator(MAIN)).to_contain_text("Signed in, but")
    expect(figures.get_by_text(TITLE)).to_have_count(0)
    assert bytes_of(signing.server.data) == before


def test_signing_out_takes_the_right_away_from_every_tab_and_from_a_copy_of_the_cookie(signing, visitor):
    page = visitor()
    visit(page, f"{signing.server.address}{PLACE}")
    sign_in(page, "in the list")
    other_tab = page.context.new_page()
    visit(other_tab, f"{signing.server.address}{PLACE}")
    expect(other_tab.get_by_text(MAY)).to_be_visible()
    stolen = page.context.cookies()
    assert COOKIE in {cookie["name"] for cookie in stolen}
    sign_out(page)
    assert page.url == f"{signing.server.address}{PLACE}"
    before = bytes_of(signing.server.data)
    write_note(other_tab, "Not to be written.")
    expect(other_tab.get_by_role("button", name=IN)).to_be_visible()
    thief = visitor()
    thief.context.add_cookies(stolen)
    visit(thief, f"{signing.server.address}{PLAIN}")
    for tab in (page, thief):
        offers_nothing(tab)
    assert bytes_of(signing.server.data) == before
    sign_in(page, "in the list")
    expect(page.get_by_text(MAY)).to_be_visible()


def forged(address: str, secret: str | None) -> str:
    """The cookie of an editor, signed with a secret that is not the server's, or not at all."""
    said = json.dumps(PEOPLE["in the list"] | {"origin": address, "is_logged_in": True, "sub": "in the list", "provider": "default"})
    return said if secret is None else create_signed_value(secret, COOKIE, said).decode()


@pytest.mark.parametrize("secret", [None, "guessed"], ids=["not signed", "another secret"])
def test_a_forged_cookie_does_not_help(signing, visitor, secret):
    page = visitor()
    page.context.add_cookies([{"name": COOKIE, "value": forged(signing.server.address, secret), "url": signing.server.address}])
    visit(page, f"{signing.server.address}{PLAIN}")
    expect(page.get_by_role("button", name=IN)).to_be_visible()
    offers_nothing(page)


def test_a_cookie_signed_with_the_secret_of_the_server_would_help(signing, visitor):
    """So the test above forges the right thing."""
    page = visitor()
    page.context.add_cookies([{"name": COOKIE, "value": forged(signing.server.address, COOKIE_SECRET), "url": signing.server.address}])
    visit(page, f"{signing.server.address}{PLAIN}")
    expect(page.get_by_text(MAY)).to_be_visible()


@pytest.fixture
def public_address(running: SigningIn, start: Callable[..., Server], scratch_data: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a proxy before a server of its own, on which people sign in at that address."""
    with proxy() as relay:
        secrets = write_secrets(tmp_path / "secrets.toml", running.provider, EDITORS, relay.address)
        # The address to come back to names no port of the server, which must have the one that it is told.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            relay.port = probe.getsockname()[1]
        start(scratch_data, "--port", str(relay.port), "--secrets", str(secrets))
        yield relay.address


def test_behind_a_proxy_an_editor_may_and_another_may_not(public_address, scratch_data, visitor):
    page = visitor()
    visit(page, f"{public_address}{PLACE}")
    sign_in(page, "in the list")
    assert page.url == f"{public_address}{PLACE}"
    write_note(page, "Through the proxy.")
    expect(page.locator(MAIN)).to_contain_text("Saved.")
    last = rows(scratch_data, "status_log")[-1]
    assert (last["who"], last["new"]) == ("MK", "Through the proxy.")
    other = visitor()
    visit(other, f"{public_address}{PLAIN}")
    sign_in(other, "not in the list")
    offers_nothing(other)


def test_the_start_tells_of_the_list_and_refuses_the_switch(signing, tmp_path):
    assert "the list names 2 editors." in signing.server.log.read_text(encoding="utf-8")
    command = [sys.executable, "app.py", "--edit", "--secrets", str(signing.secrets)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and done.stderr.startswith("--edit is refused: sign-in is configured")


def test_a_bad_list_is_told_at_start_and_to_whoever_signs_in(signing, start: Callable[..., Server], scratch_data, tmp_path, visitor):
    secrets = write_secrets(tmp_path / "secrets.toml", signing.provider, {"an@example.org": "AN", "mk@example.org": ""})
    server = start(scratch_data, "--secrets", str(secrets))
    told = "entry 2 of [editors] in secrets.toml: an alias is text on one line and not empty."
    assert f"nobody may edit: {told}" in server.log.read_text(encoding="utf-8")
    page = visitor()
    visit(page, f"{server.address}{PLACE}")
    sign_in(page, "in the list")
    expect(page.locator(MAIN)).to_contain_text(told)
    expect(page.locator(MAIN).get_by_text(FORMS, exact=True)).to_have_count(0)


def test_where_no_sign_in_is_configured_there_is_no_word_of_it(warm_server, visitor):
    page = visitor()
    visit(page, f"{warm_server.address}{PLAIN}")
    expect(page.get_by_text(re.compile("sign(ed)? in", re.IGNORECASE))).to_have_count(0)
