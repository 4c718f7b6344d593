"""The index of messages: a directive that shows what Python, NumPy and Matplotlib say, and what to write instead."""

from docutils import nodes
from folded import details, summary
from myst_text import MystDirective, code
from pygments.lexers import PythonLexer
from pygments.token import Error

from messages import index

BOUNDS = {">=": "from {} on", "<": "before {}"}


class Cures(MystDirective):
    """All messages, under a heading for each group, each under an anchor of its own.

    Nothing is run here: the tests compare every message, and what the code to write instead gives, with what is so on
    the versions at hand.
    """

    def run(self):
        """Return a section for each group."""
        self.env.note_dependency(str(index.FILE))
        return [self.section(group) for group in index.groups()]

    def section(self, group):
        """Return the section of one group."""
        id = nodes.make_id(f"messages {group.title.partition(':')[0]}")
        section = nodes.section("", nodes.title("", group.title), ids=[id])
        section += [self.entry(message) for message in group.messages]
        return section

    def entry(self, message):
        """Return one entry: what is said and the line that says it are seen, the cure is folded."""
        said = [code(form.text) + (f" ({which})" if (which := versions(form)) else "") for form in message.says]
        line = code(message.named)
        seen = [(text, "message") for text in said] + [(line, "your-line")]
        head = [nodes.paragraph("", "", *self.parse_inline(text)[0], classes=[name]) for text, name in seen]
        entry = details(ids=[f"message-{message.id}"], classes=["cure"])
        entry += summary("", nodes.container("", *head))
        entry += self.written("cure", message=message, lexer=lexer)
        return entry


def versions(form):
    """Say of which versions a form is, such as `NumPy before 2.0`; of all, nothing."""
    return ", ".join(
        f"{name} {' and '.join(_bound(part) for part in versions.split(','))}"
        for name, versions in (("Python", form.python), ("NumPy", form.numpy), ("Matplotlib", form.matplotlib))
        if versions
    )


def lexer(code):
    """Return what colours a piece of code, which Python may not be able to read."""
    return "text" if any(token is Error for token, _ in PythonLexer().get_tokens(code)) else "python"


def _bound(part):
    sign = ">=" if part.startswith(">=") else "<"
    return BOUNDS[sign].format(part.removeprefix(sign))


def setup(app):
    """Register it."""
    app.add_directive("cures", Cures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
