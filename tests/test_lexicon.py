"""Every entry of the word lists is found in its example and not in its counter-example."""
import re

import pytest

from extract.find import find
from extract.findings import Commitment, Document
from extract.lexicon import load
from extract.rules.cues import TAKES
from extract.rules.phrases import one_of, read_phrase
from monitor.vocabulary import DOCUMENT_KINDS, SECTORS, STRENGTHS

FILES = ("layout", "actors", "verbs", "nouns", "amounts", "vetoes", "structure", "vague_deadlines", "sectors", "document_kinds")


def entries(file_name: str) -> list:
    return [pytest.param(file_name, entry, id=f"{file_name}: {table}: {entry.get('name') or entry['state']}")
            for table, found in load(file_name).items() for entry in found]


def is_found(file_name: str, entry: dict, text: str) -> bool:
    if "pattern" in entry:
        read = re.match if file_name == "layout" else re.search
        return bool(read(entry["pattern"].replace(" ", r"\s+"), text, 0 if file_name == "layout" else re.IGNORECASE))
    if file_name == "sectors":
        return any(re.search(rf"\b{re.escape(word.strip())}", text, re.IGNORECASE) for word in entry["words"])
    return bool(re.search(rf"(?<![\w-]){one_of(entry['words'])}(?![\w-])", text, re.IGNORECASE))


ALL = [entry for file_name in FILES for entry in entries(file_name)]


@pytest.mark.parametrize(("file_name", "entry"), ALL)
def test_an_entry_is_found_in_its_example(file_name, entry):
    assert is_found(file_name, entry, entry["example"])


@pytest.mark.parametrize(("file_name", "entry"), ALL)
def test_an_entry_is_not_found_in_its_counter_example(file_name, entry):
    assert not is_found(file_name, entry, entry["counter"])


def cues_in(text: str) -> list[str]:
    document = Document(text, "", "2024-01-24", ("China", "Uzbekistan"))
    return [finding.rule for finding in find(document) if isinstance(finding, Commitment)]


CUES = pytest.mark.parametrize("entry", load("cues")["cue"], ids=lambda entry: entry["name"])


@CUES
def test_a_cue_opens_a_commitment_in_its_example(entry):
    assert entry["name"] in cues_in(entry["example"])


@CUES
def test_a_cue_opens_none_in_its_counter_example(entry):
    assert cues_in(entry["counter"]) == []


@CUES
def test_a_cue_speaks_the_vocabulary(entry):
    assert entry["strength"] in STRENGTHS
    assert entry["takes"] in TAKES


def test_names_of_cues_are_used_once():
    names = [entry["name"] for entry in load("cues")["cue"]]
    assert len(names) == len(set(names))


def test_sectors_are_those_of_the_vocabulary():
    assert {entry["name"] for entry in load("sectors")["sector"]} == set(SECTORS) - {"general"}


def test_kinds_of_documents_are_those_of_the_vocabulary():
    assert {entry["name"] for entry in load("document_kinds")["kind"]} <= set(DOCUMENT_KINDS)


@pytest.mark.parametrize(("phrase", "text", "found"), [
    ("willing|ready to", "fully ready to act", True),
    ("is willing to", "is also fully willing to", True),  # adverbs stand anywhere
    ("is willing to", "is not willing to", False),
    ("invited ... to", "invited the President of the Republic to", True),
    ("invited ... to", "invited him; they want to", False),  # not over a semicolon
    ("welcome ... to !be", "welcome the meeting to be held", False),
])
def test_the_language_of_phrases(phrase, text, found):
    assert bool(read_phrase("test", phrase, {}).pattern.search(text)) is found


def test_a_phrase_with_an_unknown_part_names_the_known_ones():
    with pytest.raises(ValueError, match="known lists: be, have"):
        read_phrase("test", "<bee> ready", {"be": ["is"], "have": ["has"]})


def test_an_unknown_word_list_is_an_error():
    with pytest.raises(FileNotFoundError):
        load("no_such_list")
