"""The arithmetic, against numbers worked out by hand. A ratio or a rate is compared to six decimals."""
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from monitor.pace import (
    LABELS,
    LINEAR_PACE,
    LOG_PACE,
    CannotTell,
    Span,
    arrival,
    carried_on,
    compound_growth,
    exactly,
    growth,
    in_years,
    is_reached,
    label_of,
    linear_path,
    share_closed,
    span_of,
)


def number(text: str | int | float) -> Decimal:
    return Decimal(str(text))


def one(value) -> Span:
    return exactly(number(value))


def years(*values) -> tuple[Decimal, ...]:
    return tuple(number(value) for value in values)


def rounded(span: Span) -> tuple[float, float]:
    return float(round(span.low, 6)), float(round(span.high, 6))


@pytest.mark.parametrize(("value", "high", "qualifier", "low_end", "high_end"), [
    ("10", None, "exactly", "10", "10"),
    ("10", None, "", "10", "10"),
    ("10", None, "over", "10", None),
    ("10", None, "up_to", None, "10"),
    ("10", None, "about", "10", "10"),            # "about" names no width, and none is made up
    ("12", "13", "exactly", "12", "13"),
    ("12", "13", "over", "12", None),
])
def test_a_qualifier_is_an_interval(value, high, qualifier, low_end, high_end):
    found = span_of(number(value), high and number(high), qualifier)
    assert found == Span(low_end and number(low_end), high_end and number(high_end))


def test_an_unknown_qualifier_makes_a_noise():
    with pytest.raises(ValueError, match="roughly"):
        span_of(Decimal(1), None, "roughly")


@pytest.mark.parametrize(("day", "year"), [
    (date(2025, 12, 31), "2025"),
    (date(2024, 12, 31), "2024"),                  # a leap year ends at its number too
    (date(2025, 1, 1), "2024.0027"),
    (date(2024, 7, 1), "2023.5"),                  # the 183rd day of 366
])
def test_days_stand_on_a_scale_of_years(day, year):
    assert in_years(day) == Decimal(year)


@pytest.mark.parametrize(("figure", "goal", "direction", "reached"), [
    (one(20), one(20), "up", True),
    (one("19.99"), one(20), "up", False),
    (Span(number(20), None), one(20), "up", True),           # over 20 is at least 20
    (Span(number(19), None), one(20), "up", None),           # over 19 may be 25
    (Span(None, number(21)), one(20), "up", None),           # up to 21 may be 19
    (Span(None, number(19)), one(20), "up", False),
    (one("12.5"), Span(number(12), number(13)), "up", True),  # of a range the near end counts
    (one(3), one(3), "down", True),
    (one(4), one(3), "down", False),
    (Span(number(4), None), one(3), "down", False),
    (Span(number(2), None), one(3), "down", None),
    (one(13), Span(number(12), number(13)), "down", True),
])
def test_whether_a_figure_reaches_a_target(figure, goal, direction, reached):
    assert is_reached(figure, goal, direction) is reached


def test_a_target_without_direction_is_not_judged():
    with pytest.raises(ValueError, match="none"):
        is_reached(one(1), one(2), "none")


@pytest.mark.parametrize(("ratio", "label"), [
    ("1.7", "significant"), ("0.95", "significant"), ("0.9499", "moderate"), ("0.6", "moderate"), ("0.5999", "insufficient"),
    ("0", "insufficient"), ("-0.0001", "away"),
])
def test_labels_begin_at_their_thresholds(ratio, label):
    assert label_of(Decimal(ratio)) == label


# base, latest, target, (base year, latest year, deadline), required now, ratio, label
LINEAR = [
    (10, 14, 20, (2023, 2024, 2025), 15, 0.8, "moderate"),                    # 10 + 10 * 1/2; 4 of 5
    (10, 14, 20, (2023, 2024, 2030), 11.428571, 2.8, "significant"),          # 10 + 10 * 1/7; 4 of 1.43
    (14, 13.7, 20, (2023, 2024, 2027), 15.5, -0.2, "away"),                   # 14 + 6 * 1/4; -0.3 of 1.5
    (14, 13.7, 20, (2023, 2024, 2028), 15.2, -0.25, "away"),                  # 14 + 6 * 1/5; -0.3 of 1.2
    (14, 13.7, 20, (2023, 2024, 2030), 14.857143, -0.35, "away"),             # 14 + 6 * 1/7; -0.3 of 0.857
    (14, 16.2, 20, (2023, 2025, 2027), 17, 0.733333, "moderate"),             # 14 + 6 * 2/4; 2.2 of 3
    (14, 16.2, 20, (2023, 2025, 2028), 16.4, 0.916667, "moderate"),           # 14 + 6 * 2/5; 2.2 of 2.4
    (14, 16.2, 20, (2023, 2025, 2030), 15.714286, 1.283333, "significant"),   # 14 + 6 * 2/7; 2.2 of 1.714
    (14, 13, 20, (2023, 2025, 2029), 16, -0.5, "away"),                       # a series that shrinks: 14 + 6 * 2/6; -1 of 2
    (50, 40, 20, (2020, 2022, 2026), 40, 1, "significant"),                   # a ceiling: 50 - 30 * 2/6; -10 of -10
    (50, 55, 20, (2020, 2022, 2026), 40, -0.5, "away"),                       # 5 of -10
    (50, 50, 20, (2020, 2022, 2026), 40, 0, "insufficient"),                  # nothing of -10
    (22, 38.3, 60, (2020, 2024, 2030), 37.2, 1.072368, "significant"),        # percent: 22 + 38 * 4/10; 16.3 of 15.2
    (0, 3, 10, (2020, 2022, 2025), 4, 0.75, "moderate"),                      # the line needs no number above zero
    (-5, 0, 5, (2020, 2022, 2024), 0, 1, "significant"),                      # -5 + 10 * 2/4; 5 of 5
    (-4, -6, 8, (2020, 2021, 2024), -1, -0.666667, "away"),                   # -4 + 12 * 1/4; -2 of 3
    (5, 8, 20, (2022, 2024, 2026), 12.5, 0.4, "insufficient"),                # a rate of growth in percent: 5 + 15 * 2/4; 3 of 7.5
    (14, 15, 20, (2023, 2024, "2026.4959"), 15.716296, 0.582650, "insufficient"),   # to June 2027: 14 + 6 * 1/3.4959; 1 of 1.716
    (10, 17, 45, (2022, 2023, 2025), 21.666667, 0.6, "moderate"),             # 7 of 35/3 is 0.6 and not a hair less
    (0, 1, 3, (2022, 2023, 2025), 1, 1, "significant"),                       # 3 * 1/3
]


@pytest.mark.parametrize(("base", "latest", "target", "when", "required", "ratio", "label"), LINEAR)
def test_the_linear_path(base, latest, target, when, required, ratio, label):
    found = linear_path(one(base), one(latest), one(target), years(*when))
    assert (rounded(found.required), rounded(found.ratio), found.labels) == ((required, required), (ratio, ratio), (label,))


def test_what_divides_evenly_is_exact():
    assert linear_path(one(0), one(1), one(3), years(2022, 2023, 2025)).required == one(1)   # and not 0.9999999999999999999999999999


# base, latest, target, years, actual growth, required growth, ratio, label
COMPOUND = [
    (10, 14, 20, (2023, 2024, 2025), 0.4, 0.414214, 0.965685, "significant"),      # 1.4 - 1 over sqrt(2) - 1
    (10, 14, 20, (2023, 2024, 2030), 0.4, 0.10409, 3.842847, "significant"),       # 2^(1/7) - 1
    (14, 13.7, 20, (2023, 2024, 2027), -0.021429, 0.093265, -0.229759, "away"),    # 13.7/14 - 1 over (20/14)^(1/4) - 1
    (14, 13.7, 20, (2023, 2024, 2028), -0.021429, 0.073941, -0.289807, "away"),
    (14, 13.7, 20, (2023, 2024, 2030), -0.021429, 0.052274, -0.409926, "away"),
    (14, 16.2, 20, (2023, 2025, 2027), 0.075706, 0.093265, 0.811726, "moderate"),  # sqrt(16.2/14), (20/14)^(1/4)
    (14, 16.2, 20, (2023, 2025, 2028), 0.075706, 0.073941, 1.023868, "significant"),
    (14, 16.2, 20, (2023, 2025, 2030), 0.075706, 0.052274, 1.448248, "significant"),
    (50, 40, 20, (2020, 2022, 2026), -0.105573, -0.141626, 0.745435, "moderate"),  # a ceiling: both rates fall
    (50, 55, 20, (2020, 2022, 2026), 0.048809, -0.141626, -0.344633, "away"),      # sqrt(1.1) - 1 over 0.4^(1/6) - 1
    (22, 38.3, 60, (2020, 2024, 2030), 0.148667, 0.105536, 1.408683, "significant"),   # percent
    (100, 121, 100.4, (2020, 2022, 2024), 0.1, 0.000999, 100.149875, "significant"),  # hardly any growth is asked for
    (14, 15, 20, (2023, 2024, "2026.4959"), 0.071429, 0.107413, 0.664990, "moderate"),   # (20/14)^(1/3.4959)
]


@pytest.mark.parametrize(("base", "latest", "target", "when", "actual", "required", "ratio", "label"), COMPOUND)
def test_compound_growth(base, latest, target, when, actual, required, ratio, label):
    found = compound_growth(one(base), one(latest), one(target), years(*when))
    assert [span.low == span.high for span in (found.actual, found.required, found.ratio)] == [True] * 3
    assert [float(span.low) for span in (found.actual, found.required, found.ratio)] == pytest.approx([actual, required, ratio], abs=2e-6)
    assert found.labels == (label,)


@pytest.mark.parametrize(("base", "latest", "target"), [(0, 3, 10), (-5, 3, 10), (5, -1, 10), (5, 3, 0)])
def test_growth_rates_need_numbers_above_zero(base, latest, target):
    assert compound_growth(one(base), one(latest), one(target), years(2020, 2022, 2025)) == CannotTell("not_positive")


def test_a_target_next_to_the_base_asks_for_very_little_and_is_no_division_by_nought():
    found = compound_growth(one("19999999999"), one("19000000000"), one("20000000000"), years(2020, 2022, 2030))
    assert (found.required.low, found.labels) == (Decimal("5.00000000014E-12"), ("away",))   # 1/19999999999, over ten years
    assert growth(Decimal(10) ** 30, Decimal(f"1{'0' * 29}1"), Decimal(1)) == Decimal("1E-30")
    assert growth(Decimal(10) ** 30, Decimal(1), Decimal(1)) == -1


@pytest.mark.parametrize(("latest_year", "told"), [("2023.4999", False), ("2023.5", True), ("2024", True)])
def test_yearly_rates_need_figures_half_a_year_apart(latest_year, told):
    found = compound_growth(one(10), one(10_000), one(20_000), years(2023, latest_year, 2028))
    assert (found != CannotTell("too_close")) is told


def test_between_the_ends_of_intervals_lies_no_other_label():
    """The methods are reckoned at the ends only. Outside them lie, if anything, ratios above 1, which are significant either way."""
    when, tenths = years(2020, 2022, 2026), [Decimal(n) / 10 for n in range(11)]
    spans = [(Span(number(8), number(12)), Span(number(13), number(19)), Span(number(20), number(26))),
             (Span(number(30), number(40)), Span(number(21), number(45)), Span(number(10), number(20)))]
    for base, latest, goal in spans:
        for method in (linear_path, compound_growth):
            whole = method(base, latest, goal, when)
            for shares in product(tenths, repeat=3):
                inner = [exactly(span.low + (span.high - span.low) * share) for span, share in zip((base, latest, goal), shares)]
                found = method(*inner, when)
                assert whole.required.low <= found.required.low <= whole.required.high
                assert whole.ratio.low <= found.ratio.low <= max(whole.ratio.high, found.ratio.low if whole.ratio.high > 1 else 0)
                assert LABELS.index(whole.labels[0]) <= LABELS.index(found.labels[0]) <= LABELS.index(whole.labels[-1])


def test_a_range_gives_a_range_and_both_its_labels():
    # to 12 of 10: 1.5 of 1; to 13: 1.5 of 1.5; the figure 11.5 at half time
    found = linear_path(one(10), one("11.5"), Span(number(12), number(13)), years(2022, 2023, 2024))
    assert (rounded(found.required), rounded(found.ratio), found.labels) == ((11, 11.5), (1, 1.5), ("significant",))
    slower = linear_path(one(10), one("11.2"), Span(number(12), number(13)), years(2022, 2023, 2024))
    assert (rounded(slower.ratio), slower.labels) == ((0.8, 1.2), ("moderate", "significant"))


@pytest.mark.parametrize(("base", "latest", "target", "share"), [
    (one(14), one("16.2"), one(20), (0.366667, 0.366667)),
    (one("13.7"), one("17.2"), one(20), (0.555556, 0.555556)),
    (one(14), one("13.7"), one(20), (-0.05, -0.05)),                             # the gap has grown by a twentieth
    (one(50), one(40), one(20), (0.333333, 0.333333)),
    (one(10), one(11), Span(number(12), number(13)), (0.333333, 0.5)),
    (Span(number(10), number(11)), one(14), one(20), (0.333333, 0.4)),           # 3 of 9, 4 of 10
])
def test_the_share_of_the_gap_closed(base, latest, target, share):
    assert rounded(share_closed(base, latest, target)) == share


def points(*pairs) -> list[tuple[Decimal, Span]]:
    return [(number(year), one(value)) for year, value in pairs]


@pytest.mark.parametrize(("series", "target", "earliest", "latest"), [
    (points((2023, 14), (2025, 16.2)), one(20), 2029, 2029),                      # 3.8 / 1.1 = 3.45 years after 2025
    (points((2023, 14), (2024, 13.7), (2025, 16.2)), one(20), 2029, 2029),        # three points: first and last
    (points((2022, 10), (2024, 14)), one(20), 2027, 2027),                        # exactly three years: no rounding up
    (points((2023, 14), (2024, 13.7)), one(20), None, None),                      # the pace leads away
    (points((2023, 14), (2024, 14)), one(20), None, None),
    (points((2020, 50), (2022, 40)), one(20), 2026, 2026),                        # a ceiling at 5 a year
    (points((2022, 10), (2023, 11)), Span(number(12), number(13)), 2024, 2025),
    (points((2022, "10"), (2023, "10.000001")), one(20), None, None),             # beyond a thousand years
    (points((2020, 1), (2021, 2), (2022, 4), (2023, 8)), one(64), 2026, 2026),    # doubling each year, by the logarithm
    (points((2020, 8), (2021, 4), (2022, 2), (2023, 1)), one(64), None, None),
    # ln 10, 12, 11, 14 is 2.302585, 2.484907, 2.397895, 2.639057; by -1.5, -0.5, 0.5, 1.5 it is 0.461203, over 5 the slope 0.092241;
    # ln(20/14) is 0.356675, 3.87 years after 2023
    (points((2020, 10), (2021, 12), (2022, 11), (2023, 14)), one(20), 2027, 2027),
    # the same points a year apart and then three: offsets -2, -1, 0, 3 and sum 0.827083, over 14 the slope 0.059077; 6.04 years after 2025
    (points((2020, 10), (2021, 12), (2022, 11), (2025, 14)), one(20), 2032, 2032),
    # five points of a ceiling that falls by a tenth: ln 0.9 is -0.105361; ln(20/65.61) is -1.188022, 11.28 years after 2024
    (points((2020, 100), (2021, 90), (2022, 81), (2023, "72.9"), (2024, "65.61")), one(20), 2036, 2036),
    (points((2020, -1), (2021, 0), (2022, 1), (2023, 2)), one(4), 2025, 2025),    # no logarithm of -1: the mean change
])
def test_the_year_of_arrival(series, target, earliest, latest):
    found = arrival(series, target)
    assert (found.earliest, found.latest, found.points) == (earliest, latest, len(series))


def test_arrival_says_by_which_method():
    fitted = arrival(points((2020, 1), (2021, 2), (2022, 4), (2023, 8)), one(64))
    assert (fitted.formula, round(fitted.rate, 6), [round(time, 6) for time in fitted.crossings]) == (LOG_PACE, Decimal("0.693147"), [2026])
    mean = arrival(points((2020, 1), (2021, 2), (2022, 4)), one(64))
    assert (mean.formula, mean.rate, mean.crossings) == (LINEAR_PACE, Decimal("1.5"), (2062,))            # 60 at 1.5 a year from 2022


def test_arrival_goes_by_the_middle_of_a_range():
    found = arrival([(Decimal(2022), one(10)), (Decimal(2024), Span(number(13), number(15)))], one(20))
    assert (found.rate, found.earliest) == (2, 2027)                                                      # 14 in the middle, 6 at 2 a year


# points, target, the last point drawn (year, value), whether it arrives within six years
CARRIED = [
    ([(2023, 14), (2025, 16.2)], 20, ("2028.4545", "20"), True),          # 1.1 a year: 3.8 / 1.1 years from 2025
    ([(2023, 14), (2025, 14.2)], 20, ("2031", "14.8"), False),            # 0.1 a year: 58 years
    ([(2023, 14), (2025, 13)], 20, ("2031", "10"), False),                # the other way
    ([(2023, 14), (2025, 14)], 20, ("2031", "14"), False),                # no pace at all
    ([(2020, 50), (2022, 40)], 20, ("2026", "20"), True),                 # a ceiling
    ([(2022, 2), (2023, 4), (2024, 8), (2025, 16)], 32, ("2026", "32"), True),   # four points: doubling
]


@pytest.mark.parametrize(("points", "target", "last", "arrives"), CARRIED)
def test_the_pace_carried_on(points, target, last, arrives):
    newest = tuple(map(number, points[-1]))
    way = carried_on(newest, arrival([(number(year), one(value)) for year, value in points], one(target)), one(target), 6)
    year, value = way.points[-1]
    assert ((round(year, 4), round(value, 4)), way.arrives) == ((number(last[0]), number(last[1])), arrives)
    assert way.points[0] == newest


def test_the_pace_carried_on_ends_at_the_near_end_of_a_range():
    goal = Span(Decimal(20), Decimal(30))
    found = arrival([(Decimal(2023), one(14)), (Decimal(2025), one(16))], goal)
    assert carried_on((Decimal(2025), Decimal(16)), found, goal, 6).points[-1] == (2029, 20)
