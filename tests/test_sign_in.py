"""Sign-in as the secrets files have it: who edits, and why nobody does where something is amiss."""
import re
import tomllib

import pytest

from monitor import sign_in
from monitor.sign_in import SignIn, folded
from tests.conftest import ROOT

SECRET = "0123456789abcdef0123456789abcdef"
ADDRESS = "mk@example.org"
AUTH = {"redirect_uri": "https://monitor.example.org/oauth2callback", "cookie_secret": SECRET}
PROVIDER = {"client_id": "monitor", "client_secret": "s", "server_metadata_url": "https://id.example.org/.well-known/openid-configuration"}
GOOD = {"auth": AUTH | PROVIDER, "editors": {ADDRESS: "MK", "An.Na@Example.org ": " AN "}}


def without(table: dict, name: str) -> dict:
    return {key: value for key, value in table.items() if key != name}


def test_the_list_gives_the_alias_of_each_address():
    found = sign_in.of_tables(GOOD)
    assert found == SignIn(("",), AUTH["redirect_uri"], {folded(ADDRESS): "MK", folded("an.na@example.org"): "AN"})


def test_several_providers_have_a_name_each():
    found = sign_in.of_tables({"auth": AUTH | {"one": PROVIDER, "two": PROVIDER, "client_kwargs": {"prompt": "login"}}})
    assert (found.providers, found.problem) == (("one", "two"), "")


def test_without_a_list_nobody_edits_and_that_is_no_fault():
    found = sign_in.of_tables(without(GOOD, "editors"))
    assert (dict(found.editors), found.problem) == ({}, "")


@pytest.mark.parametrize(("editors", "told"), [
    ([ADDRESS], "editors in secrets.toml is no table"),
    (ADDRESS, "editors in secrets.toml is no table"),
    ({"a@example.org": "A", ADDRESS: 5}, "entry 2 of [editors]"),
    ({ADDRESS: ""}, "entry 1 of [editors]"),
    ({ADDRESS: " "}, "not empty"),
    ({ADDRESS: "M\nK"}, "on one line"),
    ({ADDRESS: ["MK"]}, "an alias is text"),
    ({"mk": {"example.org": "MK"}}, "an alias is text"),                # an address without quotes falls apart at its points
    ({"mk": "MK"}, "expected an e-mail address"),
    ({ADDRESS: "MK", " Mk@example.org": "KM"}, "entry 2 of [editors]"),     # one address, two names
], ids=str)
def test_a_list_with_a_fault_lets_nobody_edit_and_says_where_without_the_address(editors, told):
    found = sign_in.of_tables(GOOD | {"editors": editors})
    assert dict(found.editors) == {}
    assert told in found.problem and ADDRESS not in found.problem


@pytest.mark.parametrize(("auth", "told"), [
    ("https://id.example.org", "auth in secrets.toml is no table"),
    ({}, "names no provider"),
    (AUTH, "names no provider"),
    (AUTH | without(PROVIDER, "client_secret"), "[auth] in secrets.toml lacks client_secret"),
    (AUTH | {"one": without(PROVIDER, "client_id")}, "[auth.one] in secrets.toml lacks client_id"),
    (AUTH | {"my_own": PROVIDER}, "without an underscore"),
    (without(AUTH, "cookie_secret") | PROVIDER, "cookie_secret"),       # Streamlit would sign with nothing
    (AUTH | PROVIDER | {"cookie_secret": "xxx"}, "cookie_secret"),      # as in many an example: whoever guesses it is an editor
    (AUTH | PROVIDER | {"cookie_secret": 5}, "cookie_secret"),
    (without(AUTH, "redirect_uri") | PROVIDER, "redirect_uri"),
    (AUTH | PROVIDER | {"redirect_uri": "monitor.example.org/oauth2callback"}, "redirect_uri"),
    (AUTH | PROVIDER | {"redirect_uri": "https://monitor.example.org/"}, "redirect_uri"),
], ids=str)
def test_sign_in_with_a_fault_lets_nobody_edit_and_says_why(auth, told):
    found = sign_in.of_tables(GOOD | {"auth": auth})
    assert dict(found.editors) == {} and told in found.problem


def test_without_a_file_or_the_table_no_sign_in_is_configured(tmp_path):
    (tmp_path / "secrets.toml").write_text('[editors]\n"mk@example.org" = "MK"\n', encoding="utf-8")
    assert sign_in.read([tmp_path / "secrets.toml", tmp_path / "none.toml"]) is None


@pytest.mark.parametrize("content", [
    b"[auth]\nclient_id = \n", b'"mk@example.org" = "MK', b"\xff\xfe[\0a\0", None,
], ids=["a slip", "an open quote", "UTF-16", "a folder"])
def test_a_file_that_cannot_be_read_may_configure_sign_in_so_nobody_edits(tmp_path, content):
    file = tmp_path / "secrets.toml"
    file.write_bytes(content) if content is not None else file.mkdir()
    found = sign_in.read([file])
    assert found is not None and dict(found.editors) == {}
    assert found.problem.startswith("secrets.toml cannot be read: ") and ADDRESS not in found.problem


def test_a_later_file_replaces_whole_tables_as_streamlit_does(tmp_path):
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    lines = [f'{name} = "{value}"\n' for name, value in (AUTH | PROVIDER).items()]
    first.write_text("".join(['[editors]\n"old@example.org" = "OLD"\n', "[auth]\n", *lines]), encoding="utf-8")
    second.write_text('[editors]\n"mk@example.org" = "MK"\n', encoding="utf-8")
    assert dict(sign_in.read([first, second]).editors) == {folded(ADDRESS): "MK"}


def test_the_example_of_the_documentation_works_once_its_secret_is_filled_in():
    text = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.+?)```", text, re.DOTALL)[1]
    assert "cookie_secret" in sign_in.of_tables(tomllib.loads(example)).problem
    filled = example.replace('cookie_secret = ""', f'cookie_secret = "{SECRET}"')
    found = sign_in.of_tables(tomllib.loads(filled))
    assert (found.problem, sorted(found.editors.values())) == ("", ["AN", "MK"])
