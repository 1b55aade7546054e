"""Markdown: what is taken for it, and what words come out of it."""
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.readers import Text, read
from monitor import store
from monitor.check import check
from tests.conftest import ROOT
from tests.folders import make_folder

FACT_SHEET = """\
---
title: Visit
tags:
  - ocean
---
<!-- to be checked
by the desk -->

# Fact Sheet

**Norfund** will invest *USD 120 million* in
the `Port` of [Mombasa](https://example.org/port), ~~not~~ at once.[^1]

![A ship](ship.png)

- They **signed** an agreement
  on trade.
  - a port
    1. a quay
- A second item.

3. Norway will help.
1. So will Kenya.

| Who | What | When |
| --- | :-: | --- |
| **Norway** | [pays](http://example.org) | 2030 |
| Kenya |  | a \\| b |

> "We will plant
> mangroves," he said.

<div align="center">Done <b>in</b> Oslo &amp; Nairobi</div>

[^1]: A note.
"""
READ_AS = """\
Fact Sheet

Norfund will invest USD 120 million in
the Port of Mombasa, at once.

- They signed an agreement on trade.

- a port

1. a quay

- A second item.

3. Norway will help.

4. So will Kenya.

Who | What | When

Norway | pays | 2030

Kenya | a | b

"We will plant
mangroves," he said.

Done in Oslo & Nairobi

A note."""


def test_the_words_of_markdown_come_out_without_its_marks():
    found = read(FACT_SHEET.encode(), "a.pdf")
    assert found.text == READ_AS
    assert found.text_by.startswith("markdown-it-py ")


MARKDOWN = {
    "a title": "# Joint Statement\n\nThe sides met.",
    "a title that is underlined beside bold words": "Statement\n===\n\n## Trade\nThe sides will **trade**.",
    "two headings": "The sides met.\n\n## Trade\n\nThey trade.\n\n### Ports\n- a port",
    "a heading and bold words": "The sides met.\n\n## Trade\n\nThey **agreed** to trade.",
    "many bold words": "The **sides** will **trade**, **invest** and **meet**.",
    "a link": "The sides met in [Oslo](https://example.org/oslo_(city)).",
    "a table": "The sides met.\n\n| a | b |\n|---|---|\n| c | d |",
    "a table without edges": "a | b\n--- | ---\nc | d",
    "fields at its head": "---\ntitle: Visit\n---\n\nThe sides met.",
    "code": "The sides met.\n\n```\nagreed\n```\n",
}
PLAIN = {
    "dashes": "The sides will:\n- meet\n- trade\n\n---\n\n* * *\n* one\n* two\n----------\n",
    "asterisks": "*Provisional. The sides** agreed * to *meet* **soon, 2 ** 3 and *** so on ***",
    "a few bold words": "**Mr. Li:** They met.\n\n**Ms. Wu:** They traded.",
    "numbers": "1. They met.\n2) They traded.\n> quoted\n\n#hashtag\n\n# 1",
    "comments": "# made by hand\n# do not edit\nThe sides met.",
    "brackets": "The sides [Norway] (Oslo) met [1](2) and agreed [sic](so).",
    "underlined": "Joint Statement\n===============\n\nTrade\n-----\nThey met.",
    "a table drawn with lines": "a | b\nc | d\n-----------\n+---+---+\n| a | b |\n+---+---+\n",
    "a head of a letter": "---\nDate: 3 May\nThe sides met.\n---\nThey agreed.",
    "a long line of asterisks": "*" * 200_000 + " [" * 200_000,
}


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_is_told_by_its_signs(text):
    assert read(text.encode(), "a.txt").text_by.startswith("markdown-it-py ")


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_a_plain_text_stays_plain(text):
    assert read(text.encode(), "a.md") == Text(text, "plain text")


def test_the_documents_of_the_repository_are_plain():
    paths = sorted((ROOT / "data" / "sources").glob("*.txt"))
    assert paths and {read(path.read_bytes(), path.name).text_by for path in paths} == {"plain text"}


def test_what_stands_deep_in_quotations_is_not_cut():
    deep = "# Title\n\n" + "".join(f"{'> ' * depth}level {depth}\n\n" for depth in range(40))
    assert "level 39" in read(deep.encode(), "a.md").text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a Markdown text in its sources, read once."""
    folder = make_folder(tmp_path / "data", sources=[], mentions=[], commitments=[], evidence=[], figures=[], indicators=[])
    (folder / "sources" / "js-1.txt").unlink()
    statement = "# Visit of Norway to Chile\n\nThe two sides **agreed** to hold a fisheries forum in Oslo in 2027.\n"
    (folder / "sources" / "visit.md").write_text(statement, encoding="utf-8")
    assert main(["--data", str(folder)]) == 0
    return folder


def test_the_text_stands_beside_the_markdown_and_places_are_in_it(folder):
    [source], [mention] = store.load(folder)["sources"].rows, store.load(folder)["mentions"].rows
    text = (folder / "sources" / "visit.md.txt").read_text(encoding="utf-8")
    assert text == "Visit of Norway to Chile\n\nThe two sides agreed to hold a fisheries forum in Oslo in 2027."
    assert (source["title"], source["file"], source["text_by"].split()[0]) == ("Visit of Norway to Chile", "visit.md", "markdown-it-py")
    assert text[int(mention["start"]):int(mention["end"])] == mention["quote"]
    assert check(folder) == () and main(["--data", str(folder), "--check"]) == 0


def test_markdown_that_was_read_as_plain_text_stays_so_until_it_changes(folder):
    path, table = folder / "sources" / "visit.md", folder / "sources.csv"
    (folder / "sources" / "visit.md.txt").unlink()
    by = store.load(folder)["sources"].rows[0]["text_by"]
    table.write_text(table.read_text(encoding="utf-8").replace(by, "plain text"), encoding="utf-8")
    assert main(["--data", str(folder)]) == 0
    assert not (folder / "sources" / "visit.md.txt").exists()
    [before] = store.load(folder)["mentions"].rows
    path.write_text(path.read_text(encoding="utf-8") + "\nDone in Oslo.\n", encoding="utf-8")
    assert main(["--data", str(folder)]) == 0
    [after] = store.load(folder)["mentions"].rows
    assert after["mention_id"] == before["mention_id"] and "**" not in after["quote"]
    assert check(folder) == ()
