"""What a measurement keeps: counts by kind of document, misses by kind and cue, and the words of nobody else's documents."""
import json

import pytest

from extract.accuracy import UnreadableFigures, entry, keep
from extract.document_kinds import kind_of
from extract.gold import Case, NoGold, read
from monitor import accuracy

OURS, THEIRS = "We will hold a forum.", "They will build a road."


def commitment(text: str, **fields) -> dict:
    return {"type": "commitment", "start": 0, "end": len(text), "quote": text, "kind": "event", "strength": "firm", "cue": "will", "rule": "will"} | fields


def case(identity: str, text: str, gold: list[dict], found: list[dict], kind: str = "joint_statement") -> Case:
    return Case(identity, kind, text, gold, found)


MISSED = [case("ours", OURS, [commitment(OURS)], []), case("theirs", THEIRS, [commitment(THEIRS, kind="deliverable")], [], "fact_sheet")]
EXTRA = [case("ours", OURS, [], [commitment(OURS)]), case("theirs", THEIRS, [], [commitment(THEIRS, cue="have agreed to", rule="agreed to")])]


def test_what_is_missed_is_counted_by_kind_and_strength():
    assert entry(MISSED, "rules-1", True, ())["missed"]["commitment"] == {"kind": {"deliverable": 1, "event": 1}, "strength": {"firm": 2}}


def test_what_is_too_much_is_counted_by_the_rule_that_found_it():
    assert entry(EXTRA, "rules-1", True, ())["extra"]["commitment"] == {"cue": {"agreed to": 1, "will": 1}}


@pytest.mark.parametrize("cases", [MISSED, EXTRA])
def test_only_documents_of_the_data_folder_are_quoted(cases):
    kept = entry(cases, "rules-1", True, {OURS})
    assert [quote["quote"] for side in ("missed", "extra") for quote in kept["quotes"][side]] == [OURS]
    assert THEIRS not in json.dumps(kept) and kept["own_documents"] == 1


def test_each_kind_of_document_has_its_own_counts():
    kinds = entry(MISSED, "rules-1", True, ())["kinds"]
    assert {kind: (group["documents"], group["commitment"]["missed"]) for kind, group in kinds.items()} == {
        "fact_sheet": (1, 1), "joint_statement": (1, 1)}


def test_the_page_reads_what_is_kept_and_sets_stand_beside_each_other(tmp_path):
    keep(tmp_path, "seeds", entry(MISSED, "rules-1", True, {OURS}))
    keep(tmp_path, "blind", entry(EXTRA, "rules-2", False, (), "Composed for the test."))
    blind, seeds = accuracy.read(tmp_path).sets
    assert (blind.name, blind.seen, blind.extractor, blind.counts["commitment"].extra) == ("blind", False, "rules-2", 2)
    assert (blind.about, seeds.about) == ("Composed for the test.", "")
    assert (seeds.seen, seeds.counts["commitment"].recall, seeds.missed_quotes[0].quote) == (True, 0, OURS)
    assert dict(blind.extra["commitment"]) == {"agreed to": 1, "will": 1}


def test_a_set_measured_again_replaces_its_figures(tmp_path):
    for extractor in ("rules-1", "rules-2"):
        keep(tmp_path, "seeds", entry(MISSED, extractor, True, ()))
    assert [gold.extractor for gold in accuracy.read(tmp_path).sets] == ["rules-2"]


@pytest.mark.parametrize("broken", ["{", "[]", "\"sets\""])
def test_figures_that_cannot_be_read_are_not_written_over(tmp_path, broken):
    (tmp_path / accuracy.FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(UnreadableFigures, match="measure every set again"):
        keep(tmp_path, "seeds", {})
    assert (tmp_path / accuracy.FILE).read_text(encoding="utf-8") == broken
    assert [path.name for path in tmp_path.iterdir()] == [accuracy.FILE]


# Gold sets on disk

INDEX = "id,title,date,parties{more}\ndoc,Fact Sheet: a deal,2024-01-01,Norway; Chile{kind}\nother,Without gold,,{comma}\n"


def gold_set(tmp_path, kind: str = "", beside_gold: bool = False):
    gold, documents = tmp_path / "gold", tmp_path / "documents"
    gold.mkdir()
    documents.mkdir()
    more = {"more": ",kind", "kind": f",{kind}", "comma": ","} if kind else {"more": "", "kind": "", "comma": ""}
    ((gold if beside_gold else documents) / "index.csv").write_text(INDEX.format(**more), encoding="utf-8")
    (documents / "doc.txt").write_text("The two sides agreed to hold a forum in 2025.\n", encoding="utf-8")
    (gold / "doc.jsonl").write_text(json.dumps(commitment("The two sides agreed to hold a forum in 2025")) + "\n", encoding="utf-8")
    return gold, documents


@pytest.mark.parametrize(("kind", "expected"), [("", "fact_sheet"), ("agreement", "agreement")])
def test_the_kind_of_a_document_is_stated_or_told_from_its_title(tmp_path, kind, expected):
    [found] = read(*gold_set(tmp_path, kind))
    assert (found.id, found.kind, len(found.gold), len(found.found)) == ("doc", expected, 1, 1)


def test_the_index_may_stand_beside_the_gold(tmp_path):
    assert [found.id for found in read(*gold_set(tmp_path, beside_gold=True))] == ["doc"]


@pytest.mark.parametrize(("gone", "named"), [("documents/index.csv", "index.csv"), ("gold/doc.jsonl", "DOCUMENT.jsonl")])
def test_a_set_without_index_or_gold_is_said_to_be_none(tmp_path, gone, named):
    folders = gold_set(tmp_path)
    (tmp_path / gone).unlink()
    with pytest.raises(NoGold, match=named):
        read(*folders)


@pytest.mark.parametrize(("title", "kind"), [
    ("Joint Declaration on a strategic partnership", "joint_statement"),
    ("Joint communiqué of the prime ministers", "joint_statement"),
    ("Press statements following the talks", "transcript"),
    ("Treaty on eternal good-neighbourliness", "agreement"),
    ("A new chapter", "other"),
    ("", "other"),
])
def test_the_title_tells_the_kind(title, kind):
    assert kind_of(title) == kind
