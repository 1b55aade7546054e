"""The house keeps its shape: what stands where, who imports whom, and what no file may do."""
import ast
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOP_LEVEL = {
    "app.py", "pages", "extract", "monitor", "data", "tests", "benchmarks", "docs", "Makefile", "pyproject.toml",
    "requirements.txt", "requirements-dev.txt", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "CITATION.cff",
}
MADE_BY_RUNNING = {"__pycache__", "test-results"}
PRODUCT = sorted([ROOT / "app.py", *(path for folder in ("pages", "extract", "monitor") for path in (ROOT / folder).rglob("*.py"))])
NETWORK_CLIENTS = {"requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "ftplib", "smtplib", "telnetlib"}
LONGEST_LINE, LONGEST_FUNCTION, LONGEST_MODULE = 140, 60, 400

every_module = pytest.mark.parametrize("path", PRODUCT, ids=lambda path: path.relative_to(ROOT).as_posix())


def part_of(path: Path) -> str:
    """Which part of the house a file belongs to: app, page, parts, extract, readers, monitor, web or pictures."""
    names = path.relative_to(ROOT).with_suffix("").parts
    if names[0] == "pages":
        return "parts" if names[1] == "parts" else "page"
    return {("monitor", "web"): "web", ("monitor", "pictures"): "pictures", ("extract", "readers"): "readers"}.get(names[:2], names[0])


# What each part may import of ours; nothing may import a page, not even another page.
MAY_IMPORT = {
    "app": ("monitor", "pages.parts"),
    "page": ("monitor", "pages.parts"),
    "parts": ("monitor", "pages.parts"),
    "extract": ("extract", "monitor"),
    "readers": ("extract.readers", "monitor.child_process", "monitor.documents"),
    "monitor": ("monitor",),
    "web": ("monitor",),
    "pictures": ("monitor",),
}
# What each part may import of others, beside the standard library.
MAY_USE = {
    "app": {"streamlit", "starlette", "anyio"},
    "page": {"streamlit", "pandas", "numpy", "plotly"},
    "parts": {"streamlit", "pandas", "numpy", "plotly"},
    "extract": set(),
    "readers": {"trafilatura", "pypdf", "docx", "lxml", "markdown_it"},
    "monitor": {"pandas", "numpy", "filelock"},
    "web": {"starlette", "anyio"},
    "pictures": {"PIL", "resvg_py"},
}


def imported(source: str) -> set[str]:
    """The full names of the modules that a file imports; `from a import b` counts as a.b."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


@every_module
def test_imports_of_ours_run_one_way(path):
    ours = {name for name in imported(path.read_text(encoding="utf-8")) if within(name, ("app", "pages", "extract", "monitor", "tests"))}
    assert {name for name in ours if not within(name, MAY_IMPORT[part_of(path)])} == set()


@every_module
def test_other_peoples_packages_stay_where_they_belong(path):
    tops = {name.split(".")[0] for name in imported(path.read_text(encoding="utf-8"))}
    others = tops - sys.stdlib_module_names - {"pages", "extract", "monitor"}
    assert others <= MAY_USE[part_of(path)]


@every_module
def test_nothing_asks_another_host(path):
    names = imported(path.read_text(encoding="utf-8"))
    assert {name for name in names if within(name, tuple(NETWORK_CLIENTS))} == set()


@every_module
def test_no_text_is_ever_drawn_as_html(path):
    for call in calls(path.read_text(encoding="utf-8")):
        assert "unsafe_allow_html" not in {keyword.arg for keyword in call.keywords}, f"line {call.lineno}"
        drawn = isinstance(call.func, ast.Attribute) and call.func.attr in ("html", "iframe")
        assert not drawn, f"line {call.lineno}: st.{call.func.attr} draws foreign markup"


@every_module
def test_modules_functions_and_lines_are_short(path):
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    too_long = [f"line {number}" for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    too_long += [f"function {node.name}" for node in ast.walk(ast.parse(source))
                 if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert too_long == [], "too long"
    assert len(lines) <= LONGEST_MODULE


def test_a_rule_of_this_file_sees_what_it_forbids():
    """The checks above pass on an empty house too; these lines show that they bite."""
    assert imported("import pages.targets\nfrom extract import find") == {"pages.targets", "extract.find"}
    assert not within("pages.targets", MAY_IMPORT["app"])
    assert not within("extract.find", MAY_IMPORT["monitor"])
    assert within("pages.parts.load.warm_up", MAY_IMPORT["app"])
    assert not within("pages.partsy", MAY_IMPORT["app"])


def test_the_top_level_holds_nothing_else(root):
    names = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    assert names - TOP_LEVEL - MADE_BY_RUNNING == set()


def test_data_holds_no_code(root):
    assert [path.name for path in (root / "data").rglob("*.py")] == []


def test_the_theme_names_no_other_host(root):
    assert "http" not in (root / ".streamlit" / "config.toml").read_text(encoding="utf-8")
