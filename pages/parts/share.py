"""The one button that takes a view along: its address, a frozen one, a frame for other sites, the picture, the data, the citation."""
import html
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from monitor import cite, describe
from monitor import view as views
from monitor.dataset import Dataset
from monitor.view import View
from monitor.words import say
from pages.parts import links, load, terms
from pages.parts.markdown import escape, small

# What the rows of a page are called among the data routes.
ROWS_OF = {
    views.OVERVIEW: "commitments", views.TARGETS: "figures", views.COMMITMENTS: "commitments", views.TIMELINE: "timeline",
    views.SOURCES: "mentions", views.REVIEW: "commitments", views.METHOD: "commitments",
}
FRAME_PIXELS = {views.OVERVIEW: 640, views.TARGETS: 980, views.COMMITMENTS: 600}
OTHER_FRAME_PIXELS = 700
EMBEDDED = "embed=true"


@st.fragment
def button(data: Dataset, page: str) -> None:
    """Draw the button of the page that is shown; what is behind it is put together once it is opened."""
    panel = st.popover(say("share.button"), key="share", on_change="rerun")
    if not panel.open:
        return
    with panel:
        view = views.named(views.read(page, links.pairs(), data)[0], data)
        base = base_address(data, page)
        _addresses(view, base)
        _files(view)
        _citation(data, view, base)
        with st.expander(say("share.frame")):
            _frame(data, view, base)


def base_address(data: Dataset, page: str) -> str:
    """The address of the site: the public one of the data set, else the one that the reader's browser asked."""
    asked = (st.context.url or "").partition("?")[0].rstrip("/")
    return views.public_base(data.descriptor, asked if page == views.OVERVIEW else asked.removesuffix(f"/{page}"))


def frame_code(view: View, base: str, title: str) -> str:
    """The HTML that shows a view inside another site; `title` is what a screen reader says of the frame."""
    address = views.address(view, base)
    source = html.escape(f"{address}{'&' if view.parameters else '?'}{EMBEDDED}")
    height = FRAME_PIXELS.get(view.page, OTHER_FRAME_PIXELS)
    return f'<iframe src="{source}" title="{html.escape(title)}" width="100%" height="{height}" style="border:0" loading="lazy"></iframe>'


def _addresses(view: View, base: str) -> None:
    """The address of the view, and of the same as it is today."""
    _copied("share.link", views.address(view, base))
    if view.asof:
        st.markdown(small(escape(say("share.is_frozen"))))
    else:
        today = load.now().date()
        _copied("share.frozen", views.address(replace(view, asof=today), base), day=terms.day(today.isoformat()))
    st.markdown(small(escape(say("share.how_to_copy"))))


def _frame(data: Dataset, view: View, base: str) -> None:
    """The HTML of the frame, and whether other sites may show it already."""
    st.code(frame_code(view, base, describe.describe(view, data, load.today()).full_title), language=None, wrap_lines=True)
    if not data.descriptor.get("embedding"):
        st.markdown(small(escape(say("share.frame_not_yet"))))


def _files(view: View) -> None:
    """The picture of the view, and what it shows as data."""
    query = urlencode(view.parameters)
    rows = ROWS_OF[view.page]
    st.markdown("  \n".join((
        _pictures("share.picture", view),
        _pictures("share.dark_picture", view, theme="dark"),
        _linked("share.rows", {"CSV": f"api/{rows}.csv", "JSON": f"api/{rows}.json"}, query),
        _linked("share.everything", {say("share.zip"): "api/data.zip", say("share.feed"): "feed.xml"}, ""),
    )))


def gap_pictures(data: Dataset) -> str:
    """Markdown of the pictures of the chart of the targets that sets two statistics side by side."""
    return _pictures("share.gap_picture", views.named(views.read(views.TARGETS, links.pairs(), data)[0], data), chart="gap")


def _pictures(label: str, view: View, **kind: str) -> str:
    addresses = {form.upper(): f"picture/{view.page}.{form}" for form in ("png", "svg")}
    return _linked(label, addresses, urlencode([*view.parameters, *kind.items()]))


def _citation(data: Dataset, view: View, base: str) -> None:
    _copied("share.citation", cite.citation(view, data, base, load.now().date()).text)
    formats = {"RIS": f"cite/{view.page}.ris", "CSL-JSON": f"cite/{view.page}.json"}
    st.markdown(_linked("share.citation_files", formats, urlencode(view.parameters)))


def _copied(label: str, text: str, **parameters: str) -> None:
    """A text with the button that copies it."""
    st.markdown(f"**{escape(say(label, **parameters))}**")
    st.code(text, language=None, wrap_lines=True)


def _linked(label: str, addresses: dict[str, str], query: str) -> str:
    """Markdown of a label and what it leads to, all under the same query."""
    listed = " · ".join(f"[{escape(name)}]({address}{'?' if query else ''}{query})" for name, address in addresses.items())
    return f"**{escape(say(label))}** {listed}"
