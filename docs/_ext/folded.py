"""What a page keeps folded until a reader opens it: HTML's `details` with its `summary`, as nodes."""

from docutils import nodes


class details(nodes.General, nodes.Element):
    """What is folded, a summary first; its ids and classes are the element's."""


class summary(nodes.General, nodes.Element):
    """What is seen of it, and what opens it; it holds no link, for a click would then mean two things."""


def enter(translator, node):
    """Begin the element."""
    translator.body.append(translator.starttag(node, node.tagname, ""))


def leave(translator, node):
    """End it."""
    translator.body.append(f"</{node.tagname}>\n")


def without_links(found):
    """Return inline nodes with the text of each link in its place."""
    plain = []
    for node in found:
        if isinstance(node, nodes.reference) or node.tagname == "pending_xref":
            plain.append(nodes.inline("", node.astext()))
        else:
            plain.append(node)
    return plain


def setup(app):
    """Register the nodes; each is written as the element of its name, in the book as on the site."""
    for node in (details, summary):
        app.add_node(node, html=(enter, leave))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
