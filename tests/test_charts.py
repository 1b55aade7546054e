"""The charts as figures: what is joined, what is hollow, what stands where. Numbers are read back from the figure itself."""
from datetime import date
from itertools import pairwise

import pytest

from monitor.charts.axes import nice_ticks, value_scale
from monitor.charts.labels import spread
from monitor.charts.marks import Day, End, Goal, Mark, Path, Projection, Segment, Series
from monitor.charts.paints import Ink
from monitor.charts.series import labelled, newest_year, not_drawn, on_time_axis, series_of, symbol_of
from monitor.schema import FIGURES
from monitor.targets import read_figure
from pages.parts import charts
from pages.parts.target_chart import target_chart

INK = Ink(text="#111111", muted="#666666", grid="#DDDDDD", paper="#FFFFFF")
SIDES = ("CN", "UZ")
ENDS = (End("China", "#0000FF", "circle"), End("Uzbekistan", "#FF0000", "square"))


def figure(value, period="2024", start="2024-01-01", end="2024-12-31", **cells):
    """A figure; everything that a case does not name is the plainest there is."""
    plain = dict.fromkeys(FIGURES.header, "") | {
        "figure_id": f"f-{period}-{value}", "indicator_id": "trade", "period": period, "period_start": start, "period_end": end,
        "value": value, "value_high": "", "unit": "USD", "qualifier": "exactly", "basis": "reported", "scope": "goods",
        "reporter_id": "customs", "reporter": "Customs", "reporter_class": "customs", "side": "CN", "pair": "China; Uzbekistan",
    }
    return read_figure({**plain, **cells})


def year(value, number, **cells):
    return figure(value, str(number), f"{number}-01-01", f"{number}-12-31", **cells)


def series(figures, **indicator):
    counted = {"unit": "USD", "nature": "flow"} | indicator
    return series_of(figures, lambda side: {"CN": "#0000FF", "UZ": "#FF0000"}.get(side, "#777777"), SIDES, counted)


def line(*marks, **fields):
    plain = {"name": "Customs", "colour": "#0000FF", "symbol": "circle", "joined": True, "key": ("customs", "goods")}
    return Series(marks=marks, **{**plain, **fields})


def lines_of(figure):
    return [list(zip(trace.x, trace.y)) for trace in figure.data if trace.mode == "lines"]


def notes_of(figure):
    return {note.text: note for note in figure.layout.annotations}


# Labels that stand at the ends of lines

@pytest.mark.parametrize("places, expected, why", [
    ([10, 50, 90], [10, 50, 90], "far apart: nothing moves"),
    ([50, 50], [45, 55], "the same place: each moves half a label"),
    ([50, 52], [46, 56], "close: moved apart around their middle"),
    ([52, 50], [56, 46], "the order of the places is kept, not that of the list"),
    ([50, 50, 50], [40, 50, 60], "three of one place"),
    ([0, 1], [5, 15], "never below the lower edge"),
    ([99, 100], [85, 95], "never above the upper edge"),
    ([2, 2, 14], [5, 15, 25], "a block held by the edge pushes its neighbour"),
])
def test_spread(places, expected, why):
    assert spread(places, [10] * len(places), 0, 100) == pytest.approx(expected), why


def test_spread_leaves_no_overlap_among_labels_of_unlike_height():
    sizes = [17, 34, 51, 17]
    centres = spread([200, 205, 195, 199], sizes, 0, 400)
    edges = sorted((centre - size / 2, centre + size / 2) for centre, size in zip(centres, sizes))
    assert all(upper <= lower + 1e-9 for (_, upper), (lower, _) in pairwise(edges))


# The time axis

@pytest.mark.parametrize("day, expected", [
    (date(2024, 1, 1), 2023.5),
    (date(2024, 7, 2), 2024.0),
    (date(2025, 7, 2), pytest.approx(2024.9986, abs=1e-3)),
    (date(2024, 12, 31), pytest.approx(2024.497, abs=1e-3)),
])
def test_the_middle_of_a_year_is_a_whole_number(day, expected):
    assert on_time_axis(day) == expected


# Which figures are drawn

def test_a_replaced_figure_is_not_drawn():
    drawn, = series([year("10", 2024), year("12", 2024, figure_id="new", replaces="f-2024-10")])
    assert [mark.value for mark in drawn.marks] == [12]


@pytest.mark.parametrize("basis", ["plan", "estimate", "announced"])
def test_what_is_not_reported_is_a_cross_joined_to_nothing(basis):
    reported, other = series([year("10", 2024), year("12", 2025, basis=basis)])
    assert ([mark.value for mark in reported.marks], [mark.value for mark in other.marks]) == ([10], [12])
    assert (other.symbol, other.joined) == ("x-thin", False)
    assert basis in other.marks[0].words
    assert newest_year([reported, other]) == 2024


def test_a_plan_for_a_part_of_a_year_is_not_drawn():
    assert series([figure("5", "2024-01/2024-06", "2024-01-01", "2024-06-30", basis="plan")]) == []


def test_another_unit_is_never_drawn_on_the_same_axis():
    assert series([year("70", 2024, unit="CNY")]) == []
    told = not_drawn([year("70", 2024, unit="CNY"), year("10", 2024), figure("3", "", "", "")], {"unit": "USD", "nature": "flow"})
    assert "1 figure names no period" in told.text and "1 figure is in CNY" in told.text
    assert not_drawn([year("10", 2024)], {"unit": "USD", "nature": "flow"}) is None


def test_a_part_year_is_drawn_only_where_the_whole_year_is_missing():
    half = figure("5", "2024-01/2024-06", "2024-01-01", "2024-06-30")
    alone, = series([half])
    assert [mark.part for mark in alone.marks] == [True]
    together, = series([half, year("10", 2024)])
    assert [mark.value for mark in together.marks] == [10]


def test_a_part_year_is_drawn_beside_the_same_months_of_the_year_before():
    parts = [figure(value, f"{number}-01/{number}-06", f"{number}-01-01", f"{number}-06-30") for value, number in (("5", 2024), ("6", 2025))]
    other = figure("7", "2024-01/2024-08", "2024-01-01", "2024-08-31")
    drawn, = series([year("10", 2024), other, *parts])
    assert [(mark.value, mark.part) for mark in drawn.marks] == [(5, True), (10, False), (6, True)]


@pytest.mark.parametrize(("nature", "unit", "part"), [
    ("flow", "USD", True), ("share", "USD", True), ("growth", "USD", True),
    ("stock", "USD", False), ("cost", "USD", False),       # stands for its month
    ("flow", "items/week", False),                         # a rate stands for its time
])
def test_what_is_a_part_of_a_year(nature, unit, part):
    drawn, = series([figure("5", "2024-06", "2024-06-01", "2024-06-30", unit=unit)], nature=nature, unit=unit)
    assert drawn.marks[0].part is part


def test_a_sum_over_several_years_stands_at_their_end_and_is_no_part_year():
    drawn, = series([figure("11", "2017/2023", "2017-01-01", "2023-12-31")])
    assert (drawn.marks[0].at, drawn.marks[0].part) == (pytest.approx(2023.5, abs=0.01), False)


@pytest.mark.parametrize("whole, drawn, why", [(2024, 1, "the year is known"), (2023, 2, "news")])
def test_a_part_year_of_another_reporter_is_drawn_where_nobody_has_the_whole_year(whole, drawn, why):
    half = figure("5", "2024-01/2024-06", "2024-01-01", "2024-06-30", reporter_id="office")
    assert len(series([half, year("10", whole)])) == drawn, why


def test_of_the_parts_of_a_year_the_newest_is_drawn_and_the_others_are_told():
    parts = [figure(value, f"2024-01/2024-{month}", "2024-01-01", f"2024-{month}-{day}")
             for value, month, day in (("1", "02", "29"), ("2", "03", "31"), ("3", "06", "30"))]
    drawn, = series(parts)
    assert [mark.value for mark in drawn.marks] == [3]
    assert "2 figures for parts of years stand in the table alone." in not_drawn(parts, {"unit": "USD", "nature": "flow"}).text


def test_scopes_are_not_mixed():
    assert len(series([year("10", 2024, scope="goods"), year("12", 2023, scope="goods and services")])) == 2


def test_a_figure_without_a_period_has_no_place():
    assert series([figure("10", "", "", "")]) == []


def test_a_day_of_a_stock_is_whole_and_stands_at_its_day():
    stock, = series([figure("60", "2025-09-02", "2025-09-02", "2025-09-02")])
    assert not stock.marks[0].part
    assert stock.marks[0].at == pytest.approx(on_time_axis(date(2025, 9, 2)))


@pytest.mark.parametrize("reporter_class, joined", [
    ("statistics", True), ("customs", True), ("press", False), ("head_of_state_office", False), ("government", False), ("forum", False),
])
def test_only_statistics_are_joined(reporter_class, joined):
    drawn, = series([year("10", 2024, reporter_class=reporter_class)])
    assert drawn.joined is joined


def test_sorts_of_reporters_differ_in_shape():
    sorts = (("customs", "CN"), ("statistics", "UZ"), ("government", "UZ"), ("press", "third"), ("forum", "third"))
    shapes = [symbol_of(*pair, SIDES) for pair in sorts]
    assert len(set(shapes)) == len(shapes)


def test_statistics_come_first_and_the_newest_whole_year_is_known():
    drawn = series([year("9", 2025, reporter_id="a", reporter_class="press"), year("10", 2024)])
    assert [entry.joined for entry in drawn] == [True, False]
    assert newest_year(drawn) == 2025
    assert newest_year([]) is None


def test_who_has_nothing_for_the_newest_year_is_faint_and_told_without_a_label():
    drawn = labelled(series([year("9", 2024, reporter_id="a", reporter_class="press"), year("8", 2023), year("10", 2025, reporter_id="b")]))
    assert {entry.marks[0].value: (bool(entry.label), entry.faint) for entry in drawn} == {
        9: (False, True), 8: (False, False), 10: (True, False)}, "statistics keep their line"


@pytest.mark.parametrize("scope, label", [
    ("", "Press"), ("goods", "Press, goods"), ("called joint ventures, with a very long remark beside", "Press, called joint ventures, with a…"),
])
def test_the_end_of_a_line_names_what_is_counted(scope, label):
    drawn, = series([year("9", 2024, reporter="Press", reporter_class="press", scope=scope)])
    assert drawn.label == label


# The target chart

def test_a_line_is_broken_over_a_year_without_a_figure():
    gapped = line(Mark(2019, 7, ""), Mark(2020, 6, ""), Mark(2022, 9, ""), Mark(2023, 13, ""))
    drawn, = lines_of(target_chart([gapped], INK))
    assert drawn == [(2019, 7), (2020, 6), (2022, None), (2022, 9), (2023, 13)]


def test_a_part_year_is_hollow_small_and_joined_to_nothing():
    figure = target_chart([line(Mark(2023, 10, ""), Mark(2024, 12, ""), Mark(2024.8, 9, "", part=True))], INK)
    assert lines_of(figure) == [[(2023, 10), (2024, 12)]]
    marker, = [trace.marker for trace in figure.data if trace.mode == "markers"]
    assert marker.color == ("#0000FF", "#0000FF", INK.paper)
    assert marker.size[2] < marker.size[1]


@pytest.mark.parametrize("reach, up, down", [("up", True, False), ("down", False, True)])
def test_an_open_figure_is_hollow_with_a_stem_to_its_open_side(reach, up, down):
    figure = target_chart([line(Mark(2023, 10, ""), Mark(2024, 12, "", reach=reach))], INK)
    marks, = [trace for trace in figure.data if trace.mode == "markers"]
    assert marks.marker.color == ("#0000FF", INK.paper)
    assert (marks.error_y.array[1] > 0, marks.error_y.arrayminus[1] > 0) == (up, down)
    assert marks.error_y.array[0] == marks.error_y.arrayminus[0] == 0, "an exact figure has no stem"


def test_the_goal_its_statements_and_the_ways_to_it_are_drawn():
    goal = Goal(20, "target: 20", (Day(2023.3, "October 2023"), Day(2025.7, "March 2026")))
    figure = target_chart([line(Mark(2018, 6, ""), Mark(2023, 14, ""))], INK, goal, [Path(((2023, 14), (2030, 20)), "#0000FF")])
    assert "target: 20" in notes_of(figure)
    assert any(list(trace.x) == [2023.3, 2025.7] for trace in figure.data), "a tick a day"
    assert any(shape.y0 == shape.y1 == 20 for shape in figure.layout.shapes)
    assert [(2023, 14), (2030, 20)] in lines_of(figure)
    assert figure.layout.xaxis.range[1] > 2030


def test_end_labels_stay_below_the_line_of_an_unreached_goal():
    close = [line(Mark(2025, 19.5, ""), label="Customs"), line(Mark(2025, 19.4, ""), label="Statistics")]
    figure = target_chart(close, INK, Goal(20, "target: 20"))
    names = [note for note in figure.layout.annotations if "Customs" in note.text or "Statistics" in note.text]
    pixels = (430 - figure.layout.margin.t - figure.layout.margin.b) / figure.layout.yaxis.range[1]
    tops = [note.y * pixels + note.yshift + charts.LINE_PIXELS / 2 for note in names]
    assert max(tops) < 20 * pixels
    assert abs(tops[0] - tops[1]) >= charts.LINE_PIXELS


def test_a_mark_and_the_end_of_its_line_open_the_source():
    drawn = charts_of(line(Mark(2025, 16.2, "16.2, Customs", number="16.2", href="https://example.org/a?b=1&c='2'"), label="Customs"))
    links = [note for note in notes_of(drawn) if "https://example.org/a?b=1&amp;c=&#x27;2&#x27;" in note]
    assert len(links) == 2
    over_the_mark, = (note for text, note in notes_of(drawn).items() if "⬤" in text)
    assert (over_the_mark.x, over_the_mark.y, over_the_mark.hovertext) == (2025, 16.2, "16.2, Customs")
    assert ">16.2, Customs</span>" in over_the_mark.text, "whoever hears the page hears what the link is"


def charts_of(*lines):
    return target_chart(list(lines), INK)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "", "https://user@example.org/", "//example.org"])
def test_an_address_that_may_not_be_a_link_is_none(href):
    assert not [note for note in notes_of(charts_of(line(Mark(2025, 1, "", href=href), label="x"))) if "<a" in note]


def test_the_pace_carried_on_is_drawn_with_the_year_in_which_it_arrives():
    way = Projection(((2025, 16), (2026, 18), (2027.2, 20)), "#0000FF", 2028, "2028")
    drawn = target_chart([line(Mark(2023, 14, ""), Mark(2025, 16, ""))], INK, Goal(20, "target: 20"), projections=[way])
    assert [(2025, 16), (2026, 18), (2027.2, 20)] in lines_of(drawn)
    assert notes_of(drawn)["<b>2028</b>"].x == 2028, "above that year on the axis"
    assert drawn.layout.xaxis.range[1] > 2028


def test_no_number_of_the_axis_stands_under_the_label_of_the_goal():
    drawn = target_chart([line(Mark(2025, 16, ""))], INK, Goal(20, "target: 20"))
    assert dict(zip(drawn.layout.yaxis.tickvals, drawn.layout.yaxis.ticktext))[20] == ""


def test_data_do_not_speak_html():
    figure = target_chart([line(Mark(2025, 1, "<a href='x'>y</a>"), label="<b>Customs</b>")], INK, Goal(2, "<i>2</i>"))
    assert "<a" not in figure.to_json().replace("\\u003c", "<") and "<i>" not in figure.to_json().replace("\\u003c", "<")
    assert any("&lt;b&gt;Customs" in note for note in notes_of(figure))


@pytest.mark.parametrize("highest, expected", [
    (20, [0, 5, 10, 15, 20]), (17.8, [0, 5, 10, 15]), (532.5, [0, 200, 400]), (1, [0, 0.25, 0.5, 0.75, 1.0]), (9.9, [0, 2.5, 5, 7.5]),
    (0, [0, 1]), (3, [0, 1, 2, 3]),
])
def test_ticks_are_round_and_never_above_the_highest(highest, expected):
    assert nice_ticks(highest) == pytest.approx(expected)


def test_an_axis_of_years_has_whole_years_and_begins_below_the_first():
    ticks, low, high = value_scale([line(Mark(2024, 2030, ""), Mark(2025, 2031, ""))], None, [], from_zero=False)
    assert (ticks, low, high) == ([2029, 2030, 2031, 2032], 2029, 2032)


# The other charts

def test_the_bar_holds_every_commitment_and_every_number():
    segments = [Segment(number, word, "#E4E0D6", "#1E2429") for number, word in ((7, "fulfilled"), (45, "not checked"), (1, "unclear"))]
    figure = charts.status_bar(segments, INK)
    assert sum(trace.x[0] for trace in figure.data) == figure.layout.xaxis.range[1] == 53
    assert set(notes_of(figure)) == {"<b>7</b>", "<b>45</b>", "<b>1</b>"}
    assert [trace.name for trace in figure.data] == ["fulfilled", "not checked", "unclear"]


def test_the_gap_is_written_on_the_line_between_the_two():
    figure = charts.gap_chart([("2023", 14.0, 13.7, "0.3"), ("2024", 13.7, 12.4, "1.3")], ENDS, INK)
    assert notes_of(figure)["1.3"].x == pytest.approx(13.05)
    assert [trace.marker.symbol for trace in figure.data if trace.mode == "markers"] == ["circle", "square"], "told apart without colour"
    assert figure.layout.yaxis.ticktext == ("2023  ", "2024  ")


def test_a_small_chart_names_its_years_and_its_last_whole_value():
    figure = charts.small_chart([line(Mark(2019, 7, ""), Mark(2024, 12, "", number="12"), Mark(2024.9, 3, "", part=True))], INK)
    assert dict(zip(figure.layout.xaxis.ticktext, figure.layout.xaxis.tickvals)) == {"2019": 2019, "2025": 2024.9}
    assert "<b>12</b>" in notes_of(figure)


@pytest.mark.parametrize("figure", [
    charts.status_bar([Segment(1, "fulfilled", "#00795C", "#FFFFFF")], INK),
    target_chart([line(Mark(2023, 10, ""))], INK),
    charts.gap_chart([("2023", 1.0, 2.0, "1")], ENDS, INK),
    charts.small_chart([line(Mark(2023, 10, ""))], INK),
])
def test_charts_lie_on_the_page_and_scroll_with_it(figure):
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.xaxis.fixedrange and figure.layout.yaxis.fixedrange, "a finger that scrolls the page must not zoom the chart"
    assert figure.layout.dragmode is False


def test_the_charts_offer_no_upload_and_no_logo():
    assert charts.CONFIG["showSendToCloud"] is False
    assert charts.CONFIG["displaylogo"] is False
