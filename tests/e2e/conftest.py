"""Servers on scratch data, and visitors in a real Chromium of whom every request and console line is watched."""
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.conftest import copy_data
from tests.e2e import browser as chromium
from tests.e2e.servers import Server, serve

# A first visit loads several megabytes of scripts while two cores are shared with the server.
PATIENCE = 20_000
DESK = {"width": 1280, "height": 900}
HERE = "127.0.0.1"
# Streamlit's script does not know at which path it is served; on /targets it asks below /targets/ first, and is told 404.
LOOKING_FOR_ITS_BASE = re.compile(r"/\w+/_stcore/(health|host-config)")
NO_SUCH_PAGE = "The page that you have requested does not seem to exist. Running the app's main page."
TRACEBACK = "the server's output shows a traceback"
expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What a visitor's browser did that a test must not pass over."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._note_host(request.url))
        context.on("console", self._note_line)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._note_host(socket.url)))

    def _note_host(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob", "about") and urlsplit(url).hostname != HERE:
            self.foreign.append(url)

    def _note_line(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not LOOKING_FOR_ITS_BASE.fullmatch(urlsplit(line.location["url"]).path) and line.text != NO_SUCH_PAGE:
            self.complaints.append(f"{line.text} ({line.location['url']})")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Start the Chromium of this machine, cut off from every other host."""
    path = chromium.find()
    assert path, chromium.NONE_FOUND
    return {**browser_type_launch_args, "executable_path": path,
            "args": ["--no-sandbox", "--disable-gpu", f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HERE}"]}


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a new browser context. Afterwards: no other host was asked and nothing went wrong."""
    watch, contexts = Watch(), []

    def new_visitor(**options: object) -> Page:
        contexts.append(browser.new_context(**{"viewport": DESK, **options}))
        watch.follow(contexts[-1])
        return contexts[-1].new_page()

    yield new_visitor
    for context in contexts:
        context.close()
    assert watch.foreign == [], "asked another host"
    assert watch.complaints == [], "the browser's console shows errors"


@pytest.fixture(scope="session")
def warm_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One read-only server for every test that changes no data."""
    folder = tmp_path_factory.mktemp("warm")
    with serve(copy_data(folder / "data"), folder / "server.log") as server:
        yield server
        assert server.trouble() == "", TRACEBACK


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """A function that starts a server on a data folder. Ask for it before `visitor`, so that the visitor leaves first."""
    with ExitStack() as running:
        servers = []

        def start_on(data: Path, *switches: str) -> Server:
            servers.append(running.enter_context(serve(data, tmp_path / f"server-{len(servers)}.log", *switches)))
            return servers[-1]

        yield start_on
        assert [server.trouble() for server in servers if server.trouble()] == [], TRACEBACK


@pytest.fixture
def fresh_server(start: Callable[..., Server], scratch_data: Path) -> Server:
    """A server that nobody has visited yet, on data that the test may spoil."""
    return start(scratch_data)
