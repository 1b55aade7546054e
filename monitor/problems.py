"""What is wrong with a table, said so that a person can mend it without asking anyone."""
from dataclasses import asdict, dataclass

ERROR = "error"
WARNING = "warning"
SHOWN_LENGTH = 60


@dataclass(frozen=True)
class Problem:
    """One fault at one place.

    `row` is the line of the file on which the row begins (the header is line 1), None where the fault is the file's;
    `column` is a column's name, empty where the fault is the row's; `value` is the cell as typed, cut to 60 characters.
    """

    file: str
    row: int | None
    column: str
    id: str
    value: str
    rule: str
    expected: str
    mend: str
    level: str = ERROR

    def __post_init__(self):
        object.__setattr__(self, "value", shorten(self.value))

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part not in (None, ""))
        found = [f"found {self.value!r}"] if self.value else []
        named = [f"in {self.id!r}"] if self.id else []
        said = f" {' '.join(found + named)}; " if found or named else " "
        return f"{place}: {self.level}: {self.rule}:{said}expected {self.expected}; to mend: {self.mend}"

    def as_json(self) -> dict:
        return asdict(self)


def shorten(text: str, length: int = SHOWN_LENGTH) -> str:
    """The text itself, or its beginning with an ellipsis when it is longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1] + "…"
