"""The documents and the statements read elsewhere, or the one that the address names with everything found in it."""
import streamlit as st

from monitor import dataset, passages
from monitor.dataset import Row
from monitor.words import say
from pages.parts import add_document, document, edit_statement, filters, links, load, terms
from pages.parts.markdown import escape, in_markdown, link, small, under

NOTHING_FOUND: dict[str, int] = {}


def card(source: Row) -> None:
    """A document: its title, which leads to its page, what it is, what was found in it, and where it was published."""
    with st.container(border=True):
        st.subheader(links.inside(source["title"], "sources", source=source["source_id"]), anchor=False)
        facts = (source["publisher"], document.published(source), terms.term("text_basis", source["text_basis"]),
                 terms.language(source["language"]), terms.names(source["parties"]))
        st.markdown(escape(" · ".join(filter(None, facts))))
        found = in_markdown(document.counted(counts.get(source["source_id"], NOTHING_FOUND)))
        st.markdown(f"{found} · {link(say('commitment.read_the_text'), source['url'])}" if source["url"] else found)
        if source["date_basis"]:
            st.markdown(small(escape(say("sources.dated", how=source["date_basis"]))))


def line(source: Row, said: Row | None) -> str:
    """Markdown of a statement read elsewhere: when, what, how much, by when, and who reports it."""
    what = links.inside(said["what"] if said and said["what"] else source["title"], "sources", source=source["source_id"])
    more = (terms.amount(said), said["deadline_text"]) if said else ()
    by = link(source["publisher"] or say("commitment.read_the_text"), source["url"])
    day = document.published(source)
    told = f"{f'**{escape(day)}**: ' if day else ''}{what}{''.join(f', {escape(part)}' for part in more if part)} ({by})"
    return under(told, source["note"])


# Load and choose: the address says which source is open, and which of its words were asked for

data = load.data()
add_document.finish(data)
asked = st.query_params.get_all("source")
wanted = st.query_params.get("id", "")
newest_first = sorted(data.sources.to_dict("records"), key=dataset.source_day, reverse=True)
known = [source for source in newest_first if source["source_id"] in asked]
opened = passages.document(data, known[0]["source_id"]) if len(known) == 1 else None
chosen = [finding for finding in opened.findings if finding.id == wanted] if opened else []

meaningless = [("source", value) for value in asked if not data.row("sources", value)]
if wanted and not chosen:
    meaningless.append(("id", wanted))
told_above = filters.left_out(load.reading().data)
left_out = ", ".join(f"{name}={value}" for name, value in meaningless if (name, value) not in told_above)
if left_out:
    st.markdown(small(escape(say("frame.left_out", named=left_out))))

# The one that the address names

if opened:
    add_document.notice(known[0])
    page = filters.choice(data).page if "page" in st.query_params else None
    document.draw(document.view_of(data, known[0], opened, chosen, page))
    edit_statement.draw(data, known[0]["source_id"])
    st.stop()

# The list, or that there is none: documents first, then what was read elsewhere

st.title(say("sources.title"), anchor=False)
add_document.draw(data)
edit_statement.draw(data)
listed = known or newest_first
documents = [source for source in listed if source["file"]]
elsewhere = [source for source in listed if not source["file"]]
counts = passages.counts(data)
if not listed:
    st.info(escape(say("sources.none")))
    st.stop()
if documents:
    st.header(say("sources.documents", count=len(documents)), anchor=False)
for source in documents:
    card(source)
if elsewhere:
    st.header(say("sources.elsewhere", count=len(elsewhere)), anchor=False)
    st.markdown(escape(say("sources.by_hand")))
    said = passages.statements(data)
    st.markdown("\n".join(f"- {line(source, mention)}" for source in elsewhere for mention in said.get(source["source_id"], [None])))
