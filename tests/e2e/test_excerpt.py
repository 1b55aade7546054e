"""Of a text that the public may not be shown whole, only the paragraphs with findings ever reach a browser, by whichever way."""
import pytest

from monitor import dataset, passages
from tests.conftest import ROOT
from tests.e2e.looking import MAIN, visit

pytestmark = pytest.mark.browser

SOURCE = "stdaily-2022-09-22"


def hidden_and_shown() -> tuple[list[str], list[str]]:
    """The beginnings of the paragraphs of the text that must not leave the server, and of those that may."""
    data = dataset.load(ROOT / "data")
    document, title = passages.document(data, SOURCE), data.row("sources", SOURCE)["title"]
    beginnings = {True: [], False: []}
    for paragraph in document.paragraphs:
        words = document.text[paragraph.start:paragraph.end]
        if words != title:   # which is no secret
            beginnings[bool(paragraph.findings)].append(words[:40])
    return beginnings[False], beginnings[True]


def test_the_rest_of_an_excerpt_never_reaches_the_browser(warm_server, visitor):
    hidden, shown = hidden_and_shown()
    assert len(hidden) > 3 and shown
    page, received = visitor(), []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(
        frame.encode() if isinstance(frame, str) else frame)))
    mention = next(row for row in dataset.load(ROOT / "data").mentions.to_dict("records") if row["source_id"] == SOURCE)
    words = hidden[1].split()[1]
    for address in (f"sources?source={SOURCE}", f"sources?source={SOURCE}&id={mention['mention_id']}", f"sources?source={SOURCE}&page=9",
                    f"commitments?source={SOURCE}", f"sources?q={words}", f"review?source={SOURCE}"):
        visit(page, f"{warm_server.address}/{address}")
        assert page.locator(MAIN).inner_text()
    for path in ("api/mentions.json", "api/figures.json", "api/data.zip", f"api/mentions.json?source={SOURCE}", "feed.xml"):
        received.append(page.request.get(f"{warm_server.address}/{path}").body())
    everything = b"\n".join(received)
    assert shown[0].encode()[:20] in everything, "the frames can be read"
    assert [beginning for beginning in hidden if beginning.encode() in everything] == []
