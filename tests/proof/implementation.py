"""The functions under test: those of `chapter4`, or of the module that --implementation names."""

import ast
import functools
import re
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import chapter4
from chapter4 import ledger


def called(code: str) -> set[str]:
    """Return what the code of a test calls of the implementation, the network under one of its names."""
    names = re.findall(r"\bimplementation\.(?:own\(\")?(\w+)", code)
    return {"SimpleNet" if name in ("simpleNet", "network") else name for name in names}


class Implementation:
    """The functions under test: those of `chapter4`, or of the module that --implementation names."""

    EXAMPLES = ("function_1", "function_2", "function_tmp1", "function_tmp2")

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.is_reference = module.__name__ == "chapter4"
        self.as_given = False
        """Whether one-hot answers are handed on to what takes labels alone, as a test of just that needs it."""

    def __getattr__(self, name: str) -> Any:
        """Return the module's own; what it lacks skips the test, with the reason."""
        if name.startswith("__") or name == "module":
            raise AttributeError(name)
        if hasattr(self.module, name):
            return self._its(name)
        if name == "sample_mini_batch" and hasattr(self.module, "x_batch"):
            return self._draw_again
        if name in self.EXAMPLES:
            return getattr(chapter4, name)
        pytest.skip(f"{self.module.__name__} has no {name}")

    def _its(self, name: str) -> Any:
        own = getattr(self.module, name)
        return getattr(self.module, "__as_given__", {}).get(name, own) if self.as_given else own

    def offers(self, name: str) -> bool:
        """Whether a test can ask for that name: the module's own, or what this class makes of it."""
        if name in ("SimpleNet", "simpleNet", "network"):
            return hasattr(self.module, "SimpleNet") or hasattr(self.module, "simpleNet")
        if name == "sample_mini_batch" and hasattr(self.module, "batch_mask"):
            return True
        return (
            name in self.EXAMPLES or name in ("module", "is_reference", *dir(type(self))) or hasattr(self.module, name)
        )

    def own(self, name: str) -> Any:
        """Return the module's own example function, where that is what is tested."""
        if not hasattr(self.module, name):
            pytest.skip(f"{self.module.__name__} has no {name}")
        return getattr(self.module, name)

    def network(self) -> Any:
        """Return the class of the network, under either of its names."""
        names = [name for name in ("SimpleNet", "simpleNet") if hasattr(self.module, name)]
        if not names:
            pytest.skip(f"{self.module.__name__} has neither SimpleNet nor simpleNet")
        return self._its(names[0])

    def SimpleNet(self, W: Any = None) -> Any:
        """Return a network, with these weights."""
        net = self.network()()
        if W is not None:
            net.W[...] = W
        return net

    simpleNet = SimpleNet

    def _draw_again(self, x_train: Any, t_train: Any, batch_size: int) -> tuple[Any, Any]:
        """Run the statements that draw a mini-batch, as the chapter prints them, on these data."""
        if not self._names_its_data:
            pytest.skip(f"{self.module.__name__} draws from data and in numbers of its own")
        namespace = {"np": np, "x_train": x_train, "t_train": t_train}
        namespace |= {"train_size": len(x_train), "batch_size": batch_size}
        self._run(self._drawing("batch_mask", "x_batch", "t_batch"), namespace)
        return namespace["x_batch"], namespace["t_batch"]

    def drawn_at_the_top(self, seed: int) -> Any:
        """Return the indices that the module's own statements draw, with NumPy's global generator seeded."""
        before = np.random.get_state()
        try:
            np.random.seed(seed)
            namespace = {"np": np, **vars(self.module)}
            self._run(self._drawing("batch_mask")[-1:], namespace)  # the last one decides
            return namespace["batch_mask"]
        finally:
            np.random.set_state(before)

    @functools.cached_property
    def draws_once(self) -> bool:
        """Whether the module draws indices for data of its own, and not for any that it is given."""
        whole = hasattr(self.module, "x_batch") and self._names_its_data
        return hasattr(self.module, "batch_mask") and not whole

    def _drawing(self, *names: str) -> list[ast.stmt]:
        """Return the statements at the top level that give these names."""
        statements = (statement for code in self.module.__codes__ for statement in ast.parse(code).body)
        return [
            statement
            for statement in statements
            if isinstance(statement, ast.Assign)
            and any(getattr(node, "id", None) in names for target in statement.targets for node in ast.walk(target))
        ]

    def _run(self, statements: list[ast.stmt], namespace: dict[str, Any]) -> None:
        exec(compile(ast.Module(statements, []), self.module.__file__, "exec"), namespace)

    @functools.cached_property
    def _names_its_data(self) -> bool:
        """Whether the statements that draw take the data, their number and the batch's by the chapter's names."""
        statements = self._drawing("batch_mask", "x_batch", "t_batch")
        nodes = [node for statement in statements for node in ast.walk(statement)]
        named = {node.id for node in nodes if isinstance(node, ast.Name)}
        numbers = [node for node in nodes if isinstance(node, ast.Constant) and type(node.value) is int and node.value]
        chapters = {"np", "x_train", "t_train", "train_size", "batch_size", "batch_mask", "x_batch", "t_batch", "len"}
        return {"batch_mask", "x_batch", "t_batch"} <= named <= chapters and not numbers

    # ---- What decides which tests are asked, so that one cause is one finding, and a choice none.

    @functools.cached_property
    def takes_labels(self) -> bool:
        """Whether the loss of a batch takes labels at all, rightly or not, or one-hot answers alone."""
        try:
            self.cross_entropy_error(np.array([[0.25, 0.25, 0.5], [0.5, 0.25, 0.25]]), np.array([2, 0]))
        except Exception:
            return False
        return True

    def needs_labels(self) -> None:
        """Skip the test where the loss takes one-hot answers alone, which is a choice."""
        if not self.takes_labels:
            pytest.skip(f"{self.module.__name__} takes one-hot answers alone")

    def answers_of_the_network(self, labels: Any) -> list[Any]:
        """Return the right answers in each form that the network takes: one-hot, and by labels if it takes them."""
        one_hot = np.eye(3, dtype=int)[labels]
        try:
            self.SimpleNet().loss(np.zeros((2, 2)), np.array([2, 0]))
        except Exception:
            return [one_hot]
        return [one_hot, labels]

    @functools.cached_property
    def averages(self) -> bool:
        """Whether the loss of two equal one-hot samples is that of one, and not twice as much (E4.2.4-4)."""
        if not hasattr(self.module, "cross_entropy_error"):
            return True
        y, t = np.full((2, 2), 0.5), np.eye(2)[[0, 0]]
        try:
            return bool(self.cross_entropy_error(y, t) < 1.5 * self.cross_entropy_error(y[:1], t[:1]))
        except Exception:
            return True  # labels alone, or wrong in a way that the tests will find

    @functools.cached_property
    def differentiates(self) -> bool:
        """Whether the difference is central, with a step that is not lost (E4.3.1-1, E4.3.1-2)."""
        if not hasattr(self.module, "numerical_diff"):
            return True
        try:
            return bool(abs(self.numerical_diff(lambda x: x * x, 3.0) - 6) < 1e-5)
        except Exception:
            return True


OF_THE_MEAN = {"C4.2.3-1", "E4.2.3-7", "E4.2.3-8", "E4.2.3-14", "E4.2.3-15"}
ROOTS = {
    "averages": ({"4.2.4"}, {"E4.2.4-4", "E4.2.4-8", "E4.2.4-13"}, OF_THE_MEAN),
    "differentiates": ({"4.3", "4.3.2", "4.3.3"}, {"E4.3.1-1", "E4.3.1-2", "E4.3.1-8"}, {"C4.4-3"}),
}
"""What an implementation may lack; the sections that ask for it; the ids that say so, and others that ask for it."""


def is_said_elsewhere(implementation: Implementation, entry: ledger.Entry) -> bool:
    """Whether a test of that entry could only repeat what a test of its cause has found."""
    if isinstance(entry, ledger.Defect) and entry.origin == "copies":
        return False  # its test fails for that one slip alone
    return any(
        (entry.section in sections or entry.id in others)
        and entry.id not in causes
        and not getattr(implementation, root)
        for root, (sections, causes, others) in ROOTS.items()
    )
