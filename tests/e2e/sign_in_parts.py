"""What signing in needs beside our server, on this machine: a provider, a proxy, and the secrets file that names them."""
import select
import socket
import socketserver
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from oidc_provider_mock import User, app
from werkzeug.serving import make_server

HERE = "127.0.0.1"
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
    with _served(make_server(HERE, 0, app(user_claims=users, require_nonce=True), threaded=True)) as port:
        yield f"http://{HERE}:{port}"


@contextmanager
def proxy(target: list[str]) -> Iterator[str]:
    """The address of a proxy that marks each connection as forwarded; it leads to `target[0]`, to be known when first used."""
    class Relay(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            host, port = target[0].removeprefix("http://").split(":")
            first, _, rest = self.request.recv(65_536).partition(b"\r\n")
            with socket.create_connection((host, int(port))) as inner:
                inner.sendall(first + b"\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\n" + rest)
                _pump(self.request, inner)

    class Proxy(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with _served(Proxy((HERE, 0), Relay)) as port:
        yield f"http://{HERE}:{port}"


@contextmanager
def _served(server: socketserver.BaseServer) -> Iterator[int]:
    """The port of a server that runs in a thread until the end."""
    thread = Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side ends."""
    while True:
        for ready in select.select([one, other], [], [])[0]:
            sent = ready.recv(65_536)
            if not sent:
                return
            (other if ready is one else one).sendall(sent)


def write_secrets(file: Path, provider_address: str, editors: Mapping[str, str], origin: str = f"http://{HERE}:{{port}}") -> Path:
    """A secrets file as docs/sign-in.md has it; the server fills in its own port unless a proxy's address is given."""
    listed = "".join(f'"{address}" = "{alias}"\n' for address, alias in editors.items())
    file.write_text(SECRETS.format(origin=origin, secret=COOKIE_SECRET, provider=provider_address) + f"[editors]\n{listed}", encoding="utf-8")
    return file
