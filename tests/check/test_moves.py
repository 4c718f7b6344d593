"""What a copy does to x instead of moving an entry up, down and back is named, at its line, however it loops."""

import pytest

from chapter4.check.checking import check

HEADS = {
    "ndindex": "    for idx in np.ndindex(x.shape):\n",
    "range": "    for idx in range(x.size):\n",
    "nditer": (
        '    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])\n'
        "    while not it.finished:\n        idx = it.multi_index\n"
    ),
}
BEGINNING = "import numpy as np\n\ndef numerical_gradient(f, x):\n    h = 1e-4\n    grad = np.zeros_like(x)\n"
FLAT = "E4.4-2"
"""Found beside the slip in a loop over range(x.size)."""

KEEP, UP, HIGH = "        tmp_val = x[idx]\n", "        x[idx] = tmp_val + h\n", "        fxh1 = f(x)\n"
DOWN, LOW = "        x[idx] = tmp_val - h\n", "        fxh2 = f(x)\n"
SLOPE, BACK = "        grad[idx] = (fxh1 - fxh2) / (2 * h)\n", "        x[idx] = tmp_val\n"
LOOP = KEEP + UP + HIGH + DOWN + LOW + SLOPE + BACK

ON_COPIES = (
    "        x1 = x.copy()\n        x1[idx] = tmp_val + h\n        fxh1 = f(x)\n"
    "        x2 = x.copy()\n        x2[idx] = tmp_val - h\n        fxh2 = f(x)\n"
)

SLIPS = {
    "neither step is written": (KEEP + HIGH + LOW + SLOPE + BACK, "E4.4-26", HIGH),
    "both steps are given to names": (
        LOOP.replace("x[idx] = tmp_val +", "x1 = tmp_val +").replace("x[idx] = tmp_val -", "x2 = tmp_val -"),
        "E4.4-26",
        "x1 = tmp_val + h",
    ),
    "both steps are compared": (
        LOOP.replace("= tmp_val +", "== tmp_val +").replace("= tmp_val -", "== tmp_val -"),
        "E4.4-26",
        "x[idx] == tmp_val + h",
    ),
    "both steps are written to copies": (KEEP + ON_COPIES + SLOPE, "E4.4-26", "x1[idx] = tmp_val + h"),
    "x is put back before both calls": (KEEP + UP + BACK + HIGH + DOWN + BACK + LOW + SLOPE + BACK, "E4.4-26", BACK),
    "the step up is not written": (LOOP.replace(UP, ""), "E4.4-20", HIGH),
    "the step up is given to a name": (LOOP.replace(UP, "        x1 = tmp_val + h\n"), "E4.4-20", "x1 = tmp_val + h"),
    "x is put back before the first call": (LOOP.replace(HIGH, BACK + HIGH), "E4.4-20", BACK),
    "x is put back before the second call": (LOOP.replace(LOW, BACK + LOW), "E4.4-19", BACK),
    "the step down is not written": (LOOP.replace(DOWN, ""), "E4.4-27", LOW),
    "both steps go up": (LOOP.replace(DOWN, UP), "E4.4-27", UP),
    "both steps go down": (LOOP.replace(UP, DOWN), "E4.4-27", DOWN),
    "x is not put back": (LOOP.replace(BACK, ""), "E4.4-24", DOWN),
    "x is put back to 0": (LOOP.replace(BACK, "        x[idx] = 0\n"), "E4.4-28", "x[idx] = 0"),
    "x is put back to a value of f": (LOOP.replace(BACK, "        x[idx] = fxh1\n"), "E4.4-28", "x[idx] = fxh1"),
    "x is left moved": (LOOP.replace(BACK, UP), "E4.4-28", UP),
}
"""The body of the loop, the entry that names what is wrong with it, and the statement at which it stands."""


def findings(head, body):
    ending = "        it.iternext()\n" if "nditer" in head else ""
    code = f"{BEGINNING}{head}{body}{ending}    return grad\n"
    found = check(code.encode(), "copy.py", run=True).findings
    lines = code.splitlines()
    return [(one.id, lines[one.place.line - 1].strip()) for one in found if not one.hazard and one.id != FLAT]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(("body", "id", "at"), SLIPS.values(), ids=SLIPS)
def test_what_is_done_to_x_is_named_at_its_line(head, body, id, at):
    assert findings(head, body) == [(id, at.strip())]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_loop_that_moves_x_up_down_and_back_is_cleared(head):
    assert findings(head, LOOP) == []


def test_what_has_no_known_cause_is_shown_by_the_function_and_the_point():
    code = "def numerical_gradient(f, x):\n    return 0 * x + 7\n"
    (finding,) = check(code.encode(), "copy.py", run=True).findings
    assert "for f(x) = x[0]**3 + 2 * x[1]**2 + x[0] * x[1], x = [3., 4.] it gives [7., 7.]" in finding.message
