"""Commitments: what becomes a row, where it begins and ends, and what it says."""
from decimal import Decimal

import pytest

from extract.find import EXTRACTOR, find
from extract.findings import Commitment, Document

PAIR = ("China", "Uzbekistan")


def found(text: str, parties: tuple[str, ...] = PAIR, date: str | None = "2024-01-24") -> list[Commitment]:
    return [finding for finding in find(Document(text, "", date, parties)) if isinstance(finding, Commitment)]


def marked(text: str) -> str:
    """The text with each commitment in square brackets."""
    for row in sorted(found(text), key=lambda row: -row.start):
        text = f"{text[:row.start]}[{row.quote}]{text[row.end:]}"
    return text


SPANS = [
    "[The two sides agreed to promote balanced trade] and [achieve the goal of US$20 billion at an early date].",
    "To further develop ties, [the two sides will deepen cooperation in trade, transport and energy].",  # purpose outside, objects together
    "Recognizing the role of trade, [the parties will expand it].",  # participle outside
    "[In 2025, China will build a bridge], which will promote trade.",  # a fronted time inside, the effect outside
    "[China will build a bridge] in order to promote trade.",
    "[Both parties will negotiate and sign an agreement].",  # one object, one row
    "[The parties are committed to ending hunger], [protecting forests] and [reducing emissions].",
    "[The sides called for an increase in flights] and [the creation of a fund].",
    "[China is willing to expand imports from Uzbekistan], and [will expedite the approval of permits].",
    "[The parties will work with partners to close the gap] and [raise funds].",  # after a light construction the verbs count
    "[The sides plan to build a center to promote research and foster startups].",  # the purpose's verbs do not
    "China believes that Uzbekistan will prosper, and [the two sides agreed to meet again].",
    "[The parties agreed to cooperate in two areas: i) transport; ii) support to trade].",
    "[The parties will (i) lower the tariff on steel by 10 percent]; and (ii) [remove the ban on fruit].",
    "\"[We will stand by our partners],\" the minister said.",
]

NOTHING = [
    ("China spoke highly of Uzbekistan's reforms.", "praise"),
    ("The two sides believe that trade will grow.", "belief"),
    ("The two sides emphasized the importance of trade.", "assessment"),
    ("The two sides signed a treaty in 2019.", "past"),
    ("In 2018, the two countries agreed to build a road.", "an undertaking of the past"),
    ("Both sides welcomed the signing of the agreement on October 17, 2023.", "has happened"),
    ("The railway will bring benefit to the peoples.", "a thing"),
    ("They signed an agreement, which will provide a legal basis.", "an effect"),
    ("We urge all parties to exercise restraint.", "third parties"),
    ("The two sides reaffirmed their commitment to the principles of the UN Charter.", "principle restated"),
    ("China wished the Uzbek people success on the path to prosperity.", "a wish"),
    ("I would like to thank the hosts.", "thanks"),
    ("The two sides will be able to trade.", "ability"),
    ("This agreement will strengthen ties.", "a thing"),
    ("Experts believe the volume of trade will reach $10 billion.", "forecast"),
    ("China is the first country that the leader will visit.", "a relative clause"),
    ("500 jobs will be created.", "an effect"),
]

STRENGTHS = [
    ("The two sides agreed to meet.", "firm"), ("China pledged to buy goods.", "firm"), ("The parties are determined to act.", "firm"),
    ("The parties undertook to lower tariffs.", "firm"), ("China is ready to buy goods.", "intent"),
    ("China plans to open a bank.", "intent"),
    ("Both sides support universities to cooperate.", "intent"), ("China will explore new routes.", "intent"),
    ("It was proposed to open a bank.", "proposal"), ("Agreements are expected to be signed.", "proposal"),
    ("China suggested opening a bank.", "proposal"), ("China invited Uzbekistan to join the bank.", "proposal"),
]

KINDS = [
    ("The two sides will raise trade to $20 billion.", "target"), ("China will purchase 200 aircraft.", "target"),
    ("Kazakhstan intends to double its exports.", "target"), ("The investment will be about $600 million.", "target"),
    ("The sides agreed to hold a forum in Tashkent.", "event"), ("The next meeting will be held in Tashkent.", "event"),
    ("The sides will continue to hold regular meetings.", "cooperation"),  # can be kept up, never fulfilled
    ("The parties will sign a memorandum on trade.", "deliverable"), ("China will open three branches of its universities.", "deliverable"),
    ("The parties will implement the \"Economic Cooperation Plan\".", "deliverable"),
    ("The parties will implement cooperation projects.", "cooperation"),
    ("The parties will deepen cooperation in energy.", "cooperation"), ("The parties will build a community of friendship.", "cooperation"),
    ("China will lower the tariff to 10 percent.", "deliverable"),  # the number is the measure's
]


@pytest.mark.parametrize("expected", SPANS)
def test_spans(expected):
    assert marked(expected.replace("[", "").replace("]", "")) == expected


@pytest.mark.parametrize(("text", "reason"), NOTHING)
def test_what_does_not_count(text, reason):
    assert [row.quote for row in found(text)] == [], reason


@pytest.mark.parametrize(("text", "strength"), STRENGTHS)
def test_strength(text, strength):
    assert [row.strength for row in found(text)] == [strength]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text, kind):
    assert [row.kind for row in found(text)] == [kind]


@pytest.mark.parametrize(("text", "value", "unit", "qualifier", "indicator"), [
    ("The two sides will raise bilateral trade to $20 billion by 2030.", 20_000_000_000, "USD", "exactly", "bilateral trade"),
    ("China will purchase at least 200 American-made aircraft.", 200, "items", "over", "American-made aircraft"),
    ("Trade was $14 billion. The two sides will raise this figure to $20 billion.", 20_000_000_000, "USD", "exactly", "Trade"),
])
def test_a_target_carries_its_quantity_and_what_it_counts(text, value, unit, qualifier, indicator):
    row = found(text)[-1]
    assert (row.quantity.value, row.quantity.unit, row.quantity.qualifier, row.indicator) == (Decimal(value), unit, qualifier, indicator)


def test_bullets_under_a_lead_in_are_a_row_each_and_take_its_deadline():
    rows = found("The parties will take the following actions by May 14, 2025:\n\n- lift the ban on fruit;\n\n- open a bank in Tashkent.")
    assert [(row.quote, row.deadline.date) for row in rows] == [
        ("lift the ban on fruit", "2025-05-14"), ("open a bank in Tashkent", "2025-05-14")]


def test_what_is_welcomed_to_come_is_doubtful():
    assert found("China welcomes Uzbekistan to join the Alliance.")[0].flags == ("borderline",)


def test_the_leaders_of_a_speech_stand_for_their_states():
    text = ("President of Russia Vladimir Putin: I invite you to visit Moscow.\n\n"
            "President of Kazakhstan Ali Aliev: Our country will take part.")
    assert [row.parties for row in found(text, ("Russia", "Kazakhstan"))] == [("Russia",), ("Kazakhstan",)]


def test_the_same_text_yields_the_same_findings():
    text = "The two sides agreed to hold a forum and expand trade."
    assert found(text) == found(text)


@pytest.mark.parametrize("text", [
    "", "will", "The two sides will", "The two sides agreed to", ":", "agreed to " * 4_000, "and " * 20_000, "will " * 20_000, "(" * 30_000,
    "The two sides will hold, " * 2_000, "China, " * 10_000,
    "a" * 60_000, "The two sides will" + " " * 60_000 + "act", "China invited " * 9_000,
])
def test_hostile_texts_are_read_to_their_end(text):
    assert all(text[finding.start:finding.end] == finding.quote for finding in find(Document(text, "", "2024-01-24", PAIR)))


def test_the_version_names_the_rules():
    assert EXTRACTOR.startswith("rules-")
    assert len(EXTRACTOR) == len("rules-") + 8
