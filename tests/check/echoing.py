"""A probing module that judges nothing, and tells what it was given and where it runs."""

import os


def probe(definitions):
    return {
        "definitions": [[d.name, d.block, d.line, d.winner, d.owner] for d in definitions],
        "said": {d.name: d.value() for d in definitions if d.name.startswith("say")},
        "folder": os.getcwd(),
        "environment": dict(os.environ),
    }
