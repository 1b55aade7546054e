"""A table read again by way of the one read before is the table that is read from the whole text."""
import random

import pytest

from monitor.schema import COMMITMENTS, STATUS_LOG
from monitor.table import from_text, write_text
from monitor.table_again import read_again
from tests.folders import a_row, text_with

NOTES = ('two\nlines, "quoted"', "", "plain")
TEXT = text_with("commitments", *(a_row("commitments", commitment_id=f"a-{n:02}", note=NOTES[n % 3]) for n in range(12)))
LOG = text_with("status_log", *(a_row("status_log", new=str(n)) for n in range(5)))
HEADER, LINES = TEXT.splitlines(keepends=True)[0], TEXT.splitlines(keepends=True)[1:]


@pytest.mark.parametrize("before, after", [
    (TEXT, TEXT),
    (TEXT, TEXT.replace("a-05,Hold", "a-05,Held")),
    (TEXT, TEXT.replace("a-00,Hold", "a-00,Held").replace("a-11,Hold", "a-11,Held")),
    (TEXT, TEXT.replace("a-05,Hold", "a-05,\"Held\nHeld\"")),   # a line more
    (TEXT, TEXT.replace("a-03,", "a-02,")),   # an id that another row has
    (TEXT, TEXT.replace("a-05,", "a-05x,")),
    (TEXT, TEXT.replace("a-05,Hold a forum each year", "a-05,\"Hold")),   # a quote that is not closed
    (TEXT, TEXT.replace("a-05,Hold", "a-05,\"Hold\nx\",Hold")),   # a cell too many
    (TEXT, TEXT.replace("commitment_id,title", "commitment_id,Title")),
    (TEXT, TEXT.replace("title,status", "status,title", 1)),
    (TEXT, TEXT + LINES[-1]),   # the last row again
    (TEXT, TEXT[:-1]),   # no last line end
    (TEXT[:-1], TEXT),
    (TEXT, TEXT + "a-99" + LINES[-1][4:]),
    (TEXT, TEXT + "\n\n"),
    (TEXT + "\n\n", TEXT),
    (TEXT, TEXT.replace("\na-05", "\n\n\na-05")),   # blank lines
    (TEXT, HEADER),
    (HEADER, TEXT),
    (TEXT, ""),
    (TEXT, "\ufeff" + TEXT),
    (TEXT, TEXT.replace("\n", "\r\n")),
    (TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r\n").replace("a-05,Hold", "a-05,Held")),
    (TEXT, TEXT.replace("\na-05", "\ra-05")),   # another line end, in one place
    (TEXT, TEXT.replace("\na-05", "\n<<<<<<< mine\na-05")),
    (TEXT.replace("a-05,Hold", "a-05,((( x ))) y /// z"), TEXT),   # the one read before had a fault
    (LOG, LOG + LOG.splitlines(keepends=True)[-1]),   # a table without ids
    (LOG, LOG.replace(",3,", ",7,")),
])
def test_what_is_read_again_is_what_is_read_at_once(before, after):
    schema = STATUS_LOG if before is LOG else COMMITMENTS
    assert read_again(from_text(before, schema), after) == from_text(after, schema)


@pytest.mark.parametrize("seed", range(300))
def test_whatever_is_changed_it_is_read_the_same(seed):
    """Seeded: characters taken out, doubled and put in at random, more than once in a row."""
    chance, text = random.Random(seed), TEXT
    known = from_text(text, COMMITMENTS)
    for _ in range(4):
        place, length = chance.randrange(len(text)), chance.choice((0, 1, 3, 200))
        text = text[:place] + chance.choice(("", "x", '"', "\n", ",", "\r", "é", text[place:place + 150])) + text[place + length:]
        known = read_again(known, text)
        assert known == from_text(text, COMMITMENTS)


def test_a_table_read_again_is_written_from_where_its_rows_stand_now():
    known = read_again(from_text(TEXT, COMMITMENTS), TEXT.replace("a-03,Hold a forum each year", "a-03,\"Held\nthrice\""))
    rows = [dict(row) | ({"title": "New"} if row["commitment_id"] == "a-09" else {}) for row in known.rows]
    assert write_text(known, rows) == known.text.replace("a-09,Hold a forum each year", "a-09,New")
