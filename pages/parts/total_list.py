"""Sums of what is shown, and below them what they leave out and why."""
from monitor.phrases import quantity
from monitor.totals import NOT_ADDED, Row, Total, Totals
from monitor.words import say
from pages.parts import links
from pages.parts.markdown import escape, strong


def total_list(added: Totals) -> str:
    """Markdown: a line a currency, then a line a reason with the rows it leaves out."""
    lines = [_total(total) for total in added.totals] or [escape(say("totals.none"))]
    for reason in NOT_ADDED:
        rows = [row for row, why in added.left_out if why == reason]
        if rows:
            lines.append(_left_out(rows, reason))
    return "\n".join(f"- {line}" for line in lines)


def _total(total: Total) -> str:
    low, high = total.amount.low, total.amount.high
    if low is None:
        amount = quantity(high, total.unit, "up_to")
    else:
        amount = quantity(low, total.unit, "over" if high is None else "exactly", high)
    return strong("totals.total", amount=amount, number=len(total.counted))


def _left_out(rows: list[Row], reason: str) -> str:
    """The titles are links and so stand outside of what is escaped."""
    words = say("totals.left_out", number=len(rows), reason=say(f"not_added.{reason}"), titles="")
    return escape(words.rstrip()) + " " + "; ".join(links.inside(row["title"], "commitments", id=row["commitment_id"]) for row in rows)
