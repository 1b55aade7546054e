"""What the HTML of every page holds beside Streamlit's own, for whoever works it without a pointer."""
from pathlib import Path

_HERE = Path(__file__).parent
STYLE = (_HERE / "access.css").read_text(encoding="utf-8")
SCRIPT = (_HERE / "access.js").read_text(encoding="utf-8")


def with_access(html: str) -> str:
    """The HTML with our style and script in its head."""
    return html.replace("</head>", f"<style>\n{STYLE}</style>\n<script>\n{SCRIPT}</script>\n</head>", 1)
