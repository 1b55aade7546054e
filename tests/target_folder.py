"""A data folder about one target, which two statistics and an office report on, and the pages run on it."""
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from monitor.documents import sha256
from monitor.table import Row
from tests.conftest import ROOT
from tests.folders import a_row, make_folder

SAID = "The two sides will raise trade to 20 billion dollars at an early date"
LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:<[^>\n]*>|[^)\n]*)\)")
TEXT = f"{SAID}.\n"
TARGET = "js-1-00000001"
FORUM = "js-1-00000009"
CUSTOMS = {"2023": 14_000_000_000, "2024": 13_700_000_000, "2025": 16_200_000_000}
STATISTICS = {"2019": 7_600_000_000, "2023": 13_700_000_000, "2024": 12_400_000_000, "2025": 17_200_000_000}


def figure(indicator: str, period: str, value: int, **cells: str) -> Row:
    """A figure of Chinese customs for a whole year, unless its cells say otherwise."""
    given = {
        "figure_id": f"{indicator}-{period}-{cells.get('reporter_id', 'customs')}", "indicator_id": indicator, "period": period,
        "period_start": f"{period}-01-01", "period_end": f"{period}-12-31", "value": str(value), "reporter_id": "customs",
        "reporter": "Customs of China", "reporter_class": "customs", "side": "CN", "scope": "goods", "source_id": "", "start": "", "end": "",
        "quote": "", "url": f"https://example.org/{indicator}/{period}",
    }
    return a_row("figures", **given | cells)


def target_folder(folder: Path) -> Path:
    """Trade to 20 billion, said in one document of 2024 and once elsewhere; a second indicator with figures and no commitment."""
    uzbek = {"reporter_id": "statistics", "reporter": "Statistics of Uzbekistan", "reporter_class": "statistics", "side": "UZ",
             "scope": "goods and services"}
    office = {"reporter_id": "office", "reporter": "Office of the President", "reporter_class": "head_of_state_office", "side": "UZ"}
    make_folder(
        folder,
        sources=[
            a_row("sources", date="2024-01-24", text_basis="machine_translation", sha256=sha256(TEXT.encode())),
            a_row("sources", source_id="talk-2025", file="", sha256="", text_by="", title="Raise trade", publisher="Daily",
                  date="2025-09-02", url="https://example.org/talk"),
        ],
        mentions=[
            a_row("mentions", start="0", end=str(len(SAID)), quote=SAID, kind="target", value="20000000000", unit="USD", qualifier="exactly",
                  deadline_kind="vague", deadline_text="at an early date"),
            a_row("mentions", mention_id="talk-2025-00000001", source_id="talk-2025", start="", end="", quote="", kind="", strength="",
                  what="Raise trade", value="20000000000", unit="USD", deadline_text="within five years", extractor="hand", commitment_id=""),
        ],
        commitments=[
            a_row("commitments", title="Raise trade to 20 billion", kind="target", value="20000000000", unit="USD", qualifier="exactly",
                  deadline_kind="vague", indicator_id="trade", headline="The one goal with a number", first_stated="2024-01-24",
                  last_stated="2024-01-24"),
            a_row("commitments", commitment_id=FORUM, title="Hold the forum of 2024", deadline="2024", deadline_kind="year",
                  status="no_report", checked_on="2026-11-01", first_stated="2024-01-24"),
        ],
        indicators=[a_row("indicators", nature="flow"), a_row("indicators", indicator_id="visitors", name="Visitors", unit="people", nature="flow")],
        figures=[
            *(figure("trade", period, value) for period, value in CUSTOMS.items()),
            *(figure("trade", period, value, **uzbek) for period, value in STATISTICS.items()),
            figure("trade", "2024", 14_000_000_000, qualifier="over", **office),
            *(figure("visitors", period, value, unit="people", **uzbek) for period, value in (("2024", 70_000), ("2025", 90_000))),
        ],
    )
    (folder / "sources" / "js-1.txt").write_bytes(TEXT.encode())
    return folder


def open_page(name: str, **parameters: str | list[str]) -> AppTest:
    """A page as the frame runs it, opened at an address."""
    page = AppTest.from_file(ROOT / "pages/main.py", default_timeout=30)
    for key, value in parameters.items():
        page.query_params[key] = value
    page.run()
    return page if name == "overview" else page.switch_page(f"{name}.py").run()


def text_of(page: AppTest) -> str:
    """All the running text of a page, without the marks that keep data from being read as Markdown."""
    elements = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption]
    return "\n".join(element.value for element in elements).replace("\\", "").replace("**", "")


def words_of(page: AppTest) -> str:
    """The running text of a page as it is read: links by their words alone."""
    return LINK.sub(r"\1", text_of(page))


def chart(page: AppTest, place: int = 0):
    """The message of a Plotly chart: `spec` holds the figure as JSON, `alt` its words."""
    return page.get("plotly_chart")[place].proto
