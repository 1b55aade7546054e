"""Only English is read; another language is declined by its name, and nothing is half read."""
import pytest

from extract.languages import language_shares, why_not_read
from extract.lexicon import load
from tests.conftest import ROOT

LANGUAGES = load("languages")["language"]
OF = {entry["name"]: entry["example"] for entry in LANGUAGES}
ENGLISH = "The two sides agreed to hold a fisheries forum in Oslo in 2027, and they will open a joint office in Lima."


def main_language(text: str) -> str:
    return next(iter(language_shares(text)), "")


@pytest.mark.parametrize("entry", LANGUAGES, ids=lambda entry: f"{entry['name']} in {entry['script']}")
def test_a_language_is_known_by_its_example_and_not_by_its_counter_example(entry):
    assert main_language(entry["example"]) == entry["name"]
    assert main_language(entry["counter"]) not in ("", entry["name"])


@pytest.mark.parametrize("entry", load("languages")["script"], ids=lambda entry: entry["name"])
def test_a_script_has_its_letters(entry):
    def has(text: str) -> bool:
        return any(first <= letter <= last for letter in text for first, last in entry["ranges"])

    assert has(entry["example"]) and not has(entry["counter"])


@pytest.mark.parametrize("entry", [entry for entry in LANGUAGES if entry["name"] != "English"], ids=lambda entry: f"{entry['name']}, {entry['script']}")
def test_another_language_is_declined_by_its_name(entry):
    assert why_not_read(f"{entry['example']}\n\n{entry['example']}") == f"{entry['name']}: not read yet; only English texts are read"


@pytest.mark.parametrize("text", [
    ENGLISH,
    "Joint Statement of Norway and Chile\nThe two sides agreed to meet.",   # two lines
    "Trade\nEnergy\nTransport corridors\nVisa-free regime",   # a list without small words
    "Xi Jinping, Shavkat Mirziyoyev, Bakhtiyor Saidov, Wang Yi and Jamshid Kuchkarov met in Tashkent.",
    f"{ENGLISH}\n\nСтороны договорились о встрече.",   # a paragraph of the other side
    f"{ENGLISH} {ENGLISH}\n\n{OF['French']}\n\n{OF['Chinese']}",
    "The «Toshkent – Andijon» road, the Navoiy erkin iqtisodiy zonasi and the O‘zbekiston temir yo‘llari company were named in the text.",
    "Banco de la Nación, Ministerio de Relaciones Exteriores y Culto, and Cámara de Comercio de Lima signed the agreement with the Bank of China.",
    "2024 2025 | 14 | 20 %",   # no letters at all
    "",
])
def test_english_is_read(text):
    assert why_not_read(text) == ""


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "sources").glob("*.txt")), ids=lambda path: path.name)
def test_the_documents_of_the_repository_are_english(path):
    assert language_shares(path.read_text(encoding="utf-8"))["English"] > 0.95


@pytest.mark.parametrize(("text", "said"), [
    (f"{OF['Russian']} {OF['Russian']}\n\n{ENGLISH}", "Russian, and English for the lesser part"),
    (f"{OF['Chinese'] * 4}\n\n{ENGLISH}", "Chinese, and English for the lesser part"),   # a sign of Chinese weighs as three letters
    (f"{OF['Russian']}\n\n{OF['Chinese'] * 3}", "Chinese and Russian: not read yet"),
    ("ტექსტი ქართულად არის დაწერილი.", "a language in Georgian letters: not read yet"),
    ("Взгъ дрфт плкм.", "a language in Cyrillic letters: not read yet"),
    ("lorem ipsum dolor sit amet consectetur adipiscing elit " * 40, "a language that is not known here: not read yet"),
    (OF["Japanese"] + "貿易 経済 協力", "Japanese: not read yet"),   # its words in Chinese signs are Japanese all the same
])
def test_what_is_not_english_for_the_greater_part_is_declined(text, said):
    assert said in why_not_read(text)
