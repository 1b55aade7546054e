"""Forms of English verbs: the participle of a base form, and the base form of a participle."""
import re
from functools import cache

from extract.lexicon import words

_IRREGULAR = {
    "hold": "held", "build": "built", "rebuild": "rebuilt", "set": "set", "make": "made", "take": "taken", "cut": "cut", "pay": "paid",
    "give": "given", "put": "put", "bring": "brought", "send": "sent", "lend": "lent", "buy": "bought", "grow": "grown", "draw": "drawn",
    "begin": "begun", "withdraw": "withdrawn", "undertake": "undertaken", "sell": "sold", "keep": "kept", "meet": "met", "find": "found",
    "spend": "spent", "teach": "taught", "write": "written", "lead": "led", "overcome": "overcome", "go": "gone", "come": "come",
    "stand": "stood", "win": "won", "let": "let", "lay": "laid", "shut": "shut", "split": "split", "show": "shown", "see": "seen",
    "run": "run", "read": "read", "spread": "spread", "choose": "chosen", "freeze": "frozen", "speak": "spoken", "get": "got",
}
_BASES = {participle: base for base, participle in _IRREGULAR.items()}
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnpt]$")
_SYLLABLE = re.compile(r"[aeiouy]+")
_STRESSED_LATE = (
    "commit", "submit", "permit", "admit", "transfer", "refer", "defer", "confer", "equip", "ship", "step", "plan", "set", "cut", "stop",
)


def participle(verb: str) -> str:
    """"sign" is "signed", "hold" is "held", "modify" is "modified", "submit" is "submitted"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    is_doubled = verb in _STRESSED_LATE or _DOUBLED.search(verb) and len(_SYLLABLE.findall(verb)) == 1
    return verb + verb[-1] + "ed" if is_doubled else verb + "ed"


@cache
def _of_known_verbs() -> dict[str, str]:
    return {participle(verb): verb for table in ("ambiguous", "action") for verb in words("verbs", table)}


def base_of(said: str) -> str | None:
    """The verb of a participle: "drawn" is "draw"; None for a word that is the participle of no known verb."""
    return _BASES.get(said) or _of_known_verbs().get(said)
