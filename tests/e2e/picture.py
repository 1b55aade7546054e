"""python -m tests.e2e.picture: take docs/overview.png, the picture of the README, anew."""
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import ROOT, copy_data
from tests.e2e import browser
from tests.e2e.looking import visit
from tests.e2e.servers import serve

PICTURE = ROOT / "docs" / "overview.png"
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Open the overview on a server of its own and save what the window shows."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with serve(copy_data(Path(folder) / "data"), Path(folder) / "server.log") as server:
            chromium = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox"])
            page = chromium.new_page(viewport=SIZE, color_scheme="light")
            visit(page, server.address)
            page.screenshot(path=PICTURE)
            chromium.close()


if __name__ == "__main__":
    main()
