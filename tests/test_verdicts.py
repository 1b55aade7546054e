"""Which figures count for a target, and what follows from them or why nothing does."""
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitor.pace import CannotTell, Span
from monitor.progress import REASONS, judge
from monitor.schema import FIGURES
from monitor.targets import Figure, Target, own_base, read_figure
from monitor.values import parse_period
from monitor.words import say

TODAY = date(2026, 11, 24)
PAIR = frozenset({"China", "Uzbekistan"})


def a_target(value="20", **other) -> Target:
    given = {
        "commitment_id": "t", "title": "Raise trade", "indicator_id": "trade", "value": Decimal(value) if value else None,
        "value_high": None, "unit": "USD", "qualifier": "exactly", "direction": "up", "nature": "flow", "parties": PAIR, "pair": PAIR,
        "stated": date(2024, 1, 24), "deadline": "", "deadline_text": "", "own_base": None,
    }
    return Target(**given | other)


def a_figure(period: str, value: str, **other) -> Figure:
    days = parse_period(period)
    given = {
        "figure_id": f"{other.get('reporter_id', 'customs')}-{period}-{value}", "indicator_id": "trade", "period": period,
        "start": days.first, "end": days.last, "value": Decimal(value), "value_high": None, "unit": "USD", "qualifier": "exactly",
        "basis": "reported", "scope": "goods", "reporter_id": "customs", "reporter": "Customs", "reporter_class": "customs", "side": "CN",
        "pair": PAIR, "publisher": "", "published": "", "url": "", "confidence": "high", "source_id": "", "quote": "",
        "replaces": "", "note": "",
    }
    return Figure(**given | other)


CUSTOMS = (a_figure("2023", "14.0"), a_figure("2024", "13.7"), a_figure("2025", "16.2"))
STATISTICS = tuple(a_figure(period, value, reporter_id="statistics", scope="goods and services", side="UZ")
                   for period, value in (("2023", "13.7"), ("2024", "12.4"), ("2025", "17.2")))


def only(judgement):
    assert len(judgement.verdicts) == 1, judgement.refused
    return judgement.verdicts[0]


@pytest.mark.parametrize(("by", "linear", "compound", "labels"), [
    (2027, "0.733333", "0.811726", ("moderate",)),
    (2028, "0.916667", "1.023868", ("moderate", "significant")),     # the methods differ, and that is said
    (2030, "1.283333", "1.448248", ("significant",)),
])
def test_a_deadline_that_the_reader_assumes(by, linear, compound, labels):
    judgement = judge(a_target(), CUSTOMS, TODAY, by)
    verdict = only(judgement)
    assert judgement.deadline.assumed and judgement.deadline.text == str(by)
    assert (verdict.base.period, verdict.latest.period, verdict.labels, verdict.agree) == ("2023", "2025", labels, len(labels) == 1)
    assert (round(verdict.linear.ratio.low, 6), round(verdict.compound.ratio.low, 5)) == (Decimal(linear), round(Decimal(compound), 5))


def test_without_a_deadline_there_is_a_share_and_an_arrival_but_no_verdict():
    verdict = only(judge(a_target(), CUSTOMS, TODAY))
    assert (verdict.labels, verdict.reason, verdict.linear) == ((), "no_deadline", CannotTell("no_deadline"))
    assert round(verdict.share.low, 4) == Decimal("0.3667")
    assert (verdict.arrival.earliest, verdict.arrival.points) == (2029, 3)


def test_a_stated_deadline_goes_before_an_assumed_one():
    judgement = judge(a_target(deadline="2028"), CUSTOMS, TODAY, by=2035)
    assert (judgement.deadline.text, judgement.deadline.assumed) == ("2028", False)


def test_reporters_that_differ_make_a_band_and_are_never_mixed():
    judgement = judge(a_target(), (*CUSTOMS, *STATISTICS), TODAY, by=2027)
    assert {verdict.latest.reporter_id: verdict.labels for verdict in judgement.verdicts} == {
        "customs": ("moderate",), "statistics": ("significant",),
    }
    assert judgement.band == ("moderate", "significant")
    assert judgement.reached == (False, False)
    assert judgement.shortfall == Span(Decimal("2.8"), Decimal("3.8"))


def test_the_newest_figures_stand_side_by_side_even_where_a_reporter_has_only_one():
    ministry = a_figure("2025", "17.8", reporter_id="ministry", scope="")
    judgement = judge(a_target(), (*CUSTOMS, *STATISTICS, ministry), TODAY)
    assert [(figure.reporter_id, figure.value) for figure in judgement.standing] == [
        ("customs", Decimal("16.2")), ("statistics", Decimal("17.2")), ("ministry", Decimal("17.8")),
    ]
    assert [(refused.reporter_id, refused.reason) for refused in judgement.refused] == [("ministry", "one_figure")]


@pytest.mark.parametrize(("target", "by", "period", "why"), [
    ({}, None, "2025", "no deadline: the newest"),
    ({}, 2030, "2025", "a deadline to come: the newest"),
    ({}, 2024, "2024", "a deadline that has passed: the last up to it"),
    ({"deadline": "2023"}, None, "2023", "a stated one alike"),
    ({"deadline": "2022"}, None, "2025", "no figure up to it: the newest"),
])
def test_a_target_stands_by_the_figures_of_its_deadline_once_that_has_passed(target, by, period, why):
    assert {figure.period for figure in judge(a_target(**target), (*CUSTOMS, *STATISTICS), TODAY, by).standing} == {period}, why


@pytest.mark.parametrize(("stated", "before"), [(date(2026, 3, 3), True), (date(2025, 12, 31), True), (date(2025, 6, 1), False)])
def test_figures_from_before_the_statement_say_nothing_of_it_yet(stated, before):
    assert judge(a_target(stated=stated), CUSTOMS, TODAY).is_before_the_statement is before


TEN_BY_2023 = {"value": "10", "stated": date(2023, 5, 17), "deadline": "2023"}


@pytest.mark.parametrize(("figures", "target", "labels", "first_reached"), [
    ([a_figure("2022", "9"), a_figure("2023", "14.0")], TEN_BY_2023, ("reached",), "2023"),
    ([a_figure("2022", "9"), a_figure("2023", "9.5"), a_figure("2024", "11")], TEN_BY_2023, ("late",), "2024"),
    ([a_figure("2022", "9"), a_figure("2023", "9.5")], TEN_BY_2023, ("missed",), None),
    ([a_figure("2022", "12"), a_figure("2023", "14")], TEN_BY_2023, ("reached",), "2022"),            # so when stated
    ([a_figure("2023", "14"), a_figure("2025", "21", qualifier="over")], {}, ("reached",), "2025"),   # a lower bound can be enough
    ([a_figure("2023", "14"), a_figure("2024", "20"), a_figure("2025", "18")], {}, ("reached",), "2024"),   # and fell again
    ([a_figure("2023", "20"), a_figure("2024", "21")], {}, ("reached",), "2023"),                     # a target equal to its base, and kept
    ([a_figure("2022", "12"), a_figure("2023", "9"), a_figure("2024", "11")], TEN_BY_2023, ("late",), "2024"),   # lost, missed, met again
    ([a_figure("2022", "9"), a_figure("2024", "11")], TEN_BY_2023, ("late", "reached"), "2024"),      # nobody knows how it stood in 2023
    ([a_figure("2022", "9"), a_figure("2023", "9", qualifier="over"), a_figure("2024", "11")], TEN_BY_2023, ("late", "reached"), "2024"),
    ([a_figure("2022", "9"), a_figure("2023", "9.9", qualifier="up_to")], TEN_BY_2023, ("missed",), None),   # an upper bound can be enough
    ([a_figure("2022", "9"), a_figure("2023", "9", value_high=Decimal(11))], TEN_BY_2023, ("missed", "reached"), None),
    ([a_figure("2023", "14"), a_figure("2024", "19", value_high=Decimal(21))], {"deadline": "2024"}, ("missed", "reached"), None),
])
def test_reached(figures, target, labels, first_reached):
    verdict = only(judge(a_target(**target), figures, TODAY))
    assert (verdict.labels, verdict.first_reached and verdict.first_reached.period) == (labels, first_reached)


@pytest.mark.parametrize(("values", "target", "label"), [
    (("14", "13.7", "13.2"), {}, "away"),                                                   # a shrinking series
    (("50", "45", "40"), {"value": "20", "direction": "down"}, "moderate"),                 # a ceiling: 10 of 12
    (("50", "55", "60"), {"value": "20", "direction": "down"}, "away"),
    (("22", "30", "38.3"), {"value": "60", "unit": "percent", "nature": "share"}, "significant"),
])
def test_directions_and_percent(values, target, label):
    figures = [a_figure(str(year), value, unit=target.get("unit", "USD")) for year, value in zip((2023, 2024, 2025), values)]
    verdict = only(judge(a_target(**{"value": "20"} | target), figures, TODAY, by=2028))
    assert label in verdict.labels


@pytest.mark.parametrize("base", ["0", "-3"])
def test_a_base_of_zero_or_less_leaves_the_line(base):
    verdict = only(judge(a_target(), [a_figure("2023", base), a_figure("2025", "5")], TODAY, by=2028))
    assert verdict.compound == CannotTell("not_positive")
    assert verdict.labels == ("moderate",)   # 5 of 8, or 8 of 9.2


CEILING = {"value": "20", "direction": "down"}


@pytest.mark.parametrize(("values", "deadline", "labels", "reason"), [
    (("50", "40", "19"), "2025", ("reached",), ""),
    (("50", "40", "20"), "2025", ("reached",), ""),                    # 20 is not above 20
    (("50", "40", "21"), "2025", ("missed",), ""),
    (("50", "40", "21"), "2024", ("missed",), ""),                     # 40 at the deadline; what came after it does not count
    (("50", "40", "19"), "2024", ("late",), ""),
    (("18", "17", "16"), "2028", ("reached",), ""),                    # met already when it was set, and kept
    (("18", "30", "35"), "2028", (), "base_past_target"),              # met when it was set and broken ever since
    (("18", "30", "35"), "2025", ("missed",), ""),
    (("20", "25", "30"), "2028", (), "base_past_target"),              # a ceiling equal to the base
    (("50", "30", "26"), "2028", ("significant",), ""),                # 24 of 12; -28% a year of -16.7%
])
def test_a_ceiling(values, deadline, labels, reason):
    figures = [a_figure(str(year), value) for year, value in zip((2023, 2024, 2025), values)]
    verdict = only(judge(a_target(**CEILING | {"deadline": deadline}), figures, TODAY))
    assert (verdict.labels, verdict.reason) == (labels, reason)


def test_a_base_that_met_the_target_counts_only_if_the_next_figure_does():
    fell = only(judge(a_target(), [a_figure("2023", "21"), a_figure("2024", "18"), a_figure("2025", "15")], TODAY, by=2028))
    assert (fell.labels, fell.first_reached, fell.share) == ((), None, CannotTell("base_past_target"))
    again = only(judge(a_target(), [a_figure("2023", "21"), a_figure("2024", "18"), a_figure("2025", "22")], TODAY, by=2028))
    assert (again.labels, again.first_reached.period) == (("reached",), "2025")


def test_what_is_reached_has_no_year_of_arrival():
    verdict = only(judge(a_target(), [a_figure("2023", "14"), a_figure("2025", "21")], TODAY, by=2028))
    assert (verdict.arrival, round(verdict.share.low, 4)) == (CannotTell("already_reached"), Decimal("1.1667"))      # 7 of 6


# A deadline within a year: the line leads to its day, and of yearly flows the last whole year up to it shows whether it was kept.
@pytest.mark.parametrize(("deadline", "today", "values", "labels", "reason"), [
    # 2 of 6 * 2/3.4959 is 0.583; 6.9% of 10.7% a year
    ("2027-06", TODAY, {"2023": "14", "2025": "16"}, ("insufficient", "moderate"), ""),
    # 2024 is in, half a year is left: 2 of 6 * 1/1.4959 is 0.499; 14.3% of 26.9% a year
    ("2025-06", date(2025, 3, 1), {"2023": "14", "2024": "16"}, ("insufficient",), ""),
    ("2025-06", TODAY, {"2023": "14", "2024": "16"}, ("missed",), ""),
    ("2025-06", TODAY, {"2023": "14", "2024": "16", "2025": "21"}, ("late",), ""),
    ("2025-06", TODAY, {"2023": "14", "2024": "20"}, ("reached",), ""),
    ("2024-06", TODAY, {"2023": "14", "2024": "16"}, (), "no_figure_for_deadline"),       # no whole year lies between
])
def test_a_deadline_within_a_year(deadline, today, values, labels, reason):
    verdict = only(judge(a_target(deadline=deadline), [a_figure(year, value) for year, value in values.items()], today))
    assert (verdict.labels, verdict.reason) == (labels, reason)


@pytest.mark.parametrize(("days", "labels"), [
    (("2024-01-10", "2025-06-30"), ("missed",)), (("2024-01-10", "2025-06-29"), ()), (("2024-01-10", "2025-07-01"), ()),
])
def test_a_stock_is_judged_on_the_day_of_its_deadline(days, labels):
    figures = [a_figure(day, value) for day, value in zip(days, ("14", "16"))]
    verdict = only(judge(a_target(nature="stock", deadline="2025-06-30"), figures, TODAY))
    assert (verdict.labels, verdict.reason) == (labels, "" if labels else "no_figure_for_deadline")


def test_a_target_range_is_reached_at_its_near_end():
    figures = [a_figure("2022", "9"), a_figure("2023", "12.4")]
    verdict = only(judge(a_target("12", value_high=Decimal(13), stated=date(2023, 10, 8)), figures, TODAY))
    assert verdict.labels == ("reached",)
    assert (round(verdict.share.low, 2), round(verdict.share.high, 2)) == (Decimal("0.85"), Decimal("1.13"))


# figures, what differs of the target, the reason for the reporter
REFUSED = [
    ([a_figure("2024", "13.7", basis="plan"), a_figure("2025", "16.2", basis="estimate")], {}, "not_reported"),
    ([a_figure("2023", "14", pair=frozenset({"China", "Kazakhstan"})), a_figure("2025", "16", pair=frozenset({"China", "Kazakhstan"}))], {},
     "other_parties"),
    ([a_figure("2023", "14", unit="CNY"), a_figure("2025", "16", unit="CNY")], {}, "unlike_units"),
    ([a_figure("2024-01/2024-06", "6.2"), a_figure("2025-01/2025-06", "7")], {}, "part_years"),
    ([a_figure("2023", "14"), a_figure("2025-01/2025-11", "16")], {}, "part_years"),
    ([a_figure("2024-12-31", "14"), a_figure("2025-12-31", "16")], {}, "part_years"),       # a day's stock is no year's flow
    ([a_figure("2024-12-31", "14"), a_figure("2025-12-31", "16")], {"nature": ""}, "part_years"),   # nor of what nobody has named
    ([a_figure("2023-06", "14"), a_figure("2025-06", "16")], {"nature": "share"}, "part_years"),    # the share of one month
    ([a_figure("2017/2023", "14"), a_figure("2017/2025", "16")], {}, "part_years"),         # a sum over years is no year
    ([a_figure("2017/2023", "14"), a_figure("2017/2025", "16")], {"nature": "stock"}, "part_years"),
    ([a_figure("2025", "16.2")], {}, "one_figure"),
    ([a_figure("2023", "14"), a_figure("2025", "16.2", scope="goods and services")], {}, "unlike_scopes"),
    ([a_figure("2024", "14"), a_figure("2025", "16.2")], {}, "no_base"),                    # nothing for 2023 or before
    ([a_figure("2022", "9"), a_figure("2023", "14")], {}, "no_later_figure"),
]


@pytest.mark.parametrize(("figures", "target", "reason"), REFUSED)
def test_a_reporter_is_refused_with_its_reason(figures, target, reason):
    judgement = judge(a_target(**target), figures, TODAY, by=2028)
    assert (judgement.verdicts, [refused.reason for refused in judgement.refused]) == ((), [reason])


# figures, what differs of the target, the deadline, the reason of the verdict
NOT_TOLD = [
    (CUSTOMS, {}, None, "no_deadline"),
    (CUSTOMS, {}, 2023, "deadline_before_base"),
    ((a_figure("2022", "9"), *CUSTOMS[1:]), {}, 2023, "deadline_before_base"),                     # after the base, before the statement
    ([a_figure("2022", "9"), a_figure("2025", "14")], {"deadline": "2024"}, None, "no_figure_for_deadline"),   # only one that came later
    ([a_figure("2020", "7"), a_figure("2023", "14")], {"stated": date(2021, 1, 1)}, 2028, "stale"),            # three years old
    ([a_figure("2022", "9"), a_figure("2023", "14")], {"stated": date(2023, 1, 1), "deadline": "2024"}, None,
     "no_figure_for_deadline"),                                                                    # it is over
    ([a_figure("2023", "14"), a_figure("2025", "16", qualifier="over")], {}, 2028, "lower_bound"),
    ([a_figure("2023", "10", qualifier="over"), a_figure("2025", "16")], {}, 2028, "lower_bound"),
    ([a_figure("2023", "14"), a_figure("2025", "16", qualifier="up_to")], {}, 2028, "upper_bound"),
    ([a_figure("2023", "18", value_high=Decimal(21)), a_figure("2025", "19")], {}, 2028, "base_past_target"),   # 21 is past it
    ([a_figure("2022", "9"), a_figure("2023", "9", qualifier="over")], TEN_BY_2023, None, "lower_bound"),   # over 9 may be 10
]


@pytest.mark.parametrize(("figures", "target", "by", "reason"), NOT_TOLD)
def test_a_verdict_is_not_told_with_its_reason(figures, target, by, reason):
    verdict = only(judge(a_target(**target), figures, TODAY, by))
    assert (verdict.labels, verdict.reason) == ((), reason)


@pytest.mark.parametrize(("target", "figures", "reason"), [
    ({"value": ""}, CUSTOMS, "no_number"),
    ({"indicator_id": ""}, CUSTOMS, "no_indicator"),
    ({"direction": "none"}, CUSTOMS, "no_direction"),
    ({"stated": None}, CUSTOMS, "no_statement_date"),
    ({"parties": frozenset({"China", "Kazakhstan"})}, CUSTOMS, "other_parties"),
    ({}, [], "no_figures"),
    ({}, [a_figure("2025", "16", indicator_id="exports")], "no_figures"),
])
def test_a_target_of_which_nothing_can_be_told(target, figures, reason):
    judgement = judge(a_target(**target), figures, TODAY, by=2028)
    assert (judgement.reason, judgement.verdicts, judgement.band, judgement.shortfall) == (reason, (), (), None)


def test_every_reason_is_met_and_has_words():
    of_target = {"no_number", "no_indicator", "no_direction", "no_statement_date", "no_figures"}
    of_methods = {"not_positive", "too_close", "already_reached"}
    assert {reason for *_, reason in (*REFUSED, *NOT_TOLD)} | of_target | of_methods == set(REASONS)
    assert all(say(f"reason.{reason}") for reason in REASONS)


def test_a_figure_that_another_replaces_is_left_out():
    revised = a_figure("2023", "13.0", figure_id="revised", replaces=CUSTOMS[0].figure_id)
    assert only(judge(a_target(), (*CUSTOMS, revised), TODAY)).base.figure_id == "revised"


def test_of_two_unlinked_figures_for_a_year_the_later_published_counts():
    early, late = a_figure("2025", "16.0", published="2026-01-10"), a_figure("2025", "16.4", published="2026-02-01")
    assert only(judge(a_target(), (*CUSTOMS[:2], late, early), TODAY)).latest.value == Decimal("16.4")


def test_the_base_is_the_year_that_the_statement_compares_with():
    own = a_figure("2022", "9", qualifier="over", source_id="js", reporter_id="js")
    figures = (a_figure("2022", "8.9"), *CUSTOMS)
    assert only(judge(a_target(own_base=own), figures, TODAY)).base.period == "2022"
    assert only(judge(a_target(), figures, TODAY)).base.period == "2023"       # else the last before the statement


def test_the_statements_own_number_is_the_base_only_where_no_reporter_has_one():
    own = a_figure("2023", "10", source_id="js", reporter_id="js")
    verdict = only(judge(a_target(own_base=own), CUSTOMS[1:], TODAY, by=2028))
    assert (verdict.base, verdict.base_from_statement) == (own, True)
    assert only(judge(a_target(own_base=own), CUSTOMS, TODAY, by=2028)).base_from_statement is False


@pytest.mark.parametrize(("figures", "period"), [
    ([a_figure("2022", "9", source_id="js"), a_figure("2023", "10", source_id="js"), a_figure("2023", "14")], "2023"),
    ([a_figure("2024", "10", source_id="js")], None),                       # after the statement
    ([a_figure("2023-01/2023-06", "5", source_id="js")], None),             # no whole year
    ([a_figure("2023", "70", source_id="js", unit="CNY")], None),
    ([a_figure("2023", "10", source_id="js", basis="plan")], None),         # what was planned is no baseline
])
def test_the_statements_own_baseline(figures, period):
    found = own_base(figures, "js", "USD", date(2024, 1, 24))
    assert (found and found.period) == period


def test_stocks_stand_for_their_day():
    figures = [a_figure("2024-01-24", "14"), a_figure("2025-06-30", "17")]
    verdict = only(judge(a_target(nature="stock"), figures, TODAY, by=2027))
    assert (verdict.base.at, verdict.latest.at) == (Decimal("2023.0656"), Decimal("2024.4959"))
    # 14 + 6 * 1.4303 / 3.9344 = 16.1812; 3 of 2.1812
    assert (round(verdict.linear.required.low, 3), round(verdict.linear.ratio.low, 3)) == (Decimal("16.181"), Decimal("1.375"))


def test_several_stocks_of_one_year_are_points_of_their_own():
    figures = [a_figure("2023-12-31", "14"), a_figure("2025-03-31", "15"), a_figure("2025-06-30", "16"),
               a_figure("2025-06-30", "17", published="2026")]
    judgement = judge(a_target(nature="stock"), figures, TODAY, by=2027)
    assert [point.value for point in only(judgement).points] == [14, 15, 17]
    assert [figure.value for figure in judgement.standing] == [17]


def test_stocks_of_neighbouring_days_make_no_yearly_rate():
    figures = [a_figure("2024-01-24", "10"), a_figure("2024-01-26", "10000")]
    verdict = only(judge(a_target("20000", nature="stock"), figures, date(2024, 6, 1), by=2027))
    assert (verdict.compound, verdict.labels) == (CannotTell("too_close"), ("significant",))


@pytest.mark.parametrize(("qualifier", "ratio"), [("about", "0.833333"), ("exactly", "0.833333")])
def test_about_is_taken_as_it_stands_at_both_ends(qualifier, ratio):
    figures = [a_figure("2023", "14", qualifier=qualifier), a_figure("2025", "16", qualifier=qualifier)]
    assert round(only(judge(a_target(), figures, TODAY, by=2028)).linear.ratio.low, 6) == Decimal(ratio)      # 2 of 2.4


def test_a_rate_of_growth_is_judged_by_the_line_even_from_below_nought():
    figures = [a_figure(year, value, unit="percent") for year, value in (("2023", "-5"), ("2025", "5"))]
    verdict = only(judge(a_target("20", unit="percent", nature="growth"), figures, TODAY, by=2028))
    assert (verdict.linear.ratio.low, verdict.compound) == (1, CannotTell("not_positive"))      # 10 of 25 * 2/5


def test_when_a_figure_was_published_does_not_matter_for_the_base():
    late = a_figure("2023", "14", published="2024-03-01")       # the year had ended by the statement, its figure was not out yet
    assert only(judge(a_target(), (late, *CUSTOMS[1:]), TODAY)).base is late


def test_figures_after_the_deadline_do_not_count_for_it():
    verdict = only(judge(a_target(), CUSTOMS, TODAY, by=2024))
    assert (verdict.latest.period, verdict.labels) == ("2024", ("missed",))
    assert (verdict.newest.period, round(verdict.share.low, 2), verdict.arrival.earliest) == ("2025", Decimal("0.37"), 2029)


AS_TEXT = ("figure_id", "indicator_id", "period", "unit", "scope", "reporter_id", "reporter", "reporter_class", "side", "publisher",
           "published", "url", "confidence", "source_id", "quote", "replaces", "note")


def test_a_row_is_read_with_its_numbers_and_days():
    row = dict.fromkeys(FIGURES.header, "") | {
        "figure_id": "f", "indicator_id": "trade", "period": "2024", "period_start": "2024-01-01", "period_end": "2024-12-31",
        "value": "13700000000", "unit": "USD", "qualifier": "exactly", "basis": "reported", "reporter_id": "customs", "reporter": "Customs",
        "reporter_class": "customs", "side": "CN", "pair": "China; Uzbekistan", "published": "2025-01", "confidence": "high", "quote": "q",
        "publisher": "p", "scope": "goods", "source_id": "js", "replaces": "f0",
    }
    figure = read_figure(row | {"url": "https://example.org", "note": "n", "value_high": "14000000000"})
    given = row | {"url": "https://example.org", "note": "n"}
    assert {name: getattr(figure, name) for name in AS_TEXT} == {name: given[name] for name in AS_TEXT}
    assert (figure.start, figure.end, figure.value_high, figure.qualifier, figure.basis) == (
        date(2024, 1, 1), date(2024, 12, 31), Decimal(14_000_000_000), "exactly", "reported")
    assert (figure.year, figure.at, figure.value, figure.pair) == (2024, Decimal(2024), Decimal(13_700_000_000), PAIR)
    assert replace(figure, start=date(2024, 1, 2)).year is None
