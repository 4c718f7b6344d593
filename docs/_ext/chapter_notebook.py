"""The whole corrected chapter as one notebook, made of the section pages; and how pages cite it and link to such files.

The pages are read as text: their prose becomes Markdown cells, their Python blocks become code cells, and what only
Sphinx understands is put into words that a notebook can show.
"""

import ast
import doctest
import inspect
import json
import re
import textwrap
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

from docutils import nodes
from ledger_pages import SECTIONS, anchor, counts, without_docstrings
from sphinx import addnodes
from sphinx.directives.code import LiteralIncludeReader
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

import chapter4
from chapter4 import ledger

logger = logging.getLogger(__name__)

DOCS = Path(__file__).parent.parent
NAME = "chapter4.ipynb"
PUBLISHED = (NAME, "ledger.json", "objects.inv")
"""What lies beside the pages of the site without being a page."""
ADMONITIONS = ("note", "tip", "hint", "important", "warning", "caution", "attention", "admonition", "seealso")
FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,}|:{3,})(?P<info>[^`]*)$")
ROLE = re.compile(r"\{(?P<name>[\w:.-]+)\}(?P<ticks>`+)(?P<text>.+?)(?P=ticks)", flags=re.DOTALL)
FOREWORD = """# {title}

Version {version}. Chapter 4, "Training neural networks", of *Deep Learning from Scratch* by Koki Saitoh, corrected: the
text of every section's page and its code, in the chapter's order. The cells run from the first to the last, with NumPy
and the package `chapter4` beside them; from a checkout of the project, `python -m pip install .` installs both.

The defects, stated outputs and figures themselves are on the site beside which this notebook is published{where}; links
lead there."""


class Unknown(ValueError):
    """A directive or role that this notebook has no words for."""


# ------------------------------------------------------------------ From a page to pieces


def pieces(text, base):
    """Yield what a page consists of, in order: ("markdown", text), ("code", source) or ("doctest", source)."""
    lines, prose = iter(text.splitlines()), []
    for line in lines:
        found = FENCE.match(line)
        if not found:
            prose.append(line)
            continue
        body = []
        for inner in lines:
            if inner.strip().startswith(found["fence"]) and not inner.strip().strip(found["fence"][0]):
                break
            body.append(inner)
        yield "markdown", in_words("\n".join(prose), base)
        prose = []
        yield from fenced(found["info"].strip(), textwrap.dedent("\n".join(body)), base)
    yield "markdown", in_words("\n".join(prose), base)


def fenced(info, body, base):
    """Yield the pieces of a block between fences."""
    directive = re.match(r"\{([\w:.-]+)\} *(.*)", info)
    if not directive:
        if info.split(" ")[0] in ("python", "pycon"):
            yield "doctest" if body.lstrip().startswith(">>>") else "code", body.strip("\n")
        else:
            yield "markdown", f"```{info}\n{body}\n```"
        return
    name, argument = directive.groups()
    body, options = without_options(body)
    if name == "math":
        yield "markdown", f"$$\n{body.strip()}\n$$"
    elif name == "reference":
        yield from reference(argument.strip(), base)
    elif name == "literalinclude":
        yield "markdown", f"```python\n{included(argument.strip(), options)}\n```"
    elif name == "entries":
        yield "markdown", entries_line(*argument.split(), base)
    elif name in ("code-block", "code", "doctest"):
        yield from fenced("python" if name == "doctest" else argument, body, base)
    elif name in ("figure", "image"):
        caption = in_words(body, base) or options.get("alt", "on the section's page")
        yield "markdown", f"*(Figure: {caption.rstrip('.')}.)*"
    elif name in ADMONITIONS:
        title = in_words(argument, base) or name.capitalize()
        for kind, text in [("markdown", f"**{title}.**"), *pieces(body, base)]:
            yield kind, textwrap.indent(text, "> ", lambda line: True) if kind == "markdown" and text else text
    elif name not in ("toctree", "contents", "raw"):
        raise Unknown(f"the directive {{{name}}}")


def without_options(body):
    """Return a directive's text without the options at its head, and the options."""
    head = re.match(r"(?: *:[\w-]+:.*(?:\n|\Z))*", body)[0]
    return body[len(head) :], {key: value.strip() for key, value in re.findall(r":([\w-]+):(.*)", head)}


def included(name, options):
    """Return the lines of a file of the project that a page shows."""
    if "dedent" in options:
        options["dedent"] = int(options["dedent"])
    reader = LiteralIncludeReader(str(DOCS / name), options, SimpleNamespace(source_encoding="utf-8"))
    return reader.read()[0].strip("\n")


def reference(name, base):
    """Yield the source of a function, to be read, and the line that imports it, to be run."""
    target = getattr(chapter4, name)
    place = f"reference/{inspect.getmodule(target).__name__.replace('.', '/')}.py"
    source = without_docstrings(inspect.getsource(target))
    yield "markdown", f"[`{name}`]({base}api.html#chapter4.{name}) in `{place}`:\n\n```python\n{source.strip()}\n```"
    yield "code", f"from chapter4 import {name}"


def entries_line(kind, number, base):
    """Return a line of links to the entries of a kind."""
    chosen = [entry for entry in ledger.entries() if entry.id[0] == kind and entry.section == number]
    return f"On the section's page: {', '.join(link(entry.id, base) for entry in chosen)}."


def link(id, base):
    """Return a link to an entry."""
    return f"[{id}]({base}{SECTIONS[ledger.entry(id).section].module}.html#{anchor(id)})"


def in_words(text, base):
    """Return prose without what only Sphinx understands."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"^(?:\([\w.-]+\)=|%.*|\+\+\+.*)$", "", text, flags=re.MULTILINE)
    text = ROLE.sub(lambda match: role(match["name"], " ".join(match["text"].split()), base), text)
    text = re.sub(r"\]\((?!\w+:)([\w/.-]+?)\.(?:md|rst)(#[\w.-]+)?\)", rf"]({base}\1.html\2)", text)
    text = re.sub(r"(?<=[])`])\{[.#][^}\n]*\}", "", text)
    text = re.sub(r"!\[([^]]*)\]\([^)]*\)", r"*(Figure: \1.)*", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def role(name, text, base):
    """Return the text of a role."""
    if name == "ledger":
        return link(text, base)
    if name == "field":
        id, _, key = text.partition(" ")
        value = getattr(ledger.entry(id), key)
        return f"`{', '.join(value) if isinstance(value, tuple) else value}`"
    if name == "count":
        return str(counts()[text])
    if name == "math":
        return f"${text}$"
    explicit = re.fullmatch(r"(.+?) ?<([^>]+)>", text)
    target = explicit[2] if explicit else text.lstrip("~!")
    shown = explicit[1] if explicit else target.rpartition(".")[2] if text.startswith("~") else target
    if name == "published":
        return f"[{shown}]({base}{target})"
    if name.startswith("py:"):
        return f"[`{shown}`]({base}api.html#{target})" if target.startswith("chapter4.") else f"`{shown}`"
    if name in ("code", "literal"):
        return f"`{text}`"
    if name in ("ref", "doc", "term", "numref", "any", "download", "abbr"):
        return shown
    raise Unknown(f"the role {{{name}}}")


# ------------------------------------------------------------------ From pieces to cells


def markdown_cells(text):
    """Return Markdown cells, a new one at every heading; headings are one level lower than on their page."""
    parts, in_fence = [[]], False
    for line in text.splitlines():
        if re.match(r"(?:> )?(?:```|~~~)", line):
            in_fence = not in_fence
        heading = not in_fence and re.match(r"#{1,5} ", line)
        if heading:
            parts.append([])
        parts[-1].append(f"#{line}" if heading else line)
    sources = ["\n".join(part).strip("\n") for part in parts]
    return [{"cell_type": "markdown", "metadata": {}, "source": source} for source in sources if source.strip()]


def code_cell(source, outputs=()):
    """Return a code cell."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": list(outputs),
        "source": source.strip("\n"),
    }


def doctest_cells(text):
    """Return the examples of a block as cells with the outputs that the page states of them.

    A cell ends after a value that is shown without print. An example that is to raise prints its error instead, so
    that all the cells can be run in one go.
    """
    cells, sources, printed = [], [], ""
    for example in doctest.DocTestParser().get_examples(text):
        source, want = example.source.rstrip("\n"), "" if example.options else example.want
        if example.exc_msg:
            kind = example.exc_msg.partition(":")[0].strip()
            sources.append(f"try:\n{textwrap.indent(source, '    ')}\nexcept {kind} as error:")
            sources.append('    print(f"{type(error).__name__}: {error}")')
            printed += "" if example.options else example.exc_msg
        elif want and shows_its_value(source):
            cells.append(code_cell("\n".join([*sources, source]), [*stream(printed), result(want)]))
            sources, printed = [], ""
        else:
            sources.append(source)
            printed += want
    if sources:
        cells.append(code_cell("\n".join(sources), stream(printed)))
    return cells


def shows_its_value(source):
    """Whether an example is a bare expression, other than a call of print."""
    (statement,) = ast.parse(source).body
    if not isinstance(statement, ast.Expr):
        return False
    return not (isinstance(statement.value, ast.Call) and getattr(statement.value.func, "id", "") == "print")


def stream(text):
    """Return printed text as a list of one output, or of none."""
    return [{"output_type": "stream", "name": "stdout", "text": text}] if text else []


def result(text):
    """Return a shown value as an output."""
    data = {"text/plain": text.rstrip("\n")}
    return {"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data}


def page_cells(text, base):
    """Return the cells of one page."""
    cells = []
    for kind, group in groupby(pieces(text, base), key=lambda piece: piece[0]):
        texts = [text for _, text in group if text.strip()]
        if kind == "markdown":
            cells += markdown_cells("\n\n".join(texts))
        else:
            for text in texts:
                cells += doctest_cells(text) if kind == "doctest" else [code_cell(text)]
    return cells


def notebook(title="Chapter 4, Verified", base=""):
    """Return the notebook of the section pages; `base` is put before each link to a page."""
    where = f", <{base}>" if base else ""
    foreword = FOREWORD.format(title=title, version=chapter4.__version__, where=where)
    cells = [{"cell_type": "markdown", "metadata": {}, "source": foreword, "id": "foreword"}]
    for section in SECTIONS.values():
        text = (DOCS / f"{section.module}.md").read_text(encoding="utf-8")
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        try:
            found = page_cells(text, base)
        except Unknown as error:
            raise Unknown(f"{section.module}.md: the notebook has no words for {error}") from None
        cells += [cell | {"id": f"{section.module}-{n}"} for n, cell in enumerate(found, start=1)]
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "title": title,
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(app, exception):
    """Publish the notebook beside the pages."""
    if exception is None and app.builder.name == "html":
        try:
            found = notebook(base=app.config.html_baseurl)
        except Unknown as error:
            logger.warning("%s", error, type="notebook")
            return
        text = json.dumps(found, ensure_ascii=False, indent=1)
        Path(app.outdir, NAME).write_text(text + "\n", encoding="utf-8")


# ------------------------------------------------------------------ On the pages


class PublishedRole(SphinxRole):
    """A link to a file beside the pages: ``{published}`the notebook <chapter4.ipynb>```. An EPUB has its text."""

    def run(self):
        """Return the link, or say that no such file is published."""
        found = re.fullmatch(r"(.+?) ?<([^>]+)>", self.text, flags=re.DOTALL)
        text, name = found.groups() if found else (self.text, self.text)
        if name not in PUBLISHED:
            message = self.inliner.reporter.error(f"nothing is published as {name!r}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        shown = nodes.literal(text, text) if text == name else nodes.Text(text)
        uri = "../" * self.env.docname.count("/") + name
        on_the_site, elsewhere = addnodes.only(expr="builder_html"), addnodes.only(expr="not builder_html")
        on_the_site += nodes.reference("", "", shown, refuri=uri, internal=True)
        elsewhere += shown.deepcopy()
        return [on_the_site, elsewhere], []


class Bibtex(SphinxDirective):
    """The citation of the whole, or of one entry, in BibTeX: ``{bibtex} E4.2.4-4``."""

    optional_arguments = 1

    def run(self):
        """Return the record as a block of code."""
        key, title, url = "chapter4verified", self.config.project, ""
        if self.arguments:
            entry = ledger.entry(self.arguments[0])
            key, title = f"{key}:{entry.id}", f"{title}, entry {entry.id}"
            url = f"{SECTIONS[entry.section].module}.html#{anchor(entry.id)}"
        fields = {
            "author": f"{{{self.config.author}}}",
            "title": title,
            "year": self.config.copyright[:4],
            "note": f"Version {chapter4.__version__}",
        }
        if self.config.html_baseurl:
            fields["url"] = self.config.html_baseurl + url
        lines = [f"@misc{{{key},", *(f"  {name:<6} = {{{value}}}," for name, value in fields.items()), "}"]
        text = "\n".join(lines)
        return [nodes.literal_block(text, text, language="bibtex")]


def make_absolute(app, doctree, docname):
    """Let the links in the text of the page of what is not found work at whatever address it is shown."""
    if docname == "404":
        for link in doctree.findall(nodes.reference):
            if link.get("internal") and "refuri" in link:
                link["refuri"] = f"{getattr(app.config, 'notfound_urls_prefix', None) or '/'}{link['refuri']}"


def setup(app):
    """Register it all."""
    app.add_role("published", PublishedRole())
    app.add_directive("bibtex", Bibtex)
    app.connect("doctree-resolved", make_absolute)
    app.connect("build-finished", write_notebook)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
