"""Who acts: subjects of clauses and the parties that they stand for."""
import pytest

from extract.findings import Document
from extract.rules.actors import Cast
from extract.rules.segments import segment
from extract.rules.subjects import subject_of, subjects_of

PAIR = ("China", "Uzbekistan")
FIVE = ("China", "Kazakhstan", "Uzbekistan")

# The text, the words after which somebody acts, the document's parties, and who acts; None for a thing.
CASES = [
    ("The two sides will act.", "will", PAIR, PAIR),
    ("Uzbekistan will act.", "will", PAIR, ("Uzbekistan",)),
    ("The Uzbek side will act.", "will", PAIR, ("Uzbekistan",)),
    ("The Ministry of Energy of Uzbekistan will act.", "will", PAIR, ("Uzbekistan",)),
    ("The relevant departments of both sides will act.", "will", PAIR, PAIR),
    ("China and Uzbekistan will act.", "will", FIVE, PAIR),
    ("China and Kazakhstan met. The two sides will act.", "will", FIVE, ("China", "Kazakhstan")),  # the pair of the passage
    ("The Prime Minister also will act.", "will", PAIR, PAIR),  # "al" of "also" is no name
    ("President Xi will act.", "will", PAIR, ("China",)),
    ("President of the Republic of Uzbekistan Ali Valiev spoke. President Valiev will act.", "will", PAIR, ("Uzbekistan",)),  # introduced
    ("China praised Uzbekistan and will act.", "will", PAIR, ("China",)),  # a joined predicate keeps its subject
    ("China met its guests. , will act.", "will", PAIR, ("China",)),  # over a stray full stop
    ("China welcomes the guest, and the two sides will act.", "will", PAIR, PAIR),  # the subject changes
    ("Uzbekistan supports peace. It will act.", "will", PAIR, ("Uzbekistan",)),
    ("Trade between China and Uzbekistan will grow.", "will", PAIR, None),
    ("The goals of the two countries will change.", "will", PAIR, None),
    ("The Lobito Corridor will enhance trade.", "will", PAIR, None),
    ("An agreement, which will help.", "will", PAIR, None),
    ("Rosatom will act.", "will", PAIR, ("Rosatom",)),  # a company is named itself
    ("The EU Energy Platform will act.", "will", ("United States", "European Union"), ("European Union",)),
]


@pytest.mark.parametrize(("text", "word", "parties", "actors"), CASES)
def test_who_acts(text, word, parties, actors):
    cast = Cast(Document(text, "", "2024-01-24", parties), {})
    before, at = None, text.index(f" {word} ") + 1
    for block in segment(text):
        for sentence in block.sentences:
            subjects = subjects_of(cast, sentence, block, before)
            if sentence.start <= at < sentence.end:
                subject, _ = subject_of(cast, subjects, sentence, at)
                assert (subject.parties if subject else None) == actors
            before = subjects[0] if subjects else None


def test_we_in_a_speech_is_both_and_our_country_is_the_speakers():
    text = "President of Russia Vladimir Putin: We will act. Our country will act."
    cast = Cast(Document(text, "", "2024-01-24", ("Russia", "Kazakhstan")), {})
    block = segment(text)[0]
    found = [subjects_of(cast, sentence, block, None)[0].parties for sentence in block.sentences]
    assert found == [("Russia", "Kazakhstan"), ("Russia",)]


def test_a_person_without_a_state_is_taken_for_the_parties_and_flagged():
    text = "The Prime Minister will act."
    cast = Cast(Document(text, "", "2024-01-24", PAIR), {})
    subject = subjects_of(cast, segment(text)[0].sentences[0], segment(text)[0], None)[0]
    assert (subject.parties, subject.flags) == (PAIR, ("party assumed",))


def test_a_confused_name_is_read_as_the_party_and_flagged():
    text = "Ukraine will act."
    cast = Cast(Document(text, "", "2024-01-24", PAIR), {(0, 7): "Uzbekistan"})
    assert cast.states_in(0, 7) == ("Uzbekistan",)
    assert cast.flags_in(0, len(text)) == ("Ukraine read as Uzbekistan",)


def test_a_grouping_stands_for_those_parties_that_are_its_members():
    text = "The Central Asian countries will act."
    cast = Cast(Document(text, "", "2024-01-24", FIVE), {})
    assert cast.states_in(0, len(text)) == ("Kazakhstan", "Uzbekistan")
