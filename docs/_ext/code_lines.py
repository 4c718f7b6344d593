"""Lines of highlighted code that a narrow page may break without breaking a name, and that are copied as they are."""

import re

OPENING = re.compile(r'<span class="p">(?=[^<]*[(\[{,]</span>)')
"""A comma or an opening bracket, as Pygments marks it."""


def breakable(line):
    """Return a line that the style sheet lets break where a bracket opens, and after a comma."""
    return OPENING.sub('<span class="p opens">', line)


def source_lines(markup):
    """Return the inside of a block, each line an element that the style sheet can indent where it goes on below."""
    return "".join(f'<span class="source-line">{breakable(line)}\n</span>' for line in markup.splitlines())
