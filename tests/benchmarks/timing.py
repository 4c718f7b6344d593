"""How long functions take, side by side."""

import timeit


def side_by_side(*functions, rounds):
    """Return how long functions take, timed in turn, round by round, so that slow moments of the machine fall on all.

    Each is run for a millisecond or once: a longer time would more often be interrupted, and a shorter one be that of
    a cache which holds what the function before has left. Of the times of each the least counts, as whatever
    disturbs a run only adds to it.
    """
    counts = [max(1, round(1e-3 / min(timeit.repeat(function, number=1, repeat=3)))) for function in functions]
    timed = list(zip(functions, counts, strict=True))
    times = [[timeit.timeit(function, number=count) / count for function, count in timed] for _ in range(rounds)]
    return [min(of_one) for of_one in zip(*times, strict=True)]
