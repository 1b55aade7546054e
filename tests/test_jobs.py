"""Several processes give what one gives, in the same order; the bar shows on a terminal only, and only when it takes long."""
import io

import pytest

from extract.jobs import counted, each, workers


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def clock(step: float):
    """A clock that goes on by `step` seconds whenever it is asked."""
    times = (at * step for at in range(1000))
    return lambda: next(times)


@pytest.mark.parametrize("number", [1, 2, 5])
@pytest.mark.parametrize("are_threads", [True, False])
def test_results_come_in_the_order_of_the_items(number, are_threads):
    with workers(number, are_threads) as apply:
        assert each(apply, abs, [-3, 1, -2, 0], "Reading") == [3, 1, 2, 0]


@pytest.mark.parametrize(("stream", "step", "shows"), [
    (Terminal(), 2.0, True),
    (Terminal(), 0.01, False),   # done within a second
    (io.StringIO(), 2.0, False),   # a pipe or a file
])
def test_the_bar_shows_on_a_terminal_when_it_takes_long(stream, step, shows):
    assert list(counted("abc", 3, "Reading", stream, clock(step))) == list("abc")
    assert ("Reading [" in stream.getvalue()) is shows


def test_the_bar_rewrites_one_line_and_leaves_none():
    stream = Terminal()
    list(counted("ab", 2, "Reading", stream, clock(2.0)))
    lines = stream.getvalue().split("\r")
    assert "1 of 2" in lines[1] and "2 of 2" in lines[2] and "\n" not in stream.getvalue()
    assert lines[3].strip() == "" and len(lines[3]) >= len(lines[2])
