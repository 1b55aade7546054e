"""What was found in a document: the words that have it, highlighted, and the row that they became."""
from collections.abc import Collection

import streamlit as st

from monitor import passages, quoting
from monitor.charts.paints import HIGHLIGHT, MARKED, Paint
from monitor.dataset import Dataset, Passage, Row
from monitor.passages import Finding, Stretch
from monitor.phrases import period_words
from monitor.words import say
from pages.parts import links, terms
from pages.parts.colours import painted, status_badge
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


def in_text(data: Dataset, stretch: Stretch, chosen: Collection[Finding], theme: str) -> str:
    """Markdown of a stretch of a document, leading to the row of the shortest finding that has it; the chosen ones stand out."""
    words = stretch.text.strip()
    if not stretch.findings or not words:
        return escape(stretch.text)
    is_chosen = any(finding in chosen for finding in stretch.findings)
    shown = painted(words, (MARKED if is_chosen else HIGHLIGHT)[theme], strong=is_chosen)
    address = next(filter(None, (row_address(data, finding) for finding in stretch.findings)), "")
    before, after = (escape(part) for part in stretch.text.split(words, 1))
    return f"{before}[{shown}]({address}){after}" if address else f"{before}{shown}{after}"


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


def entry(data: Dataset, finding: Finding) -> str:
    """Markdown of a finding beside its words: what it became, with a link to that, and below it what it is and its own address."""
    address = row_address(data, finding)
    title = escape(name(data, finding))
    about = [escape(part) for part in _about(finding) if part]
    if finding.row["quote"]:
        about.append(f"[{escape(say('sources.these_words'))}]({own_address(finding)})")
    badge = ""
    if finding.kind != passages.FIGURE and address:
        commitment = data.row("commitments", finding.row["commitment_id"])
        badge = f"{status_badge(commitment['status'], commitment['kind'])} "
    return f"{badge}{f'[{title}]({address})' if address else title}  \n{small(' · '.join(about))}"


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


def became(data: Dataset, finding: Finding) -> None:
    """Draw what a finding became: the facts of a figure, or the commitment that a mention belongs to."""
    if finding.table == "figures":
        st.table(figure_facts(data, finding.row), border="horizontal", alt=say("sources.became"))
    else:
        st.markdown(entry(data, finding))


def kept_words(finding: Finding) -> str:
    """The words of a finding as its row keeps them; empty where it was entered by hand without any."""
    quote = quoting.with_readings(finding.row["quote"], quoting.slips(finding.flags))
    return escape(say("sources.quoted", quote=quote)) if quote else ""


def _about(finding: Finding) -> list[str]:
    """What a finding is, in a few words."""
    row = finding.row
    if finding.kind == passages.FIGURE:
        return [say("sources.one_figure"), row["reporter"]]
    said = [terms.amount(row), terms.day(row["deadline"]) or row["deadline_text"]]
    if finding.kind == passages.PROGRESS:
        return [say("sources.one_progress"), terms.term("says", row["says"]), *said]
    kind = terms.term("kind", row["kind"])
    if finding.kind == passages.COMMITMENT:
        return [kind or say("sources.one_commitment"), terms.term("strength", row["strength"]), *said]
    return [terms.unknown(finding.kind), kind, *said]
