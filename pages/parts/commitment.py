"""One commitment: its words, its status, and everything that is known of it."""
from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from monitor import changes, dataset, quoting, restatements
from monitor.charts.paints import HIGHLIGHT
from monitor.dataset import Dataset
from monitor.phrases.numbers import period_words
from monitor.vocabulary import LOG_REASONS, LOG_WAYS, STATUS_BY_CODE, status_definition
from monitor.words import say
from pages.parts import edit_commitment, filters, findings, links, load, terms
from pages.parts.colours import painted, status_badge, theme_type
from pages.parts.markdown import escape, link, small, under

FIGURES_SHOWN = 12
CHANGES_SHOWN = 50
REPORTED = "reported"
UNSEARCHED = ("not_checked", "not_assessed")   # the status says by itself that nobody has searched
NO_SOURCE = {"file": "", "text_basis": "", "rights": "excerpt", "url": "", "publisher": ""}
Row = Mapping[str, str]


def draw(data: Dataset, commitment_id: str, listed: list[str]) -> None:
    """Draw the page of a commitment; `listed` holds the ids that fit the filters, in their order."""
    row = data.row("commitments", commitment_id)
    mentions = dataset.mentions_of(data, commitment_id).to_dict("records")
    st.set_page_config(page_title=row["title"])
    _ways_on(data, commitment_id, listed)
    st.title(escape(row["title"]), anchor=False)
    marks = [f":gray-badge[{escape(mark)}]" for mark in terms.marks(row, load.today())]
    st.markdown(" ".join((status_badge(row["status"], row["kind"]), *marks)))
    if row["review"]:
        st.markdown(small(escape(say("commitment.review", review=row["review"]))))
    basis = [mention for mention in mentions if mention["mention_id"] == row["basis_mention"]]
    undertaken = [mention for mention in mentions if mention["type"] == "commitment"]
    shown = next(iter(basis or undertaken or mentions), None)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if shown:
            st.header(say("commitment.words"), anchor=False)
            _mention(data, shown)
        _elsewhere(data, mentions, shown)
    with right:
        _undertaking(data, row, mentions)
        _status(data, row)
    _evidence(data, commitment_id)
    _figures(data, row)
    if shown:
        _neighbours(data, shown)
    edit_commitment.forms(data, row, mentions)
    _history(data, commitment_id)
    contact = str(data.descriptor.get("contact") or say("commitment.no_contact"))
    st.markdown(small(escape(say("commitment.mistake", contact=contact, id=commitment_id))))


def _ways_on(data: Dataset, commitment_id: str, listed: list[str]) -> None:
    back = say("commitment.back_narrowed", shown=len(listed)) if filters.choice(data).narrows else say("commitment.back")
    place = listed.index(commitment_id) if commitment_id in listed else None
    with st.container(horizontal=True, gap="small"):
        links.go(back, "commitments")
        if place:
            links.go(say("commitment.previous"), "commitments", id=listed[place - 1])
        if place is not None and place + 1 < len(listed):
            links.go(say("commitment.next"), "commitments", id=listed[place + 1])


def _mention(data: Dataset, mention: Row) -> None:
    """A mention in its paragraph, with its document and the nature of its text."""
    source = data.row("sources", mention["source_id"]) or NO_SOURCE | {"title": terms.unknown(mention["source_id"])}
    passage = dataset.paragraph(data, mention["mention_id"])
    found = quoting.slips(mention["flags"])
    paint = HIGHLIGHT[theme_type()]
    if passage:
        st.markdown(findings.in_passage(passage, mention["flags"], source["rights"], paint))
    elif mention["quote"] and mention["by_hand"]:
        st.markdown(painted(quoting.with_readings(mention["quote"], found), paint))
    elif mention["quote"]:
        st.markdown(escape(say("commitment.no_passage", quote=mention["quote"])))
    else:
        told = (mention["what"], terms.amount(mention), mention["deadline_text"])
        st.markdown(escape(say("commitment.no_words", what=", ".join(filter(None, told)))))
        if source.get("note"):
            st.markdown(small(escape(say("sources.note", note=source["note"]))))
    st.markdown(small(_where(source, mention, passage is not None)))
    for slip in found:
        st.markdown(small(escape(say("commitment.slip_note", read=slip.read, meant=slip.meant))))


def _where(source: Row, mention: Row, checked: bool) -> str:
    about = (source["title"], terms.day(mention["day"]), terms.term("text_basis", source["text_basis"]))
    words = [escape(say("commitment.where", about=", ".join(filter(None, about))))]
    if mention["by_hand"] and not checked:
        words.append(escape(say("commitment.by_hand")))
    ways = []
    if source["file"] and mention["quote"]:
        ways.append(links.inside(say("commitment.in_document"), "sources", source=mention["source_id"], id=mention["mention_id"]))
    if source["url"]:
        ways.append(link(source["publisher"] or say("commitment.read_the_text"), source["url"]))
    return " ".join([*words, " · ".join(ways)]) if ways else " ".join(words)


def _elsewhere(data: Dataset, mentions: list[Row], shown: Row | None) -> None:
    """The other places where it is said, with what changed against the text before of the same nature."""
    others = [mention for mention in mentions if mention is not shown]
    st.header(say("commitment.other_mentions"), anchor=False)
    if not others:
        st.markdown(escape(say("commitment.only_mention")))
    nature = data.sources.set_index("source_id")["text_basis"].to_dict()
    for mention in mentions:
        if mention is not shown:
            _mention(data, mention)
            if mention["says"]:
                st.markdown(small(escape(terms.term("says", mention["says"]))))
        compared = restatements.comparison(mention, mentions, nature)
        if compared:
            st.markdown(small(escape(_changed(compared))))


def _changed(compared: restatements.Comparison) -> str:
    day = terms.day(compared.earlier["day"])
    if not compared.changes:
        return say("commitment.unchanged", day=day)
    return say("commitment.changed", day=day, changes="; ".join(map(_change, compared.changes)))


def _change(change: restatements.Change) -> str:
    texts = {"old": change.old, "new": change.new}
    named = {restatements.ADDED: ("new",), restatements.DROPPED: ("old",)}.get(change.how, ("old", "new"))
    return say(f"commitment.{change.what}_{change.how}", **{text: _cells(change.what, texts[text]) for text in named})


def _cells(what: str, cells: Row) -> str:
    """What one text says: the number, the date or its words, and for the firmness the very words that undertake."""
    if what == "value":
        return terms.amount(cells)
    if what == "deadline":
        return terms.day(cells["deadline"]) or say("target.deadline_words", words=cells["deadline_text"])
    strength = terms.term("strength", cells["strength"])
    return say("commitment.in_the_words", label=strength, words=cells["cue"]) if cells["cue"] else strength


def _undertaking(data: Dataset, row: Row, mentions: list[Row]) -> None:
    """Who undertakes it, how firmly and by when."""
    words = next((mention["deadline_text"] for mention in reversed(mentions) if mention["deadline_text"]), "")
    deadline = terms.day(row["deadline"]) or (say("deadline_kind.vague") if words else say("commitment.no_deadline"))
    facts = {
        say("commitment.who"): terms.names(row["parties"]),
        say("commitment.kind"): terms.term("kind", row["kind"]),
        say("commitment.firmness"): terms.term("strength", row["strength"]),
        say("commitment.by_when"): say("commitment.in_the_words", label=deadline, words=words) if words else deadline,
        say("commitment.number"): terms.amount(row),
        say("commitment.sector"): terms.terms("sector", row["sector"]),
    }
    st.header(say("commitment.undertakings"), anchor=False)
    said = {escape(name): escape(fact) for name, fact in facts.items() if fact}
    st.table(said, border="horizontal", alt=say("commitment.undertakings"))
    for name in ("part_of", "replaced_by"):
        other = data.row("commitments", row[name]) if row[name] else None
        if other:
            st.markdown(f"{escape(say(f'commitment.{name}'))}: {links.inside(other['title'], 'commitments', id=row[name])}")


def _status(data: Dataset, row: Row) -> None:
    """The status with its definition, who judged it, when and why."""
    st.header(say("commitment.status"), anchor=False)
    meaning = f" {escape(status_definition(row['status'], row['kind']))}" if row["status"] in STATUS_BY_CODE else ""
    st.markdown(status_badge(row["status"], row["kind"]) + meaning)
    if row["note"]:
        st.markdown(escape(say("commitment.why", note=terms.in_prose(row["note"]))))
    when = [say("commitment.judged", day=terms.day(row["status_date"]))] if row["status_date"] else []
    if row["checked_on"]:
        about = {"day": terms.day(row["checked_on"]), "age": terms.age(row["checked_on"], load.today())}
        by = {"who": row["checked_by"]} if row["checked_by"] else {}
        when.append(say("commitment.checked_by", **by, **about) if by else say("commitment.checked", **about))
    elif row["status"] not in UNSEARCHED:
        when.append(say("commitment.never_checked"))
    evidence = f" {link(say('commitment.main_evidence'), row['evidence_url'])}" if row["evidence_url"] else ""
    if when or evidence:
        st.markdown(small(escape(" ".join(when)) + evidence))


def _evidence(data: Dataset, commitment_id: str) -> None:
    """The evidence as a dated list, each with what it does for the commitment."""
    rows = dataset.evidence_of(data, commitment_id).to_dict("records")
    st.header(say("commitment.evidence"), anchor=False)
    if not rows:
        st.markdown(escape(say("commitment.no_evidence")))
        return
    st.markdown("\n".join(f"- {_evidence_item(row)}" for row in rows))


def _evidence_item(row: Row) -> str:
    day = terms.day(row["date"]) or say("commitment.undated")
    publisher = row["publisher"] or say("commitment.publisher_not_known")
    named = say("commitment.published_by", publisher=publisher, day=terms.day(row["published"])) if row["published"] else publisher
    archived = f" ({link(say('commitment.archived'), row['archive_url'])})" if row["archive_url"] else ""
    tag = escape(terms.term("tag", row["tag"]))
    return f"**{escape(day)}** :gray-badge[{tag}] {escape(row['summary'])} {link(named, row['url'])}{archived}"


def _figures(data: Dataset, row: Row) -> None:
    """The newest reported figures of the indicator that measures it."""
    indicator = data.row("indicators", row["indicator_id"]) if row["indicator_id"] else None
    if indicator is None:
        return
    st.header(say("commitment.figures"), anchor=False)
    rows = dataset.figures_of(data, row["indicator_id"]).to_dict("records")
    shown = rows[:FIGURES_SHOWN]
    newest = "" if len(shown) == len(rows) else f" {escape(say('commitment.figures_newest', shown=len(shown)))}"
    st.markdown(escape(say("commitment.figures_note", count=len(rows), indicator=indicator["name"])) + newest)
    if not shown:
        return
    st.table(pd.DataFrame({
        say("commitment.period"): [escape(period_words(figure["period"])) for figure in shown],
        say("commitment.figure"): [_figure(figure) for figure in shown],
        say("commitment.reporter"): [under(escape(figure["reporter"]), figure["scope"]) for figure in shown],
    }), border="horizontal", hide_index=True, alt=say("commitment.figures_alt", indicator=indicator["name"]))
    words = "commitment.as_target" if row["kind"] == "target" else "commitment.all_figures"
    st.markdown(links.inside(say(words), "targets", indicator=row["indicator_id"]))


def _figure(figure: Row) -> str:
    """Markdown of a figure, and below it what it is where nobody reported it as a fact."""
    basis = "" if figure["basis"] == REPORTED else terms.term("basis", figure["basis"])
    return under(findings.figure_link(terms.amount(figure), figure), basis)


def _neighbours(data: Dataset, mention: Row) -> None:
    """What else was found in the same paragraph, in the order of the text."""
    rows = dataset.neighbours(data, mention["mention_id"]).to_dict("records")
    st.header(say("commitment.neighbours"), anchor=False)
    if not rows:
        st.markdown(escape(say("commitment.no_neighbours")))
        return
    st.markdown("\n".join(f"- {_neighbour(data, row)}" for row in rows))


def _neighbour(data: Dataset, row: Row) -> str:
    commitment = data.row("commitments", row["commitment_id"]) if row["commitment_id"] else None
    if commitment is None:
        return escape(row["what"] or quoting.with_readings(row["quote"], quoting.slips(row["flags"])))
    badge = status_badge(commitment["status"], commitment["kind"])
    return f"{badge} {links.inside(commitment['title'], 'commitments', id=row['commitment_id'])}"


def _history(data: Dataset, commitment_id: str) -> None:
    """The changes on record, newest first."""
    rows = dataset.history_of(data, commitment_id).to_dict("records")
    with st.expander(say("commitment.history"), key="history"):
        if not rows:
            st.markdown(escape(say("commitment.no_history")))
            return
        st.markdown(escape(say("commitment.history_note", count=len(rows))))
        shown = rows[:CHANGES_SHOWN]
        told = [changes.of_entry(data, row) for row in shown]
        st.table(pd.DataFrame({
            say("commitment.moment"): [escape(row["when"][:16].replace("T", " ")) for row in shown],
            say("commitment.field"): [_lines(cell.field for cell in cells) for cells in told],
            say("commitment.old"): [_lines(cell.old for cell in cells) for cells in told],
            say("commitment.new"): [_lines(cell.new for cell in cells) for cells in told],
            say("commitment.reason"): [under(escape(_why(row)), row["note"]) for row in shown],
        }), border="horizontal", hide_index=True, alt=say("commitment.history_alt"))


def _lines(texts: Iterable[str]) -> str:
    """Markdown of a cell that tells several things, one below the other."""
    return "  \n".join(map(escape, texts))


def _why(row: Row) -> str:
    """The reason of a change, by which way it came in, and whose it is, in words; as typed what is none of the lists."""
    reason = say(f"log_reason.{row['reason']}") if row["reason"] in LOG_REASONS else row["reason"]
    via = say(f"log_way.{row['via']}") if row["via"] in LOG_WAYS else row["via"]
    return ", ".join(filter(None, (reason, via, row["who"])))
