"""The page of one source: what it is, and its text as it reads, with everything that was found in it."""
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from monitor import dataset, passages, quoting, words
from monitor.charts.paints import MARKED
from monitor.dataset import Dataset, Row
from monitor.passages import Document, Finding, Paragraph
from monitor.values import JOIN
from monitor.words import Piece, say
from pages.parts import filters, findings, links, terms
from pages.parts.colours import found_paint, painted, theme_type
from pages.parts.markdown import escape, link, small, strong

WARNED = ("machine_translation", "paraphrase")
LONG = 1000   # characters of a paragraph from which on only the words around those asked for stand at the top
WIDTHS = (3, 2)   # of the text, and of what stands beside it
WHOLE, TEXT = 1120, 662   # both together and the text alone, in pixels: no wider than the eye follows


@dataclass(frozen=True, eq=False)
class View:
    """What is shown of a source: the `chosen` findings, and page `number` of the paragraphs that may be shown."""

    data: Dataset
    source: Row
    document: Document
    chosen: Sequence[Finding]
    pages: Sequence[Sequence[Paragraph]]
    number: int

    @property
    def in_full(self) -> bool:
        return self.source["rights"] == quoting.FULL

    @property
    def on_page(self) -> Sequence[Paragraph]:
        return self.pages[self.number - 1] if self.pages else ()


def view_of(data: Dataset, source: Row, document: Document, chosen: Sequence[Finding], page: int | None) -> View:
    """The view of a source; without a `page` of its own the one that has the first chosen words."""
    pages = passages.in_pages([paragraph for paragraph in document.paragraphs if source["rights"] == quoting.FULL or paragraph.findings])
    having = (number for number, shown in enumerate(pages, 1) if any(found in chosen for paragraph in shown for found in paragraph.begun))
    return View(data, source, document, chosen, pages, min(page or next(having, 1), len(pages)))


def draw(view: View) -> None:
    """Draw a source: what it is and its text; before it the words that were asked for, to be seen without scrolling."""
    source = view.source
    title = findings.name(view.data, view.chosen[0]) if view.chosen else source["title"]
    st.set_page_config(page_title=title)
    links.go(say("sources.back"), "sources", source=None)
    st.title(escape(title), anchor=False)
    if view.chosen:
        for _, alike in groupby(view.chosen, key=lambda finding: finding.span):
            _chosen(view, list(alike))
        st.header(escape(source["title"]), anchor=False)
    _about(source)
    if source["file"]:
        _text(view)
    if view.document.astray:
        _astray(view)


def counted(counts: Mapping[str, int]) -> tuple[Piece, ...]:
    """How many findings of each kind there are, in words."""
    told = [words.pieces(f"sources.count_{kind}", count=counts[kind]) for kind in passages.KINDS if counts.get(kind)]
    if not told:
        return words.pieces("sources.count_none")
    return words.join([piece for place, part in enumerate(told) for piece in ((Piece(", "), *part) if place else part)])


def published(source: Row) -> str:
    """The day of a source in words: that of its text, else that of the event it reports."""
    if source["date"] or not source["event_date"]:
        return terms.day(source["date"])
    return say("sources.on_event", day=terms.day(source["event_date"]))


def _chosen(view: View, alike: Sequence[Finding]) -> None:
    """Words that were asked for in their paragraph, beside what they became; `alike` are a mention and a figure of the same words."""
    left, right = st.columns(WIDTHS, gap="medium", width=WHOLE)
    with left:
        st.header(say("commitment.words"), anchor=False)
        _words(view, alike)
    with right:
        st.header(say("sources.became"), anchor=False)
        for finding in alike:
            findings.became(view.data, finding, view.document.numbers[finding])


def _words(view: View, alike: Sequence[Finding]) -> None:
    """The paragraph with the words highlighted, where it stands and what kind of text it is; the words as kept where it is not there."""
    finding, source = alike[0], view.source
    passage = dataset.paragraph(view.data, finding.id, finding.table)
    about = ", ".join(filter(None, (source["title"], published(source), terms.term("text_basis", source["text_basis"]))))
    where = [escape(say("commitment.where", about=about))]
    if passage:
        flags = JOIN.join(found.flags for found in alike)
        rights = source["rights"] if len(passage.text) < LONG else quoting.EXCERPT
        st.markdown(findings.in_passage(passage, flags, rights, MARKED[theme_type()]))
    else:
        st.markdown(" ".join(filter(None, (_why_astray(view, finding), findings.kept_words(finding)))))
    where += [f"{escape(say('sources.in_its_place'))} {_jump(paragraph)}." for paragraph in view.on_page if finding in paragraph.begun]
    if source["url"]:
        where.append(link(say("commitment.read_the_text"), source["url"]))
    st.markdown(small(" ".join(where)))


def _about(source: Row) -> None:
    """What the source is, how its dates are known, and in plain words what kind of text it is."""
    if source["text_basis"] in WARNED:
        st.info(escape(say(f"sources.warn_{source['text_basis']}")), width=WHOLE)
    facts = {
        "publisher": source["publisher"],
        "date": terms.day(source["date"]),
        "event_date": terms.day(source["event_date"]),
        "nature": terms.term("text_basis", source["text_basis"]),
        "language": terms.language(source["language"]),
        "parties": terms.names(source["parties"]),
    }
    said = {escape(say(f"sources.{name}")): escape(fact) for name, fact in facts.items() if fact}
    if said:
        st.container(width=TEXT).table(said, border="horizontal", alt=say("sources.about"))
    lines = [say("sources.dated", how=source["date_basis"])] if source["date_basis"] else []
    lines += [say("sources.note", note=source["note"])] if source["note"] else []
    address = [link(say("sources.address", address=source["url"]), source["url"])] if source["url"] else []
    st.markdown("\n\n".join([*map(escape, lines), *address]), width=WHOLE)


def _text(view: View) -> None:
    """The text paragraph by paragraph, each beside what was found in it."""
    if view.document.text is None and not view.source["text_by"]:
        return   # not read yet, which is told at the head of the page
    st.header(say("sources.document"), anchor=False)
    if view.document.text is None:
        st.warning(escape(say("sources.text_missing", file=view.source["file"])), width=WHOLE)
        return
    st.markdown(_what_is_shown(view), width=WHOLE)
    _jumps(view)
    for has_findings, run in groupby(view.on_page, key=lambda paragraph: bool(paragraph.findings)):
        if not has_findings:
            st.markdown("\n\n".join(_paragraph(view, paragraph) for paragraph in run), width=TEXT)
            continue
        for paragraph in run:
            left, right = st.columns(WIDTHS, gap="small", width=WHOLE)
            left.markdown(f"### {small(escape(_heading(paragraph)))}\n\n{_paragraph(view, paragraph)}")
            right.markdown("\n".join(f"- {_entry(view, finding)}" for finding in paragraph.begun))
    if len(view.pages) > 1:
        st.session_state["page_number"] = view.number
        st.pagination(len(view.pages), key="page_number", on_change=_choose_page)


def _what_is_shown(view: View) -> str:
    """Markdown that says what is highlighted in the text and how much of it stands here."""
    paragraphs = view.document.paragraphs
    if not paragraphs:
        return escape(say("sources.empty"))
    counts = Counter(finding.kind for paragraph in paragraphs for finding in paragraph.begun)
    told = [strong("sources.highlighted", found=counted(counts))]
    shown = sum(map(len, view.pages))
    if not view.in_full:
        told.append(escape(say("sources.excerpt", shown=shown, all=len(paragraphs))))
        if view.source["url"]:
            told.append(link(say("sources.whole_text"), view.source["url"]))
    if len(view.pages) > 1:
        told.append(escape(say("sources.paragraphs", first=view.on_page[0].number, last=view.on_page[-1].number, all=len(paragraphs))))
    return "\n\n".join(filter(None, (" ".join(told), _legend(counts))))


def _legend(counts: Mapping[str, int]) -> str:
    """Markdown of the marks and paints of the kinds that are there."""
    kinds = (painted(say("sources.legend", mark=findings.mark(kind), kind=say(f"sources.one_{kind}")), found_paint(kind))
             for kind in passages.KINDS if counts.get(kind))
    return " ".join(kinds)


def _jumps(view: View) -> None:
    """Links to the paragraphs of this page that hold findings, each with what was found in it."""
    holding = [paragraph for paragraph in view.on_page if paragraph.begun]
    if not holding:
        return
    with st.expander(say("sources.jump"), width=WHOLE, key="jumps"):
        names = {paragraph: "; ".join(findings.name(view.data, finding) for finding in paragraph.begun) for paragraph in holding}
        st.markdown("\n".join(f"- {_jump(paragraph)}: {escape(found)}" for paragraph, found in names.items()))


def _paragraph(view: View, paragraph: Paragraph) -> str:
    """Markdown of the words of a paragraph."""
    stretches = passages.stretches(view.document.text, paragraph, view.source["rights"])
    return "".join(findings.in_text(view.data, stretch, view.chosen, view.document.numbers) for stretch in stretches)


def _entry(view: View, finding: Finding) -> str:
    """Markdown of a finding beside its words."""
    return findings.entry(view.data, finding, view.document.numbers[finding])


def _heading(paragraph: Paragraph) -> str:
    return say("sources.paragraph", number=paragraph.number)


def _jump(paragraph: Paragraph) -> str:
    """Markdown of a link to a paragraph on this page: its heading is the anchor."""
    return f"[{escape(_heading(paragraph))}](#{_heading(paragraph).lower().replace(' ', '-')})"


def _astray(view: View) -> None:
    """What was read elsewhere, or the findings whose words are not at their place in the text, with the words as they were kept."""
    if not view.source["file"]:
        st.header(say("sources.says"), anchor=False)
        st.markdown(escape(say("commitment.by_hand")))
    else:
        st.header(say("sources.kept"), anchor=False)
    for finding in view.document.astray:
        told = (_entry(view, finding), " ".join(filter(None, (_why_astray(view, finding), findings.kept_words(finding)))))
        st.markdown("  \n".join(filter(None, told)), width=WHOLE)


def _why_astray(view: View, finding: Finding) -> str:
    """Markdown that says why words are not shown in their place; empty for a statement that was read elsewhere."""
    if not view.source["file"]:
        return ""
    if not finding.row["quote"]:
        return escape(say("commitment.by_hand"))
    if view.document.text is None:
        return escape(say("sources.text_missing", file=view.source["file"]))
    return escape(say("sources.words_gone"))


def _choose_page() -> None:
    filters.set_parameters(page=str(st.session_state["page_number"]))
