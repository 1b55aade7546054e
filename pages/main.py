"""The frame: every visit runs this script, and it runs the page that the address names."""
import streamlit as st

from monitor.words import say
from pages.parts import filters, frame, links, load

PAGES = ("overview", "targets", "commitments", "sources", "review", "method")

st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
reading = load.reading()
pages = [st.Page(f"{name}.py", title=say(f"frame.{name}"), default=name == links.HOME) for name in PAGES]
# The links are drawn below: those of Streamlit's own menu would leave the filters behind.
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title=f"{page.title} · {frame.site_title(reading.data.descriptor)}")

links.stand_on(page.url_path)
filters.lead_to_results()
frame.top(PAGES, load.data(), page.url_path or links.HOME)
frame.notices(reading, filters.left_out(reading.data))
frame.day_shown(load.record_of(reading))
filters.draw(load.data())
load.watch(reading.fingerprint)
links.settle_address()
page.run()
