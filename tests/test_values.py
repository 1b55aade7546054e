import datetime
from decimal import Decimal

import pytest

from monitor.schema import BY_NAME, TABLES, TYPES, Column
from monitor.values import (
    PARSERS,
    BadValue,
    Days,
    iso_date,
    one_spelling,
    parse,
    parse_choice,
    parse_date,
    parse_day,
    parse_id,
    parse_list,
    parse_number,
    parse_period,
)
from monitor.vocabulary import SECTORS, STATUS_CODES


def days(first: str, last: str) -> Days:
    return Days(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("text, value", [
    ("2030-06-30", days("2030-06-30", "2030-06-30")),
    ("2030-02", days("2030-02-01", "2030-02-28")),
    ("2028-02", days("2028-02-01", "2028-02-29")),   # leap year
    ("2030", days("2030-01-01", "2030-12-31")),
    (" 2030 ", days("2030-01-01", "2030-12-31")),    # blanks a spreadsheet leaves
    ("1066", days("1066-01-01", "1066-12-31")),
    ("9999", days("9999-01-01", "9999-12-31")),
])
def test_dates(text, value):
    assert parse_date(text) == value


@pytest.mark.parametrize("text, iso", [
    ("2030-06-30", "2030-06-30"), ("2030-06", "2030-06"), (" 2030 ", "2030"),
    ("31/12/2030", "2030-12-31"), ("12/31/2030", "2030-12-31"), ("31.12.2030", "2030-12-31"), ("31-12-2030", "2030-12-31"),
    ("3/14/2030", "2030-03-14"), ("14/3/2030", "2030-03-14"), ("13/2/2030", "2030-02-13"),
    ("5/5/2030", "2030-05-05"), ("05.05.2030", "2030-05-05"),     # both readings are one day
    ("29/02/2028", "2028-02-29"),
    ("2030/12/31", "2030-12-31"), ("2030.12.31", "2030-12-31"), ("2030/3/5", "2030-03-05"), ("2030-6-3", "2030-06-03"),
    ("2024-03-05 00:00:00", "2024-03-05"), ("2024-03-05T00:00:00", "2024-03-05"), ("2024-03-05 00:00:00.000", "2024-03-05"),
    ("2024/3/5 0:00", "2024-03-05"), ("31/12/2030 00:00", "2030-12-31"), ("12/31/2030 0:00:00", "2030-12-31"),
    ("06/2030", "2030-06"), ("6/2030", "2030-06"), ("06.2030", "2030-06"),
])
def test_a_date_that_a_spreadsheet_wrote_anew_is_read_where_it_can_mean_one_day(text, iso):
    assert iso_date(text) == iso
    assert parse_date(text) == parse_date(iso)


@pytest.mark.parametrize("text, readings", [
    ("03/04/2030", ("3 April 2030", "4 March 2030", "2030-04-03", "2030-03-04")),
    ("3/4/2030 0:00", ("3 April 2030", "4 March 2030")),
    ("5.3.2026", ("5 March 2026", "3 May 2026")),      # dots are nearly everywhere day first, but the cell does not say so
    ("05-03-2026", ("5 March 2026", "3 May 2026")),
    ("1/12/2030", ("1 December 2030", "12 January 2030")),
])
def test_a_date_with_two_readings_is_refused_and_both_are_named(text, readings):
    with pytest.raises(BadValue, match="two readings") as caught:
        parse_date(text)
    assert all(reading in str(caught.value) for reading in readings)


@pytest.mark.parametrize("text, said", [
    ("Mar-24", "a spreadsheet makes Mar-24 of a month"), ("Jun-30", "a spreadsheet makes Jun-30 of a month such as 2030-06"),
    ("24-Mar", "a spreadsheet makes"), ("June 30", "all as numbers"),
    ("31/12/30", "year of two digits"), ("30-06-30", "year of two digits"), ("3.4.30", "year of two digits"),
    ("45291", "if 2023-12-31 is meant"),               # as a spreadsheet counts days
    ("12026", "a year of five digits"),
    ("2030-02-30", "no such date"), ("31/31/2030", "no such date"), ("30/02/2030", "no such date"), ("2030/31/12", "no such date"),
    ("2030-13", "no such date"), ("13/2030", "no such date"), ("2030-00-00", "no such date"), ("0000", "no such date"),
    ("31-Dec-2030", "all as numbers"), ("31 December 2030", "all as numbers"), ("Q3 2027", "not a date"), ("next year", "not a date"),
    ("2030-06-30T25:00", "not a date"), ("2030-06-30 14:05", "not a date"),   # which day it was elsewhere is not said
    ("31/12-2030", "not a date"), ("2030/06", "not a date"), ("2030 00:00", "not a date"), ("1/2/3/2030", "not a date"),
    ("٢٠٣٠", "not a date"), ("٣١/١٢/٢٠٣٠", "not a date"),                     # Arabic digits
    ("2030\x00", "not a date"), ("20 30", "not a date"), ("", "not a date"),
])
def test_a_date_that_is_refused_says_why(text, said):
    with pytest.raises(BadValue) as caught:
        parse_date(text)
    assert said in str(caught.value)
    assert "2030-06-30" in caught.value.expected


@pytest.mark.parametrize("text", ["06/2030", "2030-06", "2030"])
def test_a_month_is_no_day(text):
    with pytest.raises(BadValue, match="not a day"):
        parse_day(text)


@pytest.mark.parametrize("text, value", [
    ("2024", days("2024-01-01", "2024-12-31")),
    ("2024-01/2024-06", days("2024-01-01", "2024-06-30")),
    ("2018/2020", days("2018-01-01", "2020-12-31")),
    ("2024-03-31", days("2024-03-31", "2024-03-31")),
    ("31/12/2023", days("2023-12-31", "2023-12-31")), ("06/2024", days("2024-06-01", "2024-06-30")),   # slashes of one date
])
def test_periods(text, value):
    assert parse_period(text) == value


@pytest.mark.parametrize("text", [
    "2024/2023", "2024/", "/2024", "2024/2025/2026", "2024-2025", "first half of 2024", "03/04/2024", "2024/06", "Jan-24",
])
def test_no_periods(text):
    with pytest.raises(BadValue):
        parse_period(text)


@pytest.mark.parametrize("text, value", [
    ("20000000000", "20000000000"),
    ("2E+10", "20000000000"),        # as Excel saves it
    ("2.0e10", "20000000000"),
    ("1,234.50", "1234.50"),
    ("20,000,000,000", "20000000000"),
    ("120", "120"), ("-5", "-5"), ("+5", "5"), ("12.5", "12.5"), ("0", "0"), ("-0", "0"), ("007", "7"), (" 12 ", "12"),
    ("12345.678901234567", "12345.678901234567"),   # more digits than a float holds
])
def test_numbers(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", [
    "about half", "50%", "$5", "12,5", "1,000",     # the comma may be either sign
    "1.234,50", "1,23,456.0", "0,123.50", "NaN", "inf", "-Infinity", "1e309", "1e-99", "9" * 41,
    "٢٠", "1 000", "1\u00a0000", "0x10", "1_0", "40/50", ".", "1.", "1e", "--1", "12 tonnes",
])
def test_no_numbers(text):
    with pytest.raises(BadValue):
        parse_number(text)


@pytest.mark.parametrize("text, value", [("fulfilled", "fulfilled"), ("FULFILLED", "fulfilled"), (" No_Report ", "no_report")])
def test_choices_in_any_case(text, value):
    assert parse_choice(text, STATUS_CODES) == value


@pytest.mark.parametrize("text, hint", [
    ("fulfiled", "fulfilled"), ("in progress", "in_progress"), ("not-started", "not_started"), ("done", "take one"), ("50%", "take one"),
    ("fulfilled\u200b", "fulfilled"), ("fulfilled; stalled", "fulfilled"), ("выполнено", "take one"), ("1", "take one"), ("NA", "take one"),
])
def test_a_wrong_choice_gets_a_hint(text, hint):
    with pytest.raises(BadValue) as caught:
        parse_choice(text, STATUS_CODES)
    assert hint in caught.value.mend
    assert "superseded" in caught.value.expected


@pytest.mark.parametrize("text, choices, value", [
    ("China; Uzbekistan", (), ("China", "Uzbekistan")),
    ("China;Uzbekistan", (), ("China", "Uzbekistan")),
    ("China", (), ("China",)),
    ("Trade; energy", SECTORS, ("trade", "energy")),
])
def test_lists(text, choices, value):
    assert parse_list(text, choices) == value


@pytest.mark.parametrize("text, choices", [
    ("China;", ()), ("; China", ()), ("a;;b", ()), ("trade; money", SECTORS), ("trade, energy", SECTORS),
])
def test_no_lists(text, choices):
    with pytest.raises(BadValue):
        parse_list(text, choices)


@pytest.mark.parametrize("text", ["a-1", "007", "1e3", "2024-01", "TRUE", "NA", "null", "../x", "=1+1", "é-1"])
def test_ids_are_text_whatever_they_look_like(text):
    assert parse_id(text) == text


@pytest.mark.parametrize("text", ["a-1 ", " a-1", "a-1\u00a0", "a\u200b-1", "a\t1", "a\n1"])
def test_ids_without_invisible_characters(text):
    with pytest.raises(BadValue):
        parse_id(text)


@pytest.mark.parametrize("column, text, value", [
    ("checked_on", "2026-11-24", datetime.date(2026, 11, 24)),
    ("mentions", "2", 2),
    ("unit", "USD", "USD"), ("unit", "tonnes/year", "tonnes/year"), ("unit", "", None),
    ("title", "NA", "NA"), ("title", " ", " "), ("title", "", None),
    ("status_date", "", None), ("status_date", " ", None),
    ("sector", "", ()),
])
def test_a_cell_by_its_column(column, text, value):
    assert parse(BY_NAME["commitments"].by_name[column], text) == value


@pytest.mark.parametrize("column, text", [
    ("checked_on", "2026-11"), ("checked_on", "2026"), ("mentions", "1.5"), ("mentions", "two"),
    ("unit", "dollars"), ("unit", "usd"), ("unit", "USD/hour"), ("unit", "GW"),
])
def test_no_cell_by_its_column(column, text):
    with pytest.raises(BadValue) as caught:
        parse(BY_NAME["commitments"].by_name[column], text)
    assert caught.value.expected and caught.value.mend


@pytest.mark.parametrize("text, value", [("", False), ("yes", True), ("YES", True)])
def test_yes(text, value):
    assert parse(BY_NAME["mentions"].by_name["rejected"], text) is value


@pytest.mark.parametrize("text", ["no", "1", "true", "x"])
def test_no_yes(text):
    with pytest.raises(BadValue):
        parse(BY_NAME["mentions"].by_name["rejected"], text)


@pytest.mark.parametrize("text, hour", [("2026-11-24T10:00:00+00:00", 10), ("2026-11-24T10:00Z", 10), ("2026-11-24T10:00:00.5+05:00", 5)])
def test_moments(text, hour):
    assert parse(BY_NAME["status_log"].by_name["when"], text).astimezone(datetime.UTC).hour == hour


@pytest.mark.parametrize("text", [
    "24/11/2026 10:00", "11/24/2026 10:00:00 AM", "46350.4166666667", "Nov-26",   # as spreadsheets write them anew, without the offset
])
def test_a_moment_of_a_spreadsheet_is_refused_with_its_cure(text):
    with pytest.raises(BadValue, match="last good copy"):
        parse(BY_NAME["status_log"].by_name["when"], text)


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T10:00:00", "2026-11-24 10:00:00+00:00", "2026-11-24T25:00:00+00:00", "now"])
def test_no_moments(text):
    with pytest.raises(BadValue):
        parse(BY_NAME["status_log"].by_name["when"], text)


@pytest.mark.parametrize("table, column, text, spelling", [
    ("commitments", "status_date", "31/12/2030", "2030-12-31"), ("commitments", "status_date", "12/31/2030 0:00", "2030-12-31"),
    ("commitments", "status_date", "03/04/2030", "03/04/2030"),   # two readings: as typed
    ("commitments", "checked_on", " 2026-11-24 ", "2026-11-24"), ("figures", "period", "06/2024", "2024-06"),
    ("figures", "period", "2024-01-01 / 2024-06-30", "2024-01-01/2024-06-30"),
    ("commitments", "status", " FULFILLED ", "fulfilled"), ("commitments", "status", "done", "done"),
    ("commitments", "value", "2E+10", "20000000000"), ("commitments", "value", "1,234.50", "1234.5"), ("commitments", "value", "0.00", "0"),
    ("commitments", "mentions", "2.0", "2"), ("commitments", "sector", "Trade;energy", "trade; energy"),
    ("commitments", "evidence_url", " https://example.org/ ", "https://example.org/"),
    ("commitments", "evidence_url", "javascript:x", "javascript:x"), ("commitments", "unit", " USD", "USD"),
    ("mentions", "rejected", "YES", "yes"), ("mentions", "rejected", "", ""), ("commitments", "value", " ", ""),
    *(("commitments", "note", text, text) for text in ("NA", "null", "None", "N/A", "NaN", " a ", "31/12/2030", "=1+1")),
    ("status_log", "when", "24/11/2026 10:00", "24/11/2026 10:00"), ("commitments", "commitment_id", "31/12/2030", "31/12/2030"),
])
def test_cells_that_mean_the_same_get_one_spelling(table, column, text, spelling):
    assert one_spelling(BY_NAME[table].by_name[column], text) == spelling


def test_every_type_of_the_schema_has_a_parser():
    assert set(PARSERS) == set(TYPES)
    assert {column.type for table in TABLES for column in table.columns} <= set(PARSERS)


@pytest.mark.parametrize("type_", TYPES)
def test_an_empty_cell_is_no_fault_of_any_type(type_):
    assert parse(Column("name", type_, "people", ""), "") in (None, (), False)


@pytest.mark.parametrize("text", ["1" * 100_000, "1," * 50_000, "9e" * 50_000, "https://" + "a." * 50_000, "2030-" * 20_000, ";" * 100_000])
@pytest.mark.parametrize("type_", ["number", "date", "period", "url", "moment", "unit", "choice"])
def test_long_cells_are_refused_at_once(type_, text):
    """A pattern that backtracks would take minutes here."""
    with pytest.raises(BadValue):
        parse(Column("name", type_, "people", "", choices=STATUS_CODES), text)
