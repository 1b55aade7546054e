"""One reading of a folder for everything that the process answers. What the pages show of it is tested with them."""
from datetime import date, timedelta

import pytest

from monitor.reading import DAYS_KEPT, day_or_none, now, reader_of
from tests.folders import set_cell

DAY = date(2026, 11, 24)


def test_a_folder_has_one_reader_and_one_reading(scratch_data, tmp_path):
    reader = reader_of(scratch_data)
    assert reader_of(scratch_data) is reader and reader_of(tmp_path) is not reader
    assert reader.read() is reader_of(scratch_data).read()


def test_a_day_is_reckoned_once_for_each_reading(scratch_data):
    reader = reader_of(scratch_data)
    found = reader.read()
    record = reader.on_record(found, DAY)
    assert reader.on_record(found, DAY) is record and record.day == DAY
    set_cell(scratch_data, "commitments", found.data.commitments["commitment_id"][0], "title", "Another title")
    assert reader.on_record(reader.read(), DAY) is not record


def test_only_the_last_few_days_are_kept(scratch_data):
    reader = reader_of(scratch_data)
    found = reader.read()
    records = [reader.on_record(found, DAY - timedelta(days=days)) for days in range(DAYS_KEPT + 1)]
    assert reader.on_record(found, records[-1].day) is records[-1]
    assert reader.on_record(found, DAY) is not records[0]


@pytest.mark.parametrize(("text", "day"), [
    ("2026-11-24", DAY), ("2026-11", None), ("", None), ("today", None), ("2999-01-01", None),
    ((now().date() + timedelta(days=1)).isoformat(), now().date() + timedelta(days=1)),      # it has begun east of here
])
def test_the_day_of_an_address(text, day):
    assert day_or_none(text) == day
