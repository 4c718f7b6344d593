"""The corrected snippets: each with what was printed beside its lines, what it prints, and what it does not catch."""

import ast
import inspect
import re
import subprocess
import sys
import tempfile
import textwrap
from functools import cache
from importlib.resources import files

from code_lines import breakable, source_lines
from docutils import nodes
from myst_text import MystDirective, anchor, code, link
from sphinx.highlighting import PygmentsBridge

import chapter4
from chapter4 import ledger

VERDICTS = {
    "same": "the same",
    "differs": "another number, for the reason given there",
    "artefact": "an artefact of rounding",
    "not recomputed": "of data that are not shipped",
    "not reproducible": "drawn without a seed: every run prints others",
}


# ------------------------------------------------------------------ What was printed beside the lines


def corrected_in(snippet):
    """Return the defects that a line of the snippet corrects."""
    ours = (defect for defect in ledger.defects() if snippet.id in defect.snippets and defect.corrected)
    return [defect for defect in ours if defect.id not in snippet.keeps]


def notes(snippet):
    """Return what was printed, a note in MyST for each correction, by the number of the corrected line.

    A corrected expression without a counterpart in the notes was missing there.
    """
    found, lines = {}, snippet.code.splitlines()
    for defect in corrected_in(snippet):
        pairs = list(zip(defect.corrected, defect.quoted, strict=False))
        for corrected, quoted in pairs if len(defect.corrected) == len(defect.quoted) else pairs[:1]:
            number = next((n for n, line in enumerate(lines) if corrected in line), None)
            if number is None:
                raise ValueError(f"{defect.id}: no line of {snippet.id} holds {corrected!r}")
            missing = without_space(quoted) in without_space(snippet.code.replace(corrected, ""))
            note = f"{code(corrected)} was missing" if missing else f"was: <s>{code(quoted)}</s>"
            found.setdefault(number, []).append(f"[{note} {link(defect.id)}]{{.note}}")
    return found


def without_space(text):
    """Return a text without its spaces and line ends."""
    return "".join(text.split())


class SnippetBlock(MystDirective):
    """A snippet, corrected, with its notes and with what it prints in this build: ``{snippet} S4.2.4-1``."""

    required_arguments = 1

    def run(self):
        """Return a block under an anchor of its own: that of S4.2.4-1 is code-s4-2-4-1."""
        try:
            snippet = ledger.snippet(self.arguments[0])
            annotated, output = list(self.annotated(snippet)), printed(snippet.id)
        except (KeyError, ValueError) as error:
            raise self.error(error.args[0]) from None
        self.env.note_dependency(ledger.__file__)
        for name in ("ledger.toml", f"snippets/{snippet.file}"):
            self.env.note_dependency(str(files("chapter4").joinpath(name)))
        outputs = [ledger.output(id) for id in snippet.prints]
        body = nodes.container(names=[f"code-{anchor(snippet.id)}"], classes=["snippet"])
        self.state.document.note_explicit_target(body)
        body += self.written("snippet_title", snippet=snippet)
        body += annotated
        body += self.written("snippet_output", printed=output, outputs=outputs, verdicts=VERDICTS)
        return [body]

    def annotated(self, snippet):
        """Yield the highlighted code, where a corrected line is an element with its notes in it.

        The end of such a line stands behind the notes, so that they stand in one line where no style sheet parts them.
        """
        found, markup = notes(snippet), PygmentsBridge("html").highlight_block(snippet.code, "python")
        head, start, rest = markup.strip().partition("<pre>")
        lines, end, tail = rest.rpartition("</pre>")
        yield html(f'<div class="highlight-python notranslate">{head}{start}')
        for number, line in enumerate(lines.splitlines()):
            if number in found:
                yield html(f'<span class="corrected-line"><span class="source-line">{breakable(line)}</span>')
                yield html('<span class="notes">  ')
                yield from self.parse_inline(" ".join(found[number]))[0]
                yield html(" </span>\n</span>")
            else:
                yield html(source_lines(f"{line}\n"))
        yield html(f"{end}{tail}</div>\n")


def html(markup):
    """Return markup as a node."""
    return nodes.raw("", markup, format="html")


# ------------------------------------------------------------------ What it prints


@cache
def printed(id):
    """Return what a snippet prints, alone in an empty folder, every warning being an error."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-I", "-W", "error", "-c", ledger.snippet(id).code]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ValueError(f"{id} ends with an error:\n{done.stderr}")
    return done.stdout


# ------------------------------------------------------------------ What it does not catch


class Keeps(MystDirective):
    """What the snippets of a section still do not catch, with the way out: ``{keeps} 4.2.4``."""

    required_arguments = 1

    def run(self):
        """Return a list of the defects that at least one of them keeps, with the snippets if not all of them do."""
        (number,) = self.arguments
        of_section = [snippet for snippet in ledger.snippets() if snippet.section == number]
        kept = []
        for defect in ledger.defects():
            if where := [snippet.id for snippet in of_section if defect.id in snippet.keeps]:
                kept.append((defect, where if len(where) < len(of_section) else []))
        if not kept:
            raise self.error(f"the snippets of section {number} keep nothing")
        return self.written("keeps", kept=kept)


# ------------------------------------------------------------------ Or import it


class Source(MystDirective):
    """The source of names of `chapter4`, without their docstrings, folded: ``{source} numerical_diff``."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """Return the code, each after a line that leads to its documentation."""
        sources = []
        for name in self.arguments[0].split():
            target = getattr(chapter4, name)
            self.env.note_dependency(inspect.getsourcefile(target))
            file = f"reference/{target.__module__.replace('.', '/')}.py"
            sources.append({"name": name, "file": file, "code": without_docstrings(inspect.getsource(target))})
        return self.written("source", sources=sources)


def without_docstrings(source):
    """Return a definition without its docstrings, which the reference pages show."""
    lines = textwrap.dedent(source).splitlines()
    for node in reversed(list(ast.walk(ast.parse("\n".join(lines))))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            first = node.body[0]
            for i in range(first.lineno - 1, first.end_lineno):
                lines[i] = None
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None)).replace(
        ":\n\n    ", ":\n    "
    )


def setup(app):
    """Register it all."""
    app.add_directive("snippet", SnippetBlock)
    app.add_directive("keeps", Keeps)
    app.add_directive("source", Source)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
