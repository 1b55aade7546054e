"""Real servers for the browser tests: `python app.py` on a data folder of its own, stopped at the end."""
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

FIRST_PORT = 8640
START_SECONDS = 60
STOP_SECONDS = 10
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, the data folder it serves and the file it writes its output to."""

    address: str
    data: Path
    log: Path

    def trouble(self) -> str:
        """The first traceback of its output, empty where there is none."""
        _, found, rest = self.log.read_text(encoding="utf-8").partition("Traceback (most recent call last)")
        return found + rest


@contextmanager
def serve(data: Path, log: Path, *switches: str) -> Iterator[Server]:
    """Start a server and wait until it answers. Raises RuntimeError with its output where it does not."""
    # No sign-in unless a switch says so, whatever is configured for the dashboard of whoever runs the tests.
    none = str(log.with_name("no-secrets.toml"))
    command = [sys.executable, "app.py", "--port", str(FIRST_PORT), "--data", str(data), "--secrets", none, *switches]
    environment = {name: value for name, value in os.environ.items() if name != "MONITOR_DATA"}
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        yield Server(_address(process, log), data, log)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen, log: Path) -> str:
    """The address that the server prints, once it answers there."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        printed = ADDRESS.search(log.read_text(encoding="utf-8"))
        if printed and _answers(printed[0]):
            return printed[0]
        time.sleep(0.1)
    raise RuntimeError(f"no server after {START_SECONDS} s; its output:\n{log.read_text(encoding='utf-8')}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
