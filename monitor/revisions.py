"""Whether it can be told which figure counts where a reporter has several for one thing: revisions that are linked, and linked rightly."""
from collections.abc import Iterator

from monitor import vintages
from monitor.problems import WARNING, Problem
from monitor.schema import FIGURES
from monitor.table import Row, TableFile
from monitor.targets import Figure, read_figure
from monitor.values import BadValue, one_spelling

PUBLISHED = FIGURES.by_name["published"]
Located = tuple[int, Row, Figure]


def revisions(table: TableFile) -> Iterator[Problem]:
    """The problems of figures that are, or may be, revisions of each other. A ring of them is told with the other rings."""
    figures = list(_figures(table))
    yield from _unlinked(table, figures)
    yield from _mislinked(table, figures)


def _figures(table: TableFile) -> Iterator[Located]:
    """The rows that can be read; what cannot be is told by the check of the cells."""
    for line, row in zip(table.lines, table.rows):
        try:
            yield line, row, read_figure(row | {"published": one_spelling(PUBLISHED, row["published"])})
        except BadValue:
            continue


def _unlinked(table: TableFile, figures: list[Located]) -> Iterator[Problem]:
    """Several numbers of one reporter for one thing and period, none of which replaces another: one warning, at the one that counts."""
    replaced = {figure.replaces for _, _, figure in figures}
    groups: dict[tuple, list[Located]] = {}
    for line, row, figure in figures:
        if figure.end is not None and figure.figure_id not in replaced:
            groups.setdefault(vintages.identity(figure), []).append((line, row, figure))
    for group in groups.values():
        if len({(figure.span, figure.qualifier) for _, _, figure in group}) > 1:
            *others, (line, row, counting) = sorted(group, key=lambda located: (located[2].published, located[2].figure_id))
            by = "as published last" if counting.published > others[-1][2].published else "though the days of publication do not say which"
            named = ", ".join(f"{figure.figure_id} ({other['value']})" for _, other, figure in others)
            yield table.problem(
                line, row, "replaces", f"another number for the same thing and period: {named}", "one figure, or a revision of the other",
                f"this one counts, {by}: where it revises the other, name that here; where it counts something else, say so in scope",
                WARNING)


def _mislinked(table: TableFile, figures: list[Located]) -> Iterator[Problem]:
    """Figures that replace one of another indicator, reporter or period."""
    by_id = {figure.figure_id: figure for _, _, figure in figures}
    for line, row, figure in figures:
        other = by_id.get(figure.replaces)
        if other is None:
            continue
        unlike = [words for words, is_unlike in (
            ("indicator", figure.indicator_id != other.indicator_id), ("reporter", figure.reporter_id != other.reporter_id),
            ("period", (figure.start, figure.end) != (other.start, other.end)),
        ) if is_unlike]
        if unlike:
            yield table.problem(line, row, "replaces", f"a figure of another {' and '.join(unlike)}",
                                "an earlier figure of the same reporter for the same thing and period",
                                "name the figure that this one revises, or empty the cell: what is replaced counts nowhere", WARNING)
