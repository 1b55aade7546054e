"""`datapackage.json`: the folder described for other programs (Data Package v2, Table Schema).

The description of the seven tables is made from the schema. Everything else in the file is kept by people: name, title,
pair, licenses, citation, contact, homepage, headline and whatever they add.
Source: https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/table-schema/ (2.0).
"""
import json
from pathlib import Path

from monitor import embedding, ids, migration
from monitor.problems import Problem
from monitor.schema import BY_NAME, TABLES, Column, Table
from monitor.values import JOIN, YES, BadValue, parse_url

FILE = "datapackage.json"
VERSION = "schemaVersion"   # which version of the schema the tables have
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
# Types of Table Schema. A date of unlike precision and a period have no type there, but a form.
TYPES = {
    "text": {"type": "string"},
    "id": {"type": "string"},
    "date": {"type": "string", "constraints": {"pattern": DATE}},
    "day": {"type": "date"},
    "moment": {"type": "datetime"},
    "period": {"type": "string", "constraints": {"pattern": f"{DATE}(/{DATE})?"}},
    "number": {"type": "number", "groupChar": ","},
    "integer": {"type": "integer"},
    "choice": {"type": "string"},
    "list": {"type": "list", "delimiter": JOIN},
    "yes": {"type": "string", "constraints": {"enum": [YES]}},
    "url": {"type": "string", "format": "uri"},
    "unit": {"type": "string"},
}
# For people to fill in. Licenses and homepage have no valid empty form and are added by hand.
HAND_KEPT = {"title": "", "pair": [], "citation": "", "contact": "", "headline": []}


class DescriptionError(ValueError):
    """A description of the folder that cannot be read: what was found and how to mend it."""


def resources() -> list[dict]:
    """The descriptions of the seven tables."""
    return [
        {
            "name": table.name, "title": table.title, "description": f"One row is {table.row}.", "path": table.file, "type": "table",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ","}, "schema": _schema(table),
        }
        for table in TABLES
    ]


def _schema(table: Table) -> dict:
    schema = {"fieldsMatch": "subset", "fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = [table.key]
    references = [_reference(column, table) for column in table.columns if column.refers_to]
    return schema | ({"foreignKeys": references} if references else {})


def _reference(column: Column, table: Table) -> dict:
    """A foreign key; an empty resource is the table itself."""
    resource = "" if column.refers_to == table.name else column.refers_to
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [BY_NAME[column.refers_to].key]}}


def _field(column: Column) -> dict:
    form = dict(TYPES[column.type])
    constraints = dict(form.pop("constraints", {}))
    if column.required:
        constraints["required"] = True
    if column.choices and column.type == "choice":
        constraints["enum"] = list(column.choices)
    field = {"name": column.name, "description": column.description, **form, "writtenBy": column.owner}
    if column.choices and column.type == "list":
        field["itemChoices"] = list(column.choices)
    return field | ({"constraints": constraints} if constraints else {})


def new(name: str, version: int = migration.VERSION) -> str:
    """The text of the description of a new folder of this name, with tables of this version."""
    descriptor = {"$schema": PROFILE, "name": ids.slug(name), **HAND_KEPT, "title": name, VERSION: version, "resources": resources()}
    return _text(descriptor)


def refreshed(text: str, version: int | None = None) -> str:
    """The text with the tables described as the schema has them now, of this version where it is given, and all else as it was.

    Raises DescriptionError, also for a folder that is newer than the program.
    """
    descriptor = parse(text)
    if problem := unknown_version(descriptor):
        raise DescriptionError(str(problem))
    theirs = {name: value for name, value in descriptor.items() if name != "resources"}
    theirs |= {VERSION: version} if version is not None else {}
    kept = [resource for resource in descriptor.get("resources", []) if resource.get("name") not in BY_NAME]
    return _text(theirs | {"resources": resources() + kept})


def parse(text: str) -> dict:
    """The description as a dictionary. Raises DescriptionError when it is not JSON of that shape."""
    try:
        descriptor = json.loads(text)
    except ValueError as error:
        raise DescriptionError(f"not JSON: {error}") from error
    listed = descriptor.get("resources", []) if isinstance(descriptor, dict) else None
    if not isinstance(listed, list) or not all(isinstance(resource, dict) for resource in listed):
        raise DescriptionError("not an object with a list of resources")
    return descriptor


def read(folder: Path) -> dict:
    """The description of a folder. Raises DescriptionError, also when there is none."""
    try:
        return parse((Path(folder) / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DescriptionError(str(error)) from error


def version_of(descriptor: dict) -> int:
    """The version of the tables, to be asked where `unknown_version` tells nothing."""
    return descriptor.get(VERSION, migration.FIRST)   # the first did not say so


def unknown_version(descriptor: dict) -> Problem | None:
    """Why the program cannot work with tables of this version: it is none, or newer than the program."""
    version = version_of(descriptor)
    if not isinstance(version, int) or version < migration.FIRST:
        fault = ("no version of the tables", f"a whole number from {migration.FIRST}", "put the description back from the last good copy")
    elif version > migration.VERSION:
        fault = ("tables newer than the program", f"version {migration.VERSION} or older", "bring the program up to date")
    else:
        return None
    return Problem(FILE, None, VERSION, "", str(version), *fault)


def version_problems(descriptor: dict, folder: Path) -> list[Problem]:
    """The same, and that the tables are older than the program."""
    if problem := unknown_version(descriptor):
        return [problem]
    version = version_of(descriptor)
    if version == migration.VERSION:
        return []
    return [Problem(FILE, None, VERSION, "", str(version), "tables older than the program", f"version {migration.VERSION}",
                    f"run python -m monitor migrate --data {folder}; it keeps what people wrote")]


def steps_to_come(folder: Path) -> tuple[migration.Step, ...]:
    """The steps of migration that a folder has before it; all of them where its description cannot be read."""
    try:
        descriptor = read(folder)
    except DescriptionError:   # told by `problems`
        return migration.STEPS
    return () if unknown_version(descriptor) else migration.to_come(version_of(descriptor))


def problems(folder: Path) -> list[Problem]:
    """What is wrong with the description of a folder: missing, unreadable, or of another schema than the program's."""
    mend = f"run python -m monitor init {folder}; it keeps what people wrote"
    try:
        descriptor = read(folder)
    except DescriptionError as error:
        return [Problem(FILE, None, "", "", "", f"no description of the tables ({error})", "a Data Package v2 descriptor", mend)]
    if found := version_problems(descriptor, folder):
        return found
    described = {resource.get("name"): resource for resource in descriptor.get("resources", [])}
    outdated = [table["name"] for table in resources() if described.get(table["name"]) != table]
    rule = "is described otherwise than it is"
    told = [Problem(FILE, None, "", name, "", f"{name} {rule}", "the schema of the program", mend) for name in outdated]
    return told + _homepage_problems(descriptor) + embedding.problems(descriptor, FILE)


def _homepage_problems(descriptor: dict) -> list[Problem]:
    """That the public address of the site is none: links to it would lead nowhere, so the one that was asked stands in them."""
    homepage = descriptor.get("homepage", "")
    try:
        parse_url(str(homepage or "https://example.org"))
    except BadValue as fault:
        return [Problem(FILE, None, "homepage", "", str(homepage), fault.rule, fault.expected, fault.mend)]
    return []


def _text(descriptor: dict) -> str:
    return json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
