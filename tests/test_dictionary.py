from pathlib import Path

import pytest

from monitor.dictionary import FORMS, dictionary
from monitor.schema import PEOPLE, TABLES
from monitor.values import PARSERS
from monitor.vocabulary import STATUSES

ROOT = Path(__file__).resolve().parents[1]


def test_the_document_is_the_one_made_from_the_schema():
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary(), \
        "run: python -m monitor dictionary > docs/data-dictionary.md"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described(table):
    section = dictionary().split(f"## {table.title}: {table.file}\n")[1].split("\n## ")[0]
    for column in table.columns:
        name = f"**{column.name}**" if column.owner == PEOPLE else column.name
        assert f"| {name} | " in section and column.description in section
        assert all(f"`{choice}`" in section for choice in column.choices)


def test_every_status_is_defined_in_order():
    text = dictionary()
    places = [text.index(f"| {status.code} | {status.label} | {status.definition}") for status in STATUSES]
    assert places == sorted(places)


def test_every_type_has_words():
    assert set(FORMS) == set(PARSERS)


def test_no_row_is_broken():
    for line in dictionary().splitlines():
        assert not line.startswith("|") or line.count("|") == 4, line
