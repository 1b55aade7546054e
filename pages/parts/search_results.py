"""Where the words of a search stand, in the list of commitments and below it."""
import streamlit as st

from monitor import search
from monitor.dataset import Dataset
from monitor.search import Found, Hit
from monitor.words import say
from pages.parts import links
from pages.parts.markdown import escape, small

PAGE_AND_NAME = {search.SOURCE: ("sources", "source"), search.STATEMENT: ("sources", "source"), search.INDICATOR: ("targets", "indicator")}


def line(hit: Hit) -> str:
    """Markdown of a stretch of text with the words of the search in bold."""
    text = "".join(f"**{escape(part)}**" if is_word else escape(part) for part, is_word in search.marked(hit.text, hit.places))
    return small(f"{escape(say(f'search.{hit.where}'))}: {text}")


def elsewhere(data: Dataset, query: str) -> None:
    """What else has the words, a line a sort: documents, figures, statements that belong to no commitment; nothing where nothing has."""
    sorts: dict[str, list[Found]] = {}
    for entry in search.elsewhere(data, query):
        sorts.setdefault(entry.what, []).append(entry)
    if sorts:
        st.header(escape(say("search.also")), anchor=False)
        st.markdown("\n".join(f"- {escape(say(f'search.{what}'))}: {'; '.join(map(_linked, found))}" for what, found in sorts.items()))


def _linked(entry: Found) -> str:
    page, name = PAGE_AND_NAME[entry.what]
    return links.inside(entry.name, page, **{name: entry.key, "q": None})
