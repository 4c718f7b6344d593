"""The index of errors: a directive that runs a line in the build, and shows what it really says."""

from docutils import nodes
from myst_text import MystDirective
from places import ROOT

from errors import page


class Raises(MystDirective):
    """One error of the package: ``{raises} lost_step``, where lost_step is the function of `_errors` that makes it.

    The content has three parts with a line ``+++`` between them: lines that raise the error, after the statements
    that they need; lines to write instead; and the cause, which is text.
    """

    required_arguments = 1
    has_content = True

    def run(self):
        """Return the messages, the cause, and both kinds of lines."""
        for source in (ROOT / "reference" / "chapter4").glob("*.py"):
            self.env.note_dependency(str(source))
        self.env.note_dependency(page.__file__)
        entry = page.entry(self.arguments[0], "\n".join(self.content))
        try:
            messages = dict.fromkeys((said.kind, said.text) for said in (page.said(entry, e) for e in entry.lines))
        except Exception as error:
            raise self.error(f"{entry.function}: {error!r}") from error
        body = self.written("error", messages=messages, entry=entry)
        return [nodes.container("", *body, ids=[f"error-{entry.function.replace('_', '-')}"], classes=["raised"])]


def setup(app):
    """Register it."""
    app.add_directive("raises", Raises)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
