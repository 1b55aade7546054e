"""What language a text is written in, told by its letters and its small words; only English is read.

A text is taken in passages of some forty words. A passage counts with the weight of its letters for the language whose small
words it uses; one that shows none (a list, a row of names) goes with the rest of the text.
"""
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load

READ = "English"
LATIN = "Latin"
PASSAGE_WORDS = 40
FEWEST_WORDS_TOLD = 3   # small words of another language before a passage of Latin letters is taken for it
SHARE_TOLD = 0.12
MARGIN = 1.5   # over the English ones: names of banks and ministries bring small words of their own
NEEDED_SHARE = 0.5
NAMED_SHARE = 0.1   # a second language with less than this is not worth naming
LONG_TEXT, FEWEST_SMALL_WORDS = 200, 0.03   # a text of so many words with so few of the small English ones is not English

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`-][^\W\d_]+)*['’‘ʻʼ]?")


@dataclass(frozen=True)
class _Language:
    name: str
    script: str
    words: frozenset[str]


def why_not_read(text: str) -> str:
    """What to say of a text that is not English, or for the lesser part: empty where it is read."""
    shares = language_shares(text)
    others = [name for name, share in shares.items() if name != READ and share >= NAMED_SHARE]
    if shares.get(READ, 0) >= NEEDED_SHARE or not shares:
        return ""
    if shares.get(READ, 0) >= NAMED_SHARE:
        return (f"{' and '.join(others)}, and {READ} for the lesser part: only {READ} texts are read; "
                f"save the {READ} part as a file of its own")
    return f"{' and '.join(others) or 'several languages'}: not read yet; only {READ} texts are read"


def language_shares(text: str) -> dict[str, float]:
    """The part of the text in each language, largest first; together 1.0. Empty for a text without letters."""
    weights: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    for script, words in _passages(text):
        weight = sum(map(len, words)) * _weights()[script]
        language = _language(script, words)
        (weights if language else undecided)[language or script] += weight
    for script, weight in undecided.items():
        weights[_rest(script, weights, text)] += weight
    if weights["Japanese"]:   # its running text is mixed with words in Chinese signs
        weights["Japanese"] += weights.pop("Chinese", 0)
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.most_common() if weight} if total else {}


def _rest(script: str, weights: Counter[str], text: str) -> str:
    """The language of passages that show none: the main one among the others in these letters."""
    names = {language.name for language in _languages() if language.script == script}
    main = max(names, key=lambda name: weights[name], default="")
    if weights[main]:
        return main
    if script == LATIN and not _is_far_from_english(text):
        return READ
    return "a language that is not known here" if script == LATIN else f"a language in {script} letters"


def _is_far_from_english(text: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(text)]
    small = next(language.words for language in _languages() if language.name == READ)
    return len(words) >= LONG_TEXT and sum(word in small for word in words) < FEWEST_SMALL_WORDS * len(words)


def _passages(text: str) -> Iterator[tuple[str, list[str]]]:
    """The words in runs of one script, over line ends but not over blank lines."""
    for paragraph in re.split(r"\n\s*\n", text):
        run: list[str] = []
        of_run = ""
        for word in _WORD.findall(paragraph):
            script = _script(word)
            if run and (script != of_run or len(run) >= PASSAGE_WORDS):
                yield of_run, run
                run = []
            of_run = script
            run.append(word)
        if run:
            yield of_run, run


def _language(script: str, words: list[str]) -> str:
    """The language of a passage; empty where its words do not tell."""
    candidates = [language for language in _languages() if language.script == script]
    if len(candidates) == 1:
        return candidates[0].name
    folded = [re.sub("[’‘ʻʼ`]", "'", word.casefold()) for word in words]
    hits = Counter({language: sum(word in language.words for word in folded) for language in candidates})
    if not hits:
        return ""
    (best, most), *_ = hits.most_common(1)
    english = next((count for language, count in hits.items() if language.name == READ), 0)
    if script == LATIN and best.name != READ and (most < FEWEST_WORDS_TOLD or most < SHARE_TOLD * len(words) or most <= MARGIN * english):
        return READ if english else ""
    return best.name if most else ""


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(_Language(entry["name"], entry["script"], frozenset(entry["words"])) for entry in load("languages")["language"])


@cache
def _weights() -> dict[str, float]:
    return {entry["name"]: entry["weight"] for entry in load("languages")["script"]} | {"unknown": 1}


@cache
def _ranges() -> tuple[tuple[str, str, str], ...]:
    return tuple((first, last, entry["name"]) for entry in load("languages")["script"] for first, last in entry["ranges"])


def _script(word: str) -> str:
    """The script of the first letter that has one; Japanese is told by any of its own signs."""
    scripts = {_script_of(letter) for letter in word}
    if "Japanese" in scripts:
        return "Japanese"
    return next((script for script in map(_script_of, word) if script != "unknown"), "unknown")


@cache
def _script_of(letter: str) -> str:
    return next((name for first, last, name in _ranges() if first <= letter <= last), "unknown")
