"""Progress reports: named undertakings done or under way; what is to come, vague or mere praise is none."""
import re

import pytest

from extract.findings import Document
from extract.lexicon import load
from extract.rules.phrases import one_of
from extract.rules.progress import find_progress, short_name
from extract.rules.segments import segment
from extract.rules.slips import readings


def reports(text, date="2024-01-24", parties=("China", "Uzbekistan")):
    document = Document(text, "", date, parties)
    return find_progress(document, segment(text), readings(document))


REPORTS = [
    ("Uzbekistan has implemented a 10-day visa-free entry policy for Chinese citizens.",
     "done", "10-day visa-free entry policy for Chinese citizens"),
    ("Both sides welcomed the signing of the \"Agreement on Renewable Energy\" in Beijing on October 17, 2023, which will help.",
     "done", "Agreement on Renewable Energy"),
    ("They spoke highly of the establishment of the Dialogue Mechanism and the holding of the first dialogue in Beijing in November 2023.",
     "done", "Dialogue Mechanism and the holding of the first dialogue"),
    ("Both sides spoke highly of the results of the Hundred Schools Forum on January 22, 2024, and agreed to institutionalize it.",
     "done", "Hundred Schools Forum"),
    ("Practical work is underway on the construction of the strategic railway.", "under_way", "construction of the strategic railway"),
    ("Border checkpoints are being upgraded.", "under_way", "Border checkpoints"),
    ("Twelve joint projects worth $71 million have already been launched.", "under_way", "Twelve joint projects worth $71 million"),
    ("The first forum of rectors was successfully held in Bishkek yesterday.", "done", "first forum of rectors"),
    ("In October-December 2018, Russia held a migration amnesty at the request of the President.", "done", "migration amnesty"),
    ("Last year, both countries organised events dedicated to the writer.", "done", "events dedicated to the writer"),
    ("The Eighth Conference, completes its work today.", "under_way", "Eighth Conference"),
    ("The sides emphasized that the Agreement on Visas signed in 2019 has opened up new opportunities.", "done", "Agreement on Visas"),
    ("China resumed imports of poultry.", "done", "imports of poultry"),
    ("Xinjiang Incubator Co., Ltd. signed an agreement with the Science Foundation.", "done", "agreement with the Science Foundation"),
]


@pytest.mark.parametrize(("text", "says", "what"), REPORTS, ids=[case[2] for case in REPORTS])
def test_one_report(text, says, what):
    found = reports(text)
    assert [(report.says, report.what) for report in found] == [(says, what)]
    assert [text[report.start:report.end] for report in found] == [report.quote for report in found]


NONE = [
    ("Both sides will implement the visa-free policy.", "to come"),
    ("Both sides welcome the holding of the Investment Forum in Shenzhen on January 25, 2024.", "after the document"),
    ("Both sides welcome the holding of a working group meeting as soon as possible.", "no date yet"),
    ("Both sides welcome the holding of the third meeting in 2024.", "may still be to come"),
    ("The two sides will jointly implement the Plan (2022-2026) signed on February 5, 2022.", "a promise about a signed plan"),
    ("It was proposed to create a joint center.", "a proposal"),
    ("The two heads of state held talks in a warm and friendly atmosphere.", "no undertaking"),
    ("The meeting and talks were held in an atmosphere of trust.", "no named undertaking"),
    ("On July 9, a virtual conference was held on the partnership.", "indefinite"),
    ("In Russia, a lot is being done to create good conditions.", "nothing is named"),
    ("The two sides welcomed this positive trend.", "praise without an event"),
    ("Both sides positively evaluated the results of cooperation between departments.", "nothing is named"),
    ("The two sides attach importance to the construction of the railway.", "praise"),
    ("The agreement is expected to be signed.", "to come"),
    ("We signed an impressive package of bilateral agreements.", "nothing is named"),
]


# Of Norway and Ghana: what is going on, what is done, and the words between the two.
LATER = [
    ("The Treaty of Tema is under negotiation.", "under_way", "Treaty of Tema"),
    ("The two sides noted that the Tema cable is under preparation.", "under_way", "Tema cable"),
    ("The tariff list is under review.", "under_way", "tariff list"),
    ("Preparatory works began on the Ada bridge in May.", "under_way", "Ada bridge"),
    ("The Ada bridge is nearly complete.", "under_way", "Ada bridge"),
    ("The Ada bridge is about 70 per cent complete.", "under_way", "Ada bridge"),
    ("Negotiations on the Fish Treaty are going on.", "under_way", "Negotiations on the Fish Treaty"),
    ("Preparations for the Ada fair are in full swing.", "under_way", "Preparations for the Ada fair"),
    ("Construction of the Ada bridge has begun.", "under_way", "Construction of the Ada bridge"),
    ("The Ada wharf is being dredged.", "under_way", "Ada wharf"),
    ("Norway delivered two patrol vessels to Ghana.", "done", "two patrol vessels to Ghana"),
    ("They witnessed the signing of the Treaty on Fish.", "done", "Treaty on Fish"),
    ("Norway has issued the permits for the cable.", "done", "permits for the cable"),
    ("The two central banks signed a swap agreement.", "done", "swap agreement"),   # bodies that act
    ("The two universities signed a contract on seeds.", "done", "contract on seeds"),
    ("The ministers carried out the first joint review.", "done", "first joint review"),
    ("The Ada bridge was restored in 2023.", "done", "Ada bridge"),
    ("Norway, for its part, has opened the consulate in Tema.", "done", "consulate"),
    ("Norway, together with Togo, has completed the Ada bridge.", "done", "Ada bridge"),
]
NOTHING_DONE = [
    ("The two customs services exchanged opinions.", "talk"),
    ("The two sides issued a joint statement.", "the text itself"),
    ("The Fisheries Treaty will enter into force on 1 May 2025.", "to come"),
    ("The Ada bridge will be restored.", "to come"),
    ("The service is training 35 specialists.", "no word says that it is now"),
    ("The two sides are now considering the Ada bridge.", "talk"),
    ("Norway is making progress.", "in nothing"),
]


@pytest.mark.parametrize(("text", "says", "what"), LATER, ids=[case[0] for case in LATER])
def test_one_report_of_the_later_rules(text, says, what):
    assert [(report.says, report.what) for report in reports(text, parties=("Norway", "Ghana"))] == [(says, what)]


@pytest.mark.parametrize(("text", "reason"), NOTHING_DONE, ids=[case[0] for case in NOTHING_DONE])
def test_no_report_of_the_later_rules(text, reason):
    assert reports(text, parties=("Norway", "Ghana")) == [], reason


@pytest.mark.xfail(strict=True, reason="known miss")
@pytest.mark.parametrize(("text", "says", "what", "reason"), [
    ("The Ada bridge, which crosses the Volta, was restored in 2023.", "done", "Ada bridge", "a relative clause does"),
    ("The Fisheries Treaty has entered into force.", "done", "Fisheries Treaty", "no object follows"),
    ("The Tema clinic opened its doors in May 2023.", "done", "Tema clinic", "a thing as the subject"),
    ("Works began on the Ada bridge.", "under_way", "Ada bridge", "works without an adjective open the sentence"),
    ("Ghana's parliament has ratified the Fisheries Treaty.", "done", "Fisheries Treaty", "a parliament"),
    ("The two sides have started talks.", "under_way", "talks", "who started is named for what was started"),
])
def test_known_misses(text, says, what, reason):
    assert [(report.says, report.what) for report in reports(text, parties=("Norway", "Ghana"))] == [(says, what)], reason


@pytest.mark.parametrize(("text", "reason"), NONE, ids=[case[1] + ": " + case[0][:30] for case in NONE])
def test_no_report(text, reason):
    assert reports(text) == [], reason


def test_headings_and_furniture_report_nothing():
    assert reports("China Resumed Imports of Poultry\n\nThe leaders met.") == []


def test_parties_are_those_named_else_those_of_the_document():
    assert [report.parties for report in reports("Russia held a migration amnesty.")] == [("Russia",)]
    assert [report.parties for report in reports("The two sides established a joint fund.")] == [("China", "Uzbekistan")]


@pytest.mark.parametrize(("text", "name"), [
    ("the China-Uzbekistan Forum in Urumqi on January 22, 2024", "China-Uzbekistan Forum"),
    ("the Forum and the \"Made in Uzbekistan\" exhibition in Urumqi", "Forum and the \"Made in Uzbekistan\" exhibition"),
    ("a joint Task Force on Energy Security", "joint Task Force on Energy Security"),
    ("its regular meeting on March 1", "regular meeting"),
])
def test_short_name(text, name):
    assert short_name(text) == name


ENTRIES = [pytest.param(table, entry, id=f"{table}: {entry['name']}") for table, found in load("progress").items() for entry in found]


@pytest.mark.parametrize(("table", "entry"), ENTRIES)
def test_words_are_found_in_the_example_only(table, entry):
    pattern = entry["pattern"].replace(" ", r"\s") if "pattern" in entry else rf"(?<![\w-]){one_of(entry['words'])}(?![\w-])"
    assert re.search(pattern, entry["example"], re.IGNORECASE)
    if table not in ("vague_object", "vague_subject", "document", "actor_word"):
        assert not re.search(pattern, entry["counter"], re.IGNORECASE)


REPORTING = [pytest.param(entry, id=f"{table}: {entry['name']}") for table in ("done", "begun", "under_way", "praise", "document")
             for entry in load("progress")[table]]


@pytest.mark.parametrize("entry", REPORTING)
def test_an_example_is_a_report_and_a_counter_example_none(entry):
    assert len(reports(entry["example"] + ".")) == 1
    assert reports(entry["counter"] + ".") == []


@pytest.mark.parametrize("table", ["vague_object", "vague_subject"])
def test_a_vague_example_is_no_report_and_its_counter_example_is_one(table):
    entry = load("progress")[table][0]
    assert reports(entry["example"] + ".") == []
    assert len(reports(entry["counter"] + ".")) == 1
