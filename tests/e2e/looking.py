"""How a test looks at the dashboard: waits for it, reads its words, and edits the tables under it as a person would."""
import csv
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

MAIN = "[data-testid=stMain]"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
CHART = "[data-testid=stPlotlyChart]"
DRAWN = ".main-svg"


def visit(page: Page, address: str) -> None:
    """Open an address and wait until the page is drawn."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until a heading stands there, the script has run and every chart is drawn."""
    error = page.locator("[data-testid=stException]")
    expect(heading(page).or_(error).first).to_be_visible()
    expect(error).to_have_count(0)
    expect(page.locator(IDLE)).to_be_visible()
    expect(page.locator(f"{MAIN} [data-testid=stSkeleton]")).to_have_count(0)
    expect(page.locator(f"{CHART}:not(:has({DRAWN}))")).to_have_count(0)


def heading(page: Page) -> Locator:
    return page.locator(f"{MAIN} h1").first


def words(page: Page) -> str:
    """Everything that is written on the page, white space folded."""
    return " ".join(page.locator(MAIN).inner_text().split())


def rows(data: Path, table: str) -> list[dict[str, str]]:
    with open(data / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(data: Path, table: str, changed: list[dict[str, str]]) -> None:
    """Save a table as a spreadsheet would: the whole file anew."""
    with open(data / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(changed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


def set_cell(data: Path, table: str, row_id: str, **cells: str) -> None:
    """Change cells of the row whose first column is `row_id`."""
    changed = rows(data, table)
    wanted = next(row for row in changed if next(iter(row.values())) == row_id)
    wanted |= cells
    write_rows(data, table, changed)
