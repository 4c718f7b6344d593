"""The still pictures of the figures that move, each drawn from the numbers that its script has."""

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import SimpleNet, forward_difference


def cube(x):
    """The function of the section's table of errors: a product alone, which every computer rounds alike."""
    return x * x * x


def central(h, x):
    """The central difference as the snippet takes it, which does not refuse a lost step."""
    return (cube(x + h) - cube(x - h)) / (2 * h)


def difference(x, slope, steps):
    """Draw the two lines for the largest step, and both errors against h."""
    _, (curve, errors) = plt.subplots(2, 1, figsize=(5.2, 6.7), layout="constrained")
    h, places = max(steps), np.linspace(x - 1.4, x + 1.4)
    curve.plot(places, cube(places), color="black", linewidth=3, label="$f(x) = x^3$")
    curve.plot(places, cube(x) + slope * (places - x), ":", color="0.4", label="tangent")
    slopes = {
        "forward": ("C1--", [forward_difference(cube, x, h) for h in steps], x),
        "central": ("C0-", [central(h, x) for h in steps], x - h),
    }
    for name, (style, found, start) in slopes.items():
        curve.plot(places, cube(start) + found[-1] * (places - start), style, label=name)
        errors.plot(steps, np.abs(np.subtract(found, slope)), f"{style[:2]}o", markersize=4, label=name)
    curve.set(title=f"Forward and central slope, $h = {h:g}$", xlabel="$x$")
    errors.set(title="The error against $h$", xscale="log", yscale="log", xlabel="step $h$", ylabel="error")
    for axes in (curve, errors):
        axes.legend()


def descent(bowls, start, rate, steps, reach, **_):
    """Draw the paths from the start over the elongated bowl, at a rate that converges, zigzags or diverges."""
    _, panels = plt.subplots(3, 1, figsize=(3.8, 10), layout="constrained")
    bowl, places = bowls[0], np.linspace(-reach, reach)
    height = bowl["a"] * places**2 + bowl["b"] * places[:, np.newaxis] ** 2
    for axes, (lr, state) in zip(panels, {rate: "converges", 0.22: "zigzags", 0.26: "diverges"}.items(), strict=True):
        path = [np.array(start)]
        for _ in range(steps):
            path.append(path[-1] - lr * np.array([2 * bowl["a"], 2 * bowl["b"]]) * path[-1])
        axes.contour(places, places, height, np.arange(1, 11) ** 2, colors="0.6", linewidths=0.8)
        axes.plot(*np.transpose(path), "o-", markersize=5)
        axes.plot(*start, "o", color="C1", markersize=10)
        limits = (-reach, reach)
        axes.set(title=f"Rate {lr}: it {state}", xlabel="$x_0$", ylabel="$x_1$", xlim=limits, ylim=limits)
        axes.set_aspect("equal")


def loss(weights, inputs, answers, low, high, step, **_):
    """Draw accuracy and loss against the weight that moves."""
    _, panels = plt.subplots(2, 1, figsize=(5.2, 5), layout="constrained", sharex=True)
    moved = np.arange(low, high + step / 2, step)
    (first, second, _), below = weights
    nets = [SimpleNet([[first, second, weight], below]) for weight in moved]
    accuracies = [np.mean(np.argmax(net.predict(inputs), axis=1) == answers) for net in nets]
    panels[0].plot(moved, accuracies, color="C1", drawstyle="steps-mid")
    panels[0].set(title="Accuracy: flat but for its jumps", ylabel="accuracy", ylim=(0, 1))
    panels[1].plot(moved, [net.loss(inputs, answers) for net in nets], color="C0")
    panels[1].set(title="Loss: it slopes", ylabel="loss", xlabel="the weight $w$")


STILLS = {"difference": difference, "descent": descent, "loss": loss}
