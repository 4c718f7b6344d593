// A slider for the learning rate and a start to be dragged: the path of gradient descent on two bowls, and its name.
"use strict";

{
  const { stage, bowls, start, rates, rate, steps, reach } = moving.figure("descent");
  const NEAR = 1e-3;
  const LISTED = [0, 1, 2, 10, steps];
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const point = [...start];
  let [bowl, eta] = [bowls[0], rate];

  const f = ([x0, x1]) => bowl.a * x0 * x0 + bowl.b * x1 * x1;
  const gradient = ([x0, x1]) => [2 * bowl.a * x0, 2 * bowl.b * x1];
  const length = ([x0, x1]) => Math.hypot(x0, x1);

  function descent() {
    const path = [[...point]];
    while (path.length <= steps) {
      const [x0, x1] = path.at(-1);
      const [g0, g1] = gradient([x0, x1]);
      path.push([x0 - eta * g0, x1 - eta * g1]);
    }
    return path;
  }

  function named([first, second, third], last, arrived) {
    const either = (test) => test(0) || test(1);
    const zigzag = either((i) => first[i] * second[i] < 0);
    if (!length(first)) return ["At the minimum:", "the gradient is 0, and nothing moves."];
    if (either((i) => Math.abs(second[i]) > Math.abs(first[i])))
      return ["Diverging:", "each step leaps across the valley and lands farther from it."];
    if (either((i) => third[i] === first[i] && second[i] !== first[i]))
      return ["Back and forth:", "each step leaps to the opposite side of the valley, and never ends lower there."];
    if (!either((i) => second[i] !== first[i]))
      return ["Frozen:", "the step is too small to change any digit of x."];
    if (arrived < 0) {
      const left = `${steps} steps leave ${Math.round((100 * length(last)) / length(first))} % of the start's distance from the lowest point.`;
      return [zigzag ? "Zigzag, and slow:" : "Slow:", left];
    }
    const when = `${arrived} ${arrived === 1 ? "step leads" : "steps lead"} to within a thousandth of the start's distance from the lowest point.`;
    return zigzag ? ["Zigzag:", `the steps leap across the valley; ${when}`] : ["Converged:", when];
  }

  const ticks = [-4, -2, 0, 2, 4].map((n) => [n, n]);
  const axis = (label) => ({ from: -reach, to: reach, ticks, label });
  const plane = moving.panel("The bowl from above, and the path", axis("x₀"), axis("x₁"), 372);
  plane.svg.setAttribute("role", "group"); // it holds something to be moved, which no image may
  const contours = plane.layer.appendChild(moving.svg("g"));
  const drawn = plane.layer.appendChild(moving.svg("g"));
  const said = { role: "slider", "aria-label": "Start", "aria-valuemin": -reach, "aria-valuemax": reach };
  const handle = plane.svg.appendChild(
    moving.svg(
      "g",
      { class: "handle", tabindex: 0, ...said },
      moving.svg("circle", { r: 24, class: "hold" }),
      moving.svg("circle", { r: 9, class: "forward large" }),
    ),
  );
  const phone = matchMedia("(max-width: 46em)"); // where no cell holds every digit
  const short = (number) => (Math.abs(number) < 1e6 ? moving.repr(Number(number.toPrecision(6))) : number.toExponential(5));
  const written = (number) => moving.minus(phone.matches ? short(number) : moving.repr(number));
  const digits = moving.html("span", { class: "on-phone" }, ", to six digits");
  const caption = moving.html("span", {}, "After so many steps", digits);
  const table = moving.table(caption, ["step", "x₀", "x₁", "f(x)"], LISTED.map((n) => [n]));
  const state = moving.state();

  function contour(level) {
    const [rx, ry] = [bowl.a, bowl.b].map((factor) => plane.X(Math.sqrt(level / factor)) - plane.X(0));
    return moving.svg("ellipse", { cx: plane.X(0), cy: plane.Y(0), rx, ry, class: "contour" });
  }

  function show() {
    const path = descent();
    const seen = path.filter((x) => length(x) < 100 * reach);
    contours.replaceChildren(...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => contour(n * n)));
    drawn.replaceChildren(
      moving.dot(plane, [0, 0], "point", 3),
      moving.line(plane, seen, "central"),
      ...seen.map((x) => moving.dot(plane, x, "central", 3.5)),
    );
    const [x0, x1] = point.map((x) => moving.minus(moving.repr(x)));
    handle.setAttribute("transform", `translate(${plane.X(point[0])} ${plane.Y(point[1])})`);
    handle.setAttribute("aria-valuenow", point[0]);
    handle.setAttribute("aria-valuetext", `x0 ${x0}, x1 ${x1}`);
    table.show(LISTED.map((n) => [...path[n], f(path[n])].map(written)));
    state.say(...named(path, path[steps], path.findIndex((x) => length(x) < NEAR * length(point))));
  }

  // In tenths, so that a place is easily met again.
  function put(place) {
    place.forEach((x, i) => (point[i] = Math.round(10 * Math.max(-reach, Math.min(reach, x))) / 10 + 0));
    show();
  }

  handle.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    put(point.map((x, i) => x + (event.shiftKey ? 1 : 0.1) * way[i]));
  });
  // A finger that drags the start does not scroll the page: for a part of an SVG, touch-action says nothing.
  handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
  handle.addEventListener("pointermove", (event) => handle.hasPointerCapture(event.pointerId) && put(plane.at(event)));
  plane.svg.addEventListener("click", (event) => put(plane.at(event)));

  const choice = moving.html("fieldset", {}, moving.html("legend", {}, "bowl"));
  for (const one of bowls) {
    const radio = moving.html("input", { type: "radio", name: "bowl" });
    radio.checked = one === bowl;
    radio.addEventListener("change", () => {
      bowl = one;
      show();
    });
    choice.append(moving.html("label", {}, radio, one.name));
  }

  const slider = moving.slider(
    "rate η",
    { min: 0, max: rates.length - 1, step: 1, value: rates.indexOf(rate) },
    (n) => moving.repr(rates[n]),
    (n) => {
      eta = rates[n];
      show();
    },
  );
  phone.addEventListener("change", show);
  stage.append(slider.row, choice, moving.html("div", { class: "plane" }, plane.svg), state, table.element);
  slider.update();
}
