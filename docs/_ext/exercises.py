"""Exercises: a question with its answer folded away, or a defect of the ledger to be found."""

import re

from code_lines import source_lines
from docutils import nodes
from myst_text import MystDirective, prose
from places import ROOT

from chapter4 import ledger

PARTED = "+++"
"""The line between a question and its answer."""


class Exercise(MystDirective):
    """A question and its answer, or with an id what is wrong in the code of that defect.

    With an id the content, if any, says it of that very code; else the entry's own symptom does.
    The examples of an answer run in the tests as every example of a page does; a defect is proved by its entry.
    """

    optional_arguments = 1
    has_content = True

    def run(self):
        """Return the exercise, numbered by the style sheet."""
        exercise = nodes.container(classes=["exercise"])
        if self.arguments:
            defect = ledger.defect(self.arguments[0])
            self.env.note_dependency(str(ROOT / "reference" / "chapter4" / "ledger.toml"))
            account = "\n".join(self.content) or prose(defect.symptom)
            exercise += self.written("what_is_wrong", entry=defect, account=account)
        else:
            question, parted, answer = "\n".join(self.content).partition(f"\n{PARTED}\n")
            if not parted:
                raise self.error(f"an exercise has a line {PARTED} between its question and its answer")
            exercise += self.written("exercise", question=question, answer=answer)
        return [exercise]


PUZZLE = re.compile(r'(<div class="[^"]*\bpuzzle\b[^"]*"><div class="highlight"><pre>)(.*?)(</pre>)', re.DOTALL)


def let_puzzles_wrap(app, page, template, context, doctree):
    """Make the lines of a defect's code breakable: what is to be found there must not lie beside the screen."""
    if "puzzle" in context.get("body", ""):
        context["body"] = PUZZLE.sub(lambda part: part[1] + source_lines(part[2]) + part[3], context["body"])


def setup(app):
    """Register it all."""
    app.add_directive("exercise", Exercise)
    app.connect("html-page-context", let_puzzles_wrap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
