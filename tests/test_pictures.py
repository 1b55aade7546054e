"""Pictures that travel: well-formed, bounded, the same each time, every number in them and no label over another."""
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from PIL import Image

from monitor.charts.marks import Day, End, Goal, Mark, Path, Projection, Segment, Series
from monitor.charts.paints import INKS, Paint
from monitor.dates import parse_date
from monitor.pictures.bodies import Bar, Caption, Chart, Entry, Gap, Lanes, Statement, Words
from monitor.pictures.draw import card, picture
from monitor.pictures.lettering import BOLD, FACES, HEADING, SANS, SERIF, clean, cut, width, wrap
from monitor.pictures.paint import FONTS, LARGEST_SCALE, NotPainted, painted, png
from monitor.timeline import KINDS
from monitor.timeline import Entry as Event
from monitor.timeline_marks import axis_of

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption(
    "What China and Uzbekistan promised each other", "Raise bilateral trade to 20 billion US dollars",
    "Not reached. 2.2 to 3.8 billion short.", "Chosen: sector: trade", "Data of 25 November 2026",
    "Sources: General Administration of Customs of China", "https://monitor.example.org/targets",
)
CUSTOMS = Series("Customs", "#0072B2", "circle", True, (
    Mark(2019, 7.6e9, "US$7.6 billion, 2019. Customs", "7.6 billion"), Mark(2021, 9e9, "US$9 billion, 2021. Customs", "9 billion"),
    Mark(2022, 11e9, "over US$11 billion, 2022. Customs", "over 11 billion", reach="up"),
    Mark(2024, 16.2e9, "US$16.2 billion, 2024. Customs", "16.2 billion"),
    Mark(2024.9, 4e9, "US$4 billion, January to June 2025. Customs", "4 billion", part=True),
), ("customs", ""), "China's customs, goods")
SAID_BY_OFFICE = Mark(2024.17, 16.4e9, "US$16.4 billion, 2024. Office", "16.4 billion")
OFFICE = Series("Office", "#C6531A", "diamond", False, (SAID_BY_OFFICE,), ("office", ""), "Office")
GOAL = Goal(20e9, "target: US$20 billion by 2030", (Day(2024.1, "Stated on 24 January 2024"), Day(2025.2, "Stated on 2 September 2025")))
PATH = Path(((2024, 16.2e9), (2030, 20e9)), "#0072B2")
ARRIVALS = tuple(Projection(((2024, 16.2e9), (at, 20e9)), "#0072B2", at, str(round(at))) for at in (2026.0, 2026.1, 2029.0))
KEY = "◆ governments. ⬟ others."
CHART = Chart("Trade, US dollars", (CUSTOMS, OFFICE), GOAL, (PATH,), ARRIVALS, key=KEY, message="Customs 16.2 billion.")
SHAPES = ("circle", "square", "hexagon", "star-square", "diamond", "triangle-up", "pentagon", "x-thin")
HOSTILE = "<script>alert(1)</script> & \"'>]]> \x00\x07\u202eback\u202c שלום مرحبا 中国 👩‍👩‍👧 " + "z̷̢̛͎̘̲̔̏" + "\ud800 &#x0; %s {name} "


def reporters(count: int, **changes: object) -> tuple[Series, ...]:
    """So many reporters of about the same figure for the same year."""
    return tuple(
        replace(OFFICE, name=f"R{place}", label=f"Ministry of Investment, Industry and Foreign Trade number {place}", **changes,
                marks=(Mark(2024 + place / 100, 16e9 + place * 1e7, f"words {place}", f"16.{place:02} billion"),)) for place in range(count)
    )


def entries(*days: str) -> list[Event]:
    """An entry of each kind for each day."""
    return [Event(kind, day, parse_date(day), HOSTILE, HOSTILE) for kind in KINDS for day in days]


def segments(*numbers: int) -> tuple[Segment, ...]:
    return tuple(Segment(number, f"status number {place}", "#00795C", "#FFFFFF") for place, number in enumerate(numbers))


QUOTE = "The two sides will raise the volume of bilateral trade to 20 billion US dollars. " * 3
SAID = ("China, Uzbekistan", "24 January 2024 · Joint Statement", "nCa · machine translation")
BODIES = {
    "the chart of a target": CHART,
    "two series alone": Chart("Trade", (CUSTOMS, OFFICE)),
    "twelve reporters": Chart("Trade", reporters(12), GOAL),
    "a long label": Chart("Trade", (replace(CUSTOMS, label="Ministry " * 40),), GOAL),
    "one mark": Chart("Trade", (replace(OFFICE),)),
    "a target that is a range": Chart("Trade", (CUSTOMS,), replace(GOAL, far=24e9)),
    "below zero": Chart("Growth", (replace(CUSTOMS, marks=(Mark(2020, -12.0, "-12 %", "−12"), Mark(2021, 5.0, "5 %", "5"))),)),
    "every figure 0": Chart("Flights", (replace(CUSTOMS, marks=(Mark(2020, 0.0, "0", "0"),)),)),
    "values that are years": Chart("Year", (replace(CUSTOMS, marks=(Mark(2020, 2030.0, "2030", "2030"),)),), from_zero=False),
    "two hundred years": Chart("Trade", (replace(CUSTOMS, marks=tuple(Mark(year, year * 1e6, "w", "n") for year in range(1825, 2025))),)),
    "every shape": Chart("Trade", tuple(
        replace(OFFICE, symbol=symbol, label="", marks=(Mark(2015 + place, 1e9 + place * 1e9, f"figure {place}", str(place)),))
        for place, symbol in enumerate(SHAPES))),
    "no figure at all": Chart("Trade", (), GOAL),
    "a bar": Bar(segments(7, 28, 5, 22, 3, 8, 49)),
    "a bar with its commitments": Bar(
        segments(7, 28), tuple(Entry(f"Commitment {place} " * 9, "fulfilled", "#00795C") for place in range(12)), 23),
    "eleven statuses, ten of them narrow": Bar(segments(1000, *[1] * 10)),
    "an empty bar": Bar(()),
    "a gap": Gap([("2023", 14.0e9, 13.7e9, "300 million"), ("2024", 13.7e9, 12.4e9, "1.3 billion")],
                 (End("Customs of China (goods)", "#0072B2", "circle"), End("Statistics of Uzbekistan", "#C6531A", "square")),
                 "The axis does not begin at 0."),
    "a gap of nothing": Gap([("2023", 14.0, 14.0, "0")], (End("A", "#0072B2", "circle"), End("B", "#C6531A", "square"))),
    "a commitment": Statement("In progress, 16 December 2025", Paint("#0072B2", "#FFFFFF"), QUOTE, SAID),
    "a commitment of many words": Statement("Fulfilled", Paint("#00795C", "#FFFFFF"), QUOTE * 20, SAID),
    "a commitment without words": Statement("Not checked", Paint("#E4E0D6", "#1E2429"), ""),
    "a timeline of twelve years": Lanes(
        axis_of(entries("2018-05", "2024", "2026-03-04", "2026-03-05", "2030"), date(2026, 11, 25)), "today"),
    "a timeline of days": Lanes(axis_of(entries("2026-11-20", "2026-11-24"), date(2026, 11, 25)), "25 November 2026"),
    "a timeline of one day": Lanes(axis_of(entries("2026-11-25"), date(2026, 11, 25)), HOSTILE),
    "a timeline of a thousand years": Lanes(axis_of(entries("1026", "2026-11-24"), date(2026, 11, 25)), "today"),
    "sentences": Words(("How the documents are read and how well.", "What statuses mean.")),
    "no sentence": Words(()),
    "hostile text": Chart(
        HOSTILE, (replace(CUSTOMS, label=HOSTILE, marks=(Mark(2024, 1.0, HOSTILE, HOSTILE),)),), replace(GOAL, label=HOSTILE)),
    "hostile words": Statement(HOSTILE, Paint("#0072B2", "#FFFFFF"), HOSTILE * 30, (HOSTILE, HOSTILE)),
    "hostile statuses": Bar((Segment(2, HOSTILE, "#00795C", "#FFFFFF"),), (Entry(HOSTILE, HOSTILE, "#00795C"),)),
    "one word of 5,000 letters": Words(("w" * 5000,)),
}
CAPTIONS = {
    "plain": CAPTION,
    "hardly anything": Caption("", "Method"),
    "a title of 300 characters": replace(CAPTION, title="Raise bilateral trade to twenty billion dollars at an early date " * 5),
    "hostile": Caption(*[HOSTILE * 40] * 7),
}
every_body = pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
every_caption = pytest.mark.parametrize("caption", CAPTIONS.values(), ids=CAPTIONS)


def drawn(body, caption=CAPTION) -> dict[str, ET.Element]:
    """The picture in both themes and the card, each read back as XML."""
    made = {"light": picture(body, caption, "light"), "dark": picture(body, caption, "dark"), "card": card(body, caption)}
    return {name: ET.fromstring(markup) for name, markup in made.items()}


def boxes(root: ET.Element) -> list[tuple[float, float, float, float, str]]:
    """Left, right, top, bottom and words of every text, measured."""
    found = []
    for text in root.iter(f"{SVG}text"):
        is_serif = "Serif" in text.get("font-family", "")
        face = (HEADING if text.get("font-weight") else SERIF) if is_serif else BOLD if text.get("font-weight") else SANS
        x, y, size = (float(text.get(name)) for name in ("x", "y", "font-size"))
        wide = width(text.text, face, size)
        left = x - {None: 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor")]
        found.append((left, left + wide, y - size * 0.7, y + size * 0.2, text.text))
    return found


def said(root: ET.Element) -> str:
    return " ".join(root.itertext())


# Every body under every caption

@every_caption
@every_body
def test_it_is_well_formed_and_stays_within_its_edges(body, caption):
    for name, root in drawn(body, caption).items():
        wide, high = (float(root.get(side)) for side in ("width", "height"))
        assert (wide, high) == (1200, 630) if name == "card" else wide == 1000 and high < 1700
        for left, right, top, bottom, words in boxes(root):
            assert left >= 0 and right <= wide and top >= 0 and bottom <= high, f"{name}: {words}"


@every_caption
@every_body
def test_no_text_stands_on_another(body, caption):
    for name, root in drawn(body, caption).items():
        for first, second in combinations(boxes(root), 2):
            apart = first[1] <= second[0] or second[1] <= first[0] or first[3] <= second[2] or second[3] <= first[2]
            assert apart, f"{name}: {first[4]!r} on {second[4]!r}"


@every_body
def test_it_asks_for_nothing_and_runs_nothing(body):
    allowed = {"svg", "title", "desc", "rect", "text", "line", "polyline", "polygon", "circle", "path", "g"}
    for root in drawn(body, CAPTIONS["hostile"]).values():
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
        names = {name for element in root.iter() for name in element.keys()}
        assert not [name for name in names if name.startswith("on") or "href" in name]


@every_body
def test_the_same_view_is_the_same_file(body):
    assert picture(body, CAPTION, "dark") == picture(body, CAPTION, "dark")
    assert card(body, CAPTION) == card(body, CAPTION)


@every_body
def test_a_picture_says_what_is_printed_in_it(body):
    root = ET.fromstring(picture(body, CAPTION, "light"))
    for words in (CAPTION.site, CAPTION.title, CAPTION.lead, CAPTION.filters, CAPTION.day, CAPTION.sources, CAPTION.address):
        assert words in " ".join(words for *_, words in boxes(root))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == CAPTION.title
    assert clean(body.message)[:1000] in root.find(f"{SVG}desc").text


# As PNG

@every_body
def test_the_png_has_its_size_and_something_on_its_paper(body):
    image = Image.open(io.BytesIO(painted(card(body, CAPTION), 1.0)))
    assert image.size == (1200, 630)
    assert image.getpixel((2, 2))[:3] == tuple(bytes.fromhex(INKS["light"].paper[1:]))
    assert len(image.convert("RGB").getcolors(1 << 24)) > 20


def test_the_process_that_paints_gives_the_same_picture():
    markup = card(CHART, CAPTION)
    assert png(markup) == painted(markup, 1.0)
    assert Image.open(io.BytesIO(png(markup, 2.0))).size == (2400, 1260)


def test_what_is_no_drawing_is_told():
    with pytest.raises(NotPainted, match="ValueError"):
        png("no drawing")


@pytest.mark.parametrize("scale", [0, -1, LARGEST_SCALE + 1])
def test_a_size_out_of_bounds_is_refused(scale):
    with pytest.raises(ValueError, match="scale"):
        png(card(Words(()), CAPTION), scale)


def test_letters_come_from_our_files_alone():
    """The same words in a typeface that we do not bring leave the paper blank, whatever this machine has."""
    markup = card(Words(("Sentence",)), replace(CAPTION, title="Title"))
    elsewhere = markup.replace("Source Sans", "DejaVu Sans").replace("Source Serif", "DejaVu Serif").replace("Arial, sans-serif", "Arial")
    assert painted(markup, 1.0) != painted(elsewhere, 1.0)


# What a chart shows

def test_every_figure_of_the_data_is_told():
    words = said(ET.fromstring(picture(CHART, CAPTION, "light")))
    for mark in (mark for line in CHART.series for mark in line.marks):
        assert mark.words in words
    for told in ("16.2 billion", "16.4 billion", "China's customs, goods", GOAL.label, "2029", *(day.words for day in GOAL.stated)):
        assert told in words


def test_a_line_stops_where_a_year_has_no_figure():
    lines = [element for element in ET.fromstring(picture(Chart("Trade", (CUSTOMS,)), CAPTION, "light")).iter(f"{SVG}polyline")]
    assert [len(line.get("points").split()) for line in lines] == [2], "2021 and 2022 alone are neighbours; a part of a year joins nothing"


def test_what_is_open_or_in_part_is_hollow():
    root = ET.fromstring(picture(Chart("Trade", (CUSTOMS,)), CAPTION, "light"))
    hollow = [circle for circle in root.iter(f"{SVG}circle") if circle.get("fill") == INKS["light"].paper]
    assert len(hollow) == 2
    assert float(hollow[1].get("r")) < float(hollow[0].get("r")), "a part of a year is smaller"


def test_labels_are_cut_before_any_is_left_out_and_the_rest_is_counted():
    words = [words for *_, words in boxes(ET.fromstring(card(Chart("Trade", reporters(12)), CAPTION)))]
    labels = [word for word in words if word.startswith("16.")]
    assert 0 < len(labels) < 12
    assert f"and {12 - len(labels)} more" in words


def test_the_words_of_the_target_make_room_for_the_years_of_arrival():
    crowded = replace(CHART, goal=replace(GOAL, label="target: " + "a very long description of what is to be reached " * 2))
    labels = {words: (top, bottom) for *_, top, bottom, words in boxes(ET.fromstring(picture(crowded, CAPTION, "light")))}
    goal = next(place for words, place in labels.items() if words.startswith("target:"))
    assert goal[1] <= labels["2029"][0]


def test_the_shapes_in_the_key_are_drawn_as_shapes():
    root = ET.fromstring(picture(CHART, CAPTION, "light"))
    assert "◆" not in " ".join(words for *_, words in boxes(root))
    assert [polygon for polygon in root.iter(f"{SVG}polygon") if polygon.get("fill") == INKS["light"].muted]


# Other bodies

def test_every_status_of_a_bar_is_told_with_its_number():
    words = " ".join(words for *_, words in boxes(ET.fromstring(picture(BODIES["a bar"], CAPTION, "light"))))
    for segment in BODIES["a bar"].segments:
        assert str(segment.number) in words and segment.word in words


def test_a_quote_stands_in_quotation_marks_and_is_cut_with_an_ellipsis():
    whole = " ".join(words for *_, words in boxes(ET.fromstring(picture(BODIES["a commitment"], CAPTION, "light"))))
    assert f"“{clean(QUOTE)}”" in whole
    short = [words for *_, words in boxes(ET.fromstring(card(BODIES["a commitment of many words"], CAPTION)))]
    assert any(words.endswith("…") for words in short)


def test_the_figures_of_a_gap_stand_beside_their_marks():
    words = [words for *_, words in boxes(ET.fromstring(picture(BODIES["a gap"], CAPTION, "light")))]
    assert {"2023", "300 million", "1.3 billion", "Customs of China (goods)"} <= set(words)
    assert {"14", "13.7 billion", "12.4 billion"} <= set(words)


# Text

@pytest.mark.parametrize("text, expected, why", [
    ("  two \n\t words ", "two words", "white space folded"),
    ("a\x00b\x07c", "abc", "controls are not XML"),
    ("a\u202eb\u2066c", "abc", "direction marks turn what follows around"),
    ("a\ud800b", "ab", "half a sign cannot be written"),
    ("e" + "\u0301" * 50, "é\u0301\u0301", "a heap of accents reaches over the lines above"),
    ("x" * 9000, "x" * 4999 + "…", "bounded"),
])
def test_clean(text, expected, why):
    assert clean(text) == expected, why


@pytest.mark.parametrize("text, wide, lines, why", [
    ("one two three four five six", 100, 3, "between words"),
    ("w" * 400, 100, 4, "a word without end"),
    ("", 100, 3, "nothing"),
    ("one two", 1, 2, "hardly any room"),
])
def test_wrap_keeps_its_bounds(text, wide, lines, why):
    wrapped = wrap(text, SANS, 16, wide, lines)
    assert len(wrapped) <= lines, why
    assert all(width(line, SANS, 16) <= max(wide, width("w…", SANS, 16)) for line in wrapped), why


def test_cut_ends_after_a_whole_word():
    room = width("General Administration of Cus", SANS, 10)
    assert cut("General Administration of Customs", SANS, 10, room) == "General Administration of…"


def test_the_measure_is_that_of_the_letters_drawn():
    """Where the last stroke of a line is painted, it ends within two parts in a hundred of where it was reckoned to end."""
    words = "The two sides will raise trade"
    reckoned = width(words, SANS, 40)
    markup = f"""<svg xmlns="http://www.w3.org/2000/svg" width="900" height="80">
        <text x="0" y="50" font-size="40" font-family="'Source Sans 3'">{words}</text></svg>"""
    box = Image.open(io.BytesIO(painted(markup, 1.0))).getbbox()
    assert box[2] == pytest.approx(reckoned, rel=0.02)


def test_the_typefaces_come_with_their_licences():
    assert {face.file for face in FACES} == {path.name for path in FONTS.glob("*.ttf")}
    for name in ("SourceSans3-OFL.txt", "SourceSerif4-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (FONTS / name).read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 1_500_000
