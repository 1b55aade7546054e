"""Some rows written anew: the text is what `write_text` makes of all the rows."""
import random

import pytest

from monitor.schema import COMMITMENTS, STATUS_LOG
from monitor.table import TableError, blank, from_text, rewritten, write_text
from tests.folders import a_row, text_with

IDS = [f"a-{n:02}" for n in range(12)]
TEXT = text_with("commitments", *(a_row("commitments", commitment_id=identity, note="two\nlines" if identity > "a-06" else "") for identity in IDS))
UNSORTED = "".join(TEXT.splitlines(keepends=True)[:1]) + "".join(
    text_with("commitments", a_row("commitments", commitment_id=identity)).splitlines(keepends=True)[1] for identity in reversed(IDS))


def row(identity, **cells):
    return a_row("commitments", commitment_id=identity, **cells)


@pytest.mark.parametrize("text", [TEXT, TEXT[:-1], TEXT.replace("\n", "\r\n"), TEXT + "\n\n", TEXT.replace("\na-05", "\n\na-05"), UNSORTED,
                                  TEXT.splitlines(keepends=True)[0]],
                         ids=["sorted", "no last line end", "CRLF", "blank lines at the end", "a blank line", "unsorted", "empty"])
@pytest.mark.parametrize("seed", range(20))
def test_it_is_what_is_written_of_all_rows(text, seed):
    """Seeded: some rows changed, some gone, some new, at the beginning and the end, too."""
    chance, table = random.Random(seed), from_text(text, COMMITMENTS)
    changed = {}
    for identity in chance.sample([*IDS, "a-00a", "a-055", "a-99", "A", "b"], chance.randrange(6)):
        changed[identity] = chance.choice((None, row(identity, title="New"), row(identity, title='Two\nlines, "quoted"')))
    whole = {**table.by_id, **changed}
    assert rewritten(table, changed) == write_text(table, [cells for cells in whole.values() if cells is not None])


@pytest.mark.parametrize("table, changed, said", [
    (blank(STATUS_LOG), {"x": None}, "has no id"),
    (from_text(TEXT + "a-99,too short\n", COMMITMENTS), {}, "row too short"),
    (from_text(TEXT, COMMITMENTS), {"a-01": row("a-01") | {"colour": "red"}}, "no column colour"),
    (from_text(TEXT, COMMITMENTS), {"a-01": row("a-02")}, "has the id 'a-02'"),
])
def test_what_must_not_be_written_is_refused(table, changed, said):
    with pytest.raises(TableError, match=said):
        rewritten(table, changed)
