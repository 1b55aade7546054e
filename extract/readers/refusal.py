"""Why a file is not read."""


class Refusal(ValueError):
    """What was found in a file and how to mend it, without the name of the file."""
