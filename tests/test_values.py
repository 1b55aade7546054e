import datetime
from decimal import Decimal

import pytest

from monitor.schema import BY_NAME, TABLES, TYPES, Column
from monitor.values import (
    PARSERS,
    BadValue,
    Days,
    parse,
    parse_choice,
    parse_date,
    parse_id,
    parse_list,
    parse_number,
    parse_period,
    parse_url,
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


@pytest.mark.parametrize("text", [
    "31/12/2030", "03/04/2030",      # day or month first: two readings
    "2030-13", "2030-02-30", "2030-00-00", "0000",
    "45291",                         # a spreadsheet's serial day
    "Q3 2027", "next year", "30-06-30", "12026", "2030-6-3", "2030-06-30T25:00",
    "٢٠٣٠",                          # Arabic digits
    "2030\x00", "20 30", "2030-06-30 00:00:00",
])
def test_no_dates(text):
    with pytest.raises(BadValue):
        parse_date(text)


@pytest.mark.parametrize("text, value", [
    ("2024", days("2024-01-01", "2024-12-31")),
    ("2024-01/2024-06", days("2024-01-01", "2024-06-30")),
    ("2018/2020", days("2018-01-01", "2020-12-31")),
    ("2024-03-31", days("2024-03-31", "2024-03-31")),
])
def test_periods(text, value):
    assert parse_period(text) == value


@pytest.mark.parametrize("text", ["2024/2023", "2024/", "/2024", "2024/2025/2026", "2024-2025", "first half of 2024"])
def test_no_periods(text):
    with pytest.raises(BadValue):
        parse_period(text)


@pytest.mark.parametrize("text, value", [
    ("20000000000", "20000000000"),
    ("2E+10", "20000000000"),        # as Excel saves it
    ("2.0e10", "20000000000"),
    ("1,234.50", "1234.50"),
    ("20,000,000,000", "20000000000"),
    ("-5", "-5"), ("+5", "5"), ("12.5", "12.5"), ("0", "0"), ("-0", "0"), ("007", "7"), (" 12 ", "12"),
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
    ("fulfilled\u200b", "fulfilled"),
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


@pytest.mark.parametrize("url", [
    "https://example.org", "http://example.org/a?b=c&d=%20#e", "https://example.org:8080/", "HTTPS://Example.ORG/",
    "https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/", "https://127.0.0.1/", "https://[::1]/",
    "https://web.archive.org/web/2024/https://example.org/",   # an address inside an address
    "https://example.org/уз", "https://example.org/(a)_[b]", "https://example.org/a@b", "https://example.org./",
])
def test_safe_addresses(url):
    assert parse_url(url) == url


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "javascript\0:alert(1)",
    "&#106;avascript:alert(1)", "vbscript:x", "data:text/html,x", "blob:https://example.org/x", "file:///etc/passwd",
    "\\\\server\\share", "//example.org", "https:\\\\example.org", "https:/\\example.org", "https://user@example.org",
    "https://user:password@example.org", "https://example.org@evil.org", "https://exаmple.org/",   # a Cyrillic letter in a Latin name
    "https://example\u2024org/", "https://ｅxample.org/",                                          # a dot and a letter that are none
    "https://example.org/\u202egpj.exe", "https://example.org/\u200b", "https://example.org/a\r\nSet-Cookie: x",
    "https://example.org:99999/", "https://example.org:port/", "https://example.org:0/", "ftp://example.org", "tel:+998", "ms-word:x",
    "intent://x", "mailto:a@example.org", "example.org", "www.example.org", "https://", "https:///path", "https://?q", "http:example.org",
    "https://a.org https://b.org", "https://a.org;https://b.org", "https://example.org/" + "x" * 70000, "https://[::1", "https://-a.org",
    "https://example.org/<script>", 'https://example.org/"onclick=', "https://.org", "https://a..org",
])
def test_unsafe_addresses(url):
    with pytest.raises(BadValue):
        parse_url(url)


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


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T10:00:00", "2026-11-24 10:00:00+00:00", "2026-11-24T25:00:00+00:00", "now"])
def test_no_moments(text):
    with pytest.raises(BadValue):
        parse(BY_NAME["status_log"].by_name["when"], text)


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
