"""How long a visit takes in a real browser: `python -m benchmarks.visits [DATA] [--visits N]`, on a server of its own.

Prints for every page the median milliseconds until all of it is drawn, for a new visitor (nothing kept by the browser) and for the next page of
the same visitor, with the kilobytes that came over the wire; then a filter's click. The baseline, measured before there was a product: a plain
Streamlit page with one Plotly chart, a table of 50 rows and 10,000 commitments took 3,090 ms and 9,370 kB for a new visitor, 2,410 ms and 40 kB for
one who had been there, 383 ms for a filter (two cores, shared by server and browser).
"""
import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright

from monitor.view import OVERVIEW, PAGES
from tests.conftest import ROOT, copy_data
from tests.e2e import browser
from tests.e2e.looking import MAIN, settle, visit
from tests.e2e.servers import serve

BASELINE = {"new": (3_090, 9_370), "next": (2_410, 40), "filter": (383, 37)}


def counted(page: Page) -> list[int]:
    """A list that grows by the bytes of every answer and message to the page."""
    received: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(len(event["response"]["payloadData"]) * 3 // 4))
    return received


def timed(act: Callable[[], None], received: list[int]) -> tuple[float, float]:
    """Milliseconds and kilobytes of an act."""
    received.clear()
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000, sum(received) / 1000


def visits(chromium: Browser, address: str, times: int) -> dict[str, tuple[float, float]]:
    """The medians of a new visitor's visit and of the same visitor's next one."""
    found: dict[str, list[tuple[float, float]]] = {"new": [], "next": []}
    for _ in range(times):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        for sort in found:
            page = context.new_page()
            found[sort].append(timed(lambda: visit(page, address), counted(page)))
            page.close()
        context.close()
    return {sort: tuple(median(values) for values in zip(*measured)) for sort, measured in found.items()}


def filtered(chromium: Browser, address: str, times: int) -> tuple[float, float]:
    """The medians of a search on the page of commitments, from Enter to the last row drawn."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    visit(page, f"{address}/commitments")
    received, measured = counted(page), []
    field = page.locator(".st-key-filter_q input")
    for word in ("railway", "trade", "energy", "school", "visa", "forum")[:times]:
        field.fill(word)

        def search() -> None:
            field.press("Enter")
            page.wait_for_url(f"**q={word}*")
            page.locator(f"{MAIN} [data-stale=true]").first.wait_for(state="detached")
            settle(page)

        measured.append(timed(search, received))
    return tuple(median(values) for values in zip(*measured))


def line(name: str, sort: str, found: tuple[float, float]) -> str:
    milliseconds, kilobytes = found
    base, weight = BASELINE[sort]
    return f"{name:<14}{sort:<8}{milliseconds:>9,.0f} ms{milliseconds / base:>7.2f}x{kilobytes:>10,.0f} kB{kilobytes / weight:>7.2f}x"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.visits", description="How long visits take in a real browser.")
    parser.add_argument("data", type=Path, nargs="?", default=ROOT / "data")
    parser.add_argument("--visits", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = copy_data(Path(folder) / "data") if wanted.data == ROOT / "data" else wanted.data
        with serve(data, Path(folder) / "server.log") as server:
            chromium = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox", "--disable-gpu"])
            for name in PAGES:
                address = server.address + ("/" if name == OVERVIEW else f"/{name}")
                for sort, found in visits(chromium, address, wanted.visits).items():
                    print(line(name, sort, found), flush=True)
            print(line("commitments", "filter", filtered(chromium, server.address, wanted.visits)), flush=True)
            chromium.close()


if __name__ == "__main__":
    main()
