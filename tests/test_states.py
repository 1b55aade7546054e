"""Names of states in running text: what is found, what is left alone, and that the lists hold together."""
import pytest

from monitor.states import FORMS, _forms, _rows, code_of, find_states, is_grouping, name_of, split_cell, states

FOUND = [
    ("China-Uzbekistan relations", [("China", "CN", "name"), ("Uzbekistan", "UZ", "name")], "a pair yields both"),
    ("an Uzbek-Chinese center", [("Uzbek", "UZ", "demonym"), ("Chinese", "CN", "demonym")], "a pair of demonyms"),
    ("China–Central Asia forum", [("China", "CN", "name"), ("Central Asia", "C5", "grouping")], "a dash between names"),
    ("China–Kyrgyzstan–Uzbekistan", [("China", "CN", "name"), ("Kyrgyzstan", "KG", "name"), ("Uzbekistan", "UZ", "name")], "three"),
    ("the U.S.-EU Task Force", [("U.S.", "US", "abbreviation"), ("EU", "EU", "grouping")], "dots and a hyphen"),
    ("the People’s Republic of China", [("People’s Republic of China", "CN", "official")], "curly apostrophe, longest name"),
    ("Democratic Republic of the\nCongo", [("Democratic Republic of the\nCongo", "CD", "name")], "a name over a line break"),
    ("Papua New Guinea", [("Papua New Guinea", "PG", "name")], "not Guinea"),
    ("Nigeria and Niger", [("Nigeria", "NG", "name"), ("Niger", "NE", "name")], "one name inside another"),
    ("Uzbekistan's and EU’s", [("Uzbekistan", "UZ", "name"), ("EU", "EU", "grouping")], "possessives"),
    ("Sino-Uzbek trade", [("Sino", "CN", "demonym"), ("Uzbek", "UZ", "demonym")], "a prefix form"),
    ("Beijing has sent", [("Beijing", "CN", "capital")], "marked as a capital"),
    ("Brussels welcomed", [("Brussels", "EU", "capital")], "as an actor it speaks for the Union"),
    ("TASHKENT, Uzbekistan", [("TASHKENT", "UZ", "capital"), ("Uzbekistan", "UZ", "name")], "a dateline in capitals"),
    ("U.S.-CHINA BOARDS", [("U.S.", "US", "abbreviation"), ("CHINA", "CN", "name")], "a heading in capitals"),
    ("the trans-Afghanistan railway", [("Afghanistan", "AF", "name")], "after a prefix"),
    ("the \"Uzbekistan-2030\" strategy", [("Uzbekistan", "UZ", "name")], "before a year"),
    ("BRICS, ASEAN and the G7", [("BRICS", "BRICS", "grouping"), ("ASEAN", "ASEAN", "grouping"), ("G7", "G7", "grouping")], "groupings"),
]

NOTHING = [
    ("US$20 billion", "money"),
    ("10 billion US dollars, 3 billion Russian rubles", "money in words"),
    ("English-speaking guides; lessons in the Korean language; Russian speakers", "languages"),
    ("Chinaware and Germanic, Omanite", "inside a word"),
    ("us and them; turkey; polish; chad", "small letters"),
    ("the South China Sea and the Paris Agreement", "places and titles that mean no state"),
    ("USDA, USAID, USSR, UKIP, EURATOM", "other abbreviations"),
    ("", "nothing at all"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FOUND, ids=[case[2] for case in FOUND])
def test_finds(text, expected, reason):
    assert [(text[found.start:found.end], found.code, found.form) for found in find_states(text)] == expected, reason


@pytest.mark.parametrize(("text", "reason"), NOTHING, ids=[case[1] for case in NOTHING])
def test_finds_nothing(text, reason):
    assert find_states(text) == (), reason


def test_every_form_is_found_whole():
    forms = [words for words, (code, _) in _forms().items() if code]
    missed = [words for words in forms if [(m.start, m.end, m.form in FORMS) for m in find_states(f"with {words} in")]
              != [(5, 5 + len(words), True)]]
    assert missed == []


def _names_inside(name):
    words = name.replace("+", " ").split()
    parts = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    return [found for part in parts if part != name for found in find_states(part)]


@pytest.mark.parametrize("row", _rows("not_states.csv"), ids=lambda row: row["name"])
def test_a_name_that_means_no_state_hides_one(row):
    assert find_states(f"the {row['name']} is") == ()
    assert _names_inside(row["name"]), "without a state's name inside, the row does nothing"


def test_no_form_belongs_to_two_states():
    owners = {}
    for row in _rows("states.csv"):
        for words in (row["name"], row["official"], row["capital"], *split_cell(row["demonyms"]), *split_cell(row["aliases"])):
            if words:
                owners.setdefault(words, set()).add(row["code"])
    assert {words: codes for words, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("file_name", ["states.csv", "groupings.csv"])
def test_rows_are_sorted_by_code_and_unique(file_name):
    codes = [row["code"] for row in _rows(file_name)]
    assert codes == sorted(set(codes))


def test_members_are_states_of_the_list():
    for state in states().values():
        assert [code for code in state.members if code not in states() or is_grouping(code)] == []


@pytest.mark.parametrize(("name", "code"), [
    ("Uzbekistan", "UZ"), ("the Kyrgyz Republic", "KG"), ("u.s.", "US"), ("Türkiye", "TR"), ("Turkey", "TR"), ("C5", "C5"),
    ("People’s Republic of China", "CN"), ("european union", "EU"), ("Atlantis", None), ("", None), ("Paris Agreement", None),
])
def test_code_of(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(("code", "name"), [("UZ", "Uzbekistan"), ("EU", "European Union"), ("C5", "Central Asia"), ("ZZ", None)])
def test_name_of(code, name):
    assert name_of(code) == name


def test_groupings_are_flagged():
    assert is_grouping("SCO") and not is_grouping("UZ") and not is_grouping("ZZ")
