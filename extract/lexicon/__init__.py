"""The word lists that the rules read: one TOML file a subject, each entry with an example and a counter-example."""
import re
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, list[dict]]:
    """The tables of `name`.toml, each a list of entries. Raises FileNotFoundError for an unknown name, ValueError for bad TOML."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, table: str) -> tuple[str, ...]:
    """All words of one table of a word list, in file order."""
    return tuple(word for entry in load(name)[table] for word in entry["words"])


@cache
def patterns(name: str, table: str) -> re.Pattern[str]:
    """All patterns of one table as one; a blank in a pattern is any white space, and case does not count."""
    ways = (f"(?:{entry['pattern']})".replace(" ", r"\s+") for entry in load(name)[table])
    return re.compile("|".join(ways), re.IGNORECASE)
