"""What was found in a document: the words that have it, highlighted, and the row that they became."""
from collections.abc import Collection, Mapping

import streamlit as st

from monitor import passages, quoting
from monitor.charts.paints import MARKED, Paint
from monitor.dataset import Dataset, Passage, Row
from monitor.passages import Finding, Stretch
from monitor.phrases import period_words
from monitor.words import say
from pages.parts import links, terms
from pages.parts.colours import found_paint, painted, status_badge, theme_type
from pages.parts.markdown import escape, link, small


def own_address(finding: Finding) -> str:
    """The address that opens the document at these words."""
    return links.address("sources", source=finding.row["source_id"], id=finding.id)


def figure_link(text: str, figure: Row) -> str:
    """Markdown of the words of a figure: they lead to its words where a document of the set holds them, else to its own address."""
    if figure["source_id"] and figure["quote"]:
        return links.inside(text, "sources", source=figure["source_id"], id=figure["figure_id"])
    return link(text, figure["url"])


def in_passage(passage: Passage, slips_in: str, rights: str, paint: Paint) -> str:
    """Markdown of a paragraph with its quote highlighted; `slips_in` holds the translation slips."""
    parts = quoting.quoted(passage, slips_in, rights)
    return escape(parts.before) + painted(parts.quote, paint) + escape(parts.after)


def in_text(data: Dataset, stretch: Stretch, chosen: Collection[Finding], numbers: Mapping[Finding, int]) -> str:
    """Markdown of a stretch of a document on the paint of the shortest finding that has it; the chosen ones stand out.

    Where a finding begins stands its mark; the words lead to its row, which is told when they are pointed at.
    """
    words = stretch.text.strip()
    if not stretch.findings or not words:
        return escape(stretch.text)
    is_chosen = any(finding in chosen for finding in stretch.findings)
    shown = painted(words, MARKED[theme_type()] if is_chosen else found_paint(stretch.findings[0].kind), strong=is_chosen)
    leading = next((finding for finding in stretch.findings if row_address(data, finding)), stretch.findings[0])
    address = row_address(data, leading) or own_address(leading)
    before, after = (escape(part) for part in stretch.text.split(words, 1))
    marks = "".join(f"{marked(finding, numbers[finding])} " for finding in stretch.begun)
    return f'{before}{marks}[{shown}]({address} "{escape(told(data, leading))}"){after}'


def marked(finding: Finding, number: int) -> str:
    """Markdown of the mark by which a finding is known in the text and beside it: its kind by letter and paint, and its number."""
    return small(painted(mark(finding.kind, number), found_paint(finding.kind), strong=True))


def mark(kind: str, number: int | str = "") -> str:
    """The letter of a kind, with a number; of a kind that is not in the vocabulary a question mark."""
    return say(f"sources.mark_{kind}", number=number) if kind in passages.KINDS else f"?{number}"


def told(data: Dataset, finding: Finding) -> str:
    """What a finding became and what it is, in one line."""
    return ": ".join((", ".join(filter(None, about(finding))), name(data, finding)))


def row_address(data: Dataset, finding: Finding) -> str:
    """The page of what a finding became: of a mention its commitment, of a figure its chart; empty where there is none."""
    if finding.kind == passages.FIGURE:
        indicator_id = finding.row["indicator_id"]
        return links.address("targets", indicator=indicator_id) if indicator_id in data.figure_values else ""
    commitment_id = finding.row["commitment_id"]
    return links.address("commitments", id=commitment_id) if data.row("commitments", commitment_id) else ""


def name(data: Dataset, finding: Finding) -> str:
    """What a finding became, in words; its own name or its words where it became nothing."""
    row = finding.row
    if finding.kind == passages.FIGURE:
        indicator = data.row("indicators", row["indicator_id"])
        about = ", ".join(filter(None, (indicator["name"] if indicator else row["indicator_id"], period_words(row["period"]))))
        return say("sources.figure", about=about, amount=terms.amount(row))
    commitment = data.row("commitments", row["commitment_id"])
    return commitment["title"] if commitment else row["what"] or quoting.with_readings(row["quote"], quoting.slips(finding.flags))


def entry(data: Dataset, finding: Finding, number: int) -> str:
    """Markdown of a finding beside its words: its mark, what it became, with a link to that, and below what it is and its own address."""
    address = row_address(data, finding)
    title = escape(name(data, finding))
    facts = [escape(part) for part in about(finding) if part]
    if finding.row["quote"]:
        facts.append(f"[{escape(say('sources.these_words'))}]({own_address(finding)})")
    badge = ""
    if finding.kind != passages.FIGURE and address:
        commitment = data.row("commitments", finding.row["commitment_id"])
        badge = f"{status_badge(commitment['status'], commitment['kind'])} "
    shown = f"[{title}]({address})" if address else title
    return f"{marked(finding, number)} {badge}{shown}  \n{small(' · '.join(facts))}"


def figure_facts(data: Dataset, row: Row) -> dict[str, str]:
    """Markdown of what a figure says, by the name of each fact: what is counted, when, how much, who says so and where."""
    indicator = data.row("indicators", row["indicator_id"])
    name = indicator["name"] if indicator else row["indicator_id"]
    charted = row["indicator_id"] in data.figure_values
    chart = links.inside(say("sources.chart_of", name=name), "targets", indicator=row["indicator_id"])
    facts = {
        "targets.indicator": chart if charted else escape(name),
        "commitment.figure": f"**{escape(terms.amount(row))}**",
        "commitment.period": escape(period_words(row["period"])) or escape(say("sources.no_period")),
        "commitment.reporter": escape(row["reporter"]),
        "commitment.scope": escape(row["scope"]),
        "commitment.basis": escape(terms.term("basis", row["basis"])),
        "sources.confidence": escape(terms.term("confidence", row["confidence"])),
        "sources.remark": escape(row["note"]),
        "sources.where": link(row["publisher"] or say("commitment.read_the_text"), row["url"]) if row["url"] else "",
    }
    return {escape(say(name)): fact for name, fact in facts.items() if fact}


def became(data: Dataset, finding: Finding, number: int) -> None:
    """Draw what a finding became: the facts of a figure, or the commitment that a mention belongs to."""
    if finding.table == "figures":
        st.table(figure_facts(data, finding.row), border="horizontal", alt=say("sources.became"))
    else:
        st.markdown(entry(data, finding, number))


def kept_words(finding: Finding) -> str:
    """The words of a finding as its row keeps them; empty where it was entered by hand without any."""
    quote = quoting.with_readings(finding.row["quote"], quoting.slips(finding.flags))
    return escape(say("sources.quoted", quote=quote)) if quote else ""


def about(finding: Finding) -> list[str]:
    """What a finding is, in a few words."""
    row = finding.row
    if finding.kind == passages.FIGURE:
        return [say("sources.one_figure"), row["reporter"]]
    said = [terms.amount(row), _by_when(row)]
    if finding.kind == passages.PROGRESS:
        return [say("sources.one_progress"), terms.term("says", row["says"]), *said]
    kind = terms.term("kind", row["kind"])
    if finding.kind == passages.COMMITMENT:
        return [kind or say("sources.one_commitment"), terms.term("strength", row["strength"]), *said]
    return [terms.unknown(finding.kind), kind, *said]


def _by_when(row: Row) -> str:
    """The day or year of a deadline, and the words where they do not name it: "2028: “within the next five years”"."""
    day, words = terms.day(row["deadline"]), row["deadline_text"]
    return say("commitment.in_the_words", label=day, words=words) if day and words and day not in words else day or words
