"""All findings of a document, and the version of the rules that found them."""
import hashlib
from pathlib import Path

from extract.findings import Document, Finding
from extract.lexicon import FOLDER
from extract.rules.commitments import find_commitments
from extract.rules.figures import find_figures
from extract.rules.progress import find_progress
from extract.rules.segments import segment
from extract.rules.slips import readings

RULES = Path(__file__).parent / "rules"
NOT_RULES = ("languages.toml", "document_kinds.toml")   # which texts are read, and how they are told apart: they change no finding


def find(document: Document) -> tuple[Finding, ...]:
    """Commitments, figures and progress reports of the document in the order of their places."""
    blocks = segment(document.text)
    meant = readings(document)
    found = [finding for read in (find_commitments, find_figures, find_progress) for finding in read(document, blocks, meant)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _version() -> str:
    """"rules-" and eight digits of the hash over the word lists and the rules, so that it changes when they do."""
    digest = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.toml"), *RULES.glob("*.py")]):
        if path.name in NOT_RULES:
            continue
        digest.update(path.read_text(encoding="utf-8").encode("utf-8"))   # line ends differ from one checkout to another
    return f"rules-{digest.hexdigest()[:8]}"


EXTRACTOR = _version()
