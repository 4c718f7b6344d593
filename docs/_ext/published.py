"""What lies beside the pages without being one, and how pages link to it."""

from docutils import nodes
from myst_text import LookUpRole, MystDirective
from places import SECTIONS
from sphinx import addnodes

import chapter4

CHAPTER = "chapter4.ipynb"
"""The notebook of the whole chapter; that of a section is called after its page."""
NOTEBOOKS = (CHAPTER, *(f"{section.module}.ipynb" for section in SECTIONS.values()))
SNIPPETS = "chapter4-snippets.zip"
WHEEL = f"chapter4_reference-{chapter4.__version__}-py3-none-any.whl"
TO_SAVE = (*NOTEBOOKS, SNIPPETS, WHEEL)
PUBLISHED = (*TO_SAVE, "ledger.json", "ledger.schema.json", "objects.inv", "search.html")


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
    app.connect("doctree-resolved", make_absolute)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
