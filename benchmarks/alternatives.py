"""Our reading beside other libraries', on the five documents, in one run: python -m benchmarks.alternatives

Needs `pip install -r benchmarks/requirements.txt` in an environment of its own. Each tool runs in a process of its own, so that import and
memory are its own. Passages are those marked in tests/gold/seeds:

- amounts (quantulum3): numbers of marked figures and targets; found where a hit lies in the passage, right where value and unit are
  equal (people and things counted are no unit to quantulum3, and need none);
- dates (dateparser): deadlines and periods of marked passages; ours is right where it equals the marked one or ends with it, dateparser's,
  which is always one day, already where that day lies in the marked period;
- all passages (langextract, with a model that is told the answers and gives them at once): right where the span is the marked one.

Hits elsewhere may be right or wrong: only figures, targets and their dates are marked.
"""
import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stub_model import serving
from extract.findings import Document
from extract.rules.segments import Sentence, segment

ROOT = Path(__file__).resolve().parents[1]
GOLD, SOURCES = ROOT / "tests" / "gold" / "seeds", ROOT / "data" / "sources"
ROUNDS = 3
LIMIT = 300
UNITS = {"united states dollar": "USD", "dollar": "USD", "tonne": "tonnes", "ton": "tonnes", "percentage": "percent"}
NO_UNIT_ELSEWHERE = ("people", "items")
INSTRUCTION = "Extract every commitment, figure and progress report, in the exact words of the text."
Hit = tuple[int, int, object]


@dataclass(frozen=True)
class Text:
    """A document, its sentences and what readers marked in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    gold: tuple[dict, ...]


def texts() -> list[Text]:
    found = []
    with open(GOLD / "index.csv", encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index):
            text = (SOURCES / f"{row['id']}.txt").read_text(encoding="utf-8")
            document = Document(text, row["title"], row["date"], tuple(row["parties"].split("; ")))
            sentences = tuple(sentence for block in segment(text) for sentence in block.sentences)
            lines = (GOLD / f"{row['id']}.jsonl").read_text(encoding="utf-8").splitlines()
            found.append(Text(document, sentences, tuple(json.loads(line) for line in lines)))
    return found


# The tools: each imports what it needs and gives a function from a text to hits

def our_amounts() -> Callable[[Text], list[Hit]]:
    from extract.rules.quantities import find_quantities

    return lambda text: [(found.start, found.end, (float(found.quantity.value), found.quantity.unit))
                         for s in text.sentences for found in find_quantities(text.document.text, s.start, s.end)]


def quantulum3() -> Callable[[Text], list[Hit]]:
    from quantulum3 import parser

    return lambda text: [(s.start + found.span[0], s.start + found.span[1], (found.value, UNITS.get(found.unit.name, found.unit.name)))
                         for s in text.sentences for found in parser.parse(s.text)]


def our_dates() -> Callable[[Text], list[Hit]]:
    from extract.rules.dates import find_dates

    return lambda text: [(found.start, found.end, found.value) for s in text.sentences
                         for found in find_dates(text.document.text, s.start, s.end, text.document.date)]


def dateparser() -> Callable[[Text], list[Hit]]:
    from datetime import datetime

    from dateparser.search import search_dates

    def read(text: Text) -> list[Hit]:
        hits, settings = [], {"RELATIVE_BASE": datetime.fromisoformat(text.document.date)}
        for s in text.sentences:
            at = 0
            for words, day in search_dates(s.text, languages=["en"], settings=settings) or []:
                at = max(s.text.find(words, at), 0)
                hits.append((s.start + at, s.start + at + len(words), day.date().isoformat()))
                at += len(words)
        return hits

    return read


def our_passages() -> Callable[[Text], list[Hit]]:
    from extract.find import find

    return lambda text: [(found.start, found.end, None) for found in find(text.document)]


def langextract() -> Callable[[Text], list[Hit]]:
    import langextract as lx
    from langextract.providers.openai import OpenAILanguageModel

    model = OpenAILanguageModel(model_id="stub", api_key="none", base_url=os.environ["STUB_MODEL"], max_workers=10)
    shown = "The two sides agreed to hold a forum."
    example = lx.data.ExampleData(text=shown, extractions=[lx.data.Extraction(extraction_class="commitment", extraction_text=shown[:-1])])

    def read(text: Text) -> list[Hit]:
        result = lx.extract(text.document.text, prompt_description=INSTRUCTION, examples=[example], model=model, show_progress=False,
                            use_schema_constraints=False, resolver_params={"suppress_parse_errors": False, "accept_match_lesser": False})
        return [(found.char_interval.start_pos, found.char_interval.end_pos, None) if found.char_interval else (-1, -1, None)
                for found in result.extractions]

    return read


TOOLS = {tool.__name__: tool for tool in (our_amounts, quantulum3, our_dates, dateparser, our_passages, langextract)}


# What a hit is worth

def amounts(text: Text) -> list[dict]:
    return [row for row in text.gold if row.get("value") is not None and row["type"] in ("figure", "commitment")]


def dates(text: Text) -> list[dict]:
    wanted = [row | {"when": row.get("deadline") or row.get("period")} for row in text.gold]
    return [row for row in wanted if row["when"]]


def passages(text: Text) -> list[dict]:
    return [row for row in text.gold if row["type"] != "borderline"]


def same_amount(hit: Hit, row: dict) -> bool:
    value, unit = hit[2]
    return abs(value - row["value"]) <= 1e-6 * row["value"] and (unit == row["unit"] or row["unit"] in NO_UNIT_ELSEWHERE)


def same_date(hit: Hit, row: dict) -> bool:
    return hit[2] is not None and row["when"] in (hit[2], hit[2].rpartition("/")[2])


def day_within(hit: Hit, row: dict) -> bool:
    first, _, last = row["when"].partition("/")
    return first <= hit[2] <= (last or first) + "~"   # "~" sorts after every digit: the end of the month or year


def same_span(hit: Hit, row: dict) -> bool:
    return hit[:2] == (row["start"], row["end"])


def touch(hit: Hit, row: dict) -> bool:
    return hit[0] < row["end"] and row["start"] < hit[1]


WORTH = {
    "our_amounts": (amounts, same_amount), "quantulum3": (amounts, same_amount),
    "our_dates": (dates, same_date), "dateparser": (dates, day_within),
    "our_passages": (passages, same_span), "langextract": (passages, same_span),
}


def judge(name: str, text: Text, hits: list[Hit]) -> dict[str, int]:
    """How many of the marked passages have a hit, how many a right one, and how many hits lie elsewhere."""
    wanted, is_right = WORTH[name]
    rows = wanted(text)
    inside = [(row, [hit for hit in hits if touch(hit, row)]) for row in rows]
    return {
        "marked": len(rows), "found": sum(bool(touching) for _, touching in inside),
        "right": sum(any(is_right(hit, row) for hit in touching) for row, touching in inside),
        "elsewhere": sum(not any(touch(hit, row) for row in rows) for hit in hits),
    }


def run(name: str) -> dict:
    """Import one tool, read all documents with it, and say what that took and gave."""
    warnings.simplefilter("ignore")
    given = texts()
    begun = time.perf_counter()
    read = TOOLS[name]()
    imported = time.perf_counter() - begun
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        hits = [read(text) for text in given]
        times.append(time.perf_counter() - begun)
    judged = [judge(name, text, found) for text, found in zip(given, hits, strict=True)]
    told = {key: sum(one[key] for one in judged) for key in judged[0]}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"import": imported, "first": times[0], "best": min(times), "memory": memory, **told}


def in_a_process(name: str, model: str) -> dict | str:
    """What `run` says in a process of its own, or why it does not."""
    command = [sys.executable, "-m", "benchmarks.alternatives", "--tool", name]
    environment = os.environ | {"STUB_MODEL": model, "NO_PROXY": "127.0.0.1"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False, cwd=ROOT, env=environment)
    except subprocess.TimeoutExpired:
        return f"did not end in {LIMIT} s"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        return f"not installed: {last}" if "ModuleNotFoundError" in last else last
    return json.loads(done.stdout.splitlines()[-1])


def compare(ours: str, other: str, model: str) -> None:
    results = {name: in_a_process(name, model) for name in (ours, other)}
    for name, told in results.items():
        if isinstance(told, str):
            print(f"{name:14}{told}", flush=True)
            continue
        print(f"{name:14}{told['import']:>8.3f}{told['first']:>9.3f}{told['best']:>9.3f}{told['memory']:>9.0f}"
              f"{told['found']:>7} of {told['marked']}{told['right']:>7}{told['elsewhere']:>11}", flush=True)
    mine, theirs = results[ours], results[other]
    if isinstance(mine, dict) and isinstance(theirs, dict):
        ratio = {name: f"{theirs[name] / mine[name]:.1f} x" for name in ("best", "import", "memory")}
        print(f"{'':14}{other} takes {ratio['best']} the time, {ratio['import']} the import and {ratio['memory']} the memory; "
              f"it gets {theirs['right']} right, ours {mine['right']}, of {mine['marked']}", flush=True)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alternatives", description=__doc__.splitlines()[0])
    parser.add_argument("--tool", choices=TOOLS, help="run one tool and print what it took and gave as JSON")
    options = parser.parse_args(arguments)
    if options.tool:
        print(json.dumps(run(options.tool)))
        return
    given = texts()
    characters = sum(len(text.document.text) for text in given)
    print(f"{len(given)} documents, {characters:,} characters; seconds, the best of {ROUNDS}; memory in MB")
    print(f"{'':14}{'import':>8}{'first':>9}{'best':>9}{'memory':>9}{'found':>12}{'right':>7}{'elsewhere':>11}")
    with serving([row for text in given for row in passages(text)]) as model:
        for ours, other in (("our_amounts", "quantulum3"), ("our_dates", "dateparser"), ("our_passages", "langextract")):
            compare(ours, other, model)


if __name__ == "__main__":
    main()
