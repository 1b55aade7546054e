"""A sentence reckoned from the data, with the rows it rests on."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from monitor import words
from monitor.phrases.numbers import day_words, period_words
from monitor.targets import Figure
from monitor.words import Piece, say


@dataclass(frozen=True)
class Ground:
    """A row that a sentence rests on: who said it, about which period or day, when it was published and where it can be read."""

    table: str
    id: str
    said_by: str
    about: str
    published: str
    url: str
    publisher: str = ""
    words_in: str = ""   # the document of the set that holds its words

    @property
    def href(self) -> str:
        """Where it opens: at its highlighted words where a document of the set holds them, else at its own address."""
        if self.words_in:
            return f"sources?{urlencode({'source': self.words_in, 'id': self.id})}"
        return self.url


@dataclass(frozen=True)
class Sentence:
    """A sentence in plain and strong pieces, with its grounds."""

    pieces: tuple[Piece, ...]
    grounds: tuple[Ground, ...] = ()

    @property
    def text(self) -> str:
        return words.plain(self.pieces)

    def cited(self, read: date, link: str) -> str:
        """The sentence as it may be quoted: with reporters, periods, the day on which it was read, and the link to this view."""
        by = "; ".join(dict.fromkeys(_said(ground) for ground in self.grounds))
        day = day_words(read.isoformat())
        if not by:
            return say("sentence.bare", text=self.text, day=day, link=link)
        return say("sentence.cited", text=self.text, by=by, day=day, link=link)


def sentence(key: str, grounds: Iterable[Ground] = (), **parameters: object) -> Sentence:
    """The text of `key` in the catalogue; a parameter that is a Sentence is spliced in and brings its grounds along."""
    parts = {name: value.pieces if isinstance(value, Sentence) else value for name, value in parameters.items()}
    inherited = [ground for value in parameters.values() if isinstance(value, Sentence) for ground in value.grounds]
    return Sentence(words.pieces(key, **parts), tuple(dict.fromkeys([*grounds, *inherited])))


def joined(parts: Iterable[Sentence], between: str = ", ", last: str | None = None) -> Sentence:
    """Sentences or phrases set one after the other with `between` as separator, and `last` before the last one."""
    listed = list(parts)
    pieces: list[Piece] = []
    for place, part in enumerate(listed):
        if place:
            pieces.append(Piece(last if last is not None and place == len(listed) - 1 else between))
        pieces += part.pieces
    return Sentence(words.join(pieces), tuple(dict.fromkeys(ground for part in listed for ground in part.grounds)))


def figure_ground(figure: Figure) -> Ground:
    words_in = figure.source_id if figure.in_document else ""
    return Ground("figures", figure.figure_id, figure.reporter, figure.period, figure.published, figure.url, figure.publisher, words_in)


def linked(words_: str, figure: Figure) -> Sentence:
    """The words of a number, which lead to the source of the figure."""
    ground = figure_ground(figure)
    return Sentence((Piece(words_, href=ground.href),), (ground,))


def leading(words_: str, page: str, **where: str) -> Sentence:
    """Words that lead to a page of this site."""
    return Sentence((Piece(words_, href=f"{page}?{urlencode(where)}"),))


def source_ground(row: Mapping[str, str]) -> Ground:
    return Ground("sources", row["source_id"], row["publisher"] or row["title"], row["date"] or row["event_date"], row["date"], row["url"])


def evidence_ground(row: Mapping[str, str]) -> Ground:
    return Ground("evidence", row["evidence_id"], row["publisher"], row["date"], row["published"], row["url"])


def commitment_ground(row: Mapping[str, str]) -> Ground:
    return Ground("commitments", row["commitment_id"], "", row["status_date"], row["checked_on"], row["evidence_url"])


def _said(ground: Ground) -> str:
    """Who said it, about when, as reported by whom, and where: the whole chain, so that a quotation needs nothing else."""
    if not ground.said_by:
        return ground.url or ground.id
    about = period_words(ground.about)
    said = say("sentence.said", who=ground.said_by, about=about) if about else ground.said_by
    if ground.publisher and ground.publisher not in ground.said_by:
        said = say("sentence.said_by", who=said, publisher=ground.publisher)
    return say("sentence.said_at", said=said, url=ground.url) if ground.url else said
