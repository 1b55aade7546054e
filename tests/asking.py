"""One request to a part of the server, without a network."""
import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple


class Answer(NamedTuple):
    """Status, headers by their names in small letters, and body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app, address: str, method: str = "GET", **headers: str) -> Answer:
    """The answer to one request; `_` stands for `-` in the names of headers."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    path, _, query = address.partition("?")
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "query_string": query.encode(), "headers": raw,
             "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 8501), "client": ("127.0.0.1", 1)}
    with ThreadPoolExecutor(1) as own_thread:   # the browser tests leave an event loop running in this one
        own_thread.submit(asyncio.run, app(scope, receive, send)).result()
    named = {name.decode().lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], named, b"".join(message.get("body", b"") for message in sent[1:]))
