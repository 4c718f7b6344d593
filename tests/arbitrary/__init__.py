"""Arbitrary input: every call ends in the right answer, within its bound, or in a documented error.

- `arguments`: arbitrary arguments, as texts.
- `functions`: arbitrary functions f, as texts, and those of which the derivative is known.
- `expected`: what a call must end in, and what is wrong with an array, a number, a count or a seed.
- `losses`, `differences`, `gradients`, `descents`, `simple_net`, `two_layer_net`: for each public function its
  arguments, and what the documentation says of them. `samples` is what both networks take.
- `calls`: one call with its arguments, held to what is expected.
"""

from arbitrary import descents, differences, gradients, losses, simple_net, two_layer_net

__all__ = ["descents", "differences", "gradients", "losses", "simple_net", "two_layer_net"]
