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

from docutils import nodes
from ledger_pages import anchor, code, commas, correction, function, paragraph, prose, ref
from sphinx.util.docutils import SphinxDirective

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


class snippet_code(nodes.General, nodes.Element):
    """A block of code; its children are the notes beside its lines."""


class line_notes(nodes.General, nodes.Element):
    """What was printed in one line, given by its number."""


class struck(nodes.inline):
    """What no longer holds."""


def corrected_in(snippet):
    """Return the defects that a line of the snippet corrects."""
    ours = (defect for defect in ledger.defects() if snippet.id in defect.snippets and defect.corrected)
    return [defect for defect in ours if defect.id not in snippet.keeps]


def notes(snippet):
    """Return what was printed, by the number of the corrected line: (id, corrected, quoted).

    A corrected expression without a counterpart in the notes has None for what is quoted: it was missing there.
    """
    found, lines = {}, snippet.code.splitlines()
    for defect in corrected_in(snippet):
        pairs = list(zip(defect.corrected, defect.quoted, strict=False))
        for corrected, quoted in pairs if len(defect.corrected) == len(defect.quoted) else pairs[:1]:
            number = next((n for n, line in enumerate(lines) if corrected in line), None)
            if number is None:
                raise ValueError(f"{defect.id}: no line of {snippet.id} holds {corrected!r}")
            missing = without_space(quoted) in without_space(snippet.code.replace(corrected, ""))
            found.setdefault(number, []).append((defect.id, corrected, None if missing else quoted))
    return found


def without_space(text):
    """Return a text without its spaces and line ends."""
    return "".join(text.split())


def annotated(snippet):
    """Return the code of a snippet, the notes beside its lines."""
    block = snippet_code(code=snippet.code)
    for number, found in sorted(notes(snippet).items()):
        line = line_notes(number=number)
        for id, corrected, quoted in found:
            note = nodes.inline(classes=["note"])
            if quoted is None:
                note += [nodes.literal(corrected, corrected), nodes.Text(" was missing")]
            else:
                note += [nodes.Text("was: "), struck("", "", nodes.literal(quoted, quoted))]
            line += [note, nodes.Text(" ")]
            note += [nodes.Text(" "), ref(id)]
        block += line
    return block


def visit_snippet_code(self, node):
    """Begin the block; its lines are highlighted as those of any other."""
    markup = self.highlighter.highlight_block(node["code"], "python", location=node)
    head, _, rest = markup.partition("<pre>")
    self.snippet_lines = rest.rpartition("</pre>")[0].splitlines(keepends=True)
    self.snippet_written = 0
    self.body.append(f'<div class="highlight-python notranslate">{head}<pre>')


def depart_snippet_code(self, node):
    """Write the lines that are left, and end the block."""
    self.body += [*self.snippet_lines[self.snippet_written :], "</pre></div></div>\n"]


def visit_line_notes(self, node):
    """Write the lines up to this one, which alone is an element of its own, and begin its notes."""
    number = node["number"]
    self.body += self.snippet_lines[self.snippet_written : number]
    self.snippet_written = number + 1
    line = self.snippet_lines[number].rstrip("\n")
    self.body.append(f'<span class="corrected-line"><span class="source-line">{line}</span><span class="notes">  ')


def depart_line_notes(self, node):
    """End the notes, then the line, so that they stand in one line where no style sheet parts them."""
    self.body.append("</span>\n</span>")


def visit_struck(self, node):
    """Strike it through."""
    self.body.append("<s>")


def depart_struck(self, node):
    """End it."""
    self.body.append("</s>")


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


def stated(snippet):
    """Return a line of what the chapter states for it."""
    pieces = []
    for output in map(ledger.output, snippet.prints):
        piece = nodes.inline()
        number = nodes.literal(output.printed, output.printed)
        piece += [number, nodes.Text(" ("), ref(output.id), nodes.Text(f", {VERDICTS[output.verdict]})")]
        pieces.append(piece)
    return paragraph(*commas(pieces), label="The chapter states:", classes=["stated"])


class SnippetBlock(SphinxDirective):
    """A snippet, corrected, with its notes and with what it prints in this build: ``{snippet} S4.2.4-1``."""

    required_arguments = 1

    def run(self):
        """Return a block under an anchor of its own: that of S4.2.4-1 is code-s4-2-4-1."""
        try:
            snippet = ledger.snippet(self.arguments[0])
            code_block, output = annotated(snippet), printed(snippet.id)
        except (KeyError, ValueError) as error:
            raise self.error(error.args[0]) from None
        self.env.note_dependency(ledger.__file__)
        for name in ("ledger.toml", f"snippets/{snippet.file}"):
            self.env.note_dependency(str(files("chapter4").joinpath(name)))
        body = nodes.container(ids=[f"code-{anchor(snippet.id)}"], classes=["snippet"])
        body += paragraph(ref(snippet.id), f": {snippet.what}", classes=["snippet-title"])
        body += [code_block, paragraph("It prints", classes=["prints"]), code(output, "text", "output")]
        if snippet.prints:
            body += stated(snippet)
        return [body]


# ------------------------------------------------------------------ What it does not catch


class Keeps(SphinxDirective):
    """What the snippets of a section still do not catch, with the way out: ``{keeps} 4.2.4``."""

    required_arguments = 1

    def run(self):
        """Return a list of the defects that at least one of them keeps."""
        (number,) = self.arguments
        of_section = [snippet for snippet in ledger.snippets() if snippet.section == number]
        kept = [defect for defect in ledger.defects() if any(defect.id in snippet.keeps for snippet in of_section)]
        if not kept:
            raise self.error(f"the snippets of section {number} keep nothing")
        found = nodes.bullet_list(classes=["keeps"])
        for defect in kept:
            where = [snippet for snippet in of_section if defect.id in snippet.keeps]
            item = paragraph(ref(defect.id))
            if len(where) < len(of_section):
                item += [nodes.Text(", in "), *commas(ref(snippet.id) for snippet in where)]
            item += [nodes.Text(": "), *prose(defect.symptom), nodes.Text(" "), nodes.strong("", "Way out:")]
            item += [nodes.Text(" "), *correction(defect)]
            found += nodes.list_item("", item)
        return [found]


# ------------------------------------------------------------------ Or import it


class folded(nodes.General, nodes.Element):
    """What is shown when its summary is opened."""


def visit_folded(self, node):
    """Begin it with its summary."""
    self.body.append(f"<details><summary>{self.encode(node['summary'])}</summary>\n")


def depart_folded(self, node):
    """End it."""
    self.body.append("</details>\n")


class Source(SphinxDirective):
    """The source of names of `chapter4`, without their docstrings, folded: ``{source} numerical_diff``."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """Return the code, each after a line that leads to its documentation."""
        names = self.arguments[0].split()
        body = folded(summary=f"The source of {', '.join(names)}, with the checks")
        for name in names:
            target = getattr(chapter4, name)
            module = inspect.getmodule(target)
            self.env.note_dependency(inspect.getsourcefile(target))
            place = nodes.literal("", f"reference/{module.__name__.replace('.', '/')}.py")
            body += paragraph(function(name), " in ", place)
            body += code(without_docstrings(inspect.getsource(target)), "python", "reference")
        return [body]


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
    app.add_node(snippet_code, html=(visit_snippet_code, depart_snippet_code))
    app.add_node(line_notes, html=(visit_line_notes, depart_line_notes))
    app.add_node(struck, html=(visit_struck, depart_struck))
    app.add_node(folded, html=(visit_folded, depart_folded))
    app.add_directive("snippet", SnippetBlock)
    app.add_directive("keeps", Keeps)
    app.add_directive("source", Source)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
