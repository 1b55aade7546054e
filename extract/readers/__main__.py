"""The child process: python -m extract.readers KIND, the file on standard input, its text as JSON on standard output."""
import importlib
import json
import sys

from extract.readers import limits
from extract.readers.refusal import Refusal

READERS = {"html": "extract.readers.html", "markdown": "extract.readers.markdown", "pdf": "extract.readers.pdf",
           "zip": "extract.readers.docx"}


def main(kind: str) -> None:
    """Print {text, text_by}, or {refused} with what was found and how to mend it."""
    limits.limit_resources()
    content = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    answer = _answer(kind, content)
    sys.stdout.write(json.dumps(answer))


def _answer(kind: str, content: bytes) -> dict[str, str]:
    try:
        reader = importlib.import_module(READERS[kind])
    except ModuleNotFoundError as error:
        return {"refused": f"the package {error.name} that reads it is not installed; run python -m pip install -r requirements.txt"}
    try:
        if len(content) > limits.FILE_BYTES:
            raise Refusal(f"larger than {limits.FILE_BYTES // limits.MB} MB; save its text as .txt")
        limits.forbid(*limits.NETWORK, *limits.PROGRAMS)
        text = _clean(reader.read(content))
        if not text.strip():
            raise Refusal("no words in it; save the document again, or take the file away")
        if len(text) > limits.TEXT_LENGTH:
            raise Refusal(f"more than {limits.TEXT_LENGTH:,} characters of text; divide it into several files")
    except Refusal as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": limits.TOO_MUCH_MEMORY}
    except Exception as error:   # a parser's own errors have no common kind, and each of them means that the file is at fault
        return {"refused": f"broken: {type(error).__name__} while reading it; download or save it again"}
    return {"text": text, "text_by": reader.reader()}


def _clean(text: str) -> str:
    """The text as it is stored: one kind of line end, no control characters, no half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = "".join(char for char in text if char in "\n\t" or char >= " ") if not text.isprintable() else text
    return text.encode("utf-8", errors="replace").decode("utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
