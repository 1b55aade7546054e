"""Participles of base forms, and base forms of participles."""
import pytest

from extract.rules.verb_forms import base_of, participle

FORMS = [
    ("sign", "signed"), ("agree", "agreed"), ("visit", "visited"), ("develop", "developed"),   # no doubling after a weak syllable
    ("offer", "offered"), ("broaden", "broadened"), ("deploy", "deployed"), ("pay", "paid"),
    ("modify", "modified"), ("apply", "applied"), ("carry", "carried"),   # y after a consonant
    ("plan", "planned"), ("ship", "shipped"), ("stop", "stopped"), ("map", "mapped"), ("submit", "submitted"), ("equip", "equipped"),
    ("hold", "held"), ("build", "built"), ("draw", "drawn"), ("undertake", "undertaken"), ("set", "set"), ("begin", "begun"), ("lend",
     "lent"),
]
KNOWN_MISSES = [
    ("open", "opened", "four letters that end like 'map', but with a weak syllable"), ("edit", "edited", "the same"), ("exit", "exited",
     "the same"),
    ("run", "run", "irregular"), ("read", "read", "irregular"), ("spread", "spread", "irregular"), ("choose", "chosen", "irregular"),
    ("freeze", "frozen", "irregular"), ("speak", "spoken", "irregular"), ("get", "got", "irregular"),
]


@pytest.mark.parametrize(("verb", "form"), FORMS)
def test_participle(verb, form):
    assert participle(verb) == form


@pytest.mark.xfail(strict=True, reason="known miss")
@pytest.mark.parametrize(("verb", "form", "reason"), KNOWN_MISSES)
def test_known_misses(verb, form, reason):
    assert participle(verb) == form, reason


@pytest.mark.xfail(strict=True, reason="known miss: follows from the participle of 'open'")
def test_the_base_of_opened():
    assert base_of("opened") == "open"


@pytest.mark.parametrize(("verb", "form"), [
    ("sign", "signed"), ("hold", "held"), ("draw", "drawn"), ("lend", "lent"), ("host", "hosted"), ("modify", "modified"), ("put", "put"),
    ("plan", "planned"),
])
def test_base_of_a_participle(verb, form):
    assert base_of(form) == verb


@pytest.mark.parametrize("word", ["table", "red", "hundred", "speed", ""])
def test_other_words_have_no_base(word):
    assert base_of(word) is None
