"""The catalogue of words: complete, without leftovers, and loud about what is missing."""
import ast
import re

import pytest

from monitor import accuracy, coverage, left_out, pace, progress, review, review_actions, status_rules, totals, vocabulary, words
from monitor.words import MissingWord, Piece, catalogue, names, parameters_of, pieces, say
from tests.conftest import ROOT

SPEAKERS = {"say", "pieces", "names", "sentence"}
KEY = re.compile(r"[a-z_]+\.[A-Za-z_]+")
BLAMING = ("overdue", "admit", "fail to", "failed to", "violat", "broken promise")
SECTIONS_OF_VOCABULARIES = {
    "kind": vocabulary.KINDS, "strength": vocabulary.STRENGTHS, "sector": vocabulary.SECTORS, "text_basis": vocabulary.TEXT_BASES,
    "tag": vocabulary.EVIDENCE_TAGS, "confidence": vocabulary.CONFIDENCES, "rights": vocabulary.RIGHTS, "basis": vocabulary.FIGURE_BASES,
    "deadline_kind": vocabulary.DEADLINE_KINDS,
    "document_kind": vocabulary.DOCUMENT_KINDS, "finding": accuracy.TYPES, "field": accuracy.FIELDS, "fault": accuracy.FAULTS,
    "log_reason": vocabulary.LOG_REASONS, "log_way": vocabulary.LOG_WAYS,
    "says": vocabulary.SAYS, "reason": progress.REASONS, "left_out": left_out.WHY, "not_added": totals.NOT_ADDED,
    "label": (*pace.LABELS, "band"),
    "unknown": ("title", "lead", "nothing", *coverage.CODES),
    "qualifier": ("over", "up_to", "about"),
    "review_need": review.KINDS, "review_meaning": review.KINDS, "review_breach": status_rules.CODES,
    "review_do": review_actions.NAMES, "review_done": review_actions.NAMES,
}


def spoken() -> tuple[dict[str, str], set[str]]:
    """The keys that code names, each with a file that does, and the beginnings of keys that are put together with a code."""
    keys, beginnings = {}, set()
    for path in sorted([ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "monitor").rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
        texts = {node.value: path.name for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        called = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in SPEAKERS and node.args]
        keys |= {text: name for text, name in texts.items() if text in catalogue()}
        keys |= {node.args[0].value: path.name for node in called if isinstance(node.args[0], ast.Constant)}
        beginnings |= {node.args[0].values[0].value for node in called
                       if isinstance(node.args[0], ast.JoinedStr) and isinstance(node.args[0].values[0], ast.Constant)}
    return keys, beginnings


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_key_that_code_names_is_there():
    keys, beginnings = spoken()
    assert {key: file for key, file in keys.items() if KEY.fullmatch(key) and key not in catalogue()} == {}
    assert {beginning for beginning in beginnings if not any(key.startswith(beginning) for key in catalogue())} == set()


def test_every_key_is_used():
    keys, beginnings = spoken()
    covered = tuple(beginnings) + tuple(f"{section}." for section in SECTIONS_OF_VOCABULARIES)
    assert {key for key in catalogue() if key not in keys and not key.startswith(covered)} == set()


@pytest.mark.parametrize(("section", "codes"), SECTIONS_OF_VOCABULARIES.items(), ids=SECTIONS_OF_VOCABULARIES)
def test_every_code_has_its_words(section, codes):
    assert {key.partition(".")[2] for key in catalogue() if key.startswith(f"{section}.")} == set(codes)


@pytest.mark.parametrize("key", catalogue())
def test_every_text_can_be_said(key):
    text = catalogue()[key]
    if isinstance(text, tuple):
        assert all(text)
        return
    said = say(key, **dict.fromkeys(parameters_of(text), "x"))
    assert said.strip() and "**" not in said and "{" not in said
    assert not [word for word in BLAMING if word in said.lower()]


@pytest.mark.parametrize(("call", "parameters"), [
    ("no_such.key", {}),
    ("date.ago", {}),                             # a parameter is missing
    ("date.ago", {"span": "1", "other": "2"}),    # one is too much
    ("date.months", {}),                          # a list is no text
])
def test_what_is_missing_makes_a_noise(call, parameters):
    with pytest.raises(MissingWord, match=re.escape(call)):
        say(call, **parameters)


def test_a_text_is_no_list():
    with pytest.raises(MissingWord):
        names("date.ago")
    assert len(names("date.months")) == 12


@pytest.fixture
def own_words(monkeypatch):
    texts = {"a.count": "**{n} {n:passage/passages}** of {all}", "a.inside": "see {part}; **{part}**"}
    monkeypatch.setattr(words, "catalogue", lambda: texts)


@pytest.mark.parametrize(("n", "said"), [(1, "1 passage of 9"), (0, "0 passages of 9"), (2, "2 passages of 9")])
def test_the_word_follows_the_number(own_words, n, said):
    assert say("a.count", n=n, all=9) == said


def test_strong_pieces(own_words):
    assert pieces("a.count", n=2, all="* **") == (Piece("2 passages", True), Piece(" of * **"))     # marks in data are no marks


def test_pieces_are_spliced_in(own_words):
    part = (Piece("x"), Piece("y", True))
    assert pieces("a.inside", part=part) == (Piece("see x"), Piece("y", True), Piece("; "), Piece("xy", True))
