"""What the overview and the targets set in boxes: sentences, headline cards, the words of a statement, a button that copies."""
from datetime import date
from urllib.parse import urljoin

import streamlit as st

from monitor import quoting
from monitor.charts.marks import Segment
from monitor.charts.paints import Paint
from monitor.dataset import Dataset, Row
from monitor.overview import Count
from monitor.phrases import Headline, Sentence, joined, on_time, period_words, sentence, shortfall, standing
from monitor.phrases import state as state_of
from monitor.progress import Judgement
from monitor.schema import BY_NAME
from monitor.vocabulary import STATUS_BY_CODE, status_definition, status_label
from monitor.words import say
from pages.parts import links, terms
from pages.parts.colours import painted, status_paint
from pages.parts.markdown import escape, in_markdown, link, small, under

UNCHECKED = "not_checked"
UNKNOWN_SOURCE = dict.fromkeys(BY_NAME["sources"].header, "")


def whole_address(data: Dataset, page: str, **changes: links.Value) -> str:
    """The address of a page with everything that leads to it, for a quotation: below the public address of the data where it has one."""
    base = str(data.descriptor.get("homepage") or st.context.url or "")
    return urljoin(base, links.address(page, **changes))


def prose(sentence: Sentence) -> str:
    """Markdown of a sentence, its strong pieces bold and its numbers linked to where they can be read."""
    return in_markdown(sentence.pieces, links.carried)


def sources_of(sentence: Sentence) -> str:
    """Markdown of the reports a sentence rests on, each with its link and its period; empty where none can be opened."""
    named = []
    for ground in sentence.grounds:
        if ground.url:
            about = ", ".join(part for part in (ground.said_by or ground.url, period_words(ground.about)) if part)
            named.append(link(about, ground.url))
    return "; ".join(dict.fromkeys(named))


def told(sentence: Sentence, read: date, address: str, key: str) -> None:
    """A sentence, and beside it a button that opens it as it may be quoted, ready to be copied, with its sources."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        st.markdown(prose(sentence), width="stretch")
        copier(sentence, read, address, key)


def copier(sentence: Sentence, read: date, address: str, key: str) -> None:
    """A button that opens the sentence as it may be quoted, ready to be copied, with its sources."""
    with st.popover(say("targets.copy"), type="tertiary", key=key):
        st.code(sentence.cited(read, address), language=None, wrap_lines=True)
        sources = sources_of(sentence)
        if sources:
            st.markdown(f"{escape(say('targets.rests_on'))} {sources}")


def target_lead(headline: Headline, judgement: Judgement) -> Sentence:
    """How a target stands: state, newest figures, how much is short, and whether it is on time; of one that cannot be judged only why."""
    if judgement.reason:
        return joined([headline.facts, headline.deadline], between=" ")
    state = sentence("headline.state", state=state_of(judgement))
    parts = [state, standing(judgement), shortfall(judgement), on_time(judgement)[0]]
    return joined([part for part in parts if part], between=" ")


def headline_card(data: Dataset, headline: Headline, today: date) -> None:
    """What was undertaken, how it stands with reporters and dates, the deadline; the way to what it rests on, and a button to quote it."""
    row = data.row("commitments", headline.commitment_id)
    st.subheader(escape(headline.title), anchor=False, help=escape(row["headline"]))
    st.markdown(painted(f"\u00a0{headline.state}\u00a0", _paint_of(headline, row)))
    if headline.facts.pieces:
        st.markdown(prose(headline.facts))
    st.markdown(f"*{prose(headline.deadline)}*")
    if row["indicator_id"] in data.figure_values:
        words, page, where = "overview.see_figures", "targets", {"indicator": row["indicator_id"]}
    else:
        words, page, where = "overview.see_commitment", "commitments", {"id": row["commitment_id"]}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        links.lead(say(words), page, **where)
        copier(headline.quotable, today, whole_address(data, page, **where), f"copy-{headline.commitment_id}")


def without_words(mention: Row) -> bool:
    """Whether a statement was entered by hand without its words."""
    return mention["by_hand"] and not mention["quote"]


def said_card(data: Dataset, mention: Row) -> None:
    """The words of one document, with its day, its nature and the document."""
    source = data.row("sources", mention["source_id"]) or UNKNOWN_SOURCE
    title = source["title"] or mention["source_id"]
    words = quoting.with_readings(mention["quote"], quoting.slips(mention["flags"]))
    about = [links.inside(title, "commitments", id=mention["commitment_id"]), escape(terms.term("text_basis", source["text_basis"]))]
    with st.container(border=True):
        st.markdown(f"**{escape(terms.day(mention['day']))}**")
        st.markdown(f"“{escape(words)}”")
        st.markdown(small(" · ".join(part for part in about if part)))


def said_line(data: Dataset, mention: Row) -> None:
    """A statement read elsewhere, entered by hand: what is to be done, how much, by when, and who reports it."""
    source = data.row("sources", mention["source_id"]) or UNKNOWN_SOURCE
    told = ", ".join(part for part in (mention["what"], terms.amount(mention), mention["deadline_text"]) if part)
    by = link(source["publisher"] or source["title"] or mention["source_id"], source["url"])
    st.markdown(under(f"**{escape(terms.day(mention['day']))}**: {escape(told)} ({by})", source["note"]))


def _paint_of(headline: Headline, row: Row) -> Paint:
    """The colours of the status where the card shows the status; those of nothing looked for where it shows figures or a claim."""
    known = row["status"] in STATUS_BY_CODE and headline.state.casefold().startswith(status_label(row["status"], row["kind"]))
    return status_paint(row["status"] if known else UNCHECKED)


def segment(count: Count) -> Segment:
    """A part of the status bar; a status that is not in the vocabulary is drawn as those that nobody looked for."""
    paint = status_paint(count.code if count.code in STATUS_BY_CODE else UNCHECKED)
    return Segment(count.number, count.word, paint.background, paint.ink)


def count_row(count: Count) -> dict[str, str]:
    """A row of the table below the bar: the number, the word, which leads to the commitments, and what it means."""
    known = count.code in STATUS_BY_CODE
    where = {"status": count.code, "kind": count.kinds}
    meaning = status_definition(count.code, count.kinds[0]) if known else say("overview.unknown_meaning")
    return {
        say("overview.column_number"): f"**{count.number}**",
        say("overview.column_status"): links.inside(count.word, "commitments", **where) if known else escape(count.word),
        say("overview.column_meaning"): escape(meaning),
    }


def terms_of_use(data: Dataset) -> None:
    """Licence, how to cite, and how to ask for a correction, as the description of the data has them."""
    about = data.descriptor
    entries = about.get("licenses", ())
    licences = [link(str(entry.get("title") or entry.get("name") or ""), str(entry.get("path") or "")) for entry in entries]
    st.markdown(f"**{escape(say('overview.licence'))}** " + ("; ".join(licences) or escape(say("overview.no_licence"))))
    st.markdown(f"**{escape(say('overview.cite'))}** {escape(str(about.get('citation') or say('overview.no_citation')))}")
    how = say("overview.corrections_how", contact=about["contact"]) if about.get("contact") else say("overview.corrections_here")
    st.markdown(f"**{escape(say('overview.corrections'))}** {escape(how)}")
