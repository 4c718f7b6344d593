"""What lies beside the pages without being one, how pages link to it, and how they are cited."""

from docutils import nodes
from ledger_pages import SECTIONS
from myst_text import LookUpRole, MystDirective, anchor
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

import chapter4
from chapter4 import ledger

CHAPTER = "chapter4.ipynb"
"""The notebook of the whole chapter; that of a section is called after its page."""
NOTEBOOKS = (CHAPTER, *(f"{section.module}.ipynb" for section in SECTIONS.values()))
SNIPPETS = "chapter4-snippets.zip"
WHEEL = f"chapter4_reference-{chapter4.__version__}-py3-none-any.whl"
TO_SAVE = (*NOTEBOOKS, SNIPPETS, WHEEL)
PUBLISHED = (*TO_SAVE, "ledger.json", "objects.inv")


class download(nodes.reference):
    """A link to a file that a browser is to save, not to show."""


def visit_download(self, node):
    """Begin the link."""
    self.body.append(self.starttag(node, "a", "", CLASS="reference internal", href=node["refuri"], download=""))


def depart_download(self, node):
    """End the link."""
    self.body.append("</a>")


class PublishedRole(LookUpRole):
    """A link to a file beside the pages: ``{published}`the notebook <chapter4.ipynb>```; an EPUB has its text alone."""

    def found(self):
        """Return the link, and the text."""
        if self.target not in PUBLISHED:
            raise LookupError(f"nothing is published as {self.target!r}")
        shown = nodes.literal("", self.title) if self.title == self.target else nodes.Text(self.title)
        kind = download if self.target in TO_SAVE else nodes.reference
        uri = "../" * self.env.docname.count("/") + self.target
        return [
            addnodes.only("", kind("", "", shown, refuri=uri, internal=True), expr="builder_html"),
            addnodes.only("", shown.deepcopy(), expr="not builder_html"),
        ]


class NotebookLine(MystDirective):
    """The links from a section's page to its notebook and to that of the whole chapter: ``{notebook}``."""

    def run(self):
        """Return a paragraph, or say that the page is of no section."""
        section = f"{self.env.docname}.ipynb"
        if section not in NOTEBOOKS:
            raise self.error(f"{self.env.docname} is no section's page, and has no notebook")
        return self.written("notebook", section=section, chapter=CHAPTER)


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
    app.add_node(download, html=(visit_download, depart_download))
    app.add_role("published", PublishedRole())
    app.add_directive("notebook", NotebookLine)
    app.add_directive("bibtex", Bibtex)
    app.connect("doctree-resolved", make_absolute)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
