"""The launcher: `python app.py [--edit] [--data DIR] [--port N]`, or `streamlit run app.py`."""
import argparse
import gc
import os
import socket
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from monitor import permission
from monitor.web.bundles import CompressedBundles
from monitor.web.routes import ROUTES
from monitor.web.security import SecurityHeaders

ROOT = Path(__file__).resolve().parent
BUNDLES = Path(st.__file__).resolve().parent / "static"
HOST = "127.0.0.1"
PORT = 8501
PORTS_TRIED = 50


@asynccontextmanager
async def lifespan(app):
    """Import and load everything once before the first visitor, who would wait for it otherwise."""
    from pages.parts.load import warm_up

    await to_thread.run_sync(warm_up)
    # Every script run ends with a full collection; frozen objects are not walked, which halves the time of a click.
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    ROOT / "pages" / "main.py",
    routes=ROUTES,
    middleware=[
        Middleware(SecurityHeaders, html=(BUNDLES / "index.html").read_text(encoding="utf-8")),
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
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder (default: MONITOR_DATA, else data/)")
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"the port (default: {PORT}; the next free one if it is taken)")
    return parser.parse_args()


def main() -> None:
    """Serve until stopped."""
    wanted = arguments()
    if wanted.data is not None:
        os.environ["MONITOR_DATA"] = str(wanted.data.resolve())
    if wanted.edit:
        permission.allow_the_person_here()
    port = free_port(wanted.port)
    if port != wanted.port:
        print(f"Port {wanted.port} is taken; serving on {port} instead.", flush=True)
    print(f"Dashboard: http://{HOST}:{port}  ({'editing allowed here' if wanted.edit else 'read-only'})", flush=True)
    app.run(config={"server.address": HOST, "server.port": port, "server.headless": True, "server.fileWatcherType": "none",
                    "browser.gatherUsageStats": False, "client.showErrorDetails": "none"})


if __name__ == "__main__":
    main()
