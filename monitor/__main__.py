"""`python -m monitor COMMAND`. A module with commands offers `add_command(subparsers)` and is named in COMMANDS."""
import argparse
import os
import sys
from collections.abc import Sequence

from monitor import figure_import_command, folder_commands, import_command, migrate_command, verdict_command
from monitor.store import StoreError

COMMANDS = (folder_commands, migrate_command, import_command, figure_import_command, verdict_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when all is well, 1 for errors in the data, 2 for what could not be done."""
    parser = argparse.ArgumentParser(prog="python -m monitor", description="Keep, check and judge the tables of a data folder.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add_command(subparsers)
    options = parser.parse_args(arguments)
    try:
        code = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:   # who reads it has seen enough: `| head`, or `| less` left early
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except StoreError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
