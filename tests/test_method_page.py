"""The method page: how well the rules read, said with its counts, and said plainly where it is not known."""
import json

import pytest

from monitor import accuracy, pace
from monitor.vocabulary import STATUSES
from monitor.words import say
from tests.folders import a_row, make_folder
from tests.target_folder import open_page, text_of

RULES = "rules-00000001"
COUNTS = {"matched": 18, "missed": 2, "extra": 6, "fields": {"kind": {"right": 17, "compared": 18}}}
NOTHING = {"matched": 0, "missed": 0, "extra": 0, "fields": {}}
TYPES = {"commitment": COUNTS, "figure": NOTHING | {"missed": 3}, "progress": NOTHING}
SET = {
    "extractor": RULES, "seen": True, "documents": 1, "own_documents": 1, **TYPES,
    "kinds": {"joint_statement": {"documents": 1, **TYPES}},
    "missed": {"commitment": {"kind": {"event": 2}, "strength": {"firm": 1, "": 1}}, "figure": {"unit": {"USD": 3}}},
    "extra": {"commitment": {"cue": {"will *do*": 6}}},
    "quotes": {"missed": [{"document": "js-1", "type": "commitment", "quote": "hold a [forum](x)"}], "extra": []},
}
OUTSIDE = SET | {"seen": False, "own_documents": 0, "quotes": {"missed": [], "extra": []}}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    folder = make_folder(tmp_path / "data", mentions=[a_row("mentions", extractor=RULES)])
    monkeypatch.setenv("MONITOR_DATA", str(folder))
    return folder


def page_with(folder, **sets):
    (folder / accuracy.FILE).write_text(json.dumps(sets), encoding="utf-8")
    page = open_page("method")
    assert not page.exception
    return page


def tables(page) -> list[list[str]]:
    return [[cell.replace("\\", "") for cell in table.value.to_numpy().ravel()] for table in page.table]


def test_the_shares_stand_with_the_counts_behind_them(folder):
    page = page_with(folder, seeds=SET)
    assert "Of 100 commitments that careful readers mark, the rules find 90; of 100 that the rules mark, 75 are right." in text_of(page)
    assert tables(page)[0] == [
        "Commitments", "90% (18 of 20)", "75% (18 of 24)", "82%",
        "Reported figures", "0% (0 of 3)", "none", "0%",
        "Progress reports", "none", "none", "none",
    ]


def test_each_kind_of_document_and_each_column_has_its_counts(folder):
    page = page_with(folder, seeds=SET)
    assert tables(page)[1] == ["joint statement (1)", "18 of 20; 18 of 24", "0 of 3; 0 of 0", "none"]
    assert "Commitments: kind 17 of 18." in text_of(page)


def test_what_is_missed_and_what_is_too_much_is_counted_and_our_own_documents_are_quoted(folder):
    shown = text_of(page_with(folder, seeds=SET))
    assert "Commitments missed, 2: by kind: event 2; by how firmly: firm 1, not stated 1." in shown
    assert "Commitments marked too much, 6, by the words that made the rules mark them: will *do* 6." in shown
    assert "Missed: “hold a [forum](x)” (Joint statement)" in shown


@pytest.mark.parametrize(("entry", "key", "heading"), [
    (SET, "method.seen", "method.set_own"),
    (OUTSIDE, "method.unseen", "method.set_other"),
])
def test_it_says_whose_documents_these_are_and_whether_the_answers_had_been_seen(folder, entry, key, heading):
    shown = text_of(page_with(folder, seeds=entry))
    assert say(key) in shown and say(heading, name="seeds") in shown


@pytest.mark.parametrize(("extractor", "told"), [(RULES, False), ("rules-00000000", True)])
def test_figures_of_another_version_are_said_to_be(folder, extractor, told):
    shown = text_of(page_with(folder, seeds=SET | {"extractor": extractor}))
    assert say("method.version", version=RULES) in shown
    assert (say("method.other_version", measured=extractor) in shown) is told


@pytest.mark.parametrize(("kept", "sentence"), [
    (None, say("fault.absent")),
    (b"{", say("fault.not_json")),
    (b"[]", say("fault.no_sets")),
    (b"{}", say("fault.absent")),
    (b'{"a *b*": 1}', say("fault.bad_sets", named="a *b*")),
])
def test_missing_and_broken_measurements_give_a_sentence(folder, kept, sentence):
    if kept is not None:
        (folder / accuracy.FILE).write_bytes(kept)
    page = open_page("method")
    assert not page.exception and not page.error and not page.warning
    assert sentence in text_of(page)


def test_codes_of_later_versions_are_shown_as_they_stand(folder):
    odd = SET | {
        "kinds": {"white_paper": {"documents": 2, **TYPES}}, "missed": {"commitment": {"kind": {"pact": 2}, "mood": {"high": 1}}},
        "commitment": COUNTS | {"fields": {"mood": {"right": 1, "compared": 1}}},
    }
    page = page_with(folder, seeds=odd)
    assert tables(page)[1][0] == "white paper (2)"
    assert "by kind: unknown: “pact” 2." in text_of(page)


@pytest.mark.parametrize("counts", [NOTHING, NOTHING | {"missed": 4}, NOTHING | {"extra": 4}])
def test_a_set_in_which_nothing_is_found_gives_words_and_no_numbers(folder, counts):
    shown = text_of(page_with(folder, seeds=SET | {"commitment": counts}))
    expected = say("method.in_words_nothing_found", things="commitments", marked=4) if counts["missed"] else say(
        "method.in_words_none", things="commitments")
    assert expected.replace("**", "") in shown


def test_statuses_and_verdicts_are_defined(folder):
    page = page_with(folder)
    statuses = next(cells for cells in tables(page) if STATUSES[0].definition in cells)
    assert all(status.definition in statuses and status.test in statuses for status in STATUSES)
    assert f"{say('label.significant')}: at least {pace.SIGNIFICANT * 100:.0f} percent of it." in text_of(page)
    assert say("reason.no_deadline") in text_of(page)


def test_an_earlier_day_does_not_change_the_version(folder):
    assert say("method.version", version=RULES) in text_of(open_page("method", asof="2001-01-01"))
