import json

import pytest

from monitor import datapackage
from monitor.datapackage import DescriptionError
from monitor.schema import BY_NAME, TABLES
from monitor.values import PARSERS
from tests.folders import make_folder

FIELDS = {(resource["name"], field["name"]): field for resource in datapackage.resources() for field in resource["schema"]["fields"]}
TABLE_SCHEMA_TYPES = {"string", "number", "integer", "date", "datetime", "list", "boolean"}


def test_every_table_and_column_is_described_in_order():
    described = [(resource["path"], [field["name"] for field in resource["schema"]["fields"]]) for resource in datapackage.resources()]
    assert described == [(table.file, list(table.header)) for table in TABLES]


def test_every_type_has_a_form_of_table_schema():
    assert set(datapackage.TYPES) == set(PARSERS)
    assert {field["type"] for field in FIELDS.values()} <= TABLE_SCHEMA_TYPES


@pytest.mark.parametrize("column, part, value", [
    (("commitments", "status"), "constraints", {"required": True, "enum": list(BY_NAME["commitments"].by_name["status"].choices)}),
    (("commitments", "status_date"), "constraints", {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}),
    (("commitments", "status_date"), "writtenBy", "people"),
    (("commitments", "parties"), "delimiter", "; "),
    (("commitments", "checked_on"), "type", "date"),
    (("mentions", "rejected"), "constraints", {"enum": ["yes"]}),
    (("figures", "value"), "type", "number"),
    (("evidence", "url"), "format", "uri"),
    (("status_log", "when"), "type", "datetime"),
])
def test_a_field(column, part, value):
    assert FIELDS[column][part] == value


@pytest.mark.parametrize("table, key, references", [
    ("mentions", ["mention_id"], {("source_id", "sources", "source_id"), ("commitment_id", "commitments", "commitment_id")}),
    ("figures", ["figure_id"], {("indicator_id", "indicators", "indicator_id"), ("source_id", "sources", "source_id"),
                                ("replaces", "", "figure_id")}),   # an empty resource is the table itself
    ("status_log", None, set()),
])
def test_keys(table, key, references):
    schema = next(resource["schema"] for resource in datapackage.resources() if resource["name"] == table)
    assert schema.get("primaryKey") == key
    told = {(*one["fields"], one["reference"]["resource"], *one["reference"]["fields"]) for one in schema.get("foreignKeys", [])}
    assert told == references


def test_what_people_wrote_is_kept():
    theirs = {"name": "x", "title": "Pair", "pair": ["China"], "licenses": [{"name": "CC-BY-4.0"}], "citation": "Ü", "headline": ["a-1"],
              "own": {"deep": 1}, "resources": [{"name": "documents", "path": "sources"}, {"name": "commitments", "path": "old.csv"}]}
    text = datapackage.refreshed(json.dumps(theirs))
    told = json.loads(text)
    assert {key: told[key] for key in theirs if key != "resources"} == {key: theirs[key] for key in theirs if key != "resources"}
    assert told["resources"] == [*datapackage.resources(), {"name": "documents", "path": "sources"}]
    assert list(told) == list(theirs), "keys keep their places"
    assert datapackage.refreshed(text) == text and '"Ü"' in text


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"resources": {}}', '{"resources": ["x"]}', "null"])
def test_what_is_no_description_is_refused(text):
    with pytest.raises(DescriptionError):
        datapackage.refreshed(text)


def test_a_new_folder_is_described(tmp_path):
    descriptor = datapackage.read(make_folder(tmp_path / "Kazakhstan and China"))
    assert (descriptor["name"], descriptor["title"]) == ("kazakhstan-and-china", "Kazakhstan and China")
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {"pair", "citation", "contact", "headline"} <= descriptor.keys()


@pytest.mark.parametrize("spoil, rule", [
    (lambda path: path.unlink(), "no description"),
    (lambda path: path.write_text("{"), "no description"),
    (lambda path: path.write_bytes(b"\xff"), "no description"),
    (lambda path: path.write_text(path.read_text().replace('"commitment_id"', '"other_id"', 1)), "mentions is described otherwise"),
    (lambda path: path.write_text('{"resources": []}'), "sources is described otherwise"),
])
def test_a_description_that_does_not_fit_is_a_problem(tmp_path, spoil, rule):
    folder = make_folder(tmp_path)
    assert datapackage.problems(folder) == []
    spoil(folder / datapackage.FILE)
    problem = datapackage.problems(folder)[0]
    assert problem.rule.startswith(rule) and "init" in problem.mend and problem.file == "datapackage.json"
