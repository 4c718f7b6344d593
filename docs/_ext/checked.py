"""A copy as a reader may have it, with what the check says of it in the build."""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from myst_text import MystDirective
from places import ROOT

from chapter4.check.checking import check
from chapter4.check.showing.outputs import graded, text


class Checked(MystDirective):
    """The content is a file of the name that is the argument: ``{checked} my_notes.py``; ``:grade:`` marks it."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"grade": directives.flag}

    def run(self):
        """Return the file, the command and its output."""
        for source in (ROOT / "reference" / "chapter4" / "check").rglob("*.py"):
            self.env.note_dependency(str(source))
        (name,) = self.arguments
        report = check(("\n".join(self.content) + "\n").encode(), name, run=True)
        command = "chapter4 check"
        if "grade" in self.options:
            command, said = f"{command} --grade", graded([report], strict=False)
        else:
            said = text([report], {name: list(self.content)}, colour=False, strict=False)
        values = {"file": name, "code": "\n".join(self.content), "command": command, "said": said}
        return [nodes.container("", *self.written("checked", **values))]


def setup(app):
    """Register it."""
    app.add_directive("checked", Checked)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
