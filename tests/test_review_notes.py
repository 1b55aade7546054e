"""The notes of `review`, written and read again."""
import pytest

from monitor.review_notes import Gone, JoinProposed, ReadingKept, Unread, join_proposed, parse_notes, reading_kept

JOIN, READING = join_proposed("js-1-00000009"), reading_kept("kind", "event", "project")


@pytest.mark.parametrize("cell, notes", [
    ("", []),
    (JOIN, [JoinProposed(JOIN, "js-1-00000009")]),
    (READING, [ReadingKept(READING, "kind", "", "event", "project")]),
    (reading_kept("deadline", "", "2030"), [ReadingKept("deadline: the rules read nothing, kept 2030", "deadline", "", "", "2030")]),
    (reading_kept("value", "5", "7", "js-1-00000001"),
     [ReadingKept("value of js-1-00000001: the rules read 5, kept 7", "value", "js-1-00000001", "5", "7")]),
    ("not found again", [Gone("not found again")]),
    ("no mention left", [Gone("no mention left")]),
    ("see the minutes; ask Anna", [Unread("see the minutes; ask Anna")]),   # a person's own words
    ("see the minutes; not found again", [Unread("see the minutes"), Gone("not found again")]),
])
def test_a_note_is_read_as_it_was_written(cell, notes):
    assert parse_notes(cell) == notes


def test_several_notes_are_told_apart_though_their_values_hold_semicolons():
    notes = [JOIN, reading_kept("parties", "China; Uzbekistan", "China"), reading_kept("sector", "trade; energy", "", "js-1-00000001"),
             "not found again"]
    assert [note.text for note in parse_notes("; ".join(notes))] == notes
    assert parse_notes("; ".join(notes))[1] == ReadingKept(notes[1], "parties", "", "China; Uzbekistan", "China")
