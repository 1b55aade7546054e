"""What a timeline says in ten seconds: what was reported last, what falls due next, which dates passed without a word."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from monitor.timeline import AHEAD, EVENT, EVIDENCE_GIVEN, PASSED, SILENT, Entry, Timeline

REPORTS = (EVENT, EVIDENCE_GIVEN)


@dataclass(frozen=True)
class Digest:
    """What was reported last, what falls due, what passed or is silent.

    `newest` are the reports of the newest day. `last_year` and `year_before` count the evidence that is wholly of the twelve months up to
    today and of the twelve before. Of deadlines that are open, those to come stand in `ahead`, soonest first; those that passed in `silent`
    where no report was found, else in `passed`, newest first. `no_report` counts the commitments that were searched in vain,
    `not_checked` those that nobody has searched.
    """

    newest: tuple[Entry, ...]
    last_year: int
    year_before: int
    ahead: tuple[Entry, ...]
    silent: tuple[Entry, ...]
    passed: tuple[Entry, ...]
    no_report: int
    not_checked: int


def digest(line: Timeline, statuses: Iterable[str], today: date) -> Digest:
    """The digest of a timeline; `statuses` are those of the commitments it is about."""
    reports = [entry for entry in line.dated if entry.kind in REPORTS and entry.days.last <= today]
    evidence = [entry for entry in line.dated if entry.kind == EVIDENCE_GIVEN]
    year_ago, two_years_ago = years_before(today, 1), years_before(today, 2)
    counted = Counter(statuses)
    ahead, silent, passed = ([entry for entry in line.dated if entry.state == state] for state in (AHEAD, SILENT, PASSED))
    return Digest(
        newest=tuple(entry for entry in reports if entry.day == reports[0].day),
        last_year=_within(evidence, year_ago, today), year_before=_within(evidence, two_years_ago, year_ago),
        ahead=tuple(sorted(ahead, key=lambda entry: (entry.days.last, entry.days.first))), silent=tuple(silent), passed=tuple(passed),
        no_report=counted["no_report"], not_checked=counted["not_checked"],
    )


def _within(entries: Iterable[Entry], after: date, until: date) -> int:
    return sum(after < entry.days.first and entry.days.last <= until for entry in entries)


def years_before(today: date, years: int) -> date:
    """The same day some years earlier; 28 February for a 29th that the year does not have."""
    year = today.year - years
    is_leap_day = (today.month, today.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else today.replace(year=year)
