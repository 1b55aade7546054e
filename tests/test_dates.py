"""Dates and periods: what they resolve to against a document of 22 September 2024, and what stays unknown."""
import pytest

from extract.lexicon import load
from extract.rules.dates import find_dates

TODAY = "2024-09-22"
CASES = [
    ("January 24, 2024", "January 24, 2024", "2024-01-24", "day"),
    ("on 3 April 2023", "3 April 2023", "2023-04-03", "day"),
    ("2022-09-22 09:52", "2022-09-22", "2022-09-22", "day"),
    ("on May 7 this year", "May 7 this year", "2024-05-07", "day"),
    ("yesterday", "yesterday", "2024-09-21", "day"),
    ("in March 2022", "March 2022", "2022-03", "month"),
    ("This January it grew", "This January", "2024-01", "month"),
    ("last December", "last December", "2023-12", "month"),
    ("last month", "last month", "2024-08", "month"),
    ("at the end of 2022", "end of 2022", "2022-12", "month"),
    ("by the end of the year", "end of the year", "2024-12", "month"),
    ("by year-end", "year-end", "2024-12", "month"),
    ("In 2023, the", "2023", "2023", "year"),
    ("last year", "last year", "2023", "year"),
    ("In the preceding fiscal year", "the preceding fiscal year", "2023", "year"),
    ("later this year", "later this year", "2024", "year"),
    ("early 2023", "early 2023", "2023", "year"),
    ("one year ago", "one year ago", "2023", "year"),
    ("this fall", "this fall", "2024", "season"),
    ("first seven months of this year", "first seven months of this year", "2024-01/2024-07", "period"),
    ("In October-December 2018", "October-December 2018", "2018-10/2018-12", "period"),
    ("Between August 2022 and January 2023", "Between August 2022 and January 2023", "2022-08/2023-01", "period"),
    ("from January 23 to 25, 2024", "January 23 to 25, 2024", "2024-01-23/2024-01-25", "period"),
    ("(2022-2026)", "2022-2026", "2022/2026", "period"),
    ("the winter 2023-24", "2023-24", "2023/2024", "period"),
    ("from 2018 to 2020", "from 2018 to 2020", "2018/2020", "period"),
    ("over the past ten years", "over the past ten years", "2014/2024", "period"),
    ("in the last two months", "in the last two months", "2024-07/2024-09", "period"),
    ("Q1 2024", "Q1 2024", "2024-01/2024-03", "quarter"),
    ("the second half of 2025", "second half of 2025", "2025-07/2025-12", "half"),
    ("within five years", "within five years", "2029", "year"),
    ("within 90 days", "within 90 days", "2024-12-21", "day"),
    ("over a period of the next 20 years", "over a period of the next 20 years", "2044", "year"),
    ("now exceeds", "now", "2024-09-22", "now"),
    ("by the end of next month", "end of next month", "2024-10", "month"),
    ("at the end of last month", "end of last month", "2024-08", "month"),
    ("at the end of last year", "end of last year", "2023-12", "month"),
    ("between 2024 and 2027", "between 2024 and 2027", "2024/2027", "period"),
    ("between October and December", "between October and December", "2024-10/2024-12", "period"),
    ("between April and March", "between April and March", "2023-04/2024-03", "period"),   # over the turn of the year
    ("the first half of next year", "first half of next year", "2025-01/2025-06", "half"),
    ("by the year 2028", "2028", "2028", "year"),
    ("the first two months of 2025", "first two months of 2025", "2025-01/2025-02", "period"),
]


@pytest.mark.parametrize(("text", "words", "value", "precision"), CASES, ids=[case[0] for case in CASES])
def test_one_date(text, words, value, precision):
    found = find_dates(text, document_date=TODAY)
    assert [(text[date.start:date.end], date.value, date.precision) for date in found] == [(words, value, precision)]


@pytest.mark.parametrize(("text", "reason"), [
    ("the 2030 Agenda, Vision 2030 and \"Uzbekistan-2030\"", "names that hold a year"),
    ("Executive Order 14257", "five digits"),
    ("May God grant peace; you may 5 times", "a verb"),
    ("$2024 and 2,024 and 2024.5", "amounts"),
    ("for two years", "a duration"),
    ("the 20th century, the 30th anniversary", "ordinals"),
    ("a 2024MW plant", "a number with its unit"),
    ("", "nothing at all"),
])
def test_no_date(text, reason):
    assert find_dates(text, document_date=TODAY) == [], reason


@pytest.mark.parametrize(("text", "value"), [
    ("last year", None), ("September 2", None), ("now", None), ("this fall", None), ("within five years", None),
    ("in the first half of the year", None), ("in June 2024", "2024-06"), ("by 2030", "2030"),
])
def test_without_a_date_of_the_document_nothing_is_invented(text, value):
    assert [date.value for date in find_dates(text)] == [value]


@pytest.mark.parametrize(("date", "text", "value"), [
    ("2024", "last month", None), ("2024-09", "yesterday", None), ("2024-01", "last month", "2023-12"), ("2024", "last year", "2023"),
])
def test_a_date_is_no_finer_than_what_is_known(date, text, value):
    assert [found.value for found in find_dates(text, document_date=date)] == [value]


def test_a_bad_date_of_the_document_is_an_error():
    with pytest.raises(ValueError, match="not an ISO day"):
        find_dates("last year", document_date="22 September 2024")


def test_an_impossible_day_has_no_value():
    assert [date.value for date in find_dates("on 31 February 2024")] == [None]


@pytest.mark.parametrize(("text", "direction", "lead"), [
    ("until the end of April", "until", "until the end of April"), ("by 2030", "by", "by 2030"), ("since 2011", "since", "since 2011"),
    ("than in the same period of 2021", "compared", "than in the same period of 2021"), ("an increase over 2023", "compared", "over 2023"),
    ("as of 1 January 2025", "as of", "as of 1 January 2025"), ("2030", "", "2030"),
])
def test_direction(text, direction, lead):
    (date,) = find_dates(text, document_date=TODAY)
    assert date.direction == direction
    assert lead.endswith(text[date.lead:date.end])


@pytest.mark.parametrize("entry", load("dates")["direction"], ids=lambda entry: entry["name"])
def test_a_direction_is_read_in_its_example_only(entry):
    assert [date.direction for date in find_dates(entry["example"], document_date=TODAY)] == [entry["name"]]
    assert entry["name"] not in [date.direction for date in find_dates(entry["counter"], document_date=TODAY)]


@pytest.mark.parametrize("table", ["name_before", "name_after"])
def test_a_name_holds_no_date_but_its_counter_example_does(table):
    entry = load("dates")[table][0]
    assert find_dates(entry["example"]) == []
    assert len(find_dates(entry["counter"])) == 1


def test_offsets_count_from_the_start_of_the_text():
    text = "In 2022 and in 2023."
    assert [text[date.start:date.end] for date in find_dates(text, 12, len(text))] == ["2023"]
