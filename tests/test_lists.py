"""Lists under a lead-in or a heading: where they begin, what their items are, and where they end.

Each text stands with its commitments in square brackets; what stands in none must yield none.
"""
import pytest

from extract.find import find
from extract.findings import Document, Progress
from tests.marking import found, marked, plain

TITLE = "Fact sheet on the visit\n\n"   # a first line without a full stop is a heading

LISTS = [
    ("To keep fisheries alive, we:\n\n- [will map every spawning ground by 2027];\n\n- [commit to ending discards];\n\n"
     "- welcome the report of the scientists.", ("Norway", "Iceland"), "the lead-in only says who; praise stays none"),
    ("Norway and Iceland:\n\n- [will map every spawning ground by 2027];\n\n- [have agreed to end discards].", ("Norway", "Iceland"),
     "states before the colon"),
    ("The Ministers therefore agreed:\n\n(a) to [open a hotline in Apia];\n\n(b) that the two coast guards should "
     "[exercise together each spring];\n\n(c) that the reefs are in danger.", ("Fiji", "Samoa"),
     "an infinitive, a clause with a modal, and a clause that only states"),
    ("Both sides intend:\n\n- to [open a second consulate];\n\n- to [train drivers].", ("Laos", "Thailand"),
     "a verb of intent before the colon"),
    ("The delegation of Laos proposed:\n\n- to [open a second consulate];\n\n- that a joint team should [map the river].",
     ("Laos", "Thailand"),
     "a verb of proposing before the colon"),
    ("Canada and Chile will build on the pact and will:\n\n• [appoint a contact point each];\n\n• [publish their tariffs in Spanish].",
     ("Canada", "Chile"), "the last verb before the colon is the list's"),
    ("Chile has committed to:\n\n• [scrapping the levy on wheat];\n\n• [opening its ports to Canadian trawlers].", ("Canada", "Chile"),
     "gerunds"),
    ("The two sides will:\n\n1) [open a second ferry line];\n\n2) [train drivers and repair the road].\n\nThe talks were frank.",
     ("Laos", "Thailand"), "a paragraph after the items is none; two verbs of one item are one row where one object is bare"),
    ("Laos pledged that its government would:\n\n- [clear the mines along Route 9];\n\n- [pay teachers on time].", ("Laos", "Thailand"),
     "an open would"),
    ("1. The sides agreed to cooperate in:\n\na. [fisheries];\n\nb. [plant health].\n\n2. Tourism between the two countries.",
     ("Laos", "Thailand"), "nouns are items; the outer numbering goes on"),
    ("3. The two sides agreed on the following:\n\n(a) [open a consulate in Osh];\n\n(b) [train 20 judges].\n\n"
     "4. The two sides praised the work of the Committee.\n\n5. Trade in fruit and vegetables of the season.", ("Kyrgyzstan", "Türkiye"),
     "the outer numbering ends the list, so that a noun at 5 is no item"),
    ("2. The sides agreed on the following:\n\n(i) [open a consulate in Osh];\n\n(ii) [train 20 judges].\n\n"
     "3. Culture and the arts of both nations.",
     ("Kyrgyzstan", "Türkiye"), "Roman numbers inside, figures outside"),
    ("The parties agreed on the following:\n\n- [open a consulate in Osh];\n\n- [train 20 judges].\n\n"
     "1. Culture and the arts of both nations.",
     ("Kyrgyzstan", "Türkiye"), "figures after bullets are another list"),
    ("The sides agreed on the following:\n\n1. [Open a clinic in Lomé]\n\n(a) [send 12 surgeons];\n\n(b) [equip two wards].\n\n"
     "2. [Print a joint textbook]", ("Togo", "Cuba"), "letters under figures are sub-items, and the list goes on after them"),
    ("The talks covered the following:\n\n- trade in tea;\n\n- the price of freight.", ("Peru", "Morocco"),
     "a lead-in that undertakes nothing"),
    ("The sides noted:\n\n- the good work of the Committee;\n\n- the growth of trade.", ("Peru", "Morocco"),
     "a verb of praise before the colon"),
    ("4. Security. [The EU will fund a patrol vessel for the lagoon].", ("European Union", "Ivory Coast"),
     "a run-in heading is no part of the row"),
    ("4. Trade and investment. [Ghana will lower its duty on tyres].\n\n5. The talks went on. [Ghana will lower its duty on rice].",
     ("Ghana", "Benin"), "a run-in heading, and a short sentence"),
    ("1. [To establish a vocational training centre in Kumasi].\n\n2. [To translate ten novels].\n\n3. To this end, the ministers met.",
     ("Ghana", "India"), "outcomes that are no sentences"),
    ("- [To twin the ports of Suva and Apia].\n\n- To the north lies the reef.", ("Fiji", "Samoa"), "a place is no infinitive"),
    ("- To keep the reef alive, the parties met.\n\n- To close, both thanked the hosts.", ("Fiji", "Samoa"), "a purpose before a subject"),
    ("ANNOUNCEMENTS\n\n1. [Grant of $3 million for a burns unit in Suva]\n\n2. [Extension of the e-visa to nurses]\n\nBACKGROUND\n\n"
     "1. A map of the islands", ("India", "Fiji"), "a heading that announces a list, until the next heading"),
    ("Next steps\n\n- [Hold a donors' round table in Praia]\n\n- [Publish the timetable]", ("Portugal", "Cabo Verde"),
     "bare verbs under such a heading"),
    ("Priority areas\n\n1. [Opening of a direct air link]\n\n2. [Exchange of 30 teachers a year]", ("Canada", "Chile"),
     "nouns under such a heading"),
    ("During the visit the two governments agreed to\n\n- [reopen the rail crossing at Torkham]\n\n- [train 40 customs officers]",
     ("Pakistan", "Afghanistan"), "a short line that ends in 'to'"),
    ("Canada and Chile will build on the pact and will\n\n• [appoint a contact point each];\n\n• [publish their tariffs in Spanish].",
     ("Canada", "Chile"), "a short line that ends in 'will'"),
    ("ANNOUNCEMENTS\n\nThe hall was full and the mood was good.", ("France", "Algeria"), "a sentence under such a heading"),
    ("BACKGROUND\n\n- Trade in dates\n\n- The hall of mirrors", ("France", "Algeria"), "a heading that announces nothing"),
]


@pytest.mark.parametrize(("expected", "parties", "reason"), LISTS, ids=[case[2] for case in LISTS])
def test_lists(expected, parties, reason):
    assert marked(TITLE + plain(expected), parties) == TITLE + expected, reason


STRENGTHS = [
    ("Both sides intend:\n\n- to train drivers;\n\n- to map the river.", "intent"),
    ("Laos proposed:\n\n- to train drivers;\n\n- to map the river.", "proposal"),
    ("The two sides agreed:\n\n- to train drivers;\n\n- to map the river.", "firm"),
    ("Next steps\n\n- Train drivers\n\n- Publish the river map", "firm"),
]


@pytest.mark.parametrize(("text", "strength"), STRENGTHS)
def test_the_items_are_as_firm_as_their_lead_in(text, strength):
    assert [row.strength for row in found(TITLE + text, ("Laos", "Thailand"))] == [strength] * 2


@pytest.mark.parametrize(("lead_in", "parties"), [
    ("Laos pledged:", ("Laos",)),
    ("The delegation of Laos proposed:", ("Laos",)),
    ("Laos and Thailand intend:", ("Laos", "Thailand")),
    ("The Prime Minister of Laos pledged that his government would:", ("Laos",)),
])
def test_the_items_are_of_those_whom_the_lead_in_names(lead_in, parties):
    rows = found(f"{TITLE}{lead_in}\n\n- train drivers;\n\n- map the river.", ("Laos", "Thailand"))
    assert [row.parties for row in rows] == [parties] * 2


SIGNED = [
    ("AGREEMENTS SIGNED\n\n1. Agreement on air services\n\n2. Protocol on plant health", "a heading"),
    ("LIST OF MOUs EXCHANGED\n\n1. Agreement on air services\n\n2. Protocol on plant health", "a heading with a short form"),
    ("Documents signed\n\n- Agreement on air services\n\n- Protocol on plant health", "bullets"),
    ("The two sides signed the following:\n\n- Agreement on air services;\n\n- Protocol on plant health.", "a lead-in"),
]


def reports(text: str) -> list[tuple[str, str]]:
    findings = find(Document(text, "", "2024-01-24", ("Peru", "Morocco")))
    return [(report.says, report.quote) for report in findings if isinstance(report, Progress)]


@pytest.mark.parametrize(("text", "reason"), SIGNED)
def test_signed_documents_are_reported_done_and_not_undertaken(text, reason):
    assert reports(TITLE + text)[-2:] == [("done", "Agreement on air services"), ("done", "Protocol on plant health")], reason
    assert found(TITLE + text, ("Peru", "Morocco")) == []


@pytest.mark.parametrize(("text", "reason"), [
    ("The following documents will be signed:\n\n- Agreement on air services;\n\n- Protocol on plant health.", "still to come"),
    ("DOCUMENTS\n\n1. Agreement on air services\n\n2. Protocol on plant health", "nothing says that they are signed"),
])
def test_lists_of_other_documents_report_nothing(text, reason):
    assert reports(TITLE + text) == [], reason


KNOWN_MISSES = [
    ("2. The sides agreed on the following:\n\n2.1. [open a consulate in Osh];\n\n2.2. [train 20 judges].\n\n3. Culture and the arts.",
     ("Kyrgyzstan", "Türkiye"), "2.1 under 2 is taken for the outer numbering"),
    ("The parties will take the following steps:\n\n1. Open a ferry line:\n\n- [order two ferries];\n\n- [dredge the harbour].\n\n"
     "2. [Print a joint atlas].",
     ("Malta", "Italy"), "a lead-in inside a list forgets the outer one"),
    ("The ministers agreed on the following:\n\n1. Health\n\n(a) [open a clinic in Lomé];\n\n(b) [send 12 surgeons].", ("Togo", "Cuba"),
     "a noun over sub-items is a heading, and no item"),
    ("What the EU will do\n\n- [Fund a tram in Oran]\n\n- [Train 50 midwives]", ("European Union", "Algeria"),
     "a heading that is a clause"),
]


@pytest.mark.xfail(strict=True, reason="known miss")
@pytest.mark.parametrize(("expected", "parties", "reason"), KNOWN_MISSES, ids=[case[2] for case in KNOWN_MISSES])
def test_known_misses(expected, parties, reason):
    assert marked(TITLE + plain(expected), parties) == TITLE + expected, reason


def test_an_open_line_as_long_as_a_sentence_opens_a_list():
    lead_in = ("In the course of a long and friendly conversation over tea in the gardens of the old palace above the river, "
               "the two governments agreed to")
    rows = found(f"{TITLE}{lead_in}\n\n- reopen the rail crossing at Torkham\n\n- train 40 customs officers", ("Pakistan", "Afghanistan"))
    assert [row.quote for row in rows] == ["reopen the rail crossing at Torkham", "train 40 customs officers"]
