"""The choices that a case is made of: drawn at random, or given again, so that a case can be made smaller."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any


class Choices:
    """Numbers from 0 up. Drawn from a generator; or, where given, those, each followed by 0 for ever."""

    def __init__(self, source: random.Random | Sequence[int]) -> None:
        self.source = source
        self.made: list[int] = []

    def below(self, n: int) -> int:
        """Return a number from 0 to n - 1; 0 stands for the simplest."""
        if isinstance(self.source, random.Random):
            number = self.source.randrange(n)
        else:
            number = min(self.source[len(self.made)], n - 1) if len(self.made) < len(self.source) else 0
        self.made.append(number)
        return number

    def of(self, options: Sequence[Any]) -> Any:
        """Return one of the options, of which the first is the simplest."""
        return options[self.below(len(options))]

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so often; where nothing is left to choose it does not."""
        return self.below(100) >= 100 - percent


def smallest(made: list[int], fails: Callable[[Choices], bool]) -> list[int]:
    """Return choices that still fail, of which none can be left out or lowered without its failing no longer."""
    simpler = True
    while simpler:
        simpler = False
        for candidate in _simpler(made):
            choices = Choices(candidate)
            if fails(choices) and _size(choices.made) < _size(made):
                made, simpler = choices.made, True
                break
    return made


def _size(made: list[int]) -> tuple[int, list[int]]:
    return len(made), made


def _simpler(made: list[int]) -> Iterator[list[int]]:
    for width in (8, 4, 2, 1):
        for start in range(len(made) - width + 1):
            yield made[:start] + made[start + width :]
    for i, number in enumerate(made):
        for less in sorted({0, number // 2, number - 1} if number else ()):
            yield [*made[:i], less, *made[i + 1 :]]
