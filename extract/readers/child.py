"""The process in which a file is parsed, seen from the one that asks: bytes in, text out, killed at the limit."""
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from extract.readers import limits
from extract.readers.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
GRACE_SECONDS = 5   # beside the reader's own time: for starting Python and its libraries on a busy machine


def read(content: bytes, kind: str, seconds: float = limits.SECONDS + GRACE_SECONDS) -> dict[str, str]:
    """`text` and `text_by` of a file of this kind. Raises Refusal, also when the process dies or is too slow."""
    process = subprocess.Popen(
        [sys.executable, "-m", "extract.readers", kind], cwd=ROOT, env=_environment(), start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
    try:
        answer, _ = process.communicate(content, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Refusal(limits.TOO_LONG) from error
    finally:
        _kill(process)
    return _text_in(answer, process.returncode)


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


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | {"PYTHONUTF8": "1"}


def _kill(process: subprocess.Popen) -> None:
    """End the process and whatever it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):   # the usual case: the group has ended by itself
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
