"""What signing in needs beside our server, on this machine: a provider, a proxy, and the secrets file that names them."""
import select
import socket
import socketserver
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from jinja2 import ChoiceLoader, DictLoader
from oidc_provider_mock import User, app
from werkzeug.serving import make_server

HERE = "127.0.0.1"
CHUNK = 65_536
# The provider's own frame fetches its looks from another host.
PLAIN = """<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,">{% block content %}{% endblock %}</html>"""
COOKIE_SECRET = "a secret of this test alone, thirty-two and more"
SECRETS = """\
[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{secret}"
client_id = "monitor"
client_secret = "known to the provider"
server_metadata_url = "{provider}/.well-known/openid-configuration"

"""


@contextmanager
def provider(people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """The address of a running OpenID provider that vouches for these people: what it says of each, by the name to choose."""
    users = [User(sub=name, claims=dict(claims)) for name, claims in people.items()]
    application = app(user_claims=users, require_nonce=True)
    application.jinja_loader = ChoiceLoader([DictLoader({"_base.html": PLAIN}), application.jinja_loader])
    server = make_server(HERE, 0, application, threaded=True)
    with _served(server):
        yield f"http://{HERE}:{server.server_port}"
    server.server_close()


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that marks the first request of each connection as forwarded. `port` is that of the server behind it."""

    daemon_threads = True
    port = 0

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.server_address[1]}"


class Relay(socketserver.BaseRequestHandler):
    """One connection to a proxy."""

    server: Proxy

    def handle(self) -> None:
        first, _, rest = self.request.recv(CHUNK).partition(b"\r\n")
        with socket.create_connection((HERE, self.server.port)) as inner:
            inner.sendall(first + b"\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\n" + rest)
            _pump(self.request, inner)


@contextmanager
def proxy() -> Iterator[Proxy]:
    """A running proxy that does not know yet what it leads to."""
    with Proxy((HERE, 0), Relay) as relay, _served(relay):
        yield relay


@contextmanager
def _served(server: socketserver.BaseServer) -> Iterator[None]:
    """Serve in a thread until the end."""
    thread = Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side ends."""
    while True:
        for ready in select.select([one, other], [], [])[0]:
            sent = ready.recv(CHUNK)
            if not sent:
                return
            (other if ready is one else one).sendall(sent)


def write_secrets(file: Path, provider_address: str, editors: Mapping[str, str], origin: str = f"http://{HERE}:{{port}}") -> Path:
    """A secrets file as docs/sign-in.md has it; the server fills in its own port unless a proxy's address is given."""
    listed = "".join(f'"{address}" = "{alias}"\n' for address, alias in editors.items())
    file.write_text(SECRETS.format(origin=origin, secret=COOKIE_SECRET, provider=provider_address) + f"[editors]\n{listed}", encoding="utf-8")
    return file
