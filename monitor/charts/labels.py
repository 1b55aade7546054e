"""Labels that stand at the ends of lines: moved apart until none covers another."""


def spread(places: list[float], sizes: list[float], low: float, high: float) -> list[float]:
    """Centres for labels that want to stand at `places`, each as tall as its entry of `sizes`, none overlapping another.

    All lengths are in one unit. The order of the places is kept and the sum of squared moves is least (pool adjacent
    violators). Labels stay between `low` and `high` where they fit.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _bottom(blocks[-1], places, sizes, low, high) < _top(blocks[-2], places, sizes, low, high):
            last = blocks.pop()
            blocks[-1] += last
    centres = [0.0] * len(places)
    for block in blocks:
        edge = _bottom(block, places, sizes, low, high)
        for index in block:
            centres[index] = edge + sizes[index] / 2
            edge += sizes[index]
    return centres


def _bottom(block: list[int], places: list[float], sizes: list[float], low: float, high: float) -> float:
    """Lower edge of a block of touching labels, where it moves its labels least."""
    wanted, offset = [], 0.0
    for index in block:
        wanted.append(places[index] - offset - sizes[index] / 2)
        offset += sizes[index]
    best = sum(wanted) / len(wanted)
    return max(low, min(best, high - offset))


def _top(block: list[int], places: list[float], sizes: list[float], low: float, high: float) -> float:
    return _bottom(block, places, sizes, low, high) + sum(sizes[index] for index in block)
