"""Every error, warning and note of the package, each made by one function, which is named after what is wrong.

A function here is given what the text has to name, and returns the error; the caller raises it. The text names the
argument, shows what was given and says how to fix it. No other module writes a text.
"""

import reprlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Shape = tuple[int, ...]
Array = NDArray[np.float64]

_shown = reprlib.repr


# ------------------------------------------------------------------ Any array or number


def masked_array(name: str) -> TypeError:
    """Return the error for a masked array, of which NumPy would take the masked entries too."""
    return TypeError(f"{name} must not be a masked array, whose mask would be lost; use {name}.filled(...)")


def unequal_rows(name: str) -> ValueError:
    """Return the error for nested lists that make no rectangle."""
    return ValueError(f"{name} must be rectangular, got rows of unequal length; pad or cut them")


def no_array(name: str, value: Any, reason: ValueError) -> ValueError:
    """Return the error for a value that NumPy can't make an array of, with NumPy's reason."""
    given = f"{name} must be an array or lists of numbers, got {type(value).__name__}"
    return ValueError(f"{given}; NumPy cannot make an array of it: {reason}")


def no_real_numbers(name: str, value: Any, dtype: np.dtype[Any]) -> TypeError:
    """Return the error for a value that becomes an array of text, objects, dates or complex numbers."""
    return TypeError(f"{name} must hold real numbers, got dtype {dtype}; {_as_float64(name, value)}")


def not_finite_entry(name: str, where: str, value: float) -> ValueError:
    """Return the error for an entry that is NaN or infinite."""
    return ValueError(f"{where} is {value}; {name} must be finite: replace such entries")


def no_real_number(name: str, value: Any) -> TypeError:
    """Return the error for a value that is not one real number."""
    return TypeError(f"{name} must be one real number, got {_shown(value)}; give a float")


def not_finite_number(name: str, value: Any) -> ValueError:
    """Return the error for a number that is NaN, infinite, or too large for float64."""
    return ValueError(f"{name} must be finite and fit in float64; got {_shown(value)}")


def no_integer(name: str, value: Any) -> TypeError:
    """Return the error for a value that is not an integer."""
    return TypeError(f"{name} must be an integer, got {_shown(value)}; use int({name})")


def no_generator(rng: Any, kind: type[Exception]) -> Exception:
    """Return the error, of that kind, for a value that is neither a generator nor a seed."""
    return kind(f"rng must be a numpy.random.Generator, a seed of 0 or more, or None; got {_shown(rng)}")


# ------------------------------------------------------------------ Any function f and any step h


def exchanged(name: str) -> TypeError:
    """Return the error for a call that has the function in the second place."""
    return TypeError(f"f must come before {name}, got {name} first; exchange them")


def no_function(f: Any) -> TypeError:
    """Return the error for an f that can't be called."""
    return TypeError(f"f must be a function, got {_shown(f)}; pass the function itself, not its value")


def not_one_number(shape: Shape, where: str) -> TypeError:
    """Return the error for an f that returns an array where one number belongs."""
    return TypeError(f"f must return one number, got shape {shape} at {where}; reduce it, as np.sum(...) does")


def not_entry_by_entry(wanted: Shape, shape: Shape, where: str) -> TypeError:
    """Return the error for an f that does not return one number for each entry of x."""
    return TypeError(
        f"f must return one number for each entry of x, shape {wanted}, got shape {shape} at {where}; "
        f"numerical_gradient takes a function of the whole array"
    )


def not_row_by_row(rows: Shape, shape: Shape) -> TypeError:
    """Return the error for an f that does not return one number for each row."""
    return TypeError(
        f"f must return one number for each row, shape {rows[:1]}, got shape {shape} for rows of shape {rows}; "
        f"reduce over all axes but the first, as np.sum(x**2, axis=-1) does"
    )


def returned_no_real_numbers(returned: Any, where: str, *, is_complex: bool) -> TypeError:
    """Return the error for an f whose value holds no real numbers, but complex ones or something else."""
    if returned is None:
        fix = "f may lack its return"
    elif isinstance(returned, np.ma.MaskedArray):
        fix = "use .filled(...)"
    else:
        fix = "use abs(...) or .real" if is_complex else "convert them to float64"
    return TypeError(f"f must return real numbers, got {_shown(returned)} at {where}; {fix}")


def returned_not_finite(returned: Any, where: str) -> ValueError:
    """Return the error for an f whose value is NaN or infinite."""
    return ValueError(f"f must return finite numbers, got {_shown(returned)} at {where}; keep f defined there")


def returned_beyond_float64(where: str) -> ValueError:
    """Return the error for an f whose value is an integer too large for float64."""
    return ValueError(f"f must return finite numbers, got one beyond float64 at {where}; scale f")


def lost_step(where: str, value: float | str, h: float) -> ValueError:
    """Return the error for an x whose difference would see no step, or only half of one."""
    return ValueError(
        f"the step is lost at {where} = {value} with h = {h}: x + h or x - h is x itself or not finite; "
        f"scale x or take a larger h"
    )


def no_step(h: Any, default: float) -> ValueError:
    """Return the error for a step that is zero."""
    return ValueError(
        f"h must not be 0, got {_shown(h)}: the difference is divided by it; the chapter's step is {default}"
    )


def step_too_large(h: Any, default: float) -> ValueError:
    """Return the error for an h whose double is infinite."""
    return ValueError(f"h must be small, got {_shown(h)}: 2 * h overflows; the chapter's step is {default}")


def negative_step(h: float, default: float) -> ValueError:
    """Return the error for an h below zero where the step has to be positive."""
    return ValueError(f"h must be positive, got {h}; the chapter's step is {default}")


def step_rounds_to_zero(dtype: np.dtype[Any]) -> str:
    """Return the warning for a step that is zero in the dtype of x."""
    return f"h is 0 in {dtype}, and 0/0 is NaN (E4.3.1-8)"


def quotient_overflows() -> ValueError:
    """Return the error for a difference of one variable that is beyond float64."""
    return ValueError("the difference of f's values, divided by the step, overflows; scale f")


def slope_overflows(where: str, value: float, h: float) -> ValueError:
    """Return the error for a partial difference that is beyond float64."""
    return ValueError(f"(f(x + h) - f(x - h)) / (2 * h) overflows at {where} = {value}, with h = {h}; scale f")


# ------------------------------------------------------------------ sum_squares_error


def unequal_shapes(y: Shape, t: Shape) -> ValueError:
    """Return the error for a y and a t that NumPy would broadcast."""
    return ValueError(f"y and t must have the same shape, got {y} and {t}; write labels t as one-hot rows")


def empty_output(y: Shape) -> ValueError:
    """Return the error for a y without an entry."""
    return ValueError(f"y must not be empty, got shape {y}; give at least one output")


def squares_overflow(y: Array, t: Array) -> ValueError:
    """Return the error for a sum of squares that is beyond float64."""
    return ValueError(f"the sum of squares of y - t overflows, {_largest({'y': y, 't': t})}; scale y and t")


# ------------------------------------------------------------------ cross_entropy_error


def no_probability(y_k: float) -> ValueError:
    """Return the error for one output outside [0, 1]."""
    return ValueError(f"y_k is {y_k}, outside [0, 1]; y_k must be a probability, as softmax gives")


def no_probabilities(where: str, value: float) -> ValueError:
    """Return the error for an entry of y outside [0, 1]."""
    return ValueError(f"{where} is {value}, outside [0, 1]; y must be probabilities, as softmax gives")


def negative_offset(delta: float, default: float) -> ValueError:
    """Return the error for a delta below zero."""
    return ValueError(f"delta must not be negative, got {delta}; the chapter's is {default}")


def unfit_outputs(y: Shape) -> ValueError:
    """Return the error for a y that is neither one sample nor a batch."""
    return ValueError(f"y must have shape (K,) or (N, K) with at least one entry, got shape {y}")


def no_class(where: str, label: int, classes: int) -> ValueError:
    """Return the error for a label that counts no class."""
    return ValueError(
        f"{where} is the label {label}, outside 0 to {classes - 1}; y has {classes} classes, counted from 0"
    )


def no_integer_labels(labels: NDArray[Any]) -> TypeError:
    """Return the error for labels of another dtype than integers."""
    integers = _converted(lambda: labels, np.int64)
    if integers is not None and (labels.dtype.kind in "SU" or (integers == labels).all()):
        fix = "use np.array(t, dtype=int)"
    else:
        fix = "give each sample the number of its class"
    return TypeError(f"t must hold integer labels, got dtype {labels.dtype}; {fix}, or one-hot rows")


def unfit_answers(t: Shape, y: Shape) -> ValueError:
    """Return the error for a t whose shape is neither that of one-hot answers to y nor that of labels."""
    fix = f"one-hot answers have shape {y}, labels {y[:-1]}"
    for shape in (y, y[:-1]):
        if [length for length in t if length != 1] == [length for length in shape if length != 1]:
            fix = f"use np.reshape(t, {shape}); {fix}"
            break
    return ValueError(f"t of shape {t} does not belong to y of shape {y}; {fix}")


def not_one_hot(where: str, row: list[Any], labels: Shape) -> ValueError:
    """Return the error for a t in the shape of y with a row that is not one-hot; `labels` is the shape of labels."""
    return ValueError(
        f"{where} is {_shown(row)}, not one-hot; a one-hot answer is 1 at one class and 0 elsewhere, "
        f"labels have shape {labels}"
    )


# ------------------------------------------------------------------ sample_mini_batch


def no_rows(name: str, value: Any) -> TypeError:
    """Return the error for data that are one number."""
    return TypeError(f"{name} must have one row for each sample, got {_shown(value)}; use a list or an array")


def unequal_counts(x_rows: int, t_rows: int) -> ValueError:
    """Return the error for data and answers that differ in their number of rows."""
    return ValueError(
        f"x_train and t_train must have the same number of rows, got {x_rows} and {t_rows}; each sample has one answer"
    )


def unfit_batch_size(batch_size: int, rows: int) -> ValueError:
    """Return the error for a batch that is empty or larger than the data."""
    return ValueError(f"batch_size must be from 1 to the number of rows, {rows}; got {batch_size}")


# ------------------------------------------------------------------ numerical_diff and forward_difference


def neither_number_nor_array(x: Any) -> TypeError:
    """Return the error for an x that is, for instance, a list."""
    return TypeError(f"x must be a number or an array, got {type(x).__name__}; {_as_float64('x', x)}")


def neither_float64_nor_integers(x: Any) -> TypeError:
    """Return the error for an x whose dtype would lose the step, or has no order."""
    return TypeError(f"x must be float64 or integers, got dtype {x.dtype}; {_as_float64('x', x)}")


# ------------------------------------------------------------------ numerical_gradient and gradient_field


def no_ndarray(x: Any) -> TypeError:
    """Return the error for an x that can't be moved in place."""
    return TypeError(f"x must be an ndarray of float64, got {type(x).__name__}; {_as_float64('x', x)}")


def not_float64(x: NDArray[Any]) -> TypeError:
    """Return the error for an x of another dtype than float64."""
    return TypeError(f"x must be an ndarray of float64, got dtype {x.dtype}; {_as_float64('x', x)}")


def read_only() -> ValueError:
    """Return the error for an x that can't be written to."""
    return ValueError("x must be writable, because its entries are moved in place, but it is read-only; use x.copy()")


def shared_memory(strides: Shape) -> ValueError:
    """Return the error for an x of which two entries are one place in memory."""
    return ValueError(f"x must not share memory among its own entries, got strides {strides}; use x.copy()")


def changed_by_f() -> ValueError:
    """Return the error for an f that writes to x."""
    return ValueError("f must not change x, but it did; let f work on a copy, x.copy()")


def no_points() -> ValueError:
    """Return the error for points that are one number."""
    return ValueError("points must have shape (..., n), got one number; give each point its coordinates")


# ------------------------------------------------------------------ gradient_descent, gradient_ascent, descent_path


def flat_start() -> str:
    """Return the warning for an f that has one value at every place of the first step."""
    return (
        "no perturbation of init_x changes f: f is flat there, or f ignores its argument, as "
        "`lambda w: net.loss(x, t)` does, and does not see the copy that is moved here (E4.4.1-4); "
        "compute f from its argument, as `lambda w: SimpleNet(w).loss(x, t)` does"
    )


def in_step(step: int, step_num: int, lr: float) -> str:
    """Return the note for an error that came during descent."""
    return f"in step {step} of {step_num}, with lr = {lr}"


def diverging(step: int, step_num: int, lr: float, largest: float) -> str:
    """Return the note for an error that came where the iterates are so large that the step is lost."""
    size = f"the iterates diverge, with an entry of size {largest:.3g}"
    return f"{in_step(step, step_num, lr)}: {size}; take a smaller lr"


def iterate_overflows() -> ValueError:
    """Return the error for a step that leads beyond float64."""
    return ValueError("x must stay finite, but the step overflows; take a smaller lr")


def negative_step_num(step_num: int) -> ValueError:
    """Return the error for a number of steps below zero."""
    return ValueError(f"step_num must not be negative, got {step_num}; 0 returns the start")


# ------------------------------------------------------------------ softmax and SimpleNet


def no_scores(x: Shape) -> ValueError:
    """Return the error for an x without a row, or with an empty one."""
    return ValueError(f"x must have shape (..., K) with K at least 1, got shape {x}; give one row of scores")


def unfit_samples(x: Shape, inputs: int, taker: str) -> ValueError:
    """Return the error for samples with another number of inputs than the taker, the network or its W, has."""
    return ValueError(
        f"x must have shape ({inputs},) or (N, {inputs}), got {x}; {taker} takes {inputs} inputs a sample"
    )


def no_samples(x: Shape) -> ValueError:
    """Return the error for a batch without a sample."""
    return ValueError(f"x must hold at least one sample, got shape {x}; leave out empty batches")


def unfit_weights(W: Shape) -> ValueError:
    """Return the error for weights of the wrong shape."""
    return ValueError(f"W must have shape (2, 3), got {W}; W[i, j] leads from input i to output j")


def weights_and_generator() -> ValueError:
    """Return the error for weights along with a generator to draw them."""
    return ValueError("W and rng must not be given together: with W there is nothing to draw; leave one out")


def scores_overflow(x: Array, W: Array) -> ValueError:
    """Return the error for scores that are beyond float64."""
    return ValueError(f"the product of x and W overflows, {_largest({'x': x, 'W': W})}; scale x or W")


# ------------------------------------------------------------------ TwoLayerNet


def empty_layer(name: str, size: int) -> ValueError:
    """Return the error for a layer without a unit."""
    return ValueError(f"{name} must be 1 or more, got {size}; a layer has at least one unit")


def negative_deviation(std: float) -> ValueError:
    """Return the error for a standard deviation below zero."""
    return ValueError(f"weight_init_std must not be negative, got {std}; the book's is 0.01")


def deviation_too_large(std: float) -> ValueError:
    """Return the error for a standard deviation that might draw infinite weights."""
    return ValueError(f"weight_init_std must leave the weights finite, got {std}; the book's is 0.01")


def unfit_parameter(name: str, shape: Shape, value: Any) -> ValueError:
    """Return the error for an entry of params that is not a float64 array of its shape."""
    got = f"{value.dtype} of shape {value.shape}" if type(value) is np.ndarray else type(value).__name__
    return ValueError(f"{name} must be an ndarray of float64, shape {shape}, got {got}")


def no_structured_form(net: object, method: str) -> TypeError:
    """Return the error for the structured form of a network with a method of its own."""
    return TypeError(f"structured=True {_knows(net, method)}; leave out structured")


def no_backpropagation(net: object, method: str) -> TypeError:
    """Return the error for backpropagation through a network with a method of its own."""
    return TypeError(f"gradient {_knows(net, method)}; use numerical_gradient")


def product_overflows(arrays: Mapping[str, Array]) -> ValueError:
    """Return the error for a layer that is beyond float64; the arrays are x and params."""
    return ValueError(f"a product of x and params overflows, {_largest(arrays)}; scale them")


def gradient_overflows(name: str, arrays: Mapping[str, Array]) -> ValueError:
    """Return the error for a gradient that is beyond float64; the arrays are x and params."""
    return ValueError(f"the gradient in {name} overflows, {_largest(arrays)}; scale them")


def change_too_large(largest_change: float, x: float, W2: float) -> ValueError:
    """Return the error for a step that might move a score too far, with the sizes of x and of the weights."""
    return ValueError(
        f"structured=True must not move a score by more than {largest_change}, but it might: the largest entries are "
        f"{x:.3g} in x and {W2:.3g} in params['W2']; scale them, or leave out structured"
    )


# ------------------------------------------------------------------ The ledger


def no_entry(id: str) -> KeyError:
    """Return the error for an id that is none."""
    return KeyError(f"the ledger has no entry {id!r}")


def other_kind(id: str, own: str, asked: str) -> KeyError:
    """Return the error for an entry that is looked up as one of another kind."""
    return KeyError(f"{id!r} is of kind {own}, not {asked}: ledger.{own}({id!r}) returns it")


# ------------------------------------------------------------------ Parts of the texts


def _knows(net: object, method: str) -> str:
    return f"knows the network of TwoLayerNet, got {type(net).__name__} with its own {method}"


def _largest(arrays: Mapping[str, Array]) -> str:
    """Return how large the entries of each array are."""
    with np.errstate(all="ignore"):
        sizes = (f"{np.abs(array).max():.3g} in {name}" for name, array in arrays.items())
        return f"with the largest entries {', '.join(sizes)}"


def _as_float64(name: str, value: Any) -> str:
    """Return how to make float64 numbers of `value`; an expression was tried, unless it would use an iterator up."""
    if isinstance(value, np.ma.MaskedArray):
        return f"use {name}.filled(...)"
    if isinstance(value, Iterator):
        return f"use np.array(list({name}), dtype=np.float64)"
    if getattr(getattr(value, "dtype", None), "names", None):
        return "use one of its fields"
    for expression, make in _forms(name, value):
        numbers = _converted(make, np.float64)
        if numbers is not None and np.isfinite(numbers).all():
            return f"use {expression}"
    return "give numbers that float64 holds"


def _forms(name: str, value: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield expressions that may make float64 numbers of `value`, each with what it converts."""
    if isinstance(value, np.ndarray):
        yield f"{name}.astype(np.float64)", lambda: value
        yield f"{name}.real.astype(np.float64)", lambda: value.real
        return
    yield f"np.array({name}, dtype=np.float64)", lambda: value
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        yield f"np.array(list({name}), dtype=np.float64)", lambda: list(value)
    yield f"np.array(np.real({name}), dtype=np.float64)", lambda: np.real(value)


def _converted(make: Callable[[], Any], dtype: type) -> NDArray[Any] | None:
    """Return what is made as an array of that dtype, or None where that can't be done without a loss."""
    with np.errstate(all="raise"):
        try:
            value = make()
            # Of complex numbers np.array would drop a part, with no more than a warning.
            return None if np.iscomplexobj(value) else np.array(value, dtype=dtype)
        except Exception:  # whatever stands in the way, np.array is no advice
            return None
