"""The model of each silent defect: code in place of the chapter's that has this defect and no other.

A defect of the chapter has its model here. The slip of a copy has the formula of `chapter4 check` with that knob
turned, which has no check of its arguments, and so the hazards of the plain snippets too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from chapter4 import ledger
from chapter4.check.judging import formulas
from defects import plain
from defects.plain import DELTA, H
from proof.copies import of_id


@dataclass(frozen=True)
class Model:
    """A function or class with one defect."""

    id: str
    stands_in: Callable[..., Any]

    @property
    def name(self) -> str:
        """The name in the chapter of what it stands in for."""
        return ledger.defect(self.id).object


MODELS: dict[str, Model] = {}
"""The models, by the ids of their defects."""


def model(id: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function or class as the model of that defect."""

    def enter(stands_in: Callable[..., Any]) -> Callable[..., Any]:
        MODELS[id] = Model(id, stands_in)
        return stands_in

    return enter


def among_what_is_sound(id: str) -> ModuleType:
    """Return the sound functions, with the model of that defect among them."""
    module = ModuleType(MODELS[id].stands_in.__name__)
    vars(module).update({name: getattr(plain, name) for name in vars(plain) if not name.startswith("_")})
    setattr(module, MODELS[id].name, MODELS[id].stands_in)
    return module


# ------------------------------------------------------------------ 4.2.1 The sum of squared errors


@model("E4.2.1-7")
def row_broadcast_against_column(y, t):
    return plain.half_the_squares(y, t)


# ------------------------------------------------------------------ 4.2.3 Mini-batches


@model("E4.2.3-4")
def training_labels_overwritten(x_train, t_train, batch_size):
    x_batch, t_batch = plain.sample_mini_batch(x_train, t_train, batch_size)
    t_train[:batch_size] = t_batch
    return x_batch, t_train[:batch_size]


@model("E4.2.3-6")
def drawn_with_replacement(x_train, t_train, batch_size):
    batch_mask = np.random.default_rng().choice(len(x_train), batch_size)
    return x_train[batch_mask], t_train[batch_mask]


# ------------------------------------------------------------------ 4.2.4 The cross entropy error


@model("E4.2.4-4")
def one_hot_not_averaged(y, t):
    if plain.is_one_hot(y, t):
        return -np.sum(t * np.log(y + DELTA))
    return plain.of_labels(y, t)


@model("E4.2.4-7")
def weighted_by_the_label(y, t):
    if plain.is_one_hot(y, t):
        return plain.of_one_hot(y, t)
    y, t = plain.within_the_classes(*plain.a_row_a_label(y, t))
    return np.sum(t * plain.each_loss(y, t)) / len(y)


@model("E4.2.4-8")
def labels_not_averaged(y, t):
    if plain.is_one_hot(y, t):
        return plain.of_one_hot(y, t)
    y, t = plain.within_the_classes(*plain.a_row_a_label(y, t))
    return np.sum(plain.each_loss(y, t))


@model("E4.2.4-10")
def last_class_for_minus_1(y, t):
    if plain.is_one_hot(y, t):
        return plain.of_one_hot(y, t)
    y, t = plain.a_row_a_label(y, t)
    return np.sum(plain.each_loss(y, t)) / len(y)


@model("E4.2.4-11")
def each_label_in_every_row(y, t):
    if plain.is_one_hot(y, t):
        return plain.of_one_hot(y, t)
    y, t = plain.within_the_classes(np.atleast_2d(y), np.asarray(t))
    return np.sum(plain.each_loss(y, t)) / len(y)


@model("E4.2.4-12")
def one_hot_read_as_labels(y, t):
    y, t = plain.within_the_classes(np.atleast_2d(y), np.atleast_1d(t))
    return np.sum(plain.each_loss(y, t)) / len(y)


@model("E4.2.4-13")
def labels_read_as_one_hot(y, t):
    return plain.of_one_hot(y, t)


@model("E4.2.4-14")
def plain_int_reshaped(y, t):
    if y.ndim == 1:
        y, t = y.reshape(1, y.size), t.reshape(1, t.size)
    if t.shape == y.shape:
        return plain.of_one_hot(y, t)
    return plain.of_labels(y, t.ravel())


# ------------------------------------------------------------------ 4.3 Derivatives in one variable


@model("E4.3.1-1")
def step_lost_beside_x(f, x):
    return plain.central_difference(f, x, 1e-50)


@model("E4.3.1-2")
def forward_difference(f, x):
    return (f(x + H) - f(x)) / H


@model("E4.3.1-8")
def step_of_0_in_float32(f, x):
    h = np.float32(1e-50) if np.asarray(x).dtype == np.float32 else H
    return plain.central_difference(f, x, h)


@model("E4.3.3-2")
def grid_summed_to_one_number(x):
    return np.sum(np.asarray(x) ** 2)


# ------------------------------------------------------------------ 4.4 The gradient


@model("E4.4-2")
def flat_index_takes_whole_rows(f, x):
    return plain.slopes(f, plain.float64(x), range(x.size))


@model("E4.4-4")
def integers_lose_the_step(f, x):
    if x.dtype.kind in "iu":
        return plain.slopes(f, x, np.ndindex(x.shape))
    return plain.numerical_gradient(f, x)


@model("E4.4-5")
def left_moved_where_f_raises(f, x):
    plain.float64(x)
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + H
        fxh1 = f(x)
        x[idx] = tmp_val - H
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * H)
        x[idx] = tmp_val
    return grad


@model("E4.4-7")
def step_rounded_away_in_float32(f, x):
    if x.dtype.kind == "f":
        return plain.slopes(f, x, np.ndindex(x.shape))
    return plain.numerical_gradient(f, x)


@model("E4.4.2-2")
def gradient_of_a_copy(f, x):
    return plain.numerical_gradient(f, x.copy())


# ------------------------------------------------------------------ 4.4.1 The gradient method


@model("E4.4.1-2")
def start_moved_in_place(f, init_x, lr=0.01, step_num=100):
    x = np.asarray(init_x, dtype=np.float64)
    return plain.descend(f, x, lr, step_num, plain.refuse_a_lost_step, plain.warn_of_a_standstill)


@model("E4.4.1-3")
def start_of_integers_takes_no_step(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    return plain.descend(f, x, lr, step_num, plain.refuse_a_lost_step, plain.warn_of_a_standstill)


@model("E4.4.1-4")
def standstill_in_silence(f, init_x, lr=0.01, step_num=100):
    return plain.descend(f, np.array(init_x, dtype=np.float64), lr, step_num, plain.refuse_a_lost_step)


@model("E4.4.1-11")
def frozen_where_it_diverges(f, init_x, lr=0.01, step_num=100):
    return plain.descend(f, np.array(init_x, dtype=np.float64), lr, step_num, plain.warn_of_a_standstill)


# ------------------------------------------------------------------ 4.4.2 A network


@model("E4.4.2-3")
class NeitherSeedNorWeights(plain.SimpleNet):
    def __init__(self):
        super().__init__()


@model("E4.4.2-4")
def softmax_that_overflows(x):
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


# ------------------------------------------------------------------ The slips of copies


def of_the_formula(slip):
    """Return what has a slip: the formula of the check with that knob turned, in a class where it is of the network."""
    formula = formulas.FORMULAS[slip.function](**{slip.knob: slip.value})
    formula.__name__ = f"{slip.function}_{slip.knob}_{slip.value}".replace(" ", "_")
    if slip.function != "SimpleNet":
        return formula
    return type(formula.__name__, (plain.SimpleNet,), {"loss": lambda self, x, t: formula(self.W, x, t)})


for defect in ledger.defects():
    if defect.origin == "copies":
        model(defect.id)(of_the_formula(of_id(defect.id)[0]))
