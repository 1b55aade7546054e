"""Ids are made once and never change."""
import hashlib
import re
from collections.abc import Container

FIRST_LENGTH = 8


def fold(text: str) -> str:
    """The text with every run of white space folded to one blank: what makes two quotes the same words."""
    return " ".join(text.split())


def hashed(prefix: str, content: str, taken: Container[str] = ()) -> str:
    """`prefix`, a dash and the first eight hex digits of the SHA-256 of `content`, white space folded; longer on collision."""
    digest = hashlib.sha256(fold(content).encode("utf-8")).hexdigest()
    for length in range(FIRST_LENGTH, len(digest) + 1):
        candidate = f"{prefix}-{digest[:length]}"
        if candidate not in taken:
            return candidate
    raise ValueError(f"{prefix}: every id for these words is taken: {content[:80]!r}")


def slug(text: str, limit: int = 60) -> str:
    """A short name in lower-case letters, digits and dashes that begins with a letter; empty text gives `document`."""
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:limit].strip("-") or "document"
    return words if words[0].isalpha() else f"document-{words}"
