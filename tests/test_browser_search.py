"""Where the browser tests find a Chromium, and what is said where there is none."""
import pytest

from tests.e2e import browser


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A function that puts a program on a search path that holds nothing else; Playwright's own browser is not there either."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.setattr(browser, "ON_A_MAC", ())

    def add(name: str, exit_code: int) -> str:
        program = folder / name
        program.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
        program.chmod(0o755)
        return str(program)

    return add


@pytest.mark.parametrize("there, found", [
    ({"chromium": 0}, "chromium"),
    ({"google-chrome": 0}, "google-chrome"),
    ({"chromium": 0, "google-chrome": 0}, "chromium"),
    pytest.param({"chromium-browser": 1, "google-chrome": 0}, "google-chrome", id="a stub that does not start is passed over"),
])
def test_the_first_that_starts_is_taken(programs, there, found):
    paths = {name: programs(name, exit_code) for name, exit_code in there.items()}
    assert browser.find() == paths[found]


def test_none_is_none(programs):
    assert browser.find() is None


def test_a_way_that_works_is_said_aloud_and_used(programs, monkeypatch, capfd):
    installed = programs("installer", 0)
    monkeypatch.setattr(browser, "_ways", lambda: [("the first way", [["no-such-program"]]), ("the second way", [[installed]])])
    monkeypatch.setattr(browser, "find", iter([None, "/there/now"]).__next__)
    assert browser.main() == 0
    said = capfd.readouterr()
    assert said.out == "/there/now\n"
    assert "trying the first way" in said.err
    assert "trying the second way" in said.err


def test_where_none_can_be_had_it_says_so_and_fails(programs, monkeypatch, capfd):
    monkeypatch.setattr(browser, "_ways", lambda: [("the only way", [["no-such-program"]])])
    assert browser.main() == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert browser.NONE_FOUND in said.err
