// A slider for h: the secants of the forward and the central difference, and how far off each is.
"use strict";

{
  const { stage, x, slope, steps } = moving.figure("difference");
  const UNIT_ROUNDOFF = 2 ** -53;
  const f = (x) => x * x * x;
  // The order of the operations is that of the snippets, on which the last digits depend.
  const forward = (h) => (f(x + h) - f(x)) / h;
  const central = (h) => (f(x + h) - f(x - h)) / (2 * h);
  const lost = (h) => x + h === x || x - h === x;
  const rounding = (h) => (UNIT_ROUNDOFF * f(x)) / h;
  const truncation = { forward: (h) => 3 * x * h + h * h, central: (h) => h * h };

  const FLOOR = -13;
  const height = (error) => Math.log10(error);
  const powers = (exponents) => exponents.map((n) => [n, moving.power(n)]);
  const curve = moving.panel(
    "The curve of x cubed, its tangent at 5, and the two lines whose slopes are computed",
    { from: 3.6, to: 6.4, ticks: [4, 5, 6].map((n) => [n, n]), label: "x" },
    { from: 0, to: 280, ticks: [0, 100, 200].map((n) => [n, n]), label: "f(x) = x³" },
  );
  const errors = moving.panel(
    "The forward and the central error against h, both axes in powers of ten",
    { from: -17, to: 0.4, ticks: powers([-16, -12, -8, -4, 0]), label: "step h" },
    { from: FLOOR, to: 3, ticks: powers([-12, -8, -4, 0]), label: "error" },
  );

  const places = Array.from({ length: 57 }, (_, n) => 3.6 + n / 20);
  const across = (slope, [a, b]) => [0, 10].map((x) => [x, b + slope * (x - a)]);
  curve.layer.append(
    moving.line(curve, places.map((x) => [x, f(x)]), "curve"),
    moving.line(curve, across(slope, [x, f(x)]), "tangent"),
  );
  const lines = curve.layer.appendChild(moving.svg("g"));

  const edge = Math.log10(Math.min(...steps.filter((h) => !lost(h))));
  const shade = { x: errors.X(-17), y: 0, width: errors.X(edge) - errors.X(-17) - 3, height: 270, class: "shade" };
  errors.layer.append(
    moving.svg("rect", shade),
    moving.line(errors, [-17, 0].map((n) => [n, height(rounding(10 ** n))]), "guide"),
    moving.note(errors, [-12.6, -5.2], "rounding", "left"),
    moving.note(errors, [-4.6, 1], "truncation", "left"),
    moving.note(errors, [-16.9, -12.4], "lost"),
  );
  for (const [kind, slopes] of Object.entries({ forward, central })) {
    for (const h of steps) {
      const error = Math.abs(slopes(h) - slope);
      if (error) errors.layer.append(moving.dot(errors, [Math.log10(h), height(error)], `${kind} small`, 2));
    }
  }
  const now = errors.layer.appendChild(moving.svg("g"));

  const rows = ["tangent", "forward", "central"];
  const table = moving.table(
    "What Python prints",
    ["line", "slope", "error"],
    rows.map((name) => [moving.sample(name), name]),
  );
  const state = moving.state();

  function named(h) {
    if (lost(h)) {
      return ["The step is lost:", "x + h rounds to x, and both slopes are 0; numerical_diff of chapter4 refuses it."];
    }
    if (truncation.central(h) > rounding(h)) {
      return ["Truncation decides:", "a ten times smaller h makes the central error a hundred times smaller."];
    }
    if (truncation.forward(h) > rounding(h)) {
      return ["Rounding has taken over the central difference;", "the forward one still gets better."];
    }
    return ["Rounding decides:", "a smaller h makes both worse, in jumps that nobody can predict."];
  }

  function show(h) {
    const slopes = { forward: forward(h), central: central(h) };
    const from = { forward: x, central: x - h };
    lines.replaceChildren(
      ...rows.slice(1).map((kind) => moving.line(curve, across(slopes[kind], [from[kind], f(from[kind])]), kind)),
      ...[x - h, x, x + h].map((x) => moving.dot(curve, [x, f(x)], "point", 4)),
    );
    const off = { forward: Math.abs(slopes.forward - slope), central: Math.abs(slopes.central - slope) };
    const large = (kind, r) =>
      moving.dot(errors, [Math.log10(h), Math.max(height(off[kind]), FLOOR)], `${kind} large`, r);
    now.replaceChildren(
      moving.line(errors, [FLOOR, 3].map((y) => [Math.log10(h), y]), "now"),
      large("forward", 8), // so that it is seen under the other
      large("central", 5),
    );
    table.show([
      [moving.repr(slope), ""],
      [moving.repr(slopes.forward), moving.repr(off.forward)],
      [moving.repr(slopes.central), moving.repr(off.central)],
    ]);
    state.say(...named(h));
  }

  const slider = moving.slider(
    "h",
    { min: 0, max: steps.length - 1, step: 1, value: steps.length - 1 },
    (n) => moving.repr(steps[n]),
    (n) => show(steps[n]),
  );
  stage.append(slider.row, moving.html("div", { class: "panels" }, curve.svg, errors.svg), state, table.element);
  slider.update();
}
