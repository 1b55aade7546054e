"""The launcher: `python app.py [--edit [--who ALIAS]] [--data DIR] [--port N] [--secrets FILE.toml]`, or `streamlit run app.py`."""
import argparse
import gc
import os
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from monitor import permission, sign_in
from monitor.sign_in import SignIn
from monitor.web.access import with_access
from monitor.web.bundles import CompressedBundles
from monitor.web.routes import ROUTES
from monitor.web.security import SecurityHeaders
from monitor.web.unfurl import Unfurl
from monitor.web.way_back import WayBack
from monitor.words import say

ROOT = Path(__file__).resolve().parent
SECRETS = ROOT / ".streamlit" / "secrets.toml"
BUNDLES = Path(st.__file__).resolve().parent / "static"
PAGE = with_access((BUNDLES / "index.html").read_text(encoding="utf-8"))
HOST = "127.0.0.1"
PORT = 8501
PORTS_TRIED = 50


@asynccontextmanager
async def lifespan(app):
    """Import and load everything once before the first visitor, who would wait for it otherwise."""
    from pages.parts import load, signing_in

    if told := signing_in.told_at_start():
        print(told, flush=True)
    if signing_in.anybody_may():
        for told in await to_thread.run_sync(load.bring_together):
            print(told, flush=True)
    await to_thread.run_sync(load.warm_up)
    # Every script run ends with a full collection; frozen objects are not walked, which halves the time of a click.
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    ROOT / "pages" / "main.py",
    routes=ROUTES,
    middleware=[
        Middleware(SecurityHeaders, html=PAGE),
        Middleware(WayBack),
        Middleware(Unfurl, html=PAGE),
        Middleware(CompressedBundles, directory=BUNDLES / "static", prefix="/static/"),
    ],
    lifespan=lifespan,
)


def free_port(wanted: int) -> int:
    """The first port from `wanted` on that nobody listens on. Raises OSError where there is none."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {wanted} to {wanted + PORTS_TRIED - 1}; choose another with --port")


def arguments() -> argparse.Namespace:
    """The command line, parsed."""
    parser = argparse.ArgumentParser(prog="python app.py", description="Serve the dashboard to this machine.")
    parser.add_argument("--edit", action="store_true", help="let the person at this machine edit; without it the server is read-only")
    parser.add_argument("--who", metavar="ALIAS", help="beside --edit: the alias of that person, for the log")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder (default: MONITOR_DATA, else data/)")
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"the port (default: {PORT}; the next free one if it is taken)")
    parser.add_argument("--secrets", type=Path, default=SECRETS, metavar="FILE.toml",
                        help="where sign-in is configured (default: .streamlit/secrets.toml beside this file)")
    wanted = parser.parse_args()
    if wanted.who is not None and not wanted.edit:
        parser.error("--who names the person whom --edit lets edit; give both")
    try:
        wanted.who = sign_in.alias_of(wanted.who) if wanted.edit and wanted.who is not None else ""
    except ValueError as error:
        parser.error(f"--who: {error}")
    return wanted


def choose_port(wanted: int, people: SignIn | None) -> int:
    """The port to serve on; another than the wanted one is told. Exits where people could not come back to another one."""
    port = free_port(wanted)
    if port == wanted:
        return port
    if people and sign_in.PORT not in people.redirect_uri:
        sys.exit(say("sign_in.port_taken", port=wanted, written=sign_in.PORT))
    print(f"Port {wanted} is taken; serving on {port} instead.", flush=True)
    return port


def main() -> None:
    """Serve until stopped."""
    wanted = arguments()
    people = sign_in.read([wanted.secrets])
    if wanted.edit and people:
        sys.exit(say("sign_in.no_switch"))
    if wanted.data is not None:
        os.environ["MONITOR_DATA"] = str(wanted.data.resolve())
    if wanted.edit:
        permission.allow_the_person_here(wanted.who)
    port = choose_port(wanted.port, people)
    rights = "editing after signing in" if people else "editing allowed here" if wanted.edit else "read-only"
    print(f"Dashboard: http://{HOST}:{port}  ({rights})", flush=True)
    app.run(config={"server.address": HOST, "server.port": port, "server.headless": True, "server.fileWatcherType": "none",
                    "browser.gatherUsageStats": False, "client.showErrorDetails": "none",
                    "client.showErrorLinks": False, "secrets.files": [str(wanted.secrets)]})


if __name__ == "__main__":
    main()
