"""What is kept of a measurement, read for the page: whole, in part, or said to be broken, and never an error."""
import json

import pytest

from monitor import accuracy
from monitor.accuracy import ABSENT, BAD_SETS, NO_SETS, NOT_JSON, Counts, rules_version

COUNTS = {"matched": 2, "missed": 1, "extra": 3, "fields": {"kind": {"right": 1, "compared": 2}}}
NOTHING = {"matched": 0, "missed": 0, "extra": 0}
TYPES = {"commitment": COUNTS, "figure": NOTHING, "progress": NOTHING}
SET = {"extractor": "rules-1", "seen": True, "documents": 1, **TYPES}


def read(tmp_path, kept) -> accuracy.Accuracy:
    (tmp_path / accuracy.FILE).write_bytes(kept if isinstance(kept, bytes) else json.dumps(kept).encode())
    return accuracy.read(tmp_path)


@pytest.mark.parametrize(("kept", "fault"), [
    (b"", NOT_JSON),
    (b"{", NOT_JSON),
    (b"\xff\xfe", NOT_JSON),
    (b"[" * 100_000, NOT_JSON),
    ([], NO_SETS),
    ("seeds", NO_SETS),
    ({}, ABSENT),
    ({"seeds": SET}, ""),
])
def test_what_is_wrong_with_the_file_is_said(tmp_path, kept, fault):
    assert read(tmp_path, kept).fault == fault


def test_no_file_is_no_measurement(tmp_path):
    assert accuracy.read(tmp_path) == accuracy.Accuracy(fault=ABSENT)


@pytest.mark.parametrize("broken", [
    None, 1, "rules-1", [],
    {},
    SET | {"extractor": None},
    SET | {"documents": -1},
    SET | {"documents": True},
    SET | {"documents": 1.5},
    SET | {"seen": "yes"},
    {name: value for name, value in SET.items() if name != "figure"},
    SET | {"commitment": COUNTS | {"fields": []}},
    SET | {"commitment": COUNTS | {"fields": {"kind": 1}}},
    SET | {"kinds": {"joint_statement": 3}},
    SET | {"kinds": ["joint_statement"]},
    SET | {"missed": {"commitment": {"kind": {"event": "two"}}}},
    SET | {"extra": {"commitment": None}},
    SET | {"quotes": {"missed": [{"document": "js-1"}]}},
    SET | {"quotes": {"missed": [{"document": "js-1", "type": "figure", "quote": "\ud800"}]}},   # no page can show half a character
])
def test_a_set_that_cannot_be_read_is_named_and_the_others_stay(tmp_path, broken):
    found = read(tmp_path, {"bad": broken, "good": SET})
    assert (found.fault, found.named, [gold.name for gold in found.sets]) == (BAD_SETS, ("bad",), ["good"])


def test_a_set_has_its_shares_its_fields_and_how_much_readers_marked(tmp_path):
    [gold] = read(tmp_path, {"seeds": SET}).sets
    counts = gold.counts["commitment"]
    assert (counts.recall, counts.precision, counts.f1) == (2 / 3, 2 / 5, 0.5)
    assert counts.fields == (accuracy.Field("kind", 1, 2),)
    assert (gold.rows, gold.own_documents, gold.kinds, gold.missed_quotes) == (3, 0, (), ())


def test_shares_of_nothing_are_none():
    assert (Counts(0, 0, 0).recall, Counts(0, 0, 0).precision, Counts(0, 0, 0).f1) == (None, None, None)
    assert (Counts(0, 2, 0).recall, Counts(0, 2, 0).precision, Counts(0, 2, 0).f1) == (0, None, 0)


def test_documents_that_nobody_had_seen_come_first(tmp_path):
    sets = read(tmp_path, {"a": SET, "b": SET | {"seen": False}}).sets
    assert [(gold.name, gold.seen) for gold in sets] == [("b", False), ("a", True)]


def test_a_set_kept_before_answers_could_be_unseen_counts_as_seen(tmp_path):
    [gold] = read(tmp_path, {"seeds": {name: value for name, value in SET.items() if name != "seen"}}).sets
    assert gold.seen


@pytest.mark.parametrize(("extractors", "version"), [
    ([], ""),
    (["hand", ""], ""),
    (["hand", "hand", "rules-b"], "rules-b"),
    (["rules-b", "rules-a", "rules-a"], "rules-a"),
    (["rules-b", "rules-a"], "rules-a"),   # as many of each: always the same one
])
def test_the_version_is_that_of_most_passages(extractors, version):
    assert rules_version(extractors) == version
