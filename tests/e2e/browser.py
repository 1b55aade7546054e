"""python -m tests.e2e.browser: print the path of a Chromium that starts; where there is none, try to install one.

The system's is taken if there is one, else Playwright's own, else, on Debian or Ubuntu as root, apt's.
"""
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
ON_A_MAC = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
PRINT_OWN = "from playwright.sync_api import sync_playwright as p\nwith p() as own: print(own.chromium.executable_path, end='')"
START_SECONDS = 30
INSTALL_SECONDS = 900
NONE_FOUND = "No Chromium was found and none could be installed. Install Chromium or Chrome and try again, or leave the browser out: make test-fast"


def find() -> str | None:
    """The path of the first Chromium that tells its version, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def install() -> str | None:
    """Try each way of getting a Chromium in turn, saying so; the path of the one that then starts, or None."""
    for label, commands in _ways():
        print(f"No Chromium here; trying {label}.", file=sys.stderr)
        if all(_succeeds(command, INSTALL_SECONDS, output=sys.stderr.fileno()) for command in commands) and (path := find()):
            return path
    return None


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, ON_A_MAC)
    # In a process of its own: Playwright refuses to start twice in one, and a test run has started it already.
    own = subprocess.run([sys.executable, "-c", PRINT_OWN], capture_output=True, text=True, timeout=START_SECONDS, check=True).stdout
    yield from filter(os.path.exists, [own])


def _ways() -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    yield "Playwright's own", [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        yield "apt's", [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]


def _starts(path: str) -> bool:
    """Whether the program runs at all: Ubuntu's chromium-browser may be a stub, and a download may lack its libraries."""
    return _succeeds([path, "--version"], START_SECONDS, output=subprocess.DEVNULL)


def _succeeds(command: Sequence[str], seconds: float, output: int) -> bool:
    try:
        return subprocess.run(command, stdout=output, stderr=output, timeout=seconds, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    """Exit code 0 and the path on standard output, or 1 and the reason."""
    path = find() or install()
    print(path or NONE_FOUND, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
