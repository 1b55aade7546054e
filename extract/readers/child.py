"""The process in which a file is parsed, seen from the one that asks: bytes in, text out, killed at the limit."""
import json
import signal
import sys

from extract.readers import limits
from extract.readers.refusal import Refusal
from monitor import child_process

GRACE_SECONDS = 5   # beside the reader's own time: for starting Python and its libraries on a busy machine


def read(content: bytes, kind: str, seconds: float = limits.SECONDS + GRACE_SECONDS) -> dict[str, str]:
    """`text` and `text_by` of a file of this kind. Raises Refusal, also when the process dies or is too slow."""
    try:
        ended = child_process.run("extract.readers", [kind], seconds, content)
    except child_process.TooLong as error:
        raise Refusal(limits.TOO_LONG) from error
    return _text_in(ended.out, ended.code)


def _text_in(answer: bytes, code: int) -> dict[str, str]:
    try:
        found = json.loads(answer)
    except ValueError as error:
        raise Refusal(_death(code)) from error
    if "refused" in found:
        raise Refusal(found["refused"])
    return {"text": found["text"], "text_by": found["text_by"]}


def _death(code: int) -> str:
    """What is said of a process that ended without an answer."""
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return limits.TOO_LONG
    if sys.platform != "win32" and code in (-signal.SIGKILL, -signal.SIGABRT):   # the system or a library ran out of memory
        return limits.TOO_MUCH_MEMORY
    return f"broken: its reader gave up on it (exit {code}); save its text as .txt"
