"""Each entry of the ledger that is a defect of code is found by the check, in the entry's own reproducer."""

import pytest

from chapter4 import ledger
from chapter4.check.checking import check
from proof.copies import KNOWN, of_id

OF_CODE = {"syntax", "name", "type", "value", "precision", "aliasing"}
"""The kinds of defect that a copy can have whatever it is called with; hazards have tests of their own."""

NOT_FOUND = {
    "E4.2.2-1": "the offset is the chapter's own, and no mistake of a copy",
}
"""Why the check finds no defect there."""

LOSS = """import numpy as np

def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    batch_size = y.shape[0]
    return """
COPIES = {
    "E4.2.4-2": LOSS.replace("y.shape[0]", "y.shape(0)") + "-np.sum(t * np.log(y + 1e-7)) / batch_size\n",
    "E4.2.4-4": LOSS + "-np.sum(t * np.log(y + 1e-7))\n",
    "E4.2.4-6": LOSS + "-np.sum(np.log(y(np.arange(batch_size), t) + 1e-7)) / batch_size\n",
    "E4.2.4-7": LOSS + "-np.sum(t * np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size\n",
    "E4.2.4-8": LOSS + "-np.sum(np.log(y[np.arange(batch_size), t] + 1e-7))\n",
    "E4.2.4-9": "".join(
        f"{LOSS}{losses} / batch_size\n"
        for losses in ("-np.sum(t * np.log(y + 1e-7))", "-np.sum(np.log(y[np.arange(batch_size), t] + 1e-7))")
    ),
    "E4.3.1-2": "def numerical_diff(f, x):\n    h = 1e-4\n    return (f(x + h) - f(x)) / h\n",
    "E4.4-8": """import numpy as np

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in range(x.size):
        tmp_val = x(idx)
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        grad[idx] = (fxh1 - f(x)) / (2 * h)
        x[idx] = tmp_val
    return grad
""",
    "E4.4.1-2": """from chapter4 import numerical_gradient

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    for i in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x
""",
}
"""A copy for each reproducer that shows an expression alone, outside its function."""

OF_COPIES = [defect for defect in ledger.defects() if defect.origin == "copies"]
OF_CHAPTER = [defect for defect in ledger.defects() if defect.origin != "copies" and defect.kind in OF_CODE]


def found(code):
    """Return what is found in a file of that code."""
    return check(code.strip("\n").encode(), "copy.py", run=True).findings


@pytest.mark.parametrize("defect", OF_COPIES, ids=lambda defect: defect.id)
def test_the_slip_of_a_copy_is_found_in_its_reproducer_and_nothing_else(defect):
    findings = [finding for finding in found(defect.reproducer) if not finding.hazard]
    assert [(finding.id, finding.function) for finding in findings] == [(defect.id, defect.object)]


@pytest.mark.parametrize("defect", OF_CHAPTER, ids=lambda defect: defect.id)
def test_a_defect_of_the_chapter_is_found_in_its_reproducer_or_in_a_copy(defect):
    ids = {finding.id for finding in found(COPIES.get(defect.id, defect.reproducer))}
    assert (defect.id in ids) == (defect.id not in NOT_FOUND)


def test_every_slip_has_an_entry_of_its_function():
    """But that a step can be lost in a gradient too is in the ledger once, where the chapter has it."""
    others = [slip for slip in KNOWN if ledger.defect(slip.id).object != slip.function]
    assert [(slip.function, slip.id) for slip in others] == [("numerical_gradient", "E4.3.1-1")]


def test_every_entry_of_copies_is_that_of_a_slip():
    assert [defect.id for defect in OF_COPIES if not of_id(defect.id)] == []
