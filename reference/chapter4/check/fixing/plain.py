"""The chapter's functions in plain code with a copy's names: what takes the place of a body beyond repair."""

import ast
import functools
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from chapter4 import ledger
from chapter4.check.fixing.rewriting import offset
from chapter4.check.judging import slips
from chapter4.check.judging.names import ARGUMENTS, place_of
from chapter4.check.judging.wording import is_small
from chapter4.check.spelling.tokens import tokens

OWN = f"""\
def sigmoid(x):
    return {slips.SIGMOID}


def step_function(x):
    return np.array(x > 0, dtype=int)
"""
"""Of these the chapter prints no code."""

LOST_STEP = {"E4.3.1-1", "E4.3.1-2"}
"""What the one snippet keeps that shows how a step is lost."""


@dataclass(frozen=True)
class Sound:
    """A function of the chapter that is right."""

    parameters: list[str]
    head: str
    body: str
    """Without its indentation."""


@functools.cache
def functions() -> Mapping[str, Sound]:
    """Return the sound functions by the chapter's names: of each the one in the last snippet, which takes the most."""
    found: dict[str, Sound] = {}
    for code in [*(one.code for one in ledger.snippets() if not LOST_STEP & set(one.keeps)), OWN]:
        lines = code.split("\n")
        for node in ast.parse(code).body:
            if isinstance(node, ast.FunctionDef):
                body = textwrap.dedent("\n".join(lines[node.lineno : node.end_lineno]))
                found[node.name] = Sound([one.arg for one in node.args.args], lines[node.lineno - 1], body)
    return found


def whole(name: str, numpy: str) -> str:
    """Return the text of a function of the chapter; `numpy` is what the copy calls NumPy."""
    sound = functions()[name]
    return renamed(f"{sound.head}\n{textwrap.indent(sound.body, '    ')}", {}, numpy)


def in_its_place(code: str, node: ast.AST, name: str, called: Mapping[str, str], numpy: str) -> str | None:
    """Return the code with the body of a function replaced by the sound one; None where its form does not fit.

    `called` are the copy's names of the chapter's functions.
    """
    sound = functions().get(name)
    if sound is None or not isinstance(node, ast.FunctionDef) or _returns_more(node):
        return None
    own = _own_names(name, node, sound)
    first = node.body[1] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body[0]
    start = offset(code, first.lineno, 0)
    margin = code[start : offset(code, first.lineno, first.col_offset)]
    if own is None or margin.strip():  # which is so where the body stands in the line of the def
        return None
    end = offset(code, node.end_lineno or node.lineno, node.end_col_offset or 0)
    body = sound.body if "h" not in own else _without_step(sound.body)
    lines = renamed(body, {**called, **own}, numpy).split("\n")
    return code[:start] + "\n".join(_indented(line, margin) for line in lines) + code[end:]


def renamed(code: str, names: Mapping[str, str], numpy: str) -> str:
    """Return the code with other names, but for those behind a dot."""
    found = tokens(code)
    for number, token in reversed(list(enumerate(found))):
        if token.text == "np":
            code = code[: token.start] + numpy + code[token.end if numpy else token.end + 1 :]
        elif token.text in names and (number == 0 or found[number - 1].text != "."):
            code = code[: token.start] + names[token.text] + code[token.end :]
    return code


def _indented(line: str, margin: str) -> str:
    """Return a line of the body as it stands in the copy, whose indentation may be of tabs."""
    depth = (len(line) - len(line.lstrip())) // 4
    return margin + ("\t" if "\t" in margin else "    ") * depth + line.lstrip()


def _returns_more(node: ast.FunctionDef) -> bool:
    """Whether a function returns several things, such as a history, on which others may rely."""
    return any(isinstance(one, ast.Return) and isinstance(one.value, ast.Tuple) for one in ast.walk(node))


def _own_names(name: str, node: ast.FunctionDef, sound: Sound) -> dict[str, str] | None:
    """Return the copy's names of the parameters; None where it can't be called as the chapter does."""
    own = [one.arg for one in node.args.args if one.arg != "self"]
    wanted = sound.parameters
    if node.args.vararg or node.args.kwonlyargs or len(own) < len(wanted):
        return None
    places = [place_of(name, one) for one in own[: len(wanted)]] if name in ARGUMENTS else []
    in_order = sorted(place for place in places if place is not None) == list(range(len(wanted)))
    names = {wanted[place or 0]: one for place, one in zip(places, own, strict=False)} if in_order else {}
    return (names or dict(zip(wanted, own, strict=False))) | _step(node)


def _step(node: ast.FunctionDef) -> dict[str, str]:
    """Return what the copy calls the step, if that is a parameter."""
    defaults = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
    small = [argument.arg for argument, default in defaults if is_small(default) and argument.arg in STEPS]
    return {"h": small[0]} if small else {}


STEPS = {"h", "eps", "epsilon", "delta", "dx"}


def _without_step(body: str) -> str:
    return "\n".join(line for line in body.split("\n") if not line.startswith("h = "))
