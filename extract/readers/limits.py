"""What a file may cost, and the walls around the process that reads it."""
import sys

from monitor.documents import LARGEST

MB = 1_000_000
FILE_BYTES = LARGEST   # asked before a file is opened, and again by the child process, which trusts nobody
PAGES = 2_000
UNPACKED_BYTES = 100 * MB
PARTS = 5_000
RATIO = 100
TEXT_LENGTH = 20 * MB
SECONDS = 60
MEMORY_BYTES = 600 * MB

TOO_LONG = f"takes longer than {SECONDS} seconds to read; save its text as .txt"
TOO_MUCH_MEMORY = f"needs more than {MEMORY_BYTES // MB} MB of memory to read; save its text as .txt"

NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")
PROGRAMS = ("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "pty.")


class Forbidden(PermissionError):
    """A reader tried to reach the network or to start a program."""


def limit_resources() -> None:
    """Bound this process's memory and time, where the platform can; elsewhere the parent's time limit stands alone."""
    if sys.platform == "win32":
        return
    import resource
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_DATA, MEMORY_BYTES),
                       (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError) as error:   # macOS knows the address space and refuses to bound it
            print(f"{what}: no limit: {error}", file=sys.stderr)


def forbid(*events: str) -> None:
    """From now on this process does nothing that begins like this; a hook of the interpreter cannot be taken off again."""
    def guard(event: str, _arguments: tuple) -> None:
        if event.startswith(events):
            raise Forbidden(f"a reader may not use {event}")

    sys.addaudithook(guard)
