"""The words of the prose: no private idiom, no word twice, no abbreviation without a meaning, no endless sentence."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from prose import reading
from prose.reading import ROOT, Piece

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
INSTEAD = {
    re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE): better for pattern, better in WORDS["instead"].items()
}
LONGEST = 40
"""How many words a sentence may have."""


def paragraphs() -> list[Piece]:
    """Return all prose but the history of changes, in paragraphs without code, formulas and links."""
    read = [piece for piece in reading.pieces() if not piece.home.startswith(("reference", "CHANGELOG"))]
    read += [*reading.page(ROOT / "docs" / "errors.md"), *causes(), *docstrings(), *messages(), *of_messages()]
    return [Piece(piece.home, bare(piece.text)) for piece in read]


def docstrings() -> Iterator[Piece]:
    """Yield the paragraphs of the docstrings of the package and its check: reading has each docstring in one line."""
    for path in sorted(reading.PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Expr(value=ast.Constant(value=str() as text)):
                    for part in re.split(r"\n *-{3,}\n|\n\s*\n|^.* : .*$|^ *>>>.*$", text, flags=re.MULTILINE):
                        yield Piece(reading.place(path, node.lineno), reading.one_line(part))


def causes() -> Iterator[Piece]:
    """Yield what the index of messages says below each error, the last part of its directive."""
    path = ROOT / "docs" / "errors.md"
    source = path.read_text(encoding="utf-8")
    for match in re.finditer(r"^```\{raises\} .*?^```$", source, flags=re.MULTILINE | re.DOTALL):
        line = source.count("\n", 0, match.start()) + 1
        yield Piece(reading.place(path, line), reading.one_line(match[0].strip("`").rpartition("+++")[2]))


def messages() -> Iterator[Piece]:
    """Yield the texts of the package's errors and warnings, as `tests/errors` has recorded them."""
    path = ROOT / "tests" / "errors" / "texts.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if re.match(r"\w+(Error|Warning): ", line):
            yield Piece(reading.place(path, number), line)


def of_messages() -> Iterator[Piece]:
    """Yield what the index says about the messages of Python, NumPy and Matplotlib."""
    path = ROOT / "tests" / "messages" / "index.toml"
    for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
        yield Piece(path.name, group["title"])
        yield from (Piece(f"{path.name}, {message['id']}", message["why"]) for message in group["message"])


def of_the_check() -> Iterator[Piece]:
    """Yield what the check says: the texts of its code, of two words or more."""
    for path in sorted((reading.PACKAGE / "check").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        others = [node.value for node in nodes if isinstance(node, ast.Expr | ast.Attribute)]  # docstrings, and lists
        for node in nodes:
            match node:
                case ast.Constant(value=str() as text) if re.search(r"[a-z] [a-z]", text) and node not in others:
                    yield Piece(reading.place(path, node.lineno), reading.one_line(text))


def scripts() -> Iterator[Piece]:
    """Yield what the scripts of the pages show: their texts of two words or more."""
    for path in sorted((ROOT / "docs" / "_static").rglob("*.js")):
        source = path.read_text(encoding="utf-8")
        for match in re.finditer(r'"([^"\n]+)"|`([^`\n]+)`', source):
            text = re.sub(r"\$\{[^}]*\}", "7", match[1] or match[2])
            if re.search(r"[a-z] [a-z]", text):
                yield Piece(reading.place(path, source.count("\n", 0, match.start()) + 1), text)


def bare(text: str) -> str:
    """Return a text with a word for each piece of code, formula, role and link."""
    text = re.sub(r"\{(count|record|field)\}`[^`]+`", "7", text)
    text = re.sub(r"\{[a-z][\w:-]*\}`([^`<]+?)(?: <[^`>]*>)?`|:\w+:`([^`<]+?)(?: <[^`>]*>)?`", r"\1\2", text)
    text = re.sub(r"`+[^`]+`+", "code", text)
    text = re.sub(r"\$[^$]+\$", "formula", text)
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, where a colon, a cell and an answer begin one too."""
    return re.split(r"(?<=[.?!:])[\"”)*]*\s+|\* - | - |\+\+\+|\{\.languages\}", text)


@pytest.fixture(scope="module")
def prose() -> list[Piece]:
    """Return all prose, read once."""
    return paragraphs()


def test_no_phrase_of_the_list_is_used(prose):
    found = [
        f"{piece.home}: {match[0]!r} in {piece.text[max(0, match.start() - 40) : match.end() + 40]!r}; write {better}"
        for piece in [*prose, *of_the_check(), *scripts()]
        for phrase, better in INSTEAD.items()
        for match in phrase.finditer(piece.text)
    ]
    assert not found, "\n".join(["", *found])


def test_no_word_stands_twice(prose):
    twice = re.compile(r"\b([a-z]+) \1\b", re.IGNORECASE)
    found = [
        f"{piece.home}: {match[0]}" for piece in prose for match in twice.finditer(piece.text) if match[1] != "code"
    ]
    assert not found, "\n".join(["", *found])


def test_an_abbreviation_has_a_meaning(prose):
    known = set(WORDS["abbreviations"])
    used = {(name, piece.home) for piece in prose for name in re.findall(r"\b[A-Z]{3,}\b(?!\.\w)", piece.text)}
    assert sorted((name, home) for name, home in used if name not in known) == []
    assert sorted(known - {name for name, _ in used}) == []


def test_a_sentence_is_not_too_long(prose):
    found = [
        f"{piece.home}, {len(sentence.split())} words: {sentence}"
        for piece in prose
        for sentence in sentences(piece.text)
        if len(sentence.split()) > LONGEST
    ]
    assert not found, "\n".join(["", *found])
