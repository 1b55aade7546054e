"""The tables and the timeline as CSV and JSON, under the filters of the address: the rows of exactly what a view shows."""
import json
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from monitor import describe, ids, shown, spreadsheet
from monitor.archive import licences
from monitor.cite import citation
from monitor.dataset import rows_of
from monitor.schema import FIGURES, Table
from monitor.view import COMMITMENTS, TARGETS, TIMELINE, pairs_of, pairs_told
from monitor.web.asked import Asked, answer, asked

FORMS = {"csv": "text/csv", "json": "application/json"}
LONGEST_FILTERS = 60


def table_answer(table: Table, form: str, request: Request) -> Response:
    """The answer to `/api/TABLE.FORM`. Raises NothingToShow."""
    found = _asked(request, table)
    make = {"csv": _csv, "json": _json}[form]
    return answer(request, found, lambda: make(found, table), FORMS[form], f"{_name(found, table)}.{form}")


def _asked(request: Request, table: Table) -> Asked:
    """Figures are asked for as the targets are; those of a reporter without an indicator too, which the page does not know."""
    if table is not FIGURES:
        return asked(request.scope, TIMELINE if table is shown.TIMELINE else COMMITMENTS)
    found = asked(request.scope, TARGETS)
    if found.view.indicator or found.view.id:
        return found
    named = shown.reporters_named(pairs_of(request.scope["query_string"]), found.data)
    dropped = tuple(pair for pair in found.dropped if pair[0] != "reporter" or pair[1] not in named)
    return replace(found, view=replace(found.view, reporters=named), dropped=dropped)


def _csv(found: Asked, table: Table) -> bytes:
    rows = shown.rows(table, found.view, found.data, found.today).reindex(columns=table.header, fill_value="")
    return spreadsheet.as_csv(table, rows_of(rows))


def _json(found: Asked, table: Table) -> bytes:
    rows = shown.rows(table, found.view, found.data, found.today)
    cited = citation(found.view, found.data, found.base, found.today)
    about: dict[str, Any] = {
        "title": cited.title, "table": table.name, "address": found.address, "day": cited.data_day and cited.data_day.isoformat(),
        "licence": licences(found.data), "citation": cited.text, "filters": list(describe.filters(found.view, found.data)),
        "dropped": pairs_told(found.dropped), "count": len(rows),
    }
    head = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    body = ",\n".join(shown.as_json(table, rows))
    return f'{head},\n "rows": [\n{body}\n]}}\n'.encode("utf-8", errors="replace")


def _name(found: Asked, table: Table) -> str:
    """The name of a download: data set, table, day and filters."""
    day = found.view.asof or found.today
    name = spreadsheet.file_name(found.data.descriptor, table.name, day, bool(found.view.asof)).removesuffix(".csv")
    chosen = [value for name_, value in found.view.parameters if name_ not in ("asof", "sort", "page")]
    return f"{name}-{ids.slug(' '.join(chosen), LONGEST_FILTERS)}" if chosen else name
