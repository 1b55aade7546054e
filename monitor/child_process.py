"""A program of ours run as a process of its own: bytes in, bytes out, ended with whatever it has started at its limit of time."""
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class TooLong(Exception):
    """The process was ended, because it took longer than it may."""


@dataclass(frozen=True)
class Ended:
    """A process that has ended: its exit code, minus the signal where one ended it, and what it wrote."""

    code: int
    out: bytes
    errors: bytes


def run(module: str, arguments: Sequence[str], seconds: float, content: bytes = b"") -> Ended:
    """Run `python -m MODULE ARGUMENTS` with `content` on its standard input. Raises TooLong, and OSError where it cannot be started."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=_environment(), start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    try:
        out, errors = process.communicate(content, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise TooLong(module) from error
    finally:
        _kill(process)
    return Ended(process.returncode, out, errors)


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
