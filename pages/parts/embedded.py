"""A view inside another site: what it shows, who says so and of which day, and the way back to the whole; no navigation, no filters."""
from dataclasses import replace
from urllib.parse import urljoin

import streamlit as st

from monitor import describe
from monitor import view as views
from monitor.charts.marks import Series
from monitor.charts.paints import INKS
from monitor.dataset import Dataset
from monitor.describe import Description
from monitor.pictures import views as sights
from monitor.pictures.bodies import Bar, Chart, Statement, Words
from monitor.words import say
from pages.parts import charts, colours, links, load, share
from pages.parts.colours import painted
from pages.parts.markdown import escape, small
from pages.parts.target_chart import target_chart


def is_asked() -> bool:
    """Whether the page stands inside another site."""
    return bool(st.context.is_embedded)


def draw(data: Dataset, page: str) -> bool:
    """Draw a view that has one thing to show; False, with the way back alone, for a page that is to draw itself."""
    view, _ = views.read(page, links.pairs(), data)
    whole = views.address(view, share.base_address(data, page))
    told = describe.describe(view, data, load.today())
    if view.page not in (views.OVERVIEW, views.TARGETS) and not (view.page == views.COMMITMENTS and view.id):
        _foot(told, whole)
        return False
    seen = sights.sight(view, data, load.today(), colours.theme_type())
    st.header(escape(told.title), anchor=False)
    lead = seen.short if view.page == views.TARGETS else seen.lead
    if lead:
        st.markdown(escape(lead))
    _body(seen.body, whole)
    _foot(told, whole)
    return True


def _foot(told: Description, whole: str) -> None:
    """What is chosen, who says so, of which day; the link to the whole view, which is an address of ours and opens outside of the frame."""
    st.markdown(small(escape(" · ".join(filter(None, (told.filtered, told.makers, told.day))))))
    st.markdown(small(f"[{escape(say('share.whole'))}]({whole}) · {escape(told.site)}"))


def _out_of_the_frame(line: Series, whole: str) -> Series:
    """The series with the whole address of what its marks open inside this site, which opens a tab of its own."""
    return replace(line, marks=tuple(replace(mark, href=urljoin(whole, mark.href)) if mark.href else mark for mark in line.marks))


def _body(body: Chart | Bar | Statement | Words, whole: str) -> None:
    ink = INKS[colours.theme_type()]
    if isinstance(body, Chart):
        st.markdown(f"**{escape(body.heading)}**")
        series = [_out_of_the_frame(line, whole) for line in body.series]
        figure = target_chart(series, ink, body.goal, body.paths, body.projections, from_zero=body.from_zero)
        st.plotly_chart(figure, config=charts.CONFIG, key="target_chart", alt=body.message)
        st.markdown(small(escape(body.key)))
    elif isinstance(body, Bar):
        st.plotly_chart(charts.status_bar(body.segments, ink), config=charts.CONFIG, key="status_bar", alt=body.message)
        st.markdown(escape(body.message))
        st.markdown("\n".join(f"- **{escape(entry.title)}**: {escape(entry.state)}" for entry in body.entries))
    elif isinstance(body, Statement):
        st.markdown(painted(body.word, body.paint))
        st.markdown(f"“{escape(body.quote)}”" if body.quote else "")
        st.markdown(small("  \n".join(map(escape, body.said))))
    elif isinstance(body, Words):
        st.markdown("  \n".join(map(escape, body.sentences)))
