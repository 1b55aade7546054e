"""Participles of base forms, and base forms of participles."""
import pytest

from extract.rules.verb_forms import base_of, participle

FORMS = [
    ("sign", "signed"), ("agree", "agreed"), ("visit", "visited"), ("develop", "developed"),   # no doubling after a weak syllable
    ("offer", "offered"), ("broaden", "broadened"), ("deploy", "deployed"), ("pay", "paid"),
    ("modify", "modified"), ("apply", "applied"), ("carry", "carried"),   # y after a consonant
    ("plan", "planned"), ("ship", "shipped"), ("stop", "stopped"), ("map", "mapped"), ("submit", "submitted"), ("equip", "equipped"),
    ("open", "opened"), ("edit", "edited"), ("exit", "exited"),   # two syllables
    ("run", "run"), ("read", "read"), ("spread", "spread"), ("choose", "chosen"), ("freeze", "frozen"), ("speak", "spoken"), ("get", "got"),
    ("hold", "held"), ("build", "built"), ("draw", "drawn"), ("undertake", "undertaken"), ("set", "set"), ("begin", "begun"), ("lend",
     "lent"),
]


@pytest.mark.parametrize(("verb", "form"), FORMS)
def test_participle(verb, form):
    assert participle(verb) == form


@pytest.mark.parametrize(("verb", "form"), [
    ("sign", "signed"), ("hold", "held"), ("draw", "drawn"), ("lend", "lent"), ("host", "hosted"), ("modify", "modified"), ("put", "put"),
    ("plan", "planned"), ("open", "opened"),
])
def test_base_of_a_participle(verb, form):
    assert base_of(form) == verb


@pytest.mark.parametrize("word", ["table", "red", "hundred", "speed", ""])
def test_other_words_have_no_base(word):
    assert base_of(word) is None
