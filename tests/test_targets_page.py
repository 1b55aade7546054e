"""The targets page, run as a visitor's address opens it."""
import json

import pytest

from monitor import dataset, indicators
from tests.folders import a_row, add_row, make_folder, set_cell
from tests.target_folder import FORUM, SAID, TARGET, chart, open_page, target_folder, text_of, words_of
from tests.target_folder import figure as target_figure


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(target_folder(tmp_path / "data")))
    return tmp_path / "data"


def spec(page, place=0):
    return json.loads(chart(page, place).spec)


def notes(page):
    return " ".join(note["text"] for note in spec(page)["layout"]["annotations"])


def test_the_head_says_how_it_stands_and_that_no_date_is_given():
    said = words_of(open_page("targets"))
    assert "Raise trade to 20 billion" in said
    assert "Not reached. 2025: US$16.2 billion (Customs of China, goods), 17.2 (Statistics of Uzbekistan, goods and services)." in said
    assert "US$2.8 to 3.8 billion short in 2025, depending on who counts." in said
    assert "Cannot tell: our documents give no date, only “at an early date”." in said


def test_the_words_stand_beside_the_chart_oldest_first_with_their_nature():
    said = text_of(open_page("targets"))
    assert f"“{SAID}”" in said and "machine translation" in said
    assert said.index("24 January 2024\n") < said.index("2 September 2025: Raise trade, US$20 billion, within five years ([Daily](")


def test_without_an_assumed_deadline_there_is_no_required_path_and_no_verdict():
    page = open_page("targets")
    assert "Assuming" not in text_of(page)
    assert not [trace for trace in spec(page)["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert "target: US$20 billion" in notes(page) and "as you assume" not in notes(page)


@pytest.mark.parametrize("year", ["2027", "2028", "2030", "2033"])
def test_an_assumed_deadline_is_said_drawn_and_kept_in_the_address(year):
    page = open_page("targets", by=year)
    assert f"Assuming {year} as the deadline: the reader's assumption, not in the documents." in text_of(page)
    assert f"the straight line to {year} asks for" in text_of(page)
    paths = [trace for trace in spec(page)["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert [path["x"][1] for path in paths] == [int(year), int(year)], "one way for each of the two statistics"
    assert "as you assume" in notes(page)
    is_offered = year in page.get("button_group")[0].options
    assert page.get("button_group")[0].value == (year if is_offered else None)
    assert page.number_input(key="chosen_by-other").value == (None if is_offered else int(year)), "any other year stands beside"


def test_pressing_a_year_puts_it_into_the_address():
    page = open_page("targets")
    page.get("button_group")[0].set_value("2030").run()
    assert page.query_params["by"] == "2030"
    assert "Assuming 2030" in text_of(page)


def test_an_address_of_its_own_for_every_indicator():
    said = text_of(open_page("targets", indicator="visitors"))
    assert "Visitors" in said and "All 2 figures" in said
    assert "On time?" not in said, "figures without a target get no verdict"


def test_choosing_an_indicator_changes_the_address():
    page = open_page("targets")
    page.selectbox(key="chosen_indicator").set_value("visitors").run()
    assert page.query_params["indicator"] == "visitors"
    assert "All 2 figures" in text_of(page)


@pytest.mark.parametrize("parameters", [{"indicator": "no-such"}, {"by": "soon"}, {"by": "99999"}, {"reporter": "nobody"}])
def test_what_means_nothing_is_left_out_with_one_notice(parameters):
    page = open_page("targets", **parameters)
    (name, value), = parameters.items()
    assert not page.exception
    assert f"Left out, because it means nothing here: {name}={value}." in text_of(page)


@pytest.fixture
def earlier_target(folder):
    """A second target of the same indicator: 10 billion, said earlier, with a deadline."""
    earlier = {"kind": "target", "value": "10000000000", "unit": "USD", "deadline": "2023", "deadline_kind": "year"}
    identity = "talk-2023-00000002"
    add_row(folder, "sources", a_row("sources", source_id="talk-2023", file="", sha256="", text_by="", title="Ten", date="2023-01-01"))
    add_row(folder, "mentions", a_row("mentions", mention_id=identity, commitment_id=identity, source_id="talk-2023", start="", end="",
                                      quote="", what="Ten", extractor="hand", deadline_text="within 2023", **earlier))
    add_row(folder, "commitments", a_row("commitments", commitment_id=identity, title="Raise trade to 10 billion", indicator_id="trade",
                                         first_stated="2023-01-01", last_stated="2023-01-01", **earlier))
    return identity


def test_all_targets_stand_in_one_table_each_with_its_own_address(earlier_target):
    page = open_page("targets", by="2030")
    said = text_of(page)
    assert "Raise trade to 20 billion" in said and "All 2 targets with figures" in said
    table = page.table[0].value
    assert [f"id={commitment}" in cell for commitment, cell in zip((TARGET, earlier_target), table["Target"])] == [True, True]
    targets, stands = ([cell.replace("\\", "") for cell in table[name]] for name in ("Target", "How it stands"))
    by_when = [cell.rpartition("by when: ")[2].rstrip("]") for cell in targets]
    assert by_when == ["2030, as you assume", "2023"], "a reader assumes a deadline only where none is stated"
    on_time = [cell.rpartition("On time? ")[2] for cell in stands]
    assert ["reached" in words for words in on_time] == [False, True]
    assert [" 2023: " in cell for cell in stands] == [False, True], "by the figures of its own year"
    assert "first in 2023" in on_time[1]


def test_the_filters_narrow_the_table_of_targets(earlier_target):
    page = open_page("targets", q="10 billion")
    assert "1 of 2 targets with figures fit the filters" in text_of(page)
    assert ["10 billion" in cell for cell in page.table[0].value["Target"]] == [True]
    assert "0 of 2 targets with figures fit the filters" in text_of(open_page("targets", q="nothing of the kind"))


def test_the_address_says_which_target_of_an_indicator_is_shown(earlier_target):
    said = words_of(open_page("targets", id=earlier_target))
    assert said.index("Raise trade to 10 billion") < said.index("Deadline: 2023.")
    assert "Assume a deadline" not in said and "Left out" not in said


def test_an_id_that_no_indicator_measures_is_left_out_with_a_notice():
    assert f"Left out, because it means nothing here: id={FORUM}." in text_of(open_page("targets", id=FORUM))


def test_a_deadline_read_elsewhere_is_told_beside_the_control(folder):
    set_cell(folder, "mentions", "talk-2025-00000001", "deadline", "2028")
    assert "Read elsewhere: “within five years” (Daily, 2 September 2025), that is 2028." in words_of(open_page("targets"))


def test_another_year_may_be_typed():
    page = open_page("targets")
    page.number_input(key="chosen_by-other").set_value(2041).run()
    assert page.query_params["by"] == "2041"
    assert "Assuming 2041" in text_of(page)


def test_the_pace_is_carried_on_to_the_year_of_arrival():
    dashed = [trace for trace in spec(open_page("targets"))["data"] if trace.get("line", {}).get("dash") == "8px,5px"]
    assert [(trace["x"][0], round(trace["x"][-1], 2), trace["y"][-1]) for trace in dashed] == [
        (2025, 2028.45, 20e9), (2025, 2026.6, 20e9),     # 3.8 at 1.1 a year; 2.8 at 1.75 a year
    ]


def test_a_part_of_a_year_is_told_with_the_same_months_of_the_year_before(folder):
    for year, value in (("2025", "8000000000"), ("2026", "9000000000")):
        add_row(folder, "figures", target_figure("trade", f"{year}-01/{year}-06", int(value), period_start=f"{year}-01-01",
                                                 period_end=f"{year}-06-30"))
    page = open_page("targets")
    told = "January to June 2026: US$9 billion, Customs of China (goods), against US$8 billion in the same months of 2025: up 12 percent."
    assert told in words_of(page)
    table = page.table[0].value
    assert table["Figure"].str.replace("\\", "").str.contains("same months of 2025: US$8 billion, up 12 percent", regex=False).sum() == 1
    customs = next(trace for trace in spec(page)["data"] if trace.get("name") == "Customs of China")
    assert len(set(customs["marker"]["size"])) == 2, "hollow and small, with the part of the year before beside it"


def test_many_figures_stand_on_pages(folder):
    for place in range(120):
        add_row(folder, "figures", target_figure("trade", "2025", 10**9 + place, reporter_id=f"r{place}", reporter=f"Reporter {place}"))
    page = open_page("targets", page="2")
    assert len(page.table[0].value) == 50, "128 figures, 50 on a page"


def test_a_figure_in_another_unit_is_in_the_table_alone_and_that_is_said(folder):
    set_cell(folder, "figures", "trade-2025-customs", "unit", "CNY")
    assert "1 figure is in CNY and stands in the table alone: nothing is converted into USD." in text_of(open_page("targets"))


def test_one_reporter_alone():
    page = open_page("targets", by="2030", reporter="customs")
    said = text_of(page)
    assert "All 3 figures" in said
    assert "Customs of China (goods): significant progress" in said
    assert "2025: US$16.2 billion (Customs of China, goods)." in words_of(page), "the head has no other reporter either"
    assert "Statistics of Uzbekistan (goods and services): " not in said


def test_the_chart_says_its_message_in_words():
    words = chart(open_page("targets")).alt
    assert "16.2 billion, Customs of China" in words and "17.2 billion, Statistics of Uzbekistan" in words
    assert "target: US$20 billion" in words


def test_a_line_is_open_across_the_years_without_figures():
    lines = [trace for trace in spec(open_page("targets"))["data"] if trace["mode"] == "lines" and "dash" not in trace["line"]]
    assert [None in line["y"] for line in lines] == [False, True], "customs have every year, statistics lack 2020 to 2022"


def test_the_two_statistics_are_set_against_each_other_with_their_scopes():
    said = text_of(open_page("targets"))
    assert "2025: US$1 billion apart" in said
    assert "● Customs of China (goods)" in said and "■ Statistics of Uzbekistan (goods and services)" in said


def test_every_figure_stands_in_the_table_with_its_reporter_and_its_address():
    table = open_page("targets").table[0].value
    assert len(table) == 8
    assert table["Figure"].str.contains("https://example.org/trade/").all(), "the number itself opens its source"
    told = " ".join(table["Who says so, and where"]).replace("\\", "")
    for words in ("Customs of China: [", "side: China; counted: goods]", "side: Uzbekistan; counted: goods and services"):
        assert words in told


@pytest.mark.parametrize("basis", ["estimate", "plan", "announced"])
def test_what_is_not_reported_says_so_in_the_table_and_is_a_cross_in_the_chart(folder, basis):
    set_cell(folder, "figures", "trade-2025-customs", "basis", basis)
    page = open_page("targets")
    table = page.table[0].value
    assert table.loc[table["Figure"].str.contains("16"), "Figure"].str.contains(f":small\\[{basis}\\]").all()
    drawn, = [trace for trace in spec(page)["data"] if 16_200_000_000 in trace["y"]]
    assert drawn["marker"]["symbol"] == "x-thin"
    assert "× planned, estimated or announced." in text_of(page)


def test_a_replaced_figure_is_kept_in_the_table_and_says_so(folder):
    set_cell(folder, "figures", "trade-2025-customs", "replaces", "trade-2024-customs")
    table = open_page("targets").table[0].value
    assert table["Figure"].str.contains("replaced by a later figure").sum() == 1
    assert table["Figure"].str.contains("revises US").sum() == 1


def test_every_sentence_can_be_copied_with_reporter_period_day_and_link():
    texts = [code.value for code in open_page("targets", by="2030").code]
    assert texts and all("Read on" in text and "targets?" in text and "by=2030" in text for text in texts)
    assert any("Customs of China, 2025" in text for text in texts)


def test_a_folder_without_figures_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(make_folder(tmp_path / "empty", figures=[])))
    assert "No figures yet." in text_of(open_page("targets"))


@pytest.mark.parametrize("table, row, column, value", [
    ("commitments", TARGET, "value", "many"),
    ("commitments", TARGET, "unit", ""),
    ("commitments", TARGET, "deadline", "soon"),
    ("commitments", TARGET, "first_stated", "32 May"),
    ("commitments", TARGET, "kind", "goal"),
    ("mentions", TARGET, "source_id", "no-such-source"),
    ("mentions", "talk-2025-00000001", "value", "some"),
    ("sources", "js-1", "date", "June"),
    ("sources", "js-1", "text_basis", "hearsay"),
    ("sources", "talk-2025", "url", "javascript:alert(1)"),
    ("figures", "trade-2025-customs", "value", "x"),
    ("figures", "trade-2025-customs", "value", "-3"),
    ("figures", "trade-2025-customs", "period_end", "x"),
    ("figures", "trade-2025-customs", "qualifier", "roughly"),
    ("figures", "trade-2025-customs", "unit", "EUR"),
    ("figures", "trade-2025-customs", "side", ""),
    ("indicators", "trade", "direction", "sideways"),
    ("indicators", "trade", "nature", "mood"),
])
def test_a_bad_cell_takes_no_page_down(folder, table, row, column, value):
    set_cell(folder, table, row, column, value)
    page = open_page("targets", by="2030")
    assert not page.exception
    assert "javascript:" not in text_of(page)
    assert not open_page("overview").exception


# What the page asks of the tables

def test_indicators_of_targets_come_first(folder):
    assert indicators.with_figures(dataset.load(folder)) == ("trade", "visitors")


@pytest.mark.parametrize("text, year", [
    ("2030", 2030), ("", None), ("30", None), ("2030.5", None), ("-2030", None), ("99999", None),
    ("２０３０", None),   # digits of another script
])
def test_only_a_plain_year_is_a_year(text, year):
    assert indicators.year_or_none(text) == year


def test_the_days_on_which_a_target_was_stated(folder):
    data = dataset.load(folder)
    assert [day.isoformat() for day in indicators.stated_on(indicators.said_of(data, TARGET))] == ["2024-01-24", "2025-09-02"]


def test_sides_follow_the_description_and_else_the_figures(folder):
    assert indicators.sides(dataset.load(folder)) == ("CN", "UZ")
