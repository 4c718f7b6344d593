"""The notebook of the whole chapter: valid, complete, and run from its first cell to its last."""

import ast
import contextlib
import io
import json
import re
import sys
import warnings

import nbformat
import pytest

from chapter4 import ledger
from examples import ROOT, blocks

sys.path.insert(0, str(ROOT / "docs" / "_ext"))
import chapter_notebook

NOTEBOOK = chapter_notebook.notebook()
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
PROSE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "markdown"]

PAGE = """# A section

(label)=
<!-- a remark
of two lines -->
See {ledger}`E4.2.4-3`, {field}`E4.2.4-3 correction` and {py:obj}`~chapter4.numerical_diff`
on [its page](section_4_3.md).
![A slope](gallery/images/slope.png){.wide}

```{math}
:label: one
x^2
```

:::{note}
Only {math}`x`.

```python
>>> from math import sqrt
>>> print(sqrt(4.0))
2.0
>>> 1 + 1
2
>>> sqrt(-1.0)
Traceback (most recent call last):
    ...
ValueError: no
```
:::

```{reference} function_1
```

```{literalinclude} ../reference/chapter4/section_4_3_2.py
:language: python
:start-at: return
:dedent: 4
```

## Defects

```{entries} E 4.3.2
```

```sh
# not a heading
```
"""


def run(cells):
    """Run cells one after the other in one fresh namespace; yield each with what it prints and shows, as outputs."""
    namespace = {"__name__": "__main__"}
    for cell in cells:
        printed, value = io.StringIO(), None
        *body, last = ast.parse(cell["source"]).body
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(ast.Module(body, []), cell["id"], "exec"), namespace)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), cell["id"], "eval"), namespace)
            else:
                exec(compile(ast.Module([last], []), cell["id"], "exec"), namespace)
        shown = chapter_notebook.stream(printed.getvalue())
        yield cell, shown if value is None else [*shown, chapter_notebook.result(repr(value))]


def differences(cells):
    """Return the recorded and the found outputs of each cell that has outputs recorded, and others than are found."""
    ran = [(cell["id"], cell["outputs"], outputs) for cell, outputs in run(cells)]
    return [(id, recorded, found) for id, recorded, found in ran if recorded not in ([], found)]


def sample(text=PAGE):
    return [cell | {"id": f"sample-{n}"} for n, cell in enumerate(chapter_notebook.page_cells(text, ""))]


# ------------------------------------------------------------------ The notebook


def test_it_is_published_as_it_is_made(site):
    published = json.loads((site.folder / "chapter4.ipynb").read_text(encoding="utf-8"))
    assert published == NOTEBOOK


def test_it_is_valid():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(nbformat.from_dict(NOTEBOOK))
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])


def test_it_has_every_section_in_order():
    titles = re.findall(r"^## (4[\d.]*) ", "\n".join(cell["source"] for cell in PROSE), flags=re.MULTILINE)
    assert titles == [section.number for section in ledger.sections()]


def test_every_cell_runs_in_one_namespace_and_prints_what_is_recorded():
    assert len(CODE) > 10
    assert differences(CODE) == []


def test_every_block_of_the_sections_is_in_it():
    """What a cell no longer has of its block is the prompts, and what the block expects."""
    inside = "\n".join(cell["source"] for cell in CODE)
    for path in (ROOT / "docs" / f"{section.module}.md" for section in ledger.sections()):
        for block in blocks(path):
            prompted = re.findall(r"^(?:>>>|\.\.\.) ?(.*)$", block, flags=re.MULTILINE)
            for line in prompted or block.splitlines():
                assert line.strip() in inside, (path.name, line)


def test_nothing_is_left_of_what_only_sphinx_understands():
    for cell in PROSE:
        text = re.sub(r"```python\n.*?```", "", cell["source"], flags=re.DOTALL)
        assert not re.search(r"\{[\w:.-]+\}`|```\{|:::|<!--|^\(.*\)=$|\]\([^)]*\.md", text, flags=re.MULTILINE), text


def test_its_links_lead_to_pages_of_the_site(site):
    for cell in PROSE:
        for name, fragment in re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#([^)\s]+))?\)", cell["source"]):
            assert (site.folder / name).is_file(), (cell["id"], name)
            if fragment:
                assert site.pages[name].find(id=fragment), (cell["id"], name, fragment)


def test_the_page_of_what_is_not_found_links_from_the_root(site):
    links = [a["href"] for a in site.pages["404.html"].find("article").find_all("a", class_="internal")]
    assert len(links) > 5
    assert all(link.startswith("/") for link in links), links


# ------------------------------------------------------------------ How it is made


def test_a_page_is_put_into_words():
    text = "\n".join(cell["source"] for cell in sample() if cell["cell_type"] == "markdown")
    for expected in (
        "## A section",
        "[E4.2.4-3](section_4_2_4.html#e4-2-4-3), `1e-7` and [`numerical_diff`](api.html#chapter4.numerical_diff)",
        "[its page](section_4_3.html)",
        "*(Figure: A slope.)*",
        "$$\nx^2\n$$",
        "> **Note.**",
        "> Only $x$.",
        "def function_1(",
        "```python\nreturn ",
        "### Defects",
        "[E4.3.2-1](section_4_3_2.html#e4-3-2-1)",
        "```sh\n# not a heading\n```",
    ):
        assert expected in text
    for left_out in ("(label)=", "remark", "Source: section", "{"):
        assert left_out not in text


def test_examples_become_cells_with_their_outputs():
    first, second, third = [cell for cell in sample() if cell["cell_type"] == "code"]
    assert first["source"] == "from math import sqrt\nprint(sqrt(4.0))\n1 + 1"
    assert [output["output_type"] for output in first["outputs"]] == ["stream", "execute_result"]
    assert second["source"].startswith("try:\n    sqrt(-1.0)\nexcept ValueError as error:")
    assert third["source"] == "from chapter4 import function_1"


def test_a_deliberately_wrong_output_is_found():
    wrong = differences(cell for cell in sample() if cell["cell_type"] == "code")
    assert [id for id, _, _ in wrong] == ["sample-2"]
    assert wrong[0][1][0]["text"] == "ValueError: no\n"


@pytest.mark.parametrize("text", ["```{mermaid}\na\n```", "{kbd}`a`"])
def test_what_it_has_no_words_for_is_refused(text):
    with pytest.raises(chapter_notebook.Unknown):
        chapter_notebook.page_cells(text, "")
