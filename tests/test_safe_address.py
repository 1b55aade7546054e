"""One table of addresses: what may be a link is one in a cell, in Markdown and in a chart; all else is refused in the cell and stays text."""
import pytest

from monitor.safe_address import LONGEST, fault_of, is_safe
from monitor.values import BadValue, parse_url
from pages.parts.charts import opening
from pages.parts.markdown import link

LINKS = [
    "https://example.org", "http://example.org/a?b=c&d=%20#e", "https://example.org:8080/", "HTTPS://Example.ORG/",
    "https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/", "https://example.org/уз", "https://example.org./",
    "https://example.org/(a)_[b]", "https://example.org/a@b",                       # no user part: it stands in the path
    "https://web.archive.org/web/2024/https://example.org/",                        # an address inside an address
    "https://example.org/?next=javascript:alert(1)",                                # what the other site makes of it is its own affair
    # Private addresses: nothing here ever asks one (tests/test_layout.py); to the reader they are links like others.
    "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://10.0.0.1/",
    "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
]
TEXT = {
    "a script": [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
        "java\rscript:alert(1)", "javascript\0:alert(1)", "\x01javascript:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)",
        "javascript://example.org/%0aalert(1)", "vbscript:x", "data:text/html,<script>1</script>", "data:text/html;base64,PHA+",
        "view-source:https://example.org", "blob:https://example.org/x", "filesystem:https://example.org/x",
    ],
    "a file or another program": [
        "file:///etc/passwd", "file://server/share", "\\\\server\\share", "ftp://example.org", "tel:+998", "sms:+998", "mailto:a@example.org",
        "ms-word:ofe|u|https://example.org/a.docx", "intent://x#Intent;scheme=https;end", "ws://example.org", "gopher://example.org",
    ],
    "no host of its own": [
        "//example.org", "///example.org", "/targets", "example.org", "www.example.org", "https://", "https:///path", "https://?q",
        "https://#a", "http:example.org", "https:/example.org", "https://:80/", "", "?",
    ],
    "a host written to mislead": [
        "https:\\\\example.org", "https:/\\example.org", "https://example.org\\@evil.org", "https://user@example.org",
        "https://user:password@example.org", "https://@example.org", "https://example.org@evil.org", "https://example.org%40evil.org@evil.org",
        "https://exаmple.org/",                                                     # a Cyrillic letter in a Latin name
        "https://example\u2024org/", "https://example。org/", "https://ｅxample.org/",  # dots and a letter that are none
        "https://exam\u00adple.org/", "https://.org", "https://a..org", "https://-a.org", "https://[::1", "https://a%00.org",
    ],
    "hidden or breaking signs": [
        "https://example.org/\u202egpj.exe", "https://example.org/\u2066x", "https://example.org/\u200b", "https://example.org/\ufeff",
        "https://example.org/a\r\nSet-Cookie: x", "https://example.org/a\x00b", "https://example.org/\xa0", "https://a b.org",
        "https://example.org/<script>", "https://example.org/>", 'https://example.org/"onclick=', "https://example.org/`",
    ],
    "a port that is none": ["https://example.org:99999/", "https://example.org:port/", "https://example.org:0/", "https://example.org:-1/"],
    "more than one, or too much": [
        "https://a.org https://b.org", "https://a.org;https://b.org", "https://a.org,http://b.org", "https://a.org|https://b.org",
        "https://example.org/" + "x" * LONGEST, "https://example.org/" + "x" * 70_000,
    ],
}


def name_of(address: str) -> str:
    return ascii(address[:40])


@pytest.mark.parametrize("address", LINKS, ids=name_of)
def test_what_may_be_a_link_is_one_everywhere(address):
    assert is_safe(address)
    assert parse_url(f" {address} ") == address
    assert link("a [b]", address) == rf"[a \[b\]](<{address}>)"
    assert opening("a", address, "#000").startswith("<a href=")


@pytest.mark.parametrize("address", [address for kind in TEXT.values() for address in kind], ids=name_of)
def test_what_may_not_is_refused_in_a_cell_and_stays_text_elsewhere(address):
    assert fault_of(address)
    assert link("a [b]", address) == r"a \[b\]"
    assert opening("a", address, "#000") == "a"
    if address == address.strip():   # white space around a cell is no fault of the address in it
        with pytest.raises(BadValue):
            parse_url(address)
