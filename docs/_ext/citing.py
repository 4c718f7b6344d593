"""How the whole and each entry are cited: in words and in BibTeX, folded under the entry it is of."""

import re

import yaml
from docutils import nodes
from folded import details, summary
from myst_text import anchor
from places import ROOT, address
from sphinx.util.docutils import SphinxDirective

from chapter4 import ledger

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
TITLE, VERSION, RELEASED = CITATION["title"], CITATION["version"], CITATION["date-released"]

LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "`": None}
)
"""What LaTeX reads of the signs that it takes for commands; those around code are left out."""


def said(entry):
    """Return in one sentence, without its full stop, what an entry is of: of a defect, the first of its symptom."""
    match entry:
        case ledger.Defect():
            return re.split(r"\. (?=[A-Z])", entry.symptom)[0].removesuffix(".")
        case ledger.Output():
            return f"{entry.call} is stated to be {entry.printed}"
        case ledger.Statement():
            return entry.statement.removesuffix(".")
        case ledger.Figure():
            return entry.shows
    return entry.what


def braced(text):
    """Return a text for a title: a word with a capital, but for the first, is in braces, else styles write it small."""
    return re.sub(r"(?<!^)\b\S*[A-Z]\S*|^\S+[A-Z]\S*", lambda word: f"{{{word[0]}}}", text.translate(LATEX))


def bibtex(entry=None, base=""):
    """Return the record of the whole, or of one entry, with a URL where the address of the site is known."""
    key, title, of, url = "chapter4verified", f"{{{TITLE}}}", {}, ""
    if entry:
        key, url = f"{key}:{entry.id}", address(entry)
        of = {"howpublished": f"Entry of the ledger of {TITLE}"}
        title = f"{{{entry.id}}}: {braced(said(entry))}"
    fields = {
        "author": f"{{{CITATION['authors'][0]['name']}}}",
        "title": title,
        **of,
        "year": RELEASED.year,
        "note": f"Version {VERSION}",
    }
    if base:
        fields["url"] = base + url
    width = max(map(len, fields))
    lines = [f"@misc{{{key},", *(f"  {name:<{width}} = {{{value}}}," for name, value in fields.items()), "}"]
    return "\n".join(lines)


def citation(entry, base):
    """Return what a reader unfolds to cite an entry: the short form, its permanent address, and BibTeX."""
    found = details(classes=["cite"])
    found += summary("", nodes.Text(f"Cite {entry.id}"))
    target = {"refuri": base + address(entry)} if base else {"refid": anchor(entry.id)}
    link = nodes.reference("", target.get("refuri", "permanent link"), internal=not base, **target)
    found += nodes.paragraph("", "", nodes.Text(f"{TITLE}, version {VERSION}, entry {entry.id}: "), link)
    text = bibtex(entry, base)
    found += nodes.literal_block(text, text, language="none", classes=["no-button"])
    return found


class Bibtex(SphinxDirective):
    """The citation of the whole, or of one entry, in BibTeX: ``{bibtex} E4.2.4-4``."""

    optional_arguments = 1

    def run(self):
        """Return the record as a block of code."""
        text = bibtex(*map(ledger.entry, self.arguments), base=self.config.html_baseurl)
        return [nodes.literal_block(text, text, language="bibtex")]


def load_script(app, page, template, context, doctree):
    """Load what copies a citation on the pages that have one to copy."""
    if doctree and any("cite" in part["classes"] for part in doctree.findall(details)):
        app.add_js_file("cite.js", loading_method="defer")


def setup(app):
    """Register it all."""
    app.add_directive("bibtex", Bibtex)
    app.connect("html-page-context", load_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
