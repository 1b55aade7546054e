"""Words for a table's cell: cut short where a word ends, never inside a name or before its noun."""
import re

LOOSE_END = " ,;:(–-"
LINKING_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "their", "its", "to", "with", "between",
     "which", "that"))
UNCLOSED_NAME = re.compile(r"(?<=\s)(?:“[^”]*|(?<!\S)\"[^\"]*)$")


def cut(text: str, longest: int) -> str:
    """The text where it is short enough; else its beginning up to the end of a word that can stand last."""
    if len(text) <= longest:
        return text
    whole_words = text[:longest + 1].rpartition(" ")[0] or text[:longest]
    words = UNCLOSED_NAME.sub("", whole_words).rstrip(LOOSE_END).split(" ")
    while len(words) > 1 and words[-1] in LINKING_WORDS:
        words.pop()
    return " ".join(words).rstrip(LOOSE_END)
