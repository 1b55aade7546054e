"""Numbers, dates and sentences: the words, the rows they rest on, and nothing said that the tables do not hold."""
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitor import dataset, indicators, phrases
from monitor.dataset import load
from monitor.phrases import numbers
from monitor.phrases.sentence import Ground, sentence
from monitor.words import Piece
from tests.folders import a_row, make_folder

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("value", "unit", "qualifier", "high", "words"), [
    ("20000000000", "USD", "exactly", None, "US$20 billion"),
    ("16200000000", "USD", "", None, "US$16.2 billion"),
    ("60000000000", "USD", "over", None, "over US$60 billion"),
    ("12000000000", "USD", "exactly", "13000000000", "US$12 to 13 billion"),
    ("900000000", "USD", "exactly", "1200000000", "US$0.9 to 1.2 billion"),         # one scale, that of the larger
    ("4360000000", "CNY", "exactly", None, "CNY 4.36 billion"),                     # no sign of its own: the code
    ("1500000000000", "UZS", "about", None, "about UZS 1.5 trillion"),
    ("38.3", "percent", "exactly", None, "38.3 percent"),
    ("2", "percentage_points", "exactly", None, "2 percentage points"),
    ("74304", "people", "exactly", None, "74,304 people"),
    ("7349", "items", "exactly", None, "7349"),
    ("1000000", "people", "up_to", None, "up to 1 million people"),
    ("304.94", "km", "exactly", None, "304.94 km"),
    ("5000", "MW", "exactly", None, "5000 MW"),
    ("100", "TEU", "exactly", None, "100 TEU"),                                     # three capitals and no currency
    ("13500000", "tonnes/year", "exactly", None, "13.5 million tonnes a year"),
    ("28", "items/week", "exactly", None, "28 a week"),
    ("0", "USD", "exactly", None, "US$0"),
    ("-1500000", "USD", "exactly", None, "US$-1.5 million"),
    ("10.005", "percent", "exactly", None, "10 percent"),                           # two decimals at most
])
def test_quantities(value, unit, qualifier, high, words):
    assert phrases.quantity(Decimal(value), unit, qualifier, high and Decimal(high)) == words


def test_a_calendar_year_stands_bare():
    assert phrases.quantity(Decimal(2030), "years", nature="date") == "2030"


@pytest.mark.parametrize(("value", "words"), [
    ("16200000000", "16.2 billion"), ("123456", "123,456"), ("999999", "999,999"), ("0.5", "0.5"),
])
def test_numbers(value, words):
    assert phrases.number(Decimal(value)) == words


@pytest.mark.parametrize(("share", "places", "words"), [
    ("0.366667", 0, "37 percent"), ("0.0946", 0, "9.5 percent"), ("0.387", 1, "38.7 percent"), ("-0.05", 0, "-5 percent"),
    ("1.2", 0, "120 percent"),
])
def test_shares(share, places, words):
    assert phrases.percent(Decimal(share), places) == words


@pytest.mark.parametrize(("text", "words"), [
    ("2026-03-03", "3 March 2026"), ("2026-03", "March 2026"), ("2026", "2026"), ("", ""), ("soon", "soon"), ("2026-13", "2026-13"),
    ("31/12/2026", "31 December 2026"), ("3/4/2026", "3/4/2026"),
])
def test_days(text, words):
    assert phrases.day_words(text) == words


@pytest.mark.parametrize(("text", "words"), [
    ("2025", "2025"),
    ("2024-01", "January 2024"),
    ("2025-06-17", "17 June 2025"),
    ("2025-01/2025-06", "January to June 2025"),
    ("2024-01-01/2024-08-02", "1 January to 2 August 2024"),
    ("2018/2020", "2018 to 2020"),
    ("2018/2018", "2018 to 2018"),
    ("2023-11/2024-01", "November 2023 to January 2024"),
])
def test_periods(text, words):
    assert phrases.period_words(text) == words


@pytest.mark.parametrize(("text", "words"), [
    ("2026-11-24", "today"), ("2026-11-23", "1 day ago"), ("2026-10-16", "39 days ago"), ("2026-03-21", "8 months ago"),
    ("2024-11-01", "2 years ago"), ("2025", "10 months ago"),
])
def test_how_long_ago(text, words):
    assert phrases.ago(text, TODAY) == words


@pytest.mark.parametrize(("text", "words"), [
    ("2026", "in 37 days"), ("2026-11-24", "today"), ("2030", "in 4 years"), ("2027-11", "in 12 months"),
])
def test_how_far_off(text, words):
    assert phrases.until(text, TODAY) == words


@pytest.mark.parametrize(("number", "words"), [(0, "no"), (5, "five"), (12, "twelve"), (13, "13"), (12345, "12,345")])
def test_counts(number, words):
    assert numbers.count(number) == words


def figures(**series) -> list[dict[str, str]]:
    """Figures of whole years: reporter=(class, side, scope, {year: value in billions})."""
    return [
        a_row("figures", figure_id=f"{name}-{year}", reporter_id=name, reporter=name.title(), reporter_class=class_, side=side, scope=scope,
              period=year, period_start=f"{year}-01-01", period_end=f"{year}-12-31", value=f"{value}e9", source_id="", start="", end="",
              quote="", url=f"https://example.org/{name}/{year}")
        for name, (class_, side, scope, values) in series.items() for year, value in values.items()
    ]


TRADE = figures(
    customs=("customs", "CN", "goods", {"2023": "14.0", "2024": "13.7", "2025": "16.2"}),
    statistics=("statistics", "UZ", "goods and services", {"2023": "13.7", "2024": "12.4", "2025": "17.2"}),
    ministry=("government", "UZ", "", {"2025": "17.8"}),
)
TARGET = {"kind": "target", "value": "20000000000", "unit": "USD", "qualifier": "exactly"}
NO_DATE = {"deadline_kind": "vague", "deadline_text": "at an early date"}


@pytest.fixture
def trade(tmp_path):
    return load(make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24")], mentions=[a_row("mentions", **TARGET, **NO_DATE)],
        commitments=[a_row("commitments", **TARGET, title="Raise trade", indicator_id="trade", status="in_progress")],
        indicators=[a_row("indicators", nature="flow")], figures=TRADE, evidence=[],
    ))


def judged(data, by=None):
    return dataset.judgement(data, "js-1-00000001", TODAY, by)


def texts(sentences) -> list[str]:
    return [one.text for one in sentences]


def test_the_card_of_a_target(trade):
    card = phrases.headline(trade, "js-1-00000001", TODAY)
    assert (card.state, card.deadline.text) == ("Not reached", "Deadline: “at an early date”.")
    assert card.facts.text == "2025: US$16.2 billion (Customs, goods), 17.2 (Statistics, goods and services), 17.8 (Ministry)."
    assert card.whole.text == f"Not reached. {card.facts.text} {card.deadline.text}"
    reported_by = [ground.url.split("/")[-2:] for ground in card.whole.grounds]
    assert reported_by == [["customs", "2025"], ["statistics", "2025"], ["ministry", "2025"]]
    assert Piece("17.2", True, "https://example.org/statistics/2025") in card.facts.pieces


def test_the_shortfall_is_a_band(trade):
    assert phrases.shortfall(judged(trade)).text == "US$2.2 to 3.8 billion short in 2025, depending on who counts."
    alone = indicators.only(judged(trade), ("customs",))
    assert phrases.shortfall(alone).text == "US$3.8 billion short in 2025 by the count of Customs (goods)."


def test_of_a_target_stated_after_the_newest_figures_nothing_is_said_to_be_missing(trade):
    found = replace(judged(trade), target=replace(judged(trade).target, stated=date(2026, 3, 3)))
    assert (phrases.state(found), phrases.shortfall(found)) == ("No figure since it was stated", None)
    assert phrases.standing(found).text.startswith("2025: US$16.2 billion")


def test_the_last_two_years_of_each_reporter(trade):
    assert texts(phrases.direction(judged(trade))) == [
        "Customs (goods): down 2 percent in 2024, up 18 percent in 2025.",
        "Statistics (goods and services): down 9 percent in 2024, up 39 percent in 2025.",
    ]


def test_the_share_of_the_gap(trade):
    assert texts(phrases.gap_closed(judged(trade))) == [
        "Customs (goods): 37 percent of the gap closed since 2023 (US$14 billion to 16.2, of US$20 billion).",
        "Statistics (goods and services): 56 percent of the gap closed since 2023 (US$13.7 billion to 17.2, of US$20 billion).",
    ]


def test_without_a_date_nobody_can_tell(trade):
    assert texts(phrases.on_time(judged(trade))) == ["On time? Cannot tell: our documents give no date, only “at an early date”."]


def test_an_assumed_deadline_is_said_to_be_the_readers(trade):
    assert texts(phrases.on_time(judged(trade, 2028))) == [
        "Assuming 2028 as the deadline: the reader's assumption, not in the documents. "
        "By those who count: moderate progress to significant progress, depending on who counts and how. "
        "At the present pace reached in time by the count of one of two.",
        "Customs (goods): moderate progress to significant progress. US$16.2 billion in 2025; "
        "at that time the straight line to 2028 asks for US$16.4 billion (moderate progress); growth since 2023 was 7.6 percent a year, "
        "and 7.4 percent a year up to 2028 would be needed (significant progress). At the present pace reached in 2029, too late.",
        "Statistics (goods and services): significant progress. US$17.2 billion in 2025; "
        "at that time the straight line to 2028 asks for US$16.22 billion; growth since 2023 was 12 percent a year, "
        "and 7.9 percent a year up to 2028 would be needed. At the present pace reached in 2027, in time.",
        "Ministry: cannot tell: one figure only.",
    ]


def test_verdicts_that_agree_are_said_once(trade):
    assert phrases.on_time(judged(trade, 2030))[0].text.endswith(
        "By those who count: significant progress. At the present pace reached in time by the count of two of two.")


def test_the_year_of_arrival_is_no_forecast(trade):
    assert texts(phrases.arrivals(judged(trade))) == [
        "Customs (goods): at the mean yearly change since 2023, US$20 billion would be reached in 2029; "
        "arithmetic on three points, no forecast.",
        "Statistics (goods and services): at the mean yearly change since 2023, US$20 billion would be reached in 2027; "
        "arithmetic on three points, no forecast.",
    ]


@pytest.mark.parametrize(("last", "state", "on_time", "arrival"), [
    ("21", "Reached", "Solo: reached, first in 2025. US$21 billion in 2025.", []),
    ("13", "Not reached", "Solo: moving away. US$13 billion in 2025; at that time the straight line to 2028 asks for US$16.4 billion; "
     "growth since 2023 was -3.6 percent a year, and 7.4 percent a year up to 2028 would be needed. At the present pace not reached.",
     ["Solo: at the mean yearly change since 2023, US$20 billion would not be reached; arithmetic on two points, no forecast."]),
])
def test_reached_and_moving_away(tmp_path, trade, last, state, on_time, arrival):
    rows = figures(solo=("customs", "CN", "", {"2023": "14", "2025": last}))
    data = load(make_folder(
        tmp_path / "other", sources=[a_row("sources", date="2024-01-24")], mentions=[a_row("mentions", **TARGET)],
        commitments=[a_row("commitments", **TARGET, indicator_id="trade")], indicators=[a_row("indicators", nature="flow")], figures=rows,
    ))
    found = judged(data, 2028)
    assert (phrases.state(found), phrases.on_time(found)[1].text, texts(phrases.arrivals(found))) == (state, on_time, arrival)
    assert phrases.deadline_words(data, data.row("commitments", "js-1-00000001")).text == "No deadline stated."


def test_four_points_are_fitted_and_that_is_said(tmp_path):
    rows = figures(solo=("customs", "CN", "", {"2022": "1", "2023": "2", "2024": "4", "2025": "8"}))
    data = load(make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2023-01-24")], mentions=[a_row("mentions", **TARGET)],
        commitments=[a_row("commitments", **TARGET, indicator_id="trade")], indicators=[a_row("indicators", nature="flow")], figures=rows,
    ))
    assert texts(phrases.arrivals(judged(data))) == [     # doubling each year: 16 in 2026, 32 in 2027
        "Solo: at the growth rate fitted to the figures since 2022, US$20 billion would be reached in 2027; "
        "arithmetic on four points, no forecast.",
    ]


def test_a_gap_that_grows_is_said_to_grow(tmp_path):
    rows = figures(solo=("customs", "CN", "", {"2023": "14", "2025": "13.7"}))
    data = load(make_folder(
        tmp_path / "data", sources=[a_row("sources", date="2024-01-24")], mentions=[a_row("mentions", **TARGET)],
        commitments=[a_row("commitments", **TARGET, indicator_id="trade")], indicators=[a_row("indicators", nature="flow")], figures=rows,
    ))
    assert texts(phrases.gap_closed(judged(data))) == [
        "Solo: the gap has grown by 5 percent since 2023 (US$14 billion to 13.7, against US$20 billion).",
    ]


def test_the_two_statistics_of_one_flow_with_their_scopes(trade):
    years = phrases.mirror_gap(trade, "trade")
    assert [(year.year, year.first.side, year.second.side) for year in years] == [(year, "CN", "UZ") for year in (2023, 2024, 2025)]
    assert years[2].sentence.text == (
        "2025: US$1 billion apart, 6 percent of the larger: US$16.2 billion (Customs, goods) and 17.2 (Statistics, goods and services).")


def test_the_widest_disagreement_leaves_unlike_scopes_alone(trade):
    # goods against goods and services is no disagreement; 16.2 of goods against 17.8 of no stated scope is
    assert texts(difference.sentence for difference in phrases.disagreements(trade)) == [
        "Trade, 2025: US$16.2 billion (Customs, goods) and US$17.8 billion (Ministry, scope not stated); "
        "they differ by 9 percent of the larger.",
    ]


def a_stock(name: str, day: str, value: str, **cells) -> dict[str, str]:
    return a_row("figures", figure_id=name, reporter_id=name, reporter=name.title(), period=day, period_start=day, period_end=day,
                 value=value, source_id="", start="", end="", quote="", **cells)


@pytest.mark.parametrize(("nature", "direction", "rows", "said"), [
    ("stock", "up", [a_stock("one", "2025-11-21", "90", qualifier="about"), a_stock("two", "2026-03-03", "58.8")],
     ["Trade: US$58.8 (Two, scope not stated, 3 March 2026) and about US$90 (One, scope not stated, 21 November 2025); "
      "they differ by 35 percent of the larger."]),
    ("stock", "up", [a_stock("one", "2024-12-01", "22"), a_stock("two", "2025-09-19", "29")], []),         # it has grown
    ("stock", "up", [a_stock("one", "2024-01-01", "90"), a_stock("two", "2026-03-03", "58.8")], []),       # too far apart in time
    ("stock", "up", [a_stock("one", "2025-11-21", "60", qualifier="over"), a_stock("two", "2025-11-21", "90")], []),   # 90 is over 60
    ("flow", "up", [a_stock("one", "2025-11-21", "60"), a_stock("two", "2025-11-21", "90", basis="plan")], []),     # a plan is no report
    ("length", "none", [a_stock("one", "2024-12-20", "486"), a_stock("two", "2025-11-24", "532")],
     ["Trade: US$486 (One, scope not stated, 20 December 2024) and US$532 (Two, scope not stated, 24 November 2025); "
      "they differ by 8.6 percent of the larger."]),
    ("share", "none", [a_stock("one", "2024-12-20", "27.9", unit="percent"), a_stock("two", "2024-12-20", "28.7", unit="percent")],
     ["Trade, 20 December 2024: 27.9 percent (One, scope not stated) and 28.7 percent (Two, scope not stated); "
      "they differ by 0.8 percentage points."]),
])
def test_what_is_a_disagreement(tmp_path, nature, direction, rows, said):
    data = load(make_folder(tmp_path / "data", indicators=[a_row("indicators", nature=nature, direction=direction)], figures=rows))
    assert texts(difference.sentence for difference in phrases.disagreements(data)) == said


def with_commitment(folder, evidence=(), **cells):
    return load(make_folder(folder, commitments=[a_row("commitments", **cells)], evidence=list(evidence)))


def test_the_card_of_a_claimed_sum(tmp_path):
    claim = {"kind": "project", "value": "60000000000", "unit": "USD", "indicator_id": "trade"}
    data = load(make_folder(
        tmp_path / "data", commitments=[a_row("commitments", **claim)], indicators=[a_row("indicators", nature="stock")],
        figures=[a_stock("office", "2025-06-17", "60e9", qualifier="over"), a_stock("office-2", "2025-11-21", "90e9", scope="technology"),
                 a_stock("ministry", "2026-03-03", "58.8e9")],
    ))
    card = phrases.headline(data, "js-1-00000001", TODAY)
    assert card.whole.text == ("A claim, not a promise. Claimed: over US$60 billion (Office, 17 June 2025), 90 (Office-2, technology, "
                               "21 November 2025), 58.8 (Ministry, 3 March 2026). No deadline stated.")


def evidence(name: str, day: str, tag: str, summary: str) -> dict[str, str]:
    return a_row("evidence", evidence_id=name, date=day, tag=tag, summary=summary, publisher="Trend", url=f"https://example.org/{name}")


STEPS = [
    evidence("works", "2024-12-27", "supports", "The works were opened."),
    evidence("tunnels", "2025-12-05", "supports", "Digging had begun on 18 of 29 tunnels."),
    evidence("loan", "2025-12-16", "supports", "A loan was signed."),
    evidence("plan", "2026", "context", "Five percent were planned."),
]


@pytest.mark.parametrize(("cells", "steps", "whole"), [
    ({"kind": "project", "status": "in_progress", "status_date": "2025-12-16", "deadline": "2030"}, STEPS,
     "In progress. 16 December 2025: A loan was signed (Trend). 5 December 2025: Digging had begun on 18 of 29 tunnels (Trend). "
     "Deadline: 2030."),
    ({"kind": "deliverable", "status": "fulfilled", "status_date": "2024-12-27"}, STEPS,
     "Fulfilled. 27 December 2024: The works were opened (Trend). No deadline stated."),
    ({"kind": "cooperation", "status": "in_progress"}, STEPS[:1],
     "Activity reported. 27 December 2024: The works were opened (Trend). No deadline stated."),
    ({"status": "unclear", "note": "The words do not say it. Searched in English."}, (),
     "Unclear. The words do not say it. No deadline stated."),
    ({"status": "fulfilled", "status_date": "2024-05-13"}, STEPS[3:], "Fulfilled, 13 May 2024. No deadline stated."),   # context is no step
    ({"status": "no_report"}, [evidence("undated", "", "supports", "Said")], "No report found. Said (Trend). No deadline stated."),
    ({"status": "done"}, (), "Done. No deadline stated."),                                                # not a status: as typed
])
def test_the_card_of_anything_else(tmp_path, cells, steps, whole):
    card = phrases.headline(with_commitment(tmp_path / "data", steps, **cells), "js-1-00000001", TODAY)
    assert card.whole.text == whole


def test_an_unknown_commitment_has_no_card(trade):
    with pytest.raises(KeyError):
        phrases.headline(trade, "none-such", TODAY)


@pytest.mark.parametrize(("cells", "marks"), [
    ({"deadline": "2024", "status": "no_report", "checked_on": "2026-11-22"}, ("date passed",)),
    ({"deadline": "2024", "status": "not_checked"}, ("date passed",)),
    ({"deadline": "2026", "status": "no_report"}, ()),
    ({"deadline": "2024", "status": "fulfilled", "status_date": "2025-11-21"}, ("fulfilled after the deadline",)),
    ({"deadline": "2024", "status": "fulfilled", "status_date": "2024"}, ()),
    ({"first_stated": "2024-01-24", "status": "fulfilled", "status_date": "2023"}, ("already so when stated",)),
    ({"status": "in_progress", "checked_on": "2026-05-28"}, ()),                                   # 180 days
    ({"status": "in_progress", "checked_on": "2026-05-27"}, ("not checked for 180 days",)),
    ({"deadline": "soon", "status_date": "x", "checked_on": "y", "status": "fulfilled"}, ()),      # bad cells are the check's affair
])
def test_what_follows_from_the_dates(cells, marks):
    assert phrases.derived_marks(a_row("commitments", **cells), TODAY) == marks


def test_the_line_that_says_what_this_is(tmp_path):
    data = load(make_folder(
        tmp_path / "data",
        sources=[a_row("sources", date="", event_date="2020-07-09"), a_row("sources", source_id="b", file="b.txt", date="2025-09-02"),
                 a_row("sources", source_id="said", file="", date="2026-01-01")],      # read elsewhere: no document
        evidence=[a_row("evidence", published="2026-03-03", publisher="Yuz"), a_row("evidence", evidence_id="later", published="2026"),
                  a_row("evidence", evidence_id="to-come", published="2027-01-01"),
                  a_row("evidence", evidence_id="event", date="2026-02-01")],
    ))
    line = phrases.opening(data, TODAY)
    assert line.text == "Two documents, 2020–2025, and what has been reported since. Newest report: 3 March 2026, 8 months ago."
    assert line.grounds[-1] == Ground("evidence", "forum-2024", "Yuz", "", "2026-03-03", "https://example.org/forum")


@pytest.mark.parametrize(("tables", "line"), [
    ({"sources": []}, "No documents yet."),
    ({"sources": [a_row("sources", date="2024-01-24")], "evidence": [], "figures": []},
     "One document, 2024; no report of what came of them yet."),
])
def test_the_line_of_a_young_folder(tmp_path, tables, line):
    assert phrases.opening(load(make_folder(tmp_path / "data", **tables)), TODAY).text == line


def test_how_the_bar_must_be_read(tmp_path):
    rows = [a_row("mentions", mention_id=f"m{number}", source_id=source) for number, source in enumerate(("js-1", "js-1", "js-1", "b"))]
    rows += [a_row("mentions", mention_id="no", rejected="yes"), a_row("mentions", mention_id="hand", extractor="hand"),
             a_row("mentions", mention_id="progress", type="progress")]
    data = load(make_folder(
        tmp_path / "data", mentions=rows, sources=[a_row("sources", date="2024-01-24"), a_row("sources", source_id="b", file="b.txt")],
        commitments=[a_row("commitments"), a_row("commitments", commitment_id="open", kind="cooperation")],
    ))
    assert texts(phrases.reading_the_bar(data)) == [
        "3 of 4 passages come from one document, “Joint statement” (24 January 2024).",
        "1 of 2 commitments have no end that can be checked: they can be kept up, never fulfilled.",
    ]


def test_nothing_to_read(tmp_path):
    assert phrases.reading_the_bar(load(make_folder(tmp_path / "data", mentions=[], commitments=[]))) == ()


def test_dates_that_come_and_dates_that_have_passed(tmp_path):
    rows = [
        a_row("commitments", commitment_id=name, title=name.title(), deadline=deadline, status=status)
        for name, deadline, status in (
            ("plan", "2026", "no_report"), ("railway", "2030", "in_progress"), ("meeting", "2024", "no_report"),
            ("forum", "2026-05", "not_checked"), ("signed", "2024", "fulfilled"), ("vague", "", "no_report"), ("bad", "soon", "no_report"),
        )
    ]
    found = phrases.dates(load(make_folder(tmp_path / "data", commitments=rows)), TODAY)
    assert [(entry.days, entry.sentence.text) for entry in found] == [
        (37, "Ends in 37 days: Plan (deadline 2026); no report found."),
        (1498, "Ends in 4 years: Railway (deadline 2030); in progress."),
        (-177, "May 2026: Forum; date passed, not checked."),
        (-693, "2024: Meeting; date passed, no report found."),
    ]


def test_a_sentence_is_quoted_with_its_reporters_its_day_and_its_link():
    ground = Ground("figures", "f", "Customs", "2025", "2026-01-20", "https://example.org/f", "Daily")
    said = sentence("overview.no_documents", [ground, ground])
    assert said.cited(TODAY, "https://monitor.example/targets") == (
        "No documents yet. (Customs, 2025, as reported by Daily, https://example.org/f.) Read on 24 November 2026: https://monitor.example/targets")
    own = Ground("figures", "f", "Customs of Norway", "2025", "", "", "Customs of Norway")
    assert "(Customs of Norway, 2025.)" in sentence("overview.no_documents", [own]).cited(TODAY, "L"), "who reports its own figure"
    assert sentence("overview.no_documents").cited(TODAY, "L") == "No documents yet. Read on 24 November 2026: L"


def test_the_sentences_of_the_real_tables_all_rest_on_something(root):
    data = load(root / "data")
    cards = [phrases.headline(data, row["commitment_id"], TODAY) for row in data.commitments.to_dict("records")]
    assert all(card.whole.text.endswith((".", "”.")) for card in cards)
    said = [phrases.opening(data, TODAY), *phrases.reading_the_bar(data)[:1], *(entry.sentence for entry in phrases.dates(data, TODAY)),
            *(difference.sentence for difference in phrases.disagreements(data))]
    assert all(one.grounds for one in said)
