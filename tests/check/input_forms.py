"""A copy in each form that people have: what the file holds, what it is called, and where each line went."""

import ast
import io
import itertools
import json
import tokenize
from collections.abc import Callable, Iterator, Sequence

from chapter4.check.found import Place

Form = tuple[bytes, str, Callable[[int], Place]]
"""The bytes, the file's name, and a function from the line of the code to its place in the file."""

SENTENCES = [
    "오늘은 이 함수를 직접 구현해 보고, 왜 이렇게 계산하는지 정리한다.",
    "次の関数を自分で書いてみる。式の意味は前の節のとおり。",
    "The next piece follows from the formula above, and I typed it in to see that it works.",
    "y – 신경망의 출력, t – 정답 레이블",
    "※ 学習率は小さすぎても大きすぎてもいけない。",
    "Note: the batch has as many rows as there are samples.",
]


def as_notebook(code: str) -> Form:
    """Return a notebook with a cell of code for each definition, and a sentence between the cells."""
    lines, starts = code.split("\n"), _starts(code)
    cells = []
    for number, (first, last) in enumerate(_pieces(lines, starts)):
        source = [f"{line}\n" for line in lines[first - 1 : last]]
        cells.append({"cell_type": "markdown", "metadata": {}, "source": [_sentence(number)]})
        cells.append({"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source})
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)

    def place(line: int) -> Place:
        number = max(number for number, start in enumerate(starts) if start <= line)
        return Place(line - starts[number] + 1, 2 * number + 2)

    return text.encode(), "copy.ipynb", place


def as_markdown(code: str) -> Form:
    """Return notes with a fence for each definition."""
    return _among(code, "notes.md", lambda number: ["", _sentence(number), "", "```python"], ["```"])


def as_prose(code: str) -> Form:
    """Return notes in which nothing tells code from sentences."""
    return _among(code, "notes.txt", lambda number: ["", _sentence(number), ""], [])


def with_prompts(code: str) -> Form:
    """Return a session in which the code was typed."""
    statements = ast.parse(code).body
    first = {_first_line(node) for node in statements}
    inside = {line for node in statements for line in range(_first_line(node), (node.end_lineno or 0) + 1)}
    return _by_line(
        code,
        "session.txt",
        lambda number, line: line if not line and number not in inside else _prompt(number, first, inside) + line,
    )


def with_smart_quotes(code: str) -> Form:
    """Return the code with the quotes of print around its strings."""
    lines = code.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.STRING:
            for (row, column), side in ((token.start, 0), (token.end, 1)):
                width = 3 if token.string[:3] in ('"""', "'''") else 1
                at = column - width * side
                quotes = "“”" if token.string[0] == '"' else "‘’"
                lines[row - 1] = lines[row - 1][:at] + width * quotes[side] + lines[row - 1][at + width :]
    return "\n".join(lines).encode(), "copy.py", Place


def in_encoding(code: str, encoding: str) -> Form:
    """Return the code in an encoding."""
    return code.encode(encoding), "copy.py", Place


def with_line_numbers(code: str) -> Form:
    """Return the code with the numbers of its lines pasted along."""
    return _by_line(code, "copy.txt", lambda number, line: f"{number:>4} {line}")


def with_crlf(code: str) -> Form:
    """Return the code with the line ends of Windows."""
    return code.replace("\n", "\r\n").encode(), "copy.py", Place


def escaped(code: str) -> Form:
    """Return the code as an editor of Markdown escapes what it takes for text."""
    escapes = str.maketrans({"_": r"\_", "*": r"\*", "[": r"\[", "]": r"\]", "<": "&lt;", ">": "&gt;"})
    return _by_line(code, "copy.txt", lambda number, line: line.translate(escapes))


# ------------------------------------------------------------------ Lines and pieces


def _starts(code: str) -> list[int]:
    """Return the first line, and the one of each function and class at the top level."""
    nodes = (node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return sorted({1, *map(_first_line, nodes)})


def _first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _pieces(lines: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each piece."""
    return ((first, later - 1) for first, later in itertools.pairwise([*starts, len(lines) + 1]))


def _sentence(number: int) -> str:
    return SENTENCES[number % len(SENTENCES)]


def _by_line(code: str, name: str, changed: Callable[[int, str], str]) -> Form:
    """Return the code with each line changed."""
    lines = [changed(number, line) for number, line in enumerate(code.split("\n"), start=1)]
    return "\n".join(lines).encode(), name, Place


def _prompt(number: int, first: set[int], inside: set[int]) -> str:
    return "... " if number in inside - first else ">>> "


def _among(code: str, name: str, before: Callable[[int], list[str]], after: list[str]) -> Form:
    """Return the pieces of the code among other lines."""
    lines = code.split("\n")
    text: list[str] = []
    places: dict[int, Place] = {}
    for number, (first, last) in enumerate(_pieces(lines, _starts(code))):
        text += before(number)
        places |= {line: Place(len(text) + line - first + 1) for line in range(first, last + 1)}
        text += [*lines[first - 1 : last], *after]
    return "\n".join(text).encode(), name, places.__getitem__
