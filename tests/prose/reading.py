"""Where prose stands: docstrings, the ledger's sentences, and pages, each piece with the code that speaks for it."""

import ast
import doctest
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from chapter4 import ledger
from proof.copies import of_id
from prose.fields import PROSE

ROOT = Path(__file__).parent.parent.parent
SECTIONS = {section.module: section.number for section in ledger.sections()} | {"section_4_5": "4.5"}


@dataclass(frozen=True)
class Piece:
    """A stretch of prose."""

    home: str
    """Where it stands, for a reader who has to change it."""
    text: str
    """The prose in one line, its examples left out."""
    section: str = ""
    """The section of the chapter that it belongs to."""
    evidence: str = ""
    """Code that tests run, and what it prints: a number that stands there needs no other proof."""


def pieces() -> list[Piece]:
    """Return all prose."""
    return [*docstrings(), *scripts(), *ledger_prose(), *pages()]


def section_of(path: Path) -> str:
    """Return the number of the section that a module, page or script is of, by its name."""
    return max((number for name, number in SECTIONS.items() if path.stem.startswith(name)), key=len, default="")


def one_line(text: str) -> str:
    """Return a text without its line ends."""
    return " ".join(text.split())


# ------------------------------------------------------------------ Docstrings and scripts

PACKAGE, GALLERY = ROOT / "reference" / "chapter4", ROOT / "gallery"
TEXT = re.compile(r"^# %%.*\n((?:#.*\n)+)", flags=re.MULTILINE)
"""The text between the pieces of code of a script of the gallery."""


def docstrings() -> Iterator[Piece]:
    """Yield the docstrings of the package and of the gallery, those of modules and attributes too."""
    for path in sorted([*PACKAGE.glob("*.py"), *GALLERY.glob("*.py")]):
        evidence = code_of_file(path) if path.parent == GALLERY else ""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Expr(value=ast.Constant(value=str() as text)):
                    prose = "".join(part for part in doctest.DocTestParser().parse(text) if isinstance(part, str))
                    yield Piece(place(path, node.lineno), one_line(prose), section_of(path), evidence)


def scripts() -> Iterator[Piece]:
    """Yield what the scripts of the gallery say between their pieces of code."""
    for path in sorted(GALLERY.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for match in TEXT.finditer(source):
            line = source.count("\n", 0, match.start()) + 1
            yield Piece(place(path, line), one_line(match[1].replace("#", "")), section_of(path), code_of_file(path))


@functools.cache
def code_of_file(path: Path) -> str:
    """Return a file of Python without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ...
    return ast.unparse(tree)


def place(path: Path, line: int) -> str:
    """Return where a line stands, as a reader looks for it."""
    return f"{path.relative_to(ROOT)}, line {line}"


# ------------------------------------------------------------------ The ledger


CODE = ("code", "call", "setup", "printed", "quoted", "corrected", "reproducer", "value", "message", "cure", "cured")


def ledger_prose() -> Iterator[Piece]:
    """Yield the sentences of the ledger; what an entry runs, quotes and prints speaks for its own numbers."""
    for entry in ledger.entries():
        for key in PROSE:
            if text := getattr(entry, key, ""):
                yield Piece(f"ledger.toml, {entry.id}, {key}", one_line(text), entry.section, code_of(entry))
    for why in dict.fromkeys(ledger.on_record().values()):
        yield Piece("ledger.toml, on_record, why", one_line(why))
    for section in ledger.sections():
        yield Piece(f"ledger.toml, section {section.number}", section.title)


def code_of(entry: ledger.Entry) -> str:
    """Return all that an entry runs, quotes and prints, or the scripts that draw it."""
    if isinstance(entry, ledger.Figure):
        role = f":ledger:`{entry.id}`"
        drawn = [path for path in GALLERY.glob("*.py") if role in path.read_text(encoding="utf-8")]
        return "\n".join(map(code_of_file, drawn))
    snippets = "\n".join(ledger.snippet(id).code for id in getattr(entry, "snippets", ()))
    snippets += "\n".join(slip.write for slip in of_id(entry.id))  # as `chapter4 check` has it written
    return snippets + "\n".join(
        value if isinstance(value, str) else "\n".join(value) for value in (getattr(entry, key, "") for key in CODE)
    )


# ------------------------------------------------------------------ Pages


DIRECTIVES = ("{math}", "{glossary}", "{list-table}", "{speed-figure}", "{moving}", "{exercise}")
"""The directives whose content is prose; the others insert what they show."""
ELSEWHERE = ("errors.md",)
"""The page whose messages the tests of the index raise."""
FRONT = re.compile(r"\A---\n.*?\n---\n", flags=re.DOTALL)
"""What stands before a page for the program that reads it."""


def pages() -> Iterator[Piece]:
    """Yield the paragraphs, headings, cells and formulas of every page.

    What speaks for the numbers of a sentence are the examples under its heading and the entries that it cites.
    """
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "notebook").glob("*.md")]:
        if path.name not in ELSEWHERE:
            yield from page(path)


def page(path: Path) -> Iterator[Piece]:
    """Yield the prose of one page."""
    source = path.read_text(encoding="utf-8")
    bare = FRONT.sub(lambda match: "\n" * match[0].count("\n"), source)
    tokens = MarkdownIt().enable("table").disable("inline").parse(bare)
    heads = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    for start, end in itertools.pairwise([0, *heads, len(tokens)]):
        part = tokens[start:end]
        code = "\n".join(token.content for token in part if token.type == "fence" and "python" in token.info)
        for token in part:
            if token.type == "inline":
                cited = [code_of(ledger.entry(id)) for id in re.findall(r"\{ledger\}`([^`]+)`", token.content)]
                shown = "\n".join([code, *cited])
                yield Piece(place(path, token.map[0] + 1), one_line(token.content), section_of(path), shown)
            elif token.type == "fence" and token.info.startswith(DIRECTIVES):
                mark = "$" if token.info == "{math}" else ""
                text = f"{mark}{one_line(token.content)}{mark}"
                yield Piece(place(path, token.map[0] + 1), text, section_of(path), code)
